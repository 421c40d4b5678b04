"""`steward bench`: what the shipped SQL costs, as ratios within one run."""

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.kyc.bench import Bench
from steward.project import Project


@app.command("bench")
def bench(
    what: Annotated[str, typer.Argument(help="kyc")],
    size: Annotated[str, typer.Option(help="S, M or L: 1, 10 or 100 million transactions.")] = "S",
    rounds: Annotated[int, typer.Option(help="Rounds; the median counts.")] = 5,
    stress: Annotated[bool, typer.Option(help="A fifth of the customers breach.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Where the rows stay for the next run.")] = None,
) -> None:
    """Measure CPU against one `group by customer_id` over the same rows and print one JSON line per case."""
    if what != "kyc":
        raise StewardError("bench", f"there is no benchmark {what}", "write `steward bench kyc`")
    with tempfile.TemporaryDirectory() as temporary:
        run = Bench(Project.find(), folder or Path(temporary), size)
        run.prepare()
        for line in run.measure(rounds, stress):
            print(json.dumps(line))

"""`steward bench`: what the shipped SQL costs, as ratios within one run."""

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.choices.bench import ChoiceBench
from steward.errors import StewardError
from steward.kyc.bench import Bench
from steward.project import Project


@app.command("bench")
def bench(
    what: Annotated[str, typer.Argument(help="kyc, choices, access-log or anonymise")],
    size: Annotated[str, typer.Option(help="kyc: S, M or L: 1, 10 or 100 million transactions.")] = "S",
    rounds: Annotated[int, typer.Option(help="Rounds; the median counts.")] = 5,
    stress: Annotated[bool, typer.Option(help="kyc: a fifth of the customers breach.")] = False,
    customers: Annotated[int, typer.Option(min=1, help="choices: how many customers.")] = 100_000,
    events: Annotated[int, typer.Option(min=1, help="choices: about how many choice events.")] = 300_000,
    lines: Annotated[int, typer.Option(help="Lines of the access log.")] = 1_000_000,
    memory_limit: Annotated[str | None, typer.Option(help="Of DuckDB, for example 1GB.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where the rows stay for the next run.")] = None,
    adult: Annotated[
        Path | None, typer.Option(help="anonymise: the folder of Adult and ARX's hierarchies.")
    ] = None,
    large: Annotated[
        Path | None, typer.Option(help="anonymise: also 10 million rows, made in this folder.")
    ] = None,
) -> None:
    """Measure and print one JSON line per case: KYC or the flags against one `group by`, or an access log."""
    if what == "anonymise":
        _anonymise(adult or Path(), large)
        return
    if what == "access-log":
        _access_log(lines, folder)
        return
    if what not in ("kyc", "choices"):
        raise StewardError(
            "bench", f"there is no benchmark {what}", "write kyc, choices, access-log or anonymise"
        )
    with tempfile.TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        if what == "choices":
            flags = ChoiceBench(Project.find(), place, customers, events)
            flags.prepare()
            found = flags.measure(rounds)
        else:
            run = Bench(Project.find(), place, size, memory_limit)
            run.prepare()
            found = run.measure(rounds, stress)
        for line in found:
            print(json.dumps(line))


def _anonymise(adult: Path, large: Path | None) -> None:
    from steward.anonymise.bench import measure

    for line in measure(adult, large):
        print(json.dumps(line, ensure_ascii=False), flush=True)


def _access_log(lines: int, folder: Path | None) -> None:
    from steward.access.bench import measure, write_log

    with tempfile.TemporaryDirectory() as temporary:
        path = (folder or Path(temporary)) / f"pgaudit_{lines}.json"
        if not path.exists():
            write_log(path, lines)
        print(json.dumps({"case": "access-log", **measure(Project.find(), path)}))

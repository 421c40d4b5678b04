"""`steward sample`: the auditor's own sample of refusals and permissions."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("sample")
def sample(
    seed: Annotated[int, typer.Option("--seed", help="A number of the auditor's own.")],
    number: Annotated[int, typer.Option("--n", min=1, max=10_000, help="How many to draw.")] = 60,
) -> None:
    """Draw people by a seed and follow each from the choice to the view; exit 1 where one is not as the flag says.

    Keys are hashes of the seed, so that custody can name the person and the list alone cannot.
    """
    from steward.pack.sample import FIELDS, draw

    drawn = draw(Project.find(), seed, number)
    typer.echo(",".join(FIELDS))
    for row in drawn:
        typer.echo(",".join(str(getattr(row, name)) for name in FIELDS))
    if any(row.result != "pass" for row in drawn):
        raise typer.Exit(1)

"""`steward as-of`: a past day, on a copy."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("as-of")
def as_of(day: Annotated[str, typer.Argument(help="The past day, as 2026-03-31.")]) -> None:
    """Build the warehouse as it was known at the end of a past day, on a copy that is never published."""
    from steward.past import build_as_of

    project = Project.find()
    typer.echo(f"the warehouse as of {day}, for custody alone: {project.relative(build_as_of(project, day))}")

"""`steward hunt`: personal values where none may be."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.findings import as_text
from steward.project import Project


@app.command("hunt")
def hunt(
    values: Annotated[
        Path | None,
        typer.Option("--values", help="CSV file of planted values: person,state,attribute,value,refused."),
    ] = None,
    persons: Annotated[
        int, typer.Option("--persons", min=1, help="How many customers of the build are hunted as well.")
    ] = 100,
) -> None:
    """Look for people's values, also encoded and hashed, in every relation, file, log and report.

    Exit code 1 with one line per place that holds what it may not; the value itself is never printed.
    """
    from steward.hunt.evidence import hunted

    result = hunted(Project.find(), values, persons)
    for place, count in sorted(result.places.items()):
        typer.echo(f"{place}: {count} read, {result.allowed.get(place, 0)} found where they may be")
    typer.echo(f"{result.values} values in {result.forms} forms, {len(result.findings)} leaks")
    if result.findings:
        typer.echo(as_text(result.findings), err=True)
        raise typer.Exit(1)

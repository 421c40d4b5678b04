"""`steward trace-leak`: whose file it was that turned up."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("trace-leak")
def trace_leak(
    file: Annotated[Path, typer.Argument(help="The file that turned up: CSV, Parquet or DuckDB.")],
) -> None:
    """Name the recipient, disclosure or release that a file came from, by its pseudonyms; counts only."""
    from steward.disclosure.trace import trace_leak as trace

    for line in trace(Project.find(), file).lines():
        typer.echo(line)

"""`steward query`: read an audience's file for a purpose, on record."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project


@app.command("query")
def query(
    audience: Annotated[str, typer.Option("--audience", help="Whose file is read.")],
    purpose: Annotated[str, typer.Option("--purpose", help="What for.")],
    file: Annotated[Path | None, typer.Argument(help="A file with one query.")] = None,
    sql: Annotated[str, typer.Option("--sql", help="The query itself.")] = "",
    role: Annotated[str, typer.Option("--role", help="The login role that reads; by default you.")] = "",
) -> None:
    """Answer one query as CSV: read-only, nothing else reachable, on record in DW_HOME/access_log."""
    from steward.access.query import as_csv, query

    if bool(sql) == (file is not None):
        raise StewardError("steward query", "one query is needed", "give --sql or a file")
    if file is not None:
        try:
            sql = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise StewardError(
                str(file), "the file cannot be read", "check its path; save it as UTF-8"
            ) from None
    typer.echo(as_csv(query(Project.find(), role, audience, purpose, sql)), nl=False)

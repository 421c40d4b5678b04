"""`steward rotate`: new pseudonyms for a scope."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("rotate")
def rotate(
    scope: Annotated[
        str, typer.Option("--scope", help="internal, or recipient:R; see pseudonym_scopes.csv.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why; the privacy log keeps it.")] = "",
) -> None:
    """Give everybody in a scope a new pseudonym; no release is made with the old ones again."""
    from steward.pseudonyms.rotate import rotate as rotate_scope

    done = rotate_scope(Project.find(), scope, reason)
    typer.echo(f"scope {done.scope}: {done.subjects} new pseudonyms, version {done.version}")
    typer.echo(done.todo)

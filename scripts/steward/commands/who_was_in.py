"""`steward who-was-in`: whose rows a release or a disclosure held."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project


@app.command("who-was-in")
def who_was_in(
    release: Annotated[str, typer.Option("--release", help="The release, as its files are named.")] = "",
    disclosure: Annotated[
        str, typer.Option("--disclosure", help="The disclosure instead of a release.")
    ] = "",
    audience: Annotated[str, typer.Option("--audience", help="One audience's file; by default all.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="A folder for who_was_in.csv (0600), instead of the screen.")
    ] = None,
) -> None:
    """List the persons of a release or a disclosure, and the classes and attributes held, for a breach notice."""
    from steward.choices import breach

    if bool(release) == bool(disclosure):
        raise StewardError(
            "steward who-was-in", "one of the two must be named", "give --release or --disclosure"
        )
    project = Project.find()
    if disclosure:
        found = breach.who_was_in_disclosure(project, disclosure)
    else:
        found = breach.who_was_in(project, release, audience)
    typer.echo("\n".join(breach.summary(found)))
    if out is not None:
        typer.echo(f"{breach.write_list(found, out)}")
        return
    for person, held in breach.people(found).items():
        typer.echo(f"{person}\t{', '.join(f'{own.audience}:{own.relation}' for own in held)}")

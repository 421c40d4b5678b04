"""`steward attack`: the attacks of the catalogue against the published files."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("attack")
def attack(
    weak: Annotated[
        bool,
        typer.Option("--weak", help="Also against copies without the defence, where each must succeed."),
    ] = False,
) -> None:
    """Attack the published files as their readers could, and say how much was recovered of how much was tried.

    Exit code 1 if an attack recovers anything, or, with --weak, recovers nothing where it must.
    """
    from steward.attacks import attack_all

    attempts = attack_all(Project.find(), weak)
    for attempt in attempts:
        line = f"{attempt.entry.label}: {attempt.figure.recovered} of {attempt.figure.tried}"
        if attempt.weak is not None:
            line += f"; without the defence {attempt.weak.recovered} of {attempt.weak.tried}"
        typer.echo(line)
    succeeded = [attempt.entry.label for attempt in attempts if attempt.succeeded]
    dummies = [attempt.entry.label for attempt in attempts if attempt.is_dummy]
    typer.echo(f"{len(attempts)} attacks, {len(succeeded)} succeeded")
    for label in succeeded:
        typer.echo(
            f"STOP  {label}: the attack succeeded; withdraw what it read and mend the defence", err=True
        )
    for label in dummies:
        typer.echo(f"STOP  {label}: it succeeds nowhere; mend the attack", err=True)
    if succeeded or dummies:
        raise typer.Exit(1)

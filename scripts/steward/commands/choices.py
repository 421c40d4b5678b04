"""`steward choices`: what a customer allowed at a moment."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("choices")
def choices(
    customer: Annotated[str, typer.Option("--customer", help="The customer id, also one that was merged.")],
    at: Annotated[
        str, typer.Option("--at", help="Chosen by then: 2025-03-01T10:00, in Asia/Shanghai; by default now.")
    ] = "",
    known_at: Annotated[
        str, typer.Option("--known-at", help="From what was recorded by then; by default all that is now.")
    ] = "",
    as_list: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Say what a customer allowed at a moment, with the deciding event and article."""
    from steward.choices.customer import as_json, as_lines, customer_choices
    from steward.choices.moments import read_moment

    project = Project.find()
    found = customer_choices(project, customer, read_moment(at, "--at"), read_moment(known_at, "--known-at"))
    typer.echo(as_json(found) if as_list else "\n".join(as_lines(project, found)))

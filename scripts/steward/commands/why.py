"""`steward why`: whether a relation held a customer, and why."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("why")
def why(
    customer: Annotated[str, typer.Option("--customer", help="The customer id, also one that was merged.")],
    relation: Annotated[str, typer.Option("--relation", help="As opt_out_direct_marketing.customer.")],
    at: Annotated[
        str, typer.Option("--at", help="The moment: 2025-03-01T10:00, in Asia/Shanghai; by default now.")
    ] = "",
) -> None:
    """Say whether a published relation held a customer, with the deciding event, article and release."""
    from steward.choices.moments import read_moment
    from steward.choices.why import sentences
    from steward.choices.why import why as find_why

    project = Project.find()
    texts = sentences(project, find_why(project, customer, relation, read_moment(at, "--at")))
    typer.echo("\n".join(text.en for text in texts))
    typer.echo("\n".join(text.zh for text in texts))

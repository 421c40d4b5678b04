"""`steward demo-postgres`: a server, its roles, the demo's rows, three sessions, and who was caught."""

import typer

from steward.app import app
from steward.project import Project


@app.command("demo-postgres")
def demo_postgres() -> None:
    """Start a server of its own, build the demo on it, let three people read, report, and stop the server."""
    from steward.demo.postgres import run_demo

    demo = run_demo(Project.find(overrides={"demo_data": True}), typer.echo)
    typer.echo(
        f"\n{demo.before} findings before the sessions; after them {demo.roles} of the dictionary and "
        f"{demo.log} of the log. The server is stopped and removed."
    )

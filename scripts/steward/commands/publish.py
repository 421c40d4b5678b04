"""`steward publish`: the newest build to every audience."""

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project


@app.command("publish")
def publish() -> None:
    """Write one file per audience from the newest build, and move the pointers."""
    from steward import job
    from steward.publish import publish as publish_build
    from steward.report import console, print_published

    project = Project.find()
    if not job.publishes():
        raise StewardError(
            "DW_TARGET", "files are published from DuckDB only", "elsewhere grants decide who reads"
        )
    print_published(console(), project, publish_build(project))
    typer.echo("the releases are in custody's record under releases/, beside the build file")

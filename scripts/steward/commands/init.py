"""`steward init`: from the demo to the company's own tables."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project
from steward.raw_location import FILE, set_raw_location


@app.command("init")
def init(
    raw_schema: Annotated[str | None, typer.Option(help="Schema that holds the raw tables.")] = None,
    raw_database: Annotated[str | None, typer.Option(help="DuckDB file that holds the raw schema.")] = None,
    raw_path: Annotated[
        str | None, typer.Option(help="Folder with a Parquet or CSV file per raw table.")
    ] = None,
) -> None:
    """Turn the demo off and write where the raw tables are into dbt_project.yml."""
    values = set_raw_location(Project.find(), raw_schema, raw_path, raw_database)
    for name, value in values.items():
        typer.echo(
            f"{FILE}: {name}: {'null' if value is None else str(value).lower() if value is False else value}"
        )
    typer.echo("now run `steward check`, then `make build`")

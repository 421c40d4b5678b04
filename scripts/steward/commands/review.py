"""`steward review`: another dbt project, read-only: its personal data, and whatever reads it."""

import json
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("review")
def review(
    folder: Annotated[
        Path, typer.Option("--project", help="The other dbt project, or a folder of SQL files.")
    ],
    log: Annotated[
        Path | None, typer.Option("--log", help="A query log, CSV or JSONL, with `user` and `sql`.")
    ] = None,
    database: Annotated[
        Path | None, typer.Option("--database", help="A DuckDB file whose values are looked at too.")
    ] = None,
    dialect: Annotated[
        str,
        typer.Option("--dialect", help="The SQL dialect; by default the manifest's adapter, else duckdb."),
    ] = "",
    as_list: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Suggest classes, and list each model, exposure and query that reads personal data, with the path."""
    from steward.policy import load_policy
    from steward.review.foreign import read_foreign
    from steward.review.report import as_lines, as_record
    from steward.review.run import Reviewer, read_log
    from steward.review.values import by_value, known_dialect

    policy = load_policy(Project.find())
    foreign = read_foreign(folder, known_dialect(dialect))
    values = by_value(database) if database else {}
    queries = list(read_log(log)) if log else []
    result = Reviewer(foreign, policy, values).run(queries)
    if as_list:
        typer.echo(json.dumps(as_record(result), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(as_lines(result)))

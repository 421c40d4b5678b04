"""`steward scan`: what columns seem to hold, and where the classification says otherwise."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.findings import as_text
from steward.project import Project

if TYPE_CHECKING:
    from steward.scan.review import Row
    from steward.scan.run import Scan


@app.command("scan")
def scan(
    schema: Annotated[
        str | None, typer.Option("--schema", help="A schema of the build file; by default the raw tables.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A DuckDB, Parquet or CSV file instead of the build file.")
    ] = None,
    sample: Annotated[int, typer.Option("--sample", min=20, help="Rows per table, about.")] = 2000,
    review: Annotated[
        Path | None,
        typer.Option("--review", help="Write the review file (.csv or .yml); decisions in it are kept."),
    ] = None,
    accept: Annotated[
        Path | None,
        typer.Option(
            "--accept", help="Write the accepted rows of a review file into the YAML; look at nothing."
        ),
    ] = None,
    as_list: Annotated[bool, typer.Option("--json", help="Print proposals and findings as JSON.")] = False,
) -> None:
    """Propose an attribute for each column that has none; exit code 1 where values contradict a class."""
    project = Project.find()
    if accept:
        _accept(project, accept)
        return
    if schema and file:
        raise StewardError("steward scan", "a schema and a file are both named", "give one of them")
    from steward.scan.review import read_review, review_text, rows_of
    from steward.scan.run import scan as look

    before = read_review(review) if review and review.exists() else []
    found = look(project, schema, file, sample, before)
    rows = rows_of(found.open, before)
    if review:
        review.write_text(review_text(review, rows), encoding="utf-8")
    _print(found, rows, as_list)
    if found.findings:
        raise typer.Exit(1)


def _print(found: "Scan", rows: "list[Row]", as_list: bool) -> None:
    if as_list:
        findings = [vars(finding) for finding in found.findings]
        proposals = [vars(row) for row in rows]
        typer.echo(json.dumps({"proposals": proposals, "findings": findings}, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            said = f"{row.current or 'unclassified'} -> {row.proposed}"
            typer.echo(f"{row.relation}, column {row.column}: {said} (score {row.score}); {row.reason}")
        if found.findings:
            typer.echo(as_text(found.findings), err=True)
        typer.echo(
            f"{len(found.looked)} columns looked at, {len(rows)} proposals, "
            f"{len(found.findings)} classifications that the values contradict"
        )


def _accept(project: Project, file: Path) -> None:
    from steward.classification import read_logical
    from steward.policy import load_policy
    from steward.scan.accept import accept
    from steward.scan.review import read_review

    policy = load_policy(project)
    written = accept(project, policy, read_logical(project, policy), read_review(file))
    for line in written:
        typer.echo(line)
    typer.echo(f"{len(written)} columns written; now run `make views`" if written else "no row is accepted")

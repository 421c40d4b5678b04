"""`steward demo-data`: invented customers, a few hundred for the seeds or millions for a benchmark."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.demo.cases import load_cases
from steward.demo.generate import Format, Size, column_types, named_customers, write_tables
from steward.demo.readme import write_readme
from steward.errors import StewardError
from steward.project import Project
from steward.raw_tables import load_raw_tables

SEEDS = "seeds/demo"
SEED_PREFIX = "raw_"
# dbt reads every seed row by row: what is larger belongs into `raw_path`.
MOST_IN_SEEDS = 2000


@app.command("demo-data")
def demo_data(
    customers: Annotated[int, typer.Option(min=1, help="Customers, the named ones included.")] = 300,
    seed: Annotated[int, typer.Option(min=0, help="Same size and seed, same data.")] = 1,
    out: Annotated[Path | None, typer.Option(help="A folder to be named in raw_path.")] = None,
    form: Annotated[Format, typer.Option("--format", help="csv or parquet.")] = "csv",
    transactions_per_customer: Annotated[int, typer.Option(min=0, help="On average.")] = 10,
) -> None:
    """Write invented raw data: the demo seeds again, or any number of customers into a folder."""
    project = Project.find()
    if out is None and (form != "csv" or customers > MOST_IN_SEEDS):
        raise StewardError(
            SEEDS, f"holds CSV files of at most {MOST_IN_SEEDS} customers", "name another folder with --out"
        )
    types = column_types(load_raw_tables(project))
    cases = load_cases(types)
    folder = out or project.path(SEEDS)
    size = Size(customers, seed, transactions_per_customer)
    rows = write_tables(size, types, cases, folder, form, prefix="" if out else SEED_PREFIX)
    if out is None:
        write_readme(folder / "README.md", cases)
    for table, count in rows.items():
        typer.echo(f"{count:>12,}  {table}")
    named = named_customers(cases)
    people = f"{max(customers, named):,} customers, {named} of them named, seed {seed}"
    typer.echo(f"{project.relative(folder)}: {people}")

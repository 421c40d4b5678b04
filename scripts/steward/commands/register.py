"""`steward register`: the officer's registers as a workbook, out and back, approved by a second person."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project

register = typer.Typer(no_args_is_help=True, help="The officer's registers as a workbook, out and back.")
app.add_typer(register, name="register")


@register.command("export")
def export_workbook(
    out: Annotated[Path, typer.Option("--out", help="The workbook to write.")] = Path("register.xlsx"),
) -> None:
    """Write classes, provisions, organisation, exceptions, assessments, recipients and purposes as XLSX."""
    from steward.register.workbook import export

    rows = export(Project.find(), out)
    typer.echo(f"{rows} rows: {out}; change the coloured cells, then `steward register import`")


@register.command("import")
def import_workbook(
    workbook: Annotated[Path, typer.Argument(help="A workbook of `register export`.")],
    by: Annotated[str, typer.Option("--by", help="Who proposes the changes.")],
) -> None:
    """Check a workbook and keep its changes as a proposal; the register stays as it is."""
    from steward.register.proposal import propose

    proposal = propose(Project.find(), workbook, by)
    for change in proposal.changes:
        typer.echo(
            f"{change.sheet}, {change.key}: {change.column}: {change.old or '-'} -> {change.new or '-'}"
        )
    if proposal.changes:
        typer.echo(f"{len(proposal.changes)} changes; let a second person run:")
        typer.echo(f"  steward register approve {proposal.number} --by NAME")
    else:
        typer.echo("the workbook changes nothing")


@register.command("approve")
def approve_proposal(
    number: Annotated[str, typer.Argument(help="The number that the import printed.")],
    by: Annotated[str, typer.Option("--by", help="Who approves; not who proposed.")],
) -> None:
    """Write a proposal into the register, and an entry into the privacy log."""
    from steward.register.proposal import approve

    proposal = approve(Project.find(), number, by)
    typer.echo(
        f"{len(proposal.changes)} changes are written; run `steward render`, `steward check`, and commit"
    )

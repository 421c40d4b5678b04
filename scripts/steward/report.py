"""The end of a job on the screen: kept and refused, what was absent, the files, what to open next."""

import sys

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from steward.findings import as_text
from steward.pack.write import Pack
from steward.project import Project
from steward.publish import Published
from steward.summary import Summary

WIDTH = 120


def console() -> Console:
    """Return a console that keeps its width where the output is no terminal."""
    return Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False, soft_wrap=False)


def print_summary(out: Console, summary: Summary) -> None:
    """Print how many persons each purpose keeps and refuses, and what became of the raw tables."""
    table = Table(box=SIMPLE_HEAD, title="Persons per purpose", title_justify="left", title_style="bold")
    table.add_column("purpose")
    for heading in ("kept", "of them no record", "refused", "denied by default", "in doubt"):
        table.add_column(heading, justify="right")
    table.add_column("the default's article")
    for count in summary.purposes:
        figures = (count.kept, count.unrecorded, count.refused, count.by_law, count.other)
        table.add_row(count.purpose.purpose, *map(str, figures), ", ".join(count.provisions) or "-")
    out.print(table)
    out.print(f"raw tables: {summary.build.raw_location}, as of {summary.build.as_of_date}")
    absent = ", ".join(summary.absent) or "none"
    out.print(f"absent raw tables, counted as empty: {absent}")
    dropped = ", ".join(f"{name} {rows}" for name, rows, _ in summary.rejected if rows) or "none"
    flagged = ", ".join(f"{name} {rows}" for name, _, rows in summary.rejected if rows) or "none"
    out.print(f"rejected rows dropped: {dropped}; kept with a flag: {flagged} (audit.rejected_rows says why)")
    if summary.undecided:
        kinds = ", ".join(f"{name} {rows}" for name, rows in summary.undecided)
        out.print(
            f"warning: records that leave a KYC rule undetermined: {kinds} (kyc.fct_kyc_exception lists them)"
        )


def print_published(out: Console, project: Project, published: Published) -> None:
    """Print the files that were published, who was taken out, and what deserves a look."""
    title = f"Published: release {published.release}"
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", title_style="bold")
    for heading, justify in (
        ("audience", "left"),
        ("relations", "right"),
        ("rows", "right"),
        ("file", "left"),
    ):
        table.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    for file in published.files:
        table.add_row(file.audience, str(file.relations), str(file.rows), project.relative(file.path))
    out.print(table)
    removed = {**published.removals.purposes, **published.removals.recipients}
    if removed:
        parts = ", ".join(f"{name} {count}" for name, count in removed.items())
        out.print(f"refused since the build, and taken out: {parts}")
    for gone in published.withdrawn:
        out.print(f"withdrawn: {gone.audience} {gone.release} ({gone.reason})")
    if published.without_relations:
        out.print(f"no relation matches, so no file: {', '.join(published.without_relations)}")
    if any(file.own_group for file in published.files):
        out.print("no os_group is set for some audiences: their files have the builder's own group")
    if published.files:
        first = min(file.valid_until for file in published.files)
        out.print(f"valid until {first:%Y-%m-%d %H:%M} UTC at the earliest")
    if published.findings:
        out.print(as_text(published.findings), soft_wrap=True)


def print_next(out: Console, project: Project, published: Published, pack: Pack) -> None:
    """Print the audit pack's place and verdict, and the one command that opens a published file."""
    signable = "yes" if pack.verdict.is_signable else f"no, {len(pack.verdict.missing)} things are missing"
    out.print(f"\naudit pack: {project.relative(pack.folder.parent / 'index.html')} (signable: {signable})")
    if published.files:
        path = project.relative(published.files[0].path)
        out.print("\nwhat to open next:", style="bold")
        out.print(
            f"  .venv/bin/python -c \"import duckdb; print(duckdb.connect('{path}', read_only=True)",
            soft_wrap=True,
            end="",
        )
        out.print(".sql('from about'))\"", soft_wrap=True)

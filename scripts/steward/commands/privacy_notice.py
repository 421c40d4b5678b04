"""`steward privacy-notice`: a draft of the notice from the warehouse's own facts."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project


class Language(StrEnum):
    """The languages of the notice."""

    zh = "zh"
    en = "en"


@app.command("privacy-notice")
def privacy_notice(
    lang: Annotated[Language, typer.Option("--lang", help="zh or en.")] = Language.zh,
    version: Annotated[str, typer.Option("--version", help="The version to print.")] = "draft",
    effective_from: Annotated[str, typer.Option("--from", help="The first day, as YYYY-MM-DD.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="A file; standard output unless given.")] = None,
) -> None:
    """Draft the privacy notice: collection, use, control, security, execution and revision, contact."""
    from steward.notice.draft import draft

    day = effective_from or date.today().isoformat()
    try:
        date.fromisoformat(day)
    except ValueError:
        raise StewardError("--from", "this is no day", "write it as YYYY-MM-DD") from None
    text = draft(Project.find(), lang.value, version, day)
    if out is None:
        typer.echo(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError:
        raise StewardError(str(out), "the file cannot be written", "name another with --out") from None
    typer.echo(f"written: {out}; an officer approves it before it is published")

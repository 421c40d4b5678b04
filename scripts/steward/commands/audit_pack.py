"""`steward audit-pack`: the documents that a privacy officer signs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


class Language(StrEnum):
    """The languages of a pack; `both` has Chinese first and English under it."""

    zh = "zh"
    en = "en"
    both = "both"


@app.command("audit-pack")
def audit_pack(
    lang: Annotated[Language, typer.Option("--lang", help="zh, en, or both.")] = Language.both,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="One PDF/UA document too; needs the extra `pdf`.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder; $DW_HOME/audit unless given.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="Ed25519 key (PEM) that signs the manifest.")
    ] = None,
    diff: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--diff", help="Compare two packs, OLD and NEW, and write none."),
    ] = None,
) -> None:
    """Write the audit pack of the newest build, and say whether it can be signed."""
    project = Project.find()
    if diff:
        from steward.pack.diff import differences

        for line in differences(*diff):
            typer.echo(line)
        return
    from steward.pack.write import write_pack

    pack = write_pack(project, lang.value, pdf, out, key)
    counts = ", ".join(
        f"{number} {name.replace('_', ' ')}" for name, number in sorted(pack.verdict.counts.items())
    )
    typer.echo(f"{pack.files} files: {project.relative(pack.folder / 'index.html')}")
    typer.echo(f"signable: {'yes' if pack.verdict.is_signable else 'no'}; controls: {counts}")

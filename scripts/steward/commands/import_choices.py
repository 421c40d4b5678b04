"""`steward import-choices`: a company's existing flags become choice events."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project


@app.command("import-choices")
def import_choices(
    file: Annotated[Path, typer.Argument(help="CSV: customer_id,purpose,flag,evidence,date.")],
    notice: Annotated[str, typer.Option("--notice-version", help="The legacy notice's version.")] = "legacy",
    signed_by: Annotated[str, typer.Option("--signed-by", help="The officer who signs the notice.")] = "",
    signed_on: Annotated[str, typer.Option("--signed-on", help="The day of signing, as 2026-09-01.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="A folder; by default in DW_HOME.")] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the raw tables as Parquet.")] = False,
) -> None:
    """Turn existing flags into choice events under a legacy notice, as files for you to load (0600)."""
    from steward.choices.legacy_files import Signature
    from steward.choices.legacy_files import import_choices as write_import

    if bool(signed_by.strip()) != bool(signed_on.strip()):
        raise StewardError("--signed-by, --signed-on", "only one of them is given", "give both, or neither")
    try:
        day = date.fromisoformat(signed_on) if signed_on.strip() else None
    except ValueError:
        raise StewardError("--signed-on", "no date", "write it as 2026-09-01") from None
    project = Project.find()
    signature = Signature(signed_by.strip(), day)
    done = write_import(project, file, notice, signature, out, "parquet" if parquet else "csv")
    where = project.relative(done.folder)
    typer.echo(f"{where}: {done.opt_ins} opt_in, {done.opt_outs} opt_out")
    typer.echo("load choice_events (and privacy_notices) from there into your raw schema, then `make build`")
    typer.echo("请自行将文件载入原始模式，再运行 `make build`")
    if not done.is_signed and done.opt_ins:
        typer.echo(
            "not signed: no notice row, so the opt-ins allow nothing; sign signature.csv, then give "
            "--signed-by and --signed-on / 未签署：无告知记录，同意不生效"
        )

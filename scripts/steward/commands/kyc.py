"""`steward kyc-export`: the lists that the core system reads."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.kyc.export import NOTICE_EN, export_lists, refuse_without_kyc
from steward.project import Project


@app.command("kyc-export")
def kyc_export(
    folder: Annotated[Path | None, typer.Option(help="Where the files go; default: kyc in DW_HOME.")] = None,
) -> None:
    """Write block list, due list, review queue and expiry notices for the core system; it blocks, not the warehouse."""
    project = Project.find()
    refuse_without_kyc(project)
    target = folder or project.home / "kyc"
    for one in export_lists(project, target):
        print(f"{one.file}: {one.rows} rows in {project.relative(target)}")
    print(NOTICE_EN)

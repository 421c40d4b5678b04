"""`steward kyc-export`: the lists that the core system reads."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.kyc.export import export_lists
from steward.project import Project


@app.command("kyc-export")
def kyc_export(
    folder: Annotated[Path | None, typer.Option(help="Where the files go; default: kyc in DW_HOME.")] = None,
) -> None:
    """Write block list, due list and expiry notices for the core system; the warehouse blocks nothing."""
    project = Project.find()
    target = folder or project.home / "kyc"
    for name, rows in export_lists(project, target).items():
        print(f"{name}.csv: {rows} rows in {project.relative(target)}")

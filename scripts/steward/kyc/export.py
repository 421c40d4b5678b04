"""The block list and the due list as files for the core system."""

import os
from pathlib import Path

import duckdb

from steward.errors import StewardError
from steward.project import Project

LISTS = {
    "block_list": "rpt_kyc_block_list",
    "due_list": "rpt_kyc_due_list",
    "expiry_notices": "rpt_kyc_expiry_notice",
}
# The core system's account reads the files, nobody else does.
FILE_MODE = 0o640


def export_lists(project: Project, folder: Path) -> dict[str, int]:
    """Write each list as CSV into `folder` and return its number of rows.

    The lists tell what was due yesterday: the warehouse learns of a payment a day later and blocks nothing.
    Raises StewardError if there is no build to read.
    """
    if not project.build_file.is_file():
        raise StewardError(
            project.relative(project.build_file), "there is no build", "run `make build` first"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    counts = {}
    schema = f"{project.variables.get('schema_prefix') or ''}kyc"
    with duckdb.connect(str(project.build_file), read_only=True) as connection:
        for name, relation in LISTS.items():
            rows = connection.sql(f'select * from "{schema}"."{relation}" order by all')
            target, partial = folder / f"{name}.csv", folder / f".{name}.csv"
            rows.write_csv(str(partial))
            partial.chmod(FILE_MODE)
            os.replace(partial, target)
            counts[name] = rows.count("*").fetchall()[0][0]
    return counts

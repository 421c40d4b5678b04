"""The record of disclosures, in custody: what went to whom, and whose keys were in it."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from steward.choices import custody
from steward.engines.duckdb import literal
from steward.errors import StewardError
from steward.files import private_folder
from steward.project import Project

RECORDS, RECORD, MEMBERS = "disclosures", "record.json", "members.parquet"
# Shaped as the raw table `disclosures`, so that a site can load it as it is.
LOG = "disclosures.csv"
HEADER = (
    "disclosure_id",
    "recipient_id",
    "agreement_id",
    "disclosed_at",
    "row_count",
    "file_sha256",
    "direction",
    "loaded_at",
)


@dataclass(frozen=True)
class Record:
    """A disclosure: the manifest as the recipient has it, and what only custody knows."""

    disclosure: str
    recipient: str
    audience: str
    release: str
    reason: str
    folder: str
    manifest: dict[str, Any]
    manifest_sha256: str
    withheld: dict[str, int]
    left_out: dict[str, list[str]]
    content: dict[str, str]

    @property
    def files(self) -> list[dict[str, Any]]:
        """The files of the manifest."""
        return list(self.manifest["files"])


def folder_of(project: Project, disclosure: str) -> Path:
    """Return where custody keeps a disclosure."""
    return project.home / RECORDS / disclosure


def new_id(project: Project, wanted: str) -> str:
    """Return an id that no disclosure has: the wanted one, or with a number."""
    number, name = 1, wanted
    while folder_of(project, name).exists():
        number += 1
        name = f"{wanted}-{number}"
    return name


def sweep(project: Project) -> None:
    """Take away what a disclosure that was killed before it was recorded left in custody."""
    root = project.home / RECORDS
    for path in root.iterdir() if root.is_dir() else ():
        if path.is_dir() and not (path / RECORD).is_file():
            shutil.rmtree(path, ignore_errors=True)


def make_folder(project: Project, disclosure: str) -> Path:
    """Return the folder of a new disclosure, 0700."""
    private_folder(project.home / RECORDS)
    return private_folder(folder_of(project, disclosure))


def save(project: Project, record: Record) -> None:
    """Write the record, and the log with it; both are whole whenever the process ends."""
    text = json.dumps(asdict(record), ensure_ascii=False, indent=2) + "\n"
    custody.write_text(folder_of(project, record.disclosure) / RECORD, text)
    write_log(project)


def remove(project: Project, disclosure: str) -> bool:
    """Take away what custody keeps of a disclosure that did not go out; tell whether it was on record."""
    folder = folder_of(project, disclosure)
    recorded = (folder / RECORD).is_file()
    shutil.rmtree(folder, ignore_errors=True)
    if recorded:
        write_log(project)
    return recorded


def write_log(project: Project) -> None:
    """Write the log anew from the records."""
    made = sorted(
        map(partial(load, project), ids(project)), key=lambda own: str(own.manifest["disclosed_at"])
    )
    rows = (row for own in made for row in raw_rows(own))
    custody.write_private(project.home / RECORDS / LOG, HEADER, rows)


def raw_rows(record: Record) -> Iterator[tuple[object, ...]]:
    """Yield a row of the raw table `disclosures` per file: its id is the disclosure's and the file's."""
    at = record.manifest["disclosed_at"]
    agreements = "|".join(own["agreement_id"] for own in record.manifest["agreements"])
    for file in record.files:
        own_id = f"{record.disclosure}.{Path(file['file']).stem}"
        yield own_id, record.recipient, agreements, at, file["rows"], file["sha256"], "out", at


def load(project: Project, disclosure: str) -> Record:
    """Return the record of a disclosure; the id of one of its files names it too.

    Raises StewardError if there is none.
    """
    name = disclosure.split(".")[0]
    # A name with a separator would read a folder elsewhere.
    path = folder_of(project, name) / RECORD if name and Path(name).name == name else None
    try:
        if path is not None:
            return Record(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        pass
    known = ids(project)
    do = f"name one of custody's record (the newest: {known[-1]})" if known else "nothing was disclosed yet"
    raise StewardError("--disclosure", "no such disclosure is on record", do)


def ids(project: Project) -> list[str]:
    """Return the ids of all disclosures on record, the oldest first."""
    root = project.home / RECORDS
    return sorted(path.parent.name for path in root.glob(f"*/{RECORD}")) if root.is_dir() else []


def members(project: Project, record: Record) -> list[tuple[str, str]]:
    """Return (relation, customer id) of whoever is in a disclosure, in order.

    Raises StewardError if the record of them cannot be read.
    """
    path = folder_of(project, record.disclosure) / MEMBERS
    try:
        with duckdb.connect() as connection:
            query = f"select relation, customer_id from read_parquet({literal(str(path))}) order by all"
            return [(str(row[0]), str(row[1])) for row in connection.execute(query).fetchall()]
    except duckdb.Error:
        what = "the record of whose rows are in it cannot be read"
        raise StewardError(project.relative(path), what, "restore it from the backup") from None

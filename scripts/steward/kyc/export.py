"""The lists of `kyc` as files for the core system."""

import csv
import json
import os
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

from steward.errors import StewardError
from steward.kyc.reader import BuiltLists, read_lists
from steward.project import Project

# File -> relation of schema `kyc`, and what its rows come in the order of.
LISTS = {
    "block_list": ("rpt_kyc_block_list", "customer_id"),
    "due_list": ("rpt_kyc_due_list", "due_date, obligation_id"),
    "review_queue": ("rpt_kyc_review_queue", "place"),
    "expiry_notices": ("rpt_kyc_expiry_notice", "due_date, document_id"),
}
# The account of the core system, in the files' group, reads them; nobody else does.
FILE_MODE, FOLDER_MODE = 0o640, 0o750
NOTICE_EN = (
    "The warehouse detects at T+1: it learns of a payment a day later and cannot block one. "
    "Only the core system that reads these lists stops or asks a customer."
)
NOTICE_ZH = "本仓库为T+1监测:次日才知悉收付,不能阻断业务;停办或询问客户由读取本清单的核心系统执行。"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class ExportedList:
    """A file of the export: its relation, header and rows, and the hash that proves it whole."""

    file: str
    relation: str
    columns: list[str]
    rows: int
    sha256: str


def export_lists(project: Project, folder: Path) -> list[ExportedList]:
    """Write every list as CSV (UTF-8, a header, ISO dates) and `manifest.json` into `folder`.

    All files are written aside first and then put in place, the manifest last: a reader who finds the hashes of the
    manifest in the files has one build's lists. Raises StewardError if there is no finished build to read.
    """
    built = read_lists(project, LISTS)
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    folder.chmod(FOLDER_MODE)
    exported = [_write(built, name, folder) for name in LISTS]
    manifest = {
        "notice_en": NOTICE_EN,
        "notice_zh": NOTICE_ZH,
        "as_of_date": built.as_of_date,
        "built_at": built.built_at,
        "invocation_id": built.invocation_id,
        "files": [asdict(one) for one in exported],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    _aside(folder, MANIFEST).write_text(text, encoding="utf-8")
    for file in [*(one.file for one in exported), MANIFEST]:
        partial = _aside(folder, file)
        partial.chmod(FILE_MODE)
        os.replace(partial, folder / file)
    return exported


def _aside(folder: Path, file: str) -> Path:
    return folder / f".{file}.new"


def _write(built: BuiltLists, name: str, folder: Path) -> ExportedList:
    columns, rows = built.lists[name]
    file = f"{name}.csv"
    partial = _aside(folder, file)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    with partial.open("rb") as whole:
        digest = file_digest(whole, "sha256").hexdigest()
    return ExportedList(file, f"kyc.{LISTS[name][0]}", columns, len(rows), digest)


def refuse_without_kyc(project: Project) -> None:
    """Raise StewardError where the module KYC is left out: there is nothing to export."""
    if "kyc" not in project.variables.get("modules", []):
        raise StewardError("modules", "kyc is left out", "add kyc to `modules` in dbt_project.yml and build")

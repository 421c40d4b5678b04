"""Which seeds the officer works on, which columns may be changed there, and what they may hold."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from steward.errors import StewardError
from steward.project import Project

Row = dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A seed in the workbook: its key, what may be changed, whether rows may be added, days and fixed words."""

    name: str
    path: tuple[str, ...]
    key: tuple[str, ...]
    editable: tuple[str, ...]
    adds: bool = False
    days: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] | None = None

    def file(self, project: Project) -> Path:
        """The seed's file."""
        return project.path(*self.path)

    def read(self, project: Project) -> tuple[list[str], list[Row]]:
        """Return the header and the rows of the seed."""
        with self.file(project).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            return list(reader.fieldnames or []), list(reader)

    def sha256(self, project: Project) -> str:
        """The hash of the seed as it lies there."""
        return hashlib.sha256(self.file(project).read_bytes()).hexdigest()

    def key_of(self, row: Mapping[str, str]) -> str:
        """The key of a row as one text."""
        return "|".join(row.get(column, "") for column in self.key)

    def problem(self, column: str, value: str) -> str:
        """Return what is wrong with a value, '' if nothing."""
        if value and column in self.days and not _is_day(value):
            return "is no day (YYYY-MM-DD)"
        allowed = (self.words or {}).get(column)
        if allowed and value not in allowed:
            return f"is none of {', '.join(word or 'empty' for word in allowed)}"
        return ""


CLASSES = ("identity", "personal", "sensitive", "operational")
SHEETS = (
    Sheet(
        "classes",
        ("seeds", "policy", "attributes.csv"),
        ("attribute",),
        ("class", "identifier"),
        words={"class": CLASSES, "identifier": ("direct", "quasi", "none")},
    ),
    Sheet(
        "provisions",
        ("seeds", "legal", "provisions.csv"),
        ("provision_id",),
        ("source_status", "verified_by", "verified_on"),
        days=("verified_on",),
        words={"source_status": ("read", "memory")},
    ),
    Sheet(
        "organisation",
        ("seeds", "register", "organisation.csv"),
        (),
        ("name_zh", "name_en", "country", "officer", "contact", "filing_number", "filed_on"),
        days=("filed_on",),
    ),
    Sheet(
        "exceptions",
        ("seeds", "register", "exceptions.csv"),
        ("exception_id",),
        (
            "control_id",
            "reason_zh",
            "reason_en",
            "measure_zh",
            "measure_en",
            "owner_role",
            "opened_on",
            "expires_on",
            "approved_by",
        ),
        adds=True,
        days=("opened_on", "expires_on"),
    ),
    Sheet(
        "impact assessments",
        ("seeds", "register", "impact_assessments.csv"),
        ("assessment_id",),
        ("purpose", "reason", "result", "performed_on", "keep_until", "approved_by", "file_sha256"),
        adds=True,
        days=("performed_on", "keep_until"),
        words={"result": ("accepted", "conditional", "refused")},
    ),
    Sheet(
        "recipients",
        ("seeds", "policy", "recipients.csv"),
        ("recipient_id",),
        ("name_zh", "name_en", "kind", "country"),
        words={"kind": ("controller", "affiliate", "processor", "authority")},
    ),
    Sheet(
        "records of processing",
        ("seeds", "policy", "purposes.csv"),
        ("purpose",),
        ("name_zh", "name_en", "legal_basis_provision"),
    ),
)


def text_of(header: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows as the text of a seed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def sheet_of(name: str) -> Sheet:
    """Return the sheet of a name.

    Raises StewardError if there is none.
    """
    found = next((sheet for sheet in SHEETS if sheet.name == name), None)
    if found is None:
        raise StewardError(f"sheet {name}", "is not of this workbook", "export the register again")
    return found


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True

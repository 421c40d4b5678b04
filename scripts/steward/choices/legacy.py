"""A company's existing flags as choice events under a legacy notice: what each line of the file says."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from steward.choices.moments import read_moment
from steward.errors import StewardError
from steward.policy import Policy
from steward.publish.agreements import SHANGHAI

HEADER = ("customer_id", "purpose", "flag", "evidence", "date")
CHOICES = ("opt_in", "opt_out")
CAPTURED_BY = "legacy_import"
DO = "mend it and import again; nothing was written"


@dataclass(frozen=True)
class LegacyChoice:
    """A flag of the company's own, as a choice event; `evidence` is what the company states to hold."""

    customer_id: str
    purpose: str
    choice: str
    evidence: str
    occurred_at: datetime

    @property
    def event_id(self) -> str:
        """The same for the same choice, however often it is imported."""
        parts = (self.customer_id, self.purpose, self.choice, self.occurred_at.isoformat())
        return f"legacy-{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"

    @property
    def day(self) -> date:
        """The day of the choice in Shanghai."""
        return self.occurred_at.astimezone(SHANGHAI).date()


def read_legacy(path: Path, policy: Policy) -> list[LegacyChoice]:
    """Return the choices of a file, each once, in its order.

    Raises StewardError at the first line that cannot be read; the message names no customer.
    """
    found: dict[str, LegacyChoice] = {}
    seconds: dict[tuple[str, str, datetime], str] = {}
    for number, cells in _lines(path):
        where = f"{path.name}, line {number}"
        own = _choice(where, cells, policy)
        second = (own.customer_id, own.purpose, own.occurred_at)
        if seconds.setdefault(second, own.choice) != own.choice:
            what = "column flag: another line says otherwise of the same customer, purpose and date"
            raise StewardError(where, what, DO)
        found.setdefault(own.event_id, own)
    if not found:
        raise StewardError(path.name, "holds no line", "write one per customer and purpose")
    return list(found.values())


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as content:
            reader = csv.reader(content)
            if tuple(cell.strip() for cell in next(reader, [])) != HEADER:
                raise StewardError(
                    path.name, "the header is not the expected one", f"write {','.join(HEADER)}"
                )
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(HEADER):
                    raise StewardError(f"{path.name}, line {reader.line_num}", "not five cells", DO)
                yield (
                    reader.line_num,
                    dict(zip(HEADER, (cell.strip() for cell in cells), strict=True)),
                )
    except OSError:
        raise StewardError(path.name, "the file cannot be read", "check its path and mode") from None
    except (UnicodeDecodeError, csv.Error):
        raise StewardError(path.name, "the file is no CSV in UTF-8", "save it as CSV in UTF-8") from None


def _choice(where: str, cells: dict[str, str], policy: Policy) -> LegacyChoice:
    purposes = [row.purpose for row in policy.opt_out_purposes]
    purpose, choice = cells["purpose"].lower(), cells["flag"].lower()
    if not cells["customer_id"]:
        raise StewardError(where, "column customer_id is empty", DO)
    if purpose not in purposes:
        raise StewardError(
            where, "column purpose: not one that a customer can leave", f"use {', '.join(purposes)}"
        )
    if choice not in CHOICES:
        # `true` or `1` may mean either, and a consent must not be guessed.
        raise StewardError(where, "column flag: neither opt_in nor opt_out", DO)
    if choice == "opt_in" and not cells["evidence"]:
        what = "column evidence is empty, and an opt-in counts only with what proves it"
        raise StewardError(where, what, "state the evidence, or leave the line out")
    if not cells["date"]:
        raise StewardError(where, "column date is empty", DO)
    try:
        occurred_at = read_moment(cells["date"], f"{where}, column date")
    except StewardError as error:
        raise StewardError(error.where, error.what, DO) from None
    # One instant has one spelling, so that it has one event id.
    moment = occurred_at.astimezone(SHANGHAI)
    return LegacyChoice(cells["customer_id"], purpose, choice, cells["evidence"], moment)

"""The review file: one row per column with the proposal, why, and what somebody decided about it."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from steward.errors import StewardError
from steward.scan.contradict import Looked

DECISIONS = ("accept", "reject", "defer")
YAML_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True)
class Row:
    """A column of the review file; `decision` is accept, reject or defer, `reviewer` and `reviewed_on` are free."""

    relation: str
    column: str
    current: str
    proposed: str
    score: str = ""
    hit_rate: str = ""
    lower_bound: str = ""
    sample: str = ""
    reason: str = ""
    decision: str = "defer"
    reviewer: str = ""
    reviewed_on: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What a decision is about: another proposal for the column needs another decision."""
        return self.relation, self.column, self.proposed


def rows_of(looked: Iterable[Looked], before: Iterable[Row] = ()) -> list[Row]:
    """Return a row per column with a proposal that differs; what was decided about the same proposal stays."""
    decided = {row.key: row for row in before}
    rows = []
    for own in looked:
        evidence = own.proposal.evidence
        row = Row(
            own.proposal.relation,
            own.proposal.column,
            own.current,
            evidence.attribute,
            f"{evidence.score:.2f}",
            f"{evidence.hit_rate:.4f}",
            f"{evidence.lower:.4f}",
            str(own.proposal.n),
            evidence.reason,
        )
        known = decided.get(row.key)
        if known:
            kept = {name: getattr(known, name) for name in ("decision", "reviewer", "reviewed_on")}
            row = Row(**{**asdict(row), **kept})
        rows.append(row)
    return rows


def read_review(path: Path) -> list[Row]:
    """Return the rows of a review file, CSV or YAML.

    Raises StewardError if it cannot be read, lacks a column, or holds an unknown decision.
    """
    rows = []
    for number, entry in enumerate(_entries(path), start=1):
        where = f"{path}, row {number}"
        texts = {str(name): "" if text is None else str(text).strip() for name, text in entry.items()}
        for name in ("relation", "column", "proposed"):
            if not texts.get(name):
                raise StewardError(
                    where, f"has no `{name}`", "keep the file as `steward scan --review` wrote it"
                )
        known = {own.name for own in fields(Row)}
        row = Row(**{"current": "", **{name: text for name, text in texts.items() if name in known}})
        if row.decision not in DECISIONS:
            raise StewardError(where, f"unknown decision `{row.decision}`", f"write {', '.join(DECISIONS)}")
        rows.append(row)
    return rows


def review_text(path: Path, rows: Iterable[Row]) -> str:
    """Return the review file as its ending asks: YAML for `.yml`, else CSV."""
    entries = [asdict(row) for row in rows]
    if path.suffix in YAML_ENDINGS:
        return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    text = io.StringIO()
    writer = csv.DictWriter(text, [own.name for own in fields(Row)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(entries)
    return text.getvalue()


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise StewardError(
            str(path), "there is no such file", "write it: steward scan --review FILE"
        ) from None
    except UnicodeDecodeError:
        raise StewardError(str(path), "the file is not UTF-8", "save it as UTF-8") from None
    if path.suffix not in YAML_ENDINGS:
        return list(csv.DictReader(io.StringIO(text)))
    try:
        entries = yaml.safe_load(text) or []
    except (yaml.YAMLError, ValueError):
        entries = None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise StewardError(
            str(path), "is no list of rows in YAML", "keep it as `steward scan --review` wrote it"
        )
    return entries

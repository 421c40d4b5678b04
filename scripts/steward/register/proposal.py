"""What a workbook would change: proposed by one person, written once another approves."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from steward.errors import StewardError
from steward.files import write_whole
from steward.privacy_log import Kind, append
from steward.project import Project
from steward.register.sheets import SHEETS, Row, Sheet, sheet_of, text_of
from steward.register.workbook import read

FOLDER = "register"


@dataclass(frozen=True)
class Change:
    """One cell that differs: `old` is empty in a row that is new."""

    sheet: str
    key: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Proposal:
    """The changes of a workbook, who proposes them, and the seeds that they were made against."""

    proposed_by: str
    changes: tuple[Change, ...]
    hashes: dict[str, str]

    @property
    def number(self) -> str:
        """A short name, the same for the same content."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def propose(project: Project, workbook: Path, by: str) -> Proposal:
    """Return what a workbook would change, kept until somebody approves it.

    Raises StewardError if the register has changed since the export, or a cell may not be as it is.
    """
    if not by.strip():
        raise StewardError("--by", "nobody is named", "name who proposes")
    hashes, sheets = read(workbook)
    changes: list[Change] = []
    for sheet in SHEETS:
        found = list(_changes(project, sheet, sheets[sheet.name]))
        if found and hashes[sheet.name] != sheet.sha256(project):
            what = f"{sheet.name} has changed since the workbook was exported"
            raise StewardError(str(workbook), what, "export it again and enter the changes there")
        changes += found
    proposal = Proposal(by.strip(), tuple(changes), {name: hashes[name] for name in sorted(hashes)})
    if changes:
        _keep(project, proposal)
    return proposal


def approve(project: Project, number: str, by: str) -> Proposal:
    """Write what was proposed, and return it.

    Raises StewardError if there is no such proposal, the same person approves, or the register has moved on.
    """
    path = project.home / FOLDER / f"{number}.json"
    if not number.isalnum() or not path.is_file():
        raise StewardError(f"proposal {number}", "there is no such proposal", "import the workbook first")
    content = json.loads(path.read_text(encoding="utf-8"))
    changes = tuple(Change(**change) for change in content["changes"])
    proposal = Proposal(content["proposed_by"], changes, content["hashes"])
    if not by.strip() or _same(by, proposal.proposed_by):
        raise StewardError("--by", "whoever proposes cannot approve", "let a second person approve")
    texts = {}
    for name in sorted({change.sheet for change in changes}):
        sheet = sheet_of(name)
        if sheet.sha256(project) != proposal.hashes[name]:
            raise StewardError(
                f"proposal {number}", f"{name} has changed since", "export and import it again"
            )
        texts[sheet.file(project)] = _applied(project, sheet, [own for own in changes if own.sheet == name])
    _write_all(texts)
    path.unlink()
    facts = {"proposal": number, "proposed_by": proposal.proposed_by, "approved_by": by.strip()}
    append(project, Kind.APPROVAL, {**facts, "changes": len(changes)})
    return proposal


def _changes(project: Project, sheet: Sheet, rows: list[Row]) -> Iterator[Change]:
    header, before = sheet.read(project)
    known = {sheet.key_of(row): row for row in before}
    seen: set[str] = set()
    for row in rows:
        key = sheet.key_of(row)
        where = f"sheet {sheet.name}, {key or 'a row'}"
        if key in seen:
            raise StewardError(where, "the row is there twice", "keep one")
        seen.add(key)
        old = known.get(key)
        if old is None and not (sheet.adds and all(row.get(column) for column in sheet.key)):
            raise StewardError(where, "rows cannot be added here", "take it out")
        for column in header:
            yield from _cell(sheet, where, key, column, old, row)
    gone = sorted(set(known) - seen)
    if gone:
        raise StewardError(
            f"sheet {sheet.name}, {gone[0]}", "the row is missing", "put it back: rows are kept"
        )


def _cell(sheet: Sheet, where: str, key: str, column: str, old: Row | None, row: Row) -> Iterator[Change]:
    was, value = (old or {}).get(column) or "", row.get(column, "")
    if was == value:
        return
    if old is not None and column not in sheet.editable:
        raise StewardError(where, f"{column} cannot be changed here", "put it back as it was")
    problem = sheet.problem(column, value)
    if problem:
        raise StewardError(where, f"{column} {problem}", "mend the cell")
    yield Change(sheet.name, key, column, was, value)


def _applied(project: Project, sheet: Sheet, changes: list[Change]) -> str:
    header, rows = sheet.read(project)
    by_key = {sheet.key_of(row): row for row in rows}
    for change in changes:
        row = by_key.setdefault(change.key, dict.fromkeys(header, ""))
        row[change.column] = change.new
    return text_of(header, list(by_key.values()))


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _keep(project: Project, proposal: Proposal) -> None:
    folder = project.home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps(asdict(proposal), ensure_ascii=False, indent=2)
    write_whole(folder / f"{proposal.number}.json", text)


def _write_all(texts: dict[Path, str]) -> None:
    """Write every file beside its place first, so that a full disk leaves the register as it was."""
    made = []
    try:
        for path, text in texts.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            made.append((Path(name), path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            Path(name).chmod(path.stat().st_mode & 0o777)
        for temporary, path in made:
            temporary.replace(path)
    finally:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)

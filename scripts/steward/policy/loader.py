"""Read the policy seeds, lay the company's rows over them by key, and say which rows cannot be read."""

import csv
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from steward.errors import StewardError
from steward.findings import Finding
from steward.policy.policy import Policy
from steward.policy.rows import (
    Attribute,
    AttributeCode,
    Audience,
    Decider,
    DisclosureTerm,
    PolicyRow,
    PseudonymScope,
    Purpose,
    PurposeAttribute,
    Recipient,
    SharedGroup,
    Treatment,
    ZoneRead,
)
from steward.project import Project
from steward.vocabulary import did_you_mean

Row = TypeVar("Row", bound=PolicyRow)
SITE = "site"
DISCLOSURE = "third_party_disclosure"


def load_policy(project: Project) -> Policy:
    """Return the policy of a project.

    Raises StewardError with the first row that cannot be read; `steward check` lists them all.
    """
    policy, findings = read_policy(project)
    if findings:
        first, others = findings[0], len(findings) - 1
        more = f" ({others} more: run `steward check`)" if others else ""
        raise StewardError(first.where, first.what, first.do + more)
    return policy


def read_policy(project: Project) -> tuple[Policy, list[Finding]]:
    """Return the policy made of the rows that can be read, and a finding for each that cannot."""
    findings: list[Finding] = []

    def rows(kind: type[Row]) -> tuple[Row, ...]:
        return tuple(read_seed(project, kind, findings).values())

    def by_name(kind: type[Row]) -> dict[str, Row]:
        return {key[0]: row for key, row in read_seed(project, kind, findings).items()}

    recipients = by_name(Recipient)
    policy = Policy(
        attributes=by_name(Attribute),
        attribute_codes=rows(AttributeCode),
        treatments=rows(Treatment),
        purposes=by_name(Purpose),
        purpose_attributes=rows(PurposeAttribute),
        zone_reads=rows(ZoneRead),
        deciders=rows(Decider),
        audiences=by_name(Audience),
        shared_groups=rows(SharedGroup),
        recipients=recipients,
        disclosure_terms=rows(DisclosureTerm),
        pseudonym_scopes=_with_recipients(rows(PseudonymScope), recipients),
    )
    return policy, findings


def _with_recipients(
    scopes: tuple[PseudonymScope, ...], recipients: dict[str, Recipient]
) -> tuple[PseudonymScope, ...]:
    """Add a scope for every recipient without a row of its own, so that one place makes a recipient."""
    known = {row.scope for row in scopes}
    own = (PseudonymScope(scope=f"recipient:{name}", purpose=DISCLOSURE) for name in recipients)
    return (*scopes, *(row for row in own if row.scope not in known))


def read_seed(
    project: Project, kind: type[Row], findings: list[Finding], site: bool = True
) -> dict[tuple[str, ...], Row]:
    """Return the rows of a seed by key, the company's own laid over; what cannot be read becomes a finding."""
    rows: dict[tuple[str, ...], Row] = {}
    for folder in (kind.folder, SITE) if site else (kind.folder,):
        path = project.path("seeds", folder, f"{kind.seed}.csv")
        if folder == SITE and not path.exists():
            continue
        _lay_over(rows, path, project.relative(path), kind, findings, folder == SITE)
    return rows


def _lay_over(
    rows: dict[tuple[str, ...], Row],
    path: Path,
    where: str,
    kind: type[Row],
    findings: list[Finding],
    removes: bool,
) -> None:
    seen: set[tuple[str, ...]] = set()
    for cells in read_csv(path, where, kind.header(), findings):
        key = tuple(cells[column] for column in kind.key)
        label = f"{where}, row {' '.join(filter(None, key))}"
        if key in seen:
            findings.append(Finding(label, "the row is there twice", "keep one of them"))
        elif removes and _is_removal(cells, kind):
            rows.pop(key, None)
        else:
            row = _read_row(cells, label, kind, findings)
            if row is not None:
                rows[key] = row
        seen.add(key)


def _is_removal(cells: dict[str, str], kind: type[PolicyRow]) -> bool:
    others = [value for column, value in cells.items() if column not in kind.key]
    return bool(others) and not any(others)


def read_csv(
    path: Path, where: str, header: tuple[str, ...], findings: list[Finding]
) -> list[dict[str, str]]:
    """Return the rows of a seed with exactly that header; what cannot be read becomes a finding."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = list(csv.reader(lines))
    except FileNotFoundError:
        findings.append(Finding(where, "the file is missing", "restore it from version control"))
        return []
    except (UnicodeDecodeError, csv.Error):
        findings.append(Finding(where, "the file is no CSV in UTF-8", "save it as CSV in UTF-8"))
        return []
    if not reader or tuple(reader[0]) != header:
        findings.append(Finding(where, "the header is not the expected one", f"write {','.join(header)}"))
        return []
    rows = []
    for number, cells in enumerate(reader[1:], start=2):
        if not cells:
            continue
        if len(cells) == len(header):
            rows.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        else:
            what = f"{len(cells)} cells where the header has {len(header)}"
            findings.append(Finding(f"{where}, line {number}", what, "write one cell per column"))
    return rows


def _read_row(cells: dict[str, str], label: str, kind: type[Row], findings: list[Finding]) -> Row | None:
    optional_dates = {column: None for column in kind.date_columns() if cells.get(column) == ""}
    try:
        return kind.model_validate({**cells, **optional_dates}).read_from(label)
    except ValidationError as error:
        for problem in error.errors():
            findings.append(_bad_cell(label, cells, str(problem["loc"][0]), problem.get("ctx") or {}))
        return None


def _bad_cell(label: str, cells: dict[str, str], column: str, context: dict[str, object]) -> Finding:
    value, where = cells.get(column, ""), f"{label}, column {column}"
    if not value:
        return Finding(where, "empty", "write a value")
    if "expected" in context:
        known = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return Finding(where, f"unknown word `{value}`", did_you_mean(value, known))
    if "pattern" in context:
        return Finding(where, f"`{value}` has the wrong form", f"write it as {context['pattern']}")
    return Finding(where, f"`{value}` cannot be read", "write true, false, or a date as YYYY-MM-DD")


def first_column(project: Project, path: tuple[str, ...]) -> frozenset[str]:
    """Return the values in the first column of a seed; none where there is no such seed."""
    file = project.path(*path)
    if not file.is_file():
        return frozenset()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return frozenset(cells[0].strip() for cells in list(csv.reader(lines))[1:] if cells)

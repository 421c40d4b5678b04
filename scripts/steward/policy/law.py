"""What the law says of choices: the rows of `seeds/legal`, with the company's own of `seeds/site` laid over."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeVar

from pydantic import Field

from steward.errors import StewardError
from steward.findings import Finding
from steward.policy.loader import read_seed
from steward.policy.rows import PolicyRow
from steward.project import Project

Row = TypeVar("Row", bound=PolicyRow)


class ChoiceRule(PolicyRow):
    """What holds for a purpose in a jurisdiction where nothing was chosen, and the provision that says so."""

    seed: ClassVar[str] = "choice_rules"
    folder: ClassVar[str] = "legal"
    key: ClassVar[tuple[str, ...]] = ("flag", "jurisdiction", "purpose_group", "channel", "valid_from")
    flag: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    jurisdiction: str = Field(pattern=r"^[A-Z][A-Z-]*$")
    purpose_group: Literal[
        "general", "affiliate", "overseas", "processor", "authority", "under_14", "under_16"
    ]
    channel: Literal["any", "sms", "phone", "email", "post", "app"]
    regime: Literal[
        "opt_in", "guardian_opt_in", "opt_out", "object", "limit", "notice", "prohibited_unless_gate",
        "not_opt_outable",
    ]  # fmt: skip
    default_without_record: Literal["allow", "deny"]
    provision: str = Field(min_length=1)
    valid_from: date
    valid_to: date | None


class Provision(PolicyRow):
    """A provision that a rule, a purpose or a decision cites."""

    seed: ClassVar[str] = "provisions"
    folder: ClassVar[str] = "legal"
    key: ClassVar[tuple[str, ...]] = ("provision_id",)
    provision_id: str = Field(min_length=1)
    instrument_id: str = Field(min_length=1)
    article: str = Field(min_length=1)
    topic: str = Field(min_length=1)
    title_zh: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    duty_zh: str = Field(min_length=1)
    duty_en: str = Field(min_length=1)
    source_status: Literal["read", "memory"]
    verified_by: str
    verified_on: date | None


class Instrument(PolicyRow):
    """A law or regulation that provisions belong to."""

    seed: ClassVar[str] = "instruments"
    folder: ClassVar[str] = "legal"
    key: ClassVar[tuple[str, ...]] = ("instrument_id",)
    instrument_id: str = Field(min_length=1)
    jurisdiction: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    title_zh: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    effective_from: date | None
    effective_to: date | None
    source_status: Literal["read", "memory"]
    verified_by: str
    verified_on: date | None


@dataclass(frozen=True)
class LegalRows:
    """The rows in force by key: as delivered, with the company's own laid over."""

    choice_rules: dict[tuple[str, ...], ChoiceRule]
    provisions: dict[tuple[str, ...], Provision]
    instruments: dict[tuple[str, ...], Instrument]


def load_legal_rows(project: Project) -> LegalRows:
    """Return the legal rows of a project.

    Raises StewardError with the first row that cannot be read or that cites what is not there.
    """
    rows, findings = read_legal_rows(project)
    for first in findings:
        raise StewardError(first.where, first.what, first.do)
    return rows


def read_legal_rows(project: Project) -> tuple[LegalRows, list[Finding]]:
    """Return the legal rows that can be read, and a finding for each that cannot or that cites what is not there."""
    findings: list[Finding] = []
    rules = read_seed(project, ChoiceRule, findings)
    provisions = read_seed(project, Provision, findings)
    instruments = read_seed(project, Instrument, findings)
    cited = [
        (row.where, "provision", row.provision, (row.provision,) in provisions) for row in rules.values()
    ]
    cited += [
        (row.where, "instrument_id", row.instrument_id, (row.instrument_id,) in instruments)
        for row in provisions.values()
    ]
    for where, column, value, is_there in cited:
        if not is_there:
            what = f"`{value}` is not there"
            findings.append(
                Finding(f"{where}, column {column}", what, "add its row, or cite one that is there")
            )
    return LegalRows(rules, provisions, instruments), findings


def site_changes(
    project: Project, kind: type[Row], laid: dict[tuple[str, ...], Row]
) -> tuple[list[tuple[str, ...]], list[Row]]:
    """Return the keys of delivered rows that no longer hold as they are, and the rows that hold besides."""
    delivered = read_seed(project, kind, [], site=False)
    same = {
        key for key, row in delivered.items() if key in laid and laid[key].model_dump() == row.model_dump()
    }
    return (
        [key for key in delivered if key not in same],
        [row for key, row in laid.items() if key not in same],
    )

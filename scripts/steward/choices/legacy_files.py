"""The files of an import, for the company to load into its raw schema: nothing here writes there itself.

An opt-in counts only under a notice that is on record. The notice row of an import is written once the
officer has signed; until then the opt-ins, loaded or not, allow nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

import duckdb

from steward.choices import custody
from steward.choices.legacy import CAPTURED_BY, LegacyChoice, read_legacy
from steward.engines.duckdb import literal
from steward.errors import StewardError
from steward.files import PRIVATE
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.raw_tables import load_raw_tables

Format = Literal["csv", "parquet"]
EVENTS, NOTICES = "choice_events", "privacy_notices"
EVIDENCE_HEADER = ("event_id", "customer_id", "purpose", "choice", "evidence", "date")
SIGNATURE_HEADER = (
    "notice_version", "file", "file_sha256", "opt_ins", "opt_outs", "first_day", "last_day",
    "statement_en", "statement_zh", "signed_by", "signed_on",
)  # fmt: skip
STATEMENT_EN = (
    "These flags were taken over from the company's own records. "
    "I have seen the evidence stated for each opt-in."
)
STATEMENT_ZH = "以上标识取自本机构既有记录；本人已核对每项同意所述的依据。"


@dataclass(frozen=True)
class Signature:
    """The officer's: who signs the legacy notice, and when; empty while nobody has."""

    signed_by: str = ""
    signed_on: date | None = None

    @property
    def is_there(self) -> bool:
        """Whether the notice is signed."""
        return bool(self.signed_by) and self.signed_on is not None


@dataclass(frozen=True)
class Imported:
    """What an import wrote."""

    folder: Path
    opt_ins: int
    opt_outs: int
    is_signed: bool


def import_choices(
    project: Project, file: Path, notice: str, signature: Signature, out: Path | None, form: Format
) -> Imported:
    """Write the events of a file, its legacy notice, its evidence and the sheet that the officer signs.

    Raises StewardError, with nothing written, if a line cannot be read or the folder is that of raw tables.
    """
    policy = load_policy(project)
    choices = read_legacy(file, policy)
    digest = sha256(file.read_bytes()).hexdigest()
    folder = out or project.home / "imports" / f"{notice}-{digest[:12]}"
    _refuse_raw(project, folder)
    custody.private_output(folder)
    now = datetime.now(UTC)
    _write(project, folder, EVENTS, [_event(own, notice, now) for own in choices], form)
    if signature.is_there:
        _write(project, folder, NOTICES, _notice_rows(choices, notice, signature, policy, now), form)
    custody.write_private(folder / "evidence.csv", EVIDENCE_HEADER, map(_evidence, choices))
    ins = sum(own.choice == "opt_in" for own in choices)
    sheet = _sheet(choices, notice, signature, file.name, digest)
    custody.write_private(folder / "signature.csv", SIGNATURE_HEADER, [sheet])
    outs = len(choices) - ins
    custody.log(
        project, "import-choices", file_sha256=digest, opt_ins=ins, opt_outs=outs,
        notice_version=notice, signed_by=signature.signed_by,
    )  # fmt: skip
    return Imported(folder, ins, outs, signature.is_there)


def _refuse_raw(project: Project, folder: Path) -> None:
    raw_path = project.variables.get("raw_path")
    if raw_path and folder.resolve().is_relative_to((project.root / str(raw_path)).resolve()):
        what = "the folder holds the raw tables, which nothing here ever writes"
        raise StewardError("--out", what, "name another folder, and load the files from there yourself")


def _event(own: LegacyChoice, notice: str, now: datetime) -> dict[str, str]:
    # Recorded when it occurred: an event that is imported again must not differ from itself.
    moment = own.occurred_at.isoformat()
    return {
        "event_id": own.event_id,
        "customer_id": own.customer_id,
        "purpose": own.purpose,
        "choice": own.choice,
        "notice_version": notice,
        "captured_by": CAPTURED_BY,
        "occurred_at": moment,
        "recorded_at": moment,
        "loaded_at": now.isoformat(timespec="seconds"),
    }


def _evidence(own: LegacyChoice) -> tuple[str, ...]:
    return (own.event_id, own.customer_id, own.purpose, own.choice, own.evidence, own.day.isoformat())


def _notice_rows(
    choices: Sequence[LegacyChoice], notice: str, signature: Signature, policy: Policy, now: datetime
) -> list[dict[str, str]]:
    """Return the legacy notice in both languages, in force from the first opt-in, for its purposes."""
    opted_in = [own for own in choices if own.choice == "opt_in"]
    if not opted_in:
        return []
    named = {own.purpose for own in opted_in}
    row = {
        "notice_version": notice,
        "effective_from": min(own.day for own in opted_in).isoformat(),
        "purposes": "|".join(row.purpose for row in policy.opt_out_purposes if row.purpose in named),
        "loaded_at": now.isoformat(timespec="seconds"),
    }
    return [
        {
            **row,
            "language": "zh",
            "body": f"{STATEMENT_ZH} 签署：{signature.signed_by}，{signature.signed_on}",
        },
        {
            **row,
            "language": "en",
            "body": f"{STATEMENT_EN} Signed: {signature.signed_by}, {signature.signed_on}",
        },
    ]


def _sheet(
    choices: Sequence[LegacyChoice], notice: str, signature: Signature, name: str, digest: str
) -> tuple[object, ...]:
    days = sorted(own.day for own in choices)
    ins = sum(own.choice == "opt_in" for own in choices)
    return (
        notice, name, digest, ins, len(choices) - ins, days[0], days[-1], STATEMENT_EN, STATEMENT_ZH,
        signature.signed_by, signature.signed_on or "",
    )  # fmt: skip


def _write(project: Project, folder: Path, table: str, rows: list[dict[str, str]], form: Format) -> None:
    """Write rows with all columns of a raw table, 0600; none where there is no row."""
    if not rows:
        return
    columns = load_raw_tables(project)[table].columns
    names = [column.name for column in columns]
    names += [] if "loaded_at" in names else ["loaded_at"]
    text = folder / f"{table}.csv"
    custody.write_private(text, names, ([row.get(name, "") for name in names] for row in rows))
    if form == "parquet":
        types = {column.name: column.data_type for column in columns} | {"loaded_at": "timestamptz"}
        casts = ", ".join(f'cast("{name}" as {types[name]}) as "{name}"' for name in names)
        source = f"read_csv({literal(str(text))}, header = true, all_varchar = true, nullstr = '')"
        parquet = folder / f"{table}.parquet"
        duckdb.sql("set timezone = 'UTC'")
        duckdb.sql(f"copy (select {casts} from {source}) to {literal(str(parquet))} (format parquet)")
        parquet.chmod(PRIVATE)
        text.unlink()

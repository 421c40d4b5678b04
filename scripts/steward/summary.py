"""What a build kept and refused, in figures."""

from dataclasses import dataclass
from pathlib import Path

from steward.build_state import Build
from steward.engines.duckdb import RAW_SOURCE, attach_raw_source, read_catalogue
from steward.engines.overlay import Overlay, open_overlay
from steward.errors import StewardError
from steward.policy import Purpose, load_policy
from steward.project import Project
from steward.raw_tables import load_raw_tables


@dataclass(frozen=True)
class PurposeCount:
    """How many persons a purpose keeps and refuses, and why.

    `unrecorded` of the kept chose nothing; `by_law` are whom the law's default refuses, by `provisions`.
    """

    purpose: Purpose
    kept: int
    unrecorded: int
    refused: int
    by_law: int
    other: int
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """The figures of a build; `rejected` has rows dropped and rows kept with a flag, by table.

    `undecided` counts, by kind of exception, the records that leave a KYC rule undetermined.
    """

    build: Build
    purposes: list[PurposeCount]
    absent: list[str]
    rejected: list[tuple[str, int, int]]
    undecided: list[tuple[str, int]]


def summarise(project: Project) -> Summary:
    """Return the figures of the newest build.

    Raises StewardError if there is none.
    """
    purposes = load_policy(project).opt_out_purposes
    with open_overlay(project) as overlay:
        build = overlay.newest_build
        if build is None:
            where = project.relative(project.build_file)
            raise StewardError(where, "no build is recorded in audit.aud_build", "run `dbt build`")
        return Summary(
            build,
            [_purpose(overlay, build, purpose) for purpose in purposes],
            _absent(overlay, build.project(project), build),
            _rejected(overlay, build),
            _undecided(overlay, build),
        )


def _purpose(overlay: Overlay, build: Build, purpose: Purpose) -> PurposeCount:
    flag = purpose.opt_out_flag
    row = overlay.connection.execute(
        f"""
        select
            count(*) filter (where not {flag}),
            count(*) filter (where not {flag} and {flag}_state = 'no_record'),
            count(*) filter (where {flag} and {flag}_state = 'opted_out'),
            count(*) filter (where {flag} and {flag}_state = 'no_record'),
            count(*) filter (where {flag} and coalesce({flag}_state, '') not in ('opted_out', 'no_record')),
            list(distinct {flag}_decided_by) filter (where {flag} and {flag}_state = 'no_record')
        from {overlay.name(f"{build.prefix}logical", "ldm_customer")}
        """
    ).fetchone()
    assert row is not None
    provisions = tuple(sorted(name for name in row[5] or [] if name))
    kept, unrecorded, refused, by_law, other = (int(figure) for figure in row[:5])
    return PurposeCount(purpose, kept, unrecorded, refused, by_law, other, provisions)


def _absent(overlay: Overlay, project: Project, build: Build) -> list[str]:
    """Return the raw tables that were not there, which counts as empty."""
    names = load_raw_tables(project)
    if build.variables.get("demo_data", True):
        return [name for name in names if (f"{build.prefix}raw_demo", f"raw_{name}") not in overlay.catalogue]
    raw_path = project.variables.get("raw_path")
    if raw_path:
        files = (project.root / Path(raw_path)).glob("*")
        held = {path.stem.lower() for path in files if path.suffix.lower() in (".csv", ".parquet")}
        return [name for name in names if name not in held]
    catalogue = overlay.catalogue
    if project.variables.get("raw_database"):
        attach_raw_source(overlay.connection, project)
        catalogue = read_catalogue(overlay.connection, RAW_SOURCE)
    place = str(project.variables.get("raw_schema")).lower()
    held = {name.lower() for schema, name in catalogue if schema.lower() == place}
    return [name for name in names if name not in held]


def _rejected(overlay: Overlay, build: Build) -> list[tuple[str, int, int]]:
    return overlay.connection.execute(
        f"""
        select
            table_name,
            count(*) filter (where effect = 'dropped'),
            count(*) filter (where effect <> 'dropped')
        from {overlay.name(f"{build.prefix}audit", "rejected_rows")}
        group by 1
        order by 1
        """
    ).fetchall()


def _undecided(overlay: Overlay, build: Build) -> list[tuple[str, int]]:
    if (f"{build.prefix}kyc", "fct_kyc_exception") not in overlay.catalogue:
        return []
    return overlay.connection.execute(
        f"""
        select exception_type, count(*)
        from {overlay.name(f"{build.prefix}kyc", "fct_kyc_exception")}
        where leaves_undetermined
        group by 1
        order by 1
        """
    ).fetchall()

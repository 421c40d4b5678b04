"""`steward check --built`: the catalogue of the newest build against what the project describes."""

from collections.abc import Iterator
from datetime import UTC, datetime

from steward.build_state import Build
from steward.catalogue import Catalogue, CatalogueRelation
from steward.checks.expected import Expected, ExpectedRelation, expected_relations
from steward.checks.measures import measured_findings
from steward.checks.notices import notice_findings
from steward.engines import on_duckdb
from steward.engines.duckdb import BUILD
from steward.engines.overlay import Overlay, open_overlay
from steward.findings import Finding, any_stops
from steward.policy import Policy, load_policy
from steward.project import Project

# The company's own tables and the demo's: the project describes what it reads of them, not what they hold.
RAW_ZONES = ("raw", "raw_demo")
# Nothing but the logical model reads it, and a column gets its class there: helper columns need no line.
STAGING = "staging"
# Of these, a column that no file describes has no class, whoever may read it.
COMPLETE_ZONES = (
    "logical",
    "labels",
    "kyc",
    "kyc_working",
    "crm",
    "audit",
    "standard",
    "personal_data",
    "anonymised",
    "selectively_anonymised",
)
SOURCE_FOLDERS = (
    "models",
    "macros",
    "seeds/policy",
    "seeds/legal",
    "seeds/reference",
    "seeds/kyc",
    "seeds/site",
)
SOURCE_ENDINGS = (".sql", ".yml", ".yaml", ".csv")


def check_built(project: Project) -> list[Finding]:
    """Return what the build holds that the project does not know, and the other way round, on either engine.

    Raises StewardError if the build file cannot be opened, or the server lets nobody in.
    """
    if not on_duckdb():
        return _check_postgres(project)
    with open_overlay(project) as overlay:
        return check_opened(overlay, project, load_policy(project))


def _check_postgres(project: Project) -> list[Finding]:
    """Return the findings for the database that `DW_PG_DATABASE` names: its catalogue, functions and age."""
    # Its driver is not needed on DuckDB.
    from steward.engines import postgres, postgres_catalogue

    with postgres.connect(read_only=True) as connection:
        catalogue = postgres_catalogue.read_catalogue(connection)
        build = postgres_catalogue.newest_build(connection, catalogue)
        if build is None:
            return [no_build("the database")]
        expected = expected_relations(build.project(project), build.target)
        return [
            *_catalogue_findings(catalogue, expected, build, project, "the database"),
            *_function_findings(postgres_catalogue.functions(connection), "function"),
            *_stale_findings(project, build),
        ]


def no_build(where: str) -> Finding:
    """Return what a warehouse without a recorded build is told."""
    return Finding(where, "no build is recorded in audit.aud_build", "build again with `dbt build`")


def check_opened(overlay: Overlay, project: Project, policy: Policy) -> list[Finding]:
    """Return the findings for a build file that is already open."""
    build = overlay.newest_build
    if build is None:
        return [no_build(project.relative(project.build_file))]
    expected = expected_relations(build.project(project), build.target)
    return check_expected(overlay, project, policy, build, expected)


def check_expected(
    overlay: Overlay, project: Project, policy: Policy, build: Build, expected: Expected
) -> list[Finding]:
    """Return the findings for a build file that is already open, against what it must hold."""
    findings = list(_catalogue_findings(overlay.catalogue, expected, build, project))
    findings += _function_findings(_kept_macros(overlay), "macro")
    findings += _stale_findings(project, build)
    # What the views say is asked only of relations that are as described.
    if any_stops(findings):
        return findings
    return [*findings, *measured_findings(overlay, policy, build), *notice_findings(overlay, build)]


def _catalogue_findings(
    catalogue: Catalogue, expected: Expected, build: Build, project: Project, holder: str = "the build file"
) -> Iterator[Finding]:
    named = {str(own.variables.get("raw_schema")).lower() for own in (build, project)}
    raw = {*named, *RAW_ZONES, *(f"{build.prefix}{zone}" for zone in RAW_ZONES)}
    for key, relation in catalogue.items():
        if relation.schema.lower() in raw:
            continue
        if key not in expected:
            what = f"{holder} holds it and no model describes it"
            do = f"drop it (`drop {relation.kind} {relation.label}`), or bring its model and YAML back"
            yield Finding(relation.label, what, do)
        else:
            yield from _column_findings(relation, expected[key])
    for key, wanted in expected.items():
        if key not in catalogue and wanted.schema not in raw:
            yield Finding(
                f"{wanted.schema}.{wanted.name}", f"absent, though {wanted.where} describes it", "build again"
            )


def _kept_macros(overlay: Overlay) -> list[tuple[str, str]]:
    return overlay.connection.execute(
        "select distinct schema_name, function_name from duckdb_functions() "
        f"where database_name = '{BUILD}' and not internal order by all"
    ).fetchall()


def _function_findings(kept: list[tuple[str, str]], kind: str) -> Iterator[Finding]:
    """Yield the functions that the warehouse keeps: the project stores none, and one may read any relation."""
    for schema, name in kept:
        what = f"a {kind} that no model describes"
        yield Finding(f"{schema}.{name}", what, f"drop it (`drop {kind} {schema}.{name}`)")


def _column_findings(relation: CatalogueRelation, wanted: ExpectedRelation) -> Iterator[Finding]:
    if wanted.columns is None:
        if wanted.zone in COMPLETE_ZONES or wanted.zone.startswith("opt_out_"):
            yield Finding(
                relation.label, f"{wanted.where} lists no columns", "list every column with its class"
            )
        return
    held = {column.name: column.data_type for column in relation.columns}
    for name, data_type in held.items():
        where = f"{relation.label}, column {name}"
        if name not in wanted.columns and wanted.zone != STAGING:
            yield Finding(where, f"{wanted.where} does not know it", "classify it there, or build again")
        elif not _is_of_type(data_type, wanted.columns.get(name, "")):
            what = f"is {data_type}, and {wanted.where} says {wanted.columns[name]}"
            yield Finding(where, what, "make the two agree and build again")
    for name in wanted.columns:
        if name not in held:
            what = f"absent, though {wanted.where} lists it"
            yield Finding(f"{relation.label}, column {name}", what, "build again, or take it out there")


def _is_of_type(held: str, wanted: str) -> bool:
    """Tell whether a column is of the type that is written down: PostgreSQL forgets those of a decimal."""
    return wanted in ("", held) or (held == "numeric" and wanted.startswith("decimal"))


def _stale_findings(project: Project, build: Build) -> Iterator[Finding]:
    """Yield whether the project changed after the build: what is published must be what the files say."""
    newer = [
        project.relative(path)
        for folder in SOURCE_FOLDERS
        for path in sorted(project.path(folder).rglob("*"))
        if path.suffix in SOURCE_ENDINGS and _changed_at(path.stat().st_mtime) > build.started_at
    ]
    if newer:
        more = f" and {len(newer) - 1} more" if len(newer) > 1 else ""
        yield Finding(f"{newer[0]}{more}", "changed after the newest build", "build again")
    for name in ("k_anonymity", "l_diversity"):
        built, now = build.variables.get(name), project.variables.get(name)
        if isinstance(built, int) and isinstance(now, int) and built < now:
            what = f"the newest build used {built} and dbt_project.yml now says {now}"
            yield Finding(f"dbt_project.yml, {name}", what, "build again")


def _changed_at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

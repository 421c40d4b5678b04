"""Who reads what: the models of kyc and crm, the analyses and the exposures, against `zone_reads.csv`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from steward.checks.audiences import known_schemas
from steward.checks.purposes import purpose_findings
from steward.findings import Finding
from steward.policy import Policy
from steward.project import Project
from steward.strict_yaml import entries_at, read_strict_yaml
from steward.vocabulary import CUSTODY_ZONES, family_of, schema_of

READS = "seeds/policy/zone_reads.csv"
ANONYMISED = "anonymised"
SELECTIVE = "selectively_anonymised"
FOLDERS = {"kyc": ("models", "kyc"), "crm": ("models", "crm"), "analyses": ("analyses",)}
CUSTODY_FOLDERS = ("staging", "vault", "logical")
# What kyc makes may be shown to compliance by an exposure; no marketing model and no analysis may read it.
READERS_OF = {"kyc": ("kyc", "exposures"), "crm": ("crm", "analyses", "exposures")}
COMMENT = re.compile(r"{#.*?#}|--[^\n]*|/\*.*?\*/", re.DOTALL)
REF = re.compile(r"\bref\(\s*['\"]([^'\"]+)['\"]\s*(?:,\s*['\"]([^'\"]+)['\"]\s*)?")
RAW = re.compile(r"\b(?:source|raw)\(\s*['\"]")
HARD_CODED = re.compile(r"\b(?:from|join)\s+\"?([a-z_]\w*)\"?\s*\.\s*\"?([a-z_]\w*)", re.IGNORECASE)


@dataclass(frozen=True)
class _Read:
    """A relation named by a file of a zone."""

    zone: str
    where: str
    model: str


def check_zones(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield the rows of `zone_reads.csv` that mean nothing, and every read outside of them."""
    yield from _row_findings(policy)
    folders = {
        path.stem: path.relative_to(project.path("models")).parts[0]
        for path in project.path("models").rglob("*.sql")
    }
    schemas = _schemas(project, policy)
    for zone, parts in FOLDERS.items():
        for path in sorted(project.path(*parts).rglob("*.sql")):
            text = path.read_text(encoding="utf-8", errors="replace")
            where, sql = project.relative(path), COMMENT.sub("", text)
            yield from _hard_coded(where, sql, schemas)
            for match in REF.finditer(sql):
                yield from _read_findings(_Read(zone, where, match[2] or match[1]), folders, policy)
    for read in _exposure_reads(project):
        yield from _read_findings(read, folders, policy)


def _row_findings(policy: Policy) -> Iterator[Finding]:
    for row in policy.zone_reads:
        where = row.where
        if row.purpose:
            yield from purpose_findings(where, row.purpose, policy)
        elif row.family != ANONYMISED:
            yield Finding(where, "no purpose, though the rows have keys", "write the purpose of reading")
        purpose = policy.purposes.get(row.purpose)
        if purpose and row.family == "opt_out" and not purpose.opt_outable:
            yield Finding(
                where, f"nobody can opt out of `{row.purpose}`", "name one of the four flags' purposes"
            )
        if purpose and row.family == "personal_data" and purpose.opt_outable:
            what = f"personal_data under purpose `{row.purpose}`, which customers can leave"
            yield Finding(where, what, "write opt_out as the family")


def _schemas(project: Project, policy: Policy) -> frozenset[str]:
    prefix = str(project.variables.get("schema_prefix") or "")
    own = {f"{prefix}{name}" for name in (*known_schemas(policy), *CUSTODY_ZONES)}
    return frozenset({*own, str(project.variables.get("raw_schema"))})


def _hard_coded(where: str, sql: str, schemas: frozenset[str]) -> Iterator[Finding]:
    for match in HARD_CODED.finditer(sql):
        # `extract(year from plan.made_on)` is no read.
        if match[1].lower() in schemas:
            what = f"reads {match[1]}.{match[2]} by a fixed name"
            yield Finding(where, what, "name the model with ref(), so that the right to read it is checked")
    if RAW.search(sql):
        yield Finding(where, "reads a raw table", "only models/staging may: name a view with ref()")


def _exposure_reads(project: Project) -> Iterator[_Read]:
    for path in sorted(project.path("models").rglob("*.yml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if "exposures:" not in text:
            continue
        where = project.relative(path)
        for exposure in entries_at(read_strict_yaml(path, where), "exposures", where):
            here = f"{where}, exposure {exposure.get('name')}"
            yield from (_Read("exposures", here, model) for model in _dependencies(exposure))


def _dependencies(exposure: dict[str, Any]) -> Iterator[str]:
    for dependency in exposure.get("depends_on") or []:
        if match := REF.search(str(dependency)):
            yield match[2] or match[1]


def _read_findings(read: _Read, folders: dict[str, str], policy: Policy) -> Iterator[Finding]:
    folder = folders.get(read.model, "")
    if folder in CUSTODY_FOLDERS:
        what = f"reads {read.model} of {folder}, which is custody's alone"
        yield Finding(read.where, what, "read a view of models/views")
    elif folder in READERS_OF and read.zone not in READERS_OF[folder]:
        what = f"reads {read.model} of {folder}, which {read.zone} may not"
        yield Finding(read.where, what, "read a view of models/views")
    schema = schema_of_view(read.model, policy)
    if schema and not policy.may_read(read.zone, schema):
        what = f"reads {read.model}, but {read.zone} may not read {schema}"
        allowed = sorted(
            {schema_of(row.family, row.purpose) for row in policy.zone_reads if row.zone == read.zone}
        )
        instead = f"read {' or '.join(allowed)}, or " if allowed else ""
        yield Finding(read.where, what, f"{instead}add the row to {READS}")


def schema_of_view(model: str, policy: Policy) -> str:
    """Return the schema of a rendered view by its model's name, '' for a model that is no view."""
    _, divider, suffix = model.rpartition("__")
    if not divider:
        return ""
    if suffix in policy.recipients:
        return SELECTIVE
    families = ("standard", "personal_data", ANONYMISED, SELECTIVE, "opt_out")
    return suffix if family_of(suffix) in families else ""

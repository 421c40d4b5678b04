"""What is declared: who may read what, for which purpose, until when, and which reads of personal data were opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from typing import Any

from steward.checks.audiences import known_schemas
from steward.errors import StewardError
from steward.policy import LoginRole, Policy, load_policy
from steward.policy.login_roles import load_login_roles
from steward.privacy_log import Kind, log_of
from steward.privacy_log.verify import verify
from steward.project import Project
from steward.publish import manifest as records
from steward.strict_yaml import entries_at, mapping_at, read_strict_yaml
from steward.vocabulary import CUSTODY_ZONES

PERSONAL = "personal_data"


@dataclass(frozen=True)
class Exposure:
    """An application as dbt declares it: its login role and the purpose that it reads for."""

    name: str
    role: str
    purpose: str


@dataclass
class Window:
    """A time in which a role may read personal data, as an entry of the privacy log opened it."""

    role: str
    start: datetime
    end: datetime
    entry: int
    used: int = 0


@dataclass(frozen=True)
class Term:
    """From which to which day an agreement holds; None is open."""

    start: date | None
    end: date | None


@dataclass
class Declared:
    """Everything that events are held against; None where nobody could be asked."""

    policy: Policy
    roles: dict[str, LoginRole]
    exposures: dict[str, Exposure]
    prefix: str = ""
    windows: list[Window] = field(default_factory=list)
    log_is_broken: str = ""
    agreements: dict[str, list[Term]] | None = None
    releases: dict[tuple[str, str], datetime] = field(default_factory=dict)
    newest_build: datetime | None = None

    def zone(self, name: str) -> str:
        """Return the schema of a relation without the project's prefix."""
        return name.rpartition(".")[0].rpartition(".")[2].removeprefix(self.prefix)

    def is_custody(self, name: str) -> bool:
        """Tell whether a relation is custody's alone."""
        return self.zone(name) in CUSTODY_ZONES

    def is_known(self, name: str) -> bool:
        """Tell whether a relation lies in a schema of the project."""
        return self.zone(name) in {*CUSTODY_ZONES, *known_schemas(self.policy)}

    def is_granted(self, audience: str, name: str) -> bool:
        """Tell whether an audience may read a relation."""
        row = self.policy.audiences.get(audience)
        label = f"{self.zone(name)}.{name.rpartition('.')[2]}"
        return row is not None and any(fnmatchcase(label, pattern) for pattern in row.patterns)

    def purpose_of(self, role: LoginRole) -> str:
        """Return the purpose that a login role reads for: its exposure's, else its audience's."""
        exposure = self.exposures.get(role.exposure)
        audience = self.policy.audiences.get(role.audience)
        return (exposure.purpose if exposure else "") or (audience.purpose if audience else "")


def load_declared(project: Project) -> Declared:
    """Return what a project declares.

    Raises StewardError if a policy row cannot be read.
    """
    declared = Declared(
        load_policy(project),
        load_login_roles(project),
        {own.name: own for own in _exposures(project)},
        str(project.variables.get("schema_prefix") or ""),
    )
    declared.releases = dict(_releases(project))
    _read_privacy_log(project, declared)
    return declared


def _exposures(project: Project) -> Iterator[Exposure]:
    for path in sorted(project.path("models").rglob("*.yml")):
        if "exposures" not in path.read_text(encoding="utf-8"):
            continue
        where = project.relative(path)
        for exposure in entries_at(read_strict_yaml(path, where), "exposures", where):
            meta = mapping_at(exposure, "config", "meta") or mapping_at(exposure, "meta")
            role, purpose = str(meta.get("role") or ""), str(meta.get("purpose") or "")
            yield Exposure(str(exposure["name"]), role, purpose)


def _releases(project: Project) -> Iterator[tuple[tuple[str, str], datetime]]:
    """Yield until when each release may be read: its time, or the moment at which it was withdrawn."""
    for release in records.all_releases(project):
        for path in sorted((project.home / "releases" / release).glob("*.json")):
            manifest = records.load(project, release, path.stem)
            if manifest is not None:
                ends = [datetime.fromisoformat(manifest.valid_until)]
                if manifest.state == "withdrawn" and manifest.ended_at:
                    ends.append(datetime.fromisoformat(manifest.ended_at))
                yield (manifest.audience, release), min(ends)


def _read_privacy_log(project: Project, declared: Declared) -> None:
    log = log_of(project)
    if not log.exists:
        return
    found = verify(log, [])
    if found.first_bad is not None:
        declared.log_is_broken = f"first bad entry {found.first_bad}"
    for entry, payload in log.entries():
        if entry.kind == Kind.PRIVILEGED_READ and payload:
            declared.windows += _window(entry.n, payload.facts)


def _window(entry: int, facts: dict[str, Any]) -> list[Window]:
    """Return the window that an entry opens; none for a privileged read of another sort."""
    if facts.get("opens") != PERSONAL:
        return []
    try:
        start, end = (datetime.fromisoformat(str(facts[name])).astimezone(UTC) for name in ("from", "until"))
    except (KeyError, ValueError):
        raise StewardError(
            f"privacy log, entry {entry}", "its times cannot be read", "run `steward log verify`"
        ) from None
    return [Window(str(facts.get("login_role", "")), start, end, entry)]

"""Withdraw a release: the pointer first, then the file; the record says when and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from steward.errors import StewardError
from steward.privacy_log import Kind, append
from steward.project import Project
from steward.publish import manifest as records
from steward.publish import places
from steward.publish.agreements import Agreement


@dataclass(frozen=True)
class Withdrawn:
    """A release that is no longer there, and why."""

    audience: str
    release: str
    reason: str


def withdraw(project: Project, audience: str, reason: str = "by hand") -> Withdrawn:
    """Withdraw the current release of an audience.

    Raises StewardError if it has none.
    """
    folder = project.published / audience
    release = places.current_release(folder) if folder.is_dir() else None
    if release is None:
        names = ", ".join(sorted(path.name for path in _with_release(project))) or "none"
        where = project.relative(folder)
        raise StewardError(where, f"audience {audience} has no release", f"name one that has (now: {names})")
    with places.only_one(project):
        return _take_away(project, folder, release, reason)


def withdraw_expired(
    project: Project, audiences: set[str] | None = None, agreements: list[Agreement] | None = None
) -> list[Withdrawn]:
    """Withdraw every release that is past its time, unrecorded, of no audience, or without its agreement.

    `audiences` are those of the policy and `agreements` those in force, each None where it is not known.
    The caller holds the right to publish.
    """
    now = datetime.now(UTC)
    in_force = None if agreements is None else {agreement.agreement_id for agreement in agreements}
    gone = []
    for folder in _with_release(project):
        release = places.current_release(folder) or ""
        reason = _reason(project, folder.name, release, audiences, in_force, now)
        if reason:
            gone.append(_take_away(project, folder, release, reason))
    return gone


def _reason(
    project: Project,
    audience: str,
    release: str,
    audiences: set[str] | None,
    in_force: set[str] | None,
    now: datetime,
) -> str:
    manifest = records.load(project, release, audience)
    if manifest is None:
        return "its manifest is missing"
    if datetime.fromisoformat(manifest.valid_until) <= now:
        return "past its time"
    if audiences is not None and audience not in audiences:
        return "its audience is no longer in audiences.csv"
    under = {str(agreement["agreement_id"]) for agreement in manifest.agreements}
    if in_force is not None and not under <= in_force:
        return "its agreement ended"
    return ""


def _with_release(project: Project) -> Iterator[Path]:
    if project.published.is_dir():
        for folder in sorted(project.published.iterdir()):
            if folder.is_dir() and places.current_release(folder):
                yield folder


def _take_away(project: Project, folder: Path, release: str, reason: str) -> Withdrawn:
    places.remove_pointer(folder)
    places.sweep(folder, None)
    records.end(project, release, folder.name, "withdrawn", datetime.now(UTC), reason)
    append(project, Kind.WITHDRAW, {"audience": folder.name, "release": release, "reason": reason})
    return Withdrawn(folder.name, release, reason)

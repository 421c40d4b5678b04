"""The record of a release, in custody: what went to whom, and whose keys were in it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any, Literal

from steward.files import private_folder, write_whole
from steward.project import Project

State = Literal["prepared", "published", "superseded", "withdrawn"]


@dataclass
class Manifest:
    """A release of one audience; `agreements` are those under which a recipient's rows went out."""

    release: str
    audience: str
    state: State
    file: str
    sha256: str
    bytes: int
    relations: list[dict[str, Any]]
    invocation_id: str
    git_commit: str
    as_of_date: str
    built_at: str
    published_at: str
    valid_until: str
    choices_read_at: str
    newest_choice_loaded_at: str | None
    removed: dict[str, dict[str, int]]
    agreements: list[dict[str, Any]] = field(default_factory=list)
    group: int = 0
    ended_at: str | None = None
    reason: str = ""


def folder(project: Project, release: str) -> Path:
    """Return the release's folder in custody, made where it is missing."""
    private_folder(project.home / "releases")
    return private_folder(project.home / "releases" / release)


def path_of(project: Project, release: str, audience: str) -> Path:
    """Return where the manifest of a release is."""
    return project.home / "releases" / release / f"{audience}.json"


def save(project: Project, manifest: Manifest) -> None:
    """Write the manifest, 0600, in one step."""
    target = folder(project, manifest.release) / f"{manifest.audience}.json"
    write_whole(target, json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n")


def load(project: Project, release: str, audience: str) -> Manifest | None:
    """Return the manifest of a release, None where it is missing or not readable."""
    try:
        content = json.loads(path_of(project, release, audience).read_text(encoding="utf-8"))
        return Manifest(**content)
    except (OSError, ValueError, TypeError):
        return None


def end(project: Project, release: str, audience: str, state: State, at: datetime, reason: str) -> None:
    """Note that a release is no longer current, and why."""
    manifest = load(project, release, audience)
    if manifest is not None:
        manifest.state, manifest.ended_at, manifest.reason = state, at.isoformat(), reason
        save(project, manifest)


def all_releases(project: Project) -> Iterator[str]:
    """Yield the ids of all releases on record."""
    root = project.home / "releases"
    if root.is_dir():
        yield from sorted(path.name for path in root.iterdir() if path.is_dir())


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()

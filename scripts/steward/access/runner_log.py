"""Where `steward query` puts its reads on record: one file an audience, which its group can add to, not read."""

import os
from pathlib import Path

from steward.access.events import AccessEvent, as_line
from steward.errors import StewardError
from steward.project import Project

FOLDER = "access_log"
FOLDER_MODE, OWN_MODE, GROUP_MODE = 0o711, 0o600, 0o620


def path_of(project: Project, audience: str) -> Path:
    """Return the log of an audience."""
    return project.home / FOLDER / f"{audience}.jsonl"


def prepare(project: Project, audience: str, gid: int | None) -> None:
    """Make the log of an audience; with a group, its members can add to it."""
    path = path_of(project, audience)
    path.parent.mkdir(exist_ok=True)
    path.parent.chmod(FOLDER_MODE)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWN_MODE))
    if gid is not None:
        os.chown(path, -1, gid)
    path.chmod(OWN_MODE if gid is None else GROUP_MODE)


def usable(project: Project, audience: str) -> Path:
    """Return the log of an audience, made where this user may.

    Raises StewardError if it cannot be written: what cannot be put on record is not read.
    """
    path = path_of(project, audience)
    try:
        if not path.exists():
            prepare(project, audience, None)
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND))
    except OSError:
        what = "the read cannot be put on record, so it is not made"
        raise StewardError(
            f"{FOLDER}/{path.name}", what, "ask custody to publish to your group first"
        ) from None
    return path


def add(path: Path, event: AccessEvent) -> None:
    """Add an event, on disk before this returns; a line is written whole."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        os.write(handle, as_line(event).encode("utf-8") + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)

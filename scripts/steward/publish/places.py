"""Folders, modes, groups and the pointer of published files.

A reader opens `current.duckdb`, a relative link; who has the old file open keeps it, who opens the link anew
gets the new one. The link is replaced in one step, so there is never none.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from steward.errors import StewardError
from steward.files import private_umask, sync
from steward.project import Project
from steward.publish.plan import AudiencePlan

POINTER = "current.duckdb"
HOME_MODE, FOLDER_MODE, FILE_MODE = 0o711, 0o750, 0o440


@contextmanager
def only_one(project: Project) -> Iterator[None]:
    """Hold the right to publish, with a umask that keeps every new file private.

    Raises StewardError if another process is publishing.
    """
    project.home.mkdir(parents=True, exist_ok=True)
    with private_umask(), (project.home / ".publish.lock").open("w") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            where = project.relative(project.published)
            raise StewardError(where, "another process is publishing", "wait until it ends") from None
        yield


def temporary(plan: AudiencePlan, release: str) -> Path:
    """Return where a file is written before it has its name."""
    return plan.folder / f".{release}.tmp"


def final(plan: AudiencePlan, release: str) -> Path:
    """Return where a release's file has its name."""
    return plan.folder / f"{release}.duckdb"


def make_folder(project: Project, plan: AudiencePlan) -> None:
    """Make the audience's folder with its group and mode, and check that it has them."""
    for shared in (project.home, project.published):
        shared.mkdir(parents=True, exist_ok=True)
        _set(shared, HOME_MODE, None, plan.name)
    plan.folder.mkdir(exist_ok=True)
    _set(plan.folder, FOLDER_MODE, plan.gid, plan.name)


def give_away(path: Path, plan: AudiencePlan) -> None:
    """Give the finished file to the audience's group, readable and no more, and put it on disk."""
    _set(path, FILE_MODE, plan.gid, plan.name)
    sync(path)


def place(plan: AudiencePlan, release: str) -> Path:
    """Give the verified file its name; nothing points at it yet."""
    target = final(plan, release)
    os.replace(temporary(plan, release), target)
    sync(plan.folder)
    return target


def flip(plan: AudiencePlan, release: str) -> None:
    """Move the pointer to the release, in one step."""
    beside = plan.folder / f".{POINTER}.tmp"
    beside.unlink(missing_ok=True)
    beside.symlink_to(final(plan, release).name)
    os.replace(beside, plan.folder / POINTER)
    sync(plan.folder)


def current_release(folder: Path) -> str | None:
    """Return the release that the pointer names, None where there is none."""
    pointer = folder / POINTER
    return Path(os.readlink(pointer)).stem if pointer.is_symlink() else None


def remove_pointer(folder: Path) -> None:
    """Take the pointer away, so that nobody finds the release any more."""
    (folder / POINTER).unlink(missing_ok=True)
    sync(folder)


def sweep(folder: Path, keep: str | None) -> None:
    """Delete every file of the folder but the release `keep` and the pointer."""
    kept = {POINTER, f"{keep}.duckdb"}
    for path in folder.iterdir():
        if path.name not in kept and (path.name.endswith(".duckdb") or path.name.startswith(".")):
            path.unlink()
    sync(folder)


def _set(path: Path, mode: int, gid: int | None, audience: str) -> None:
    where = f"{path.name}, audience {audience}"
    try:
        if gid is not None and path.stat().st_gid != gid:
            os.chown(path, -1, gid)
        path.chmod(mode)
    except PermissionError:
        what = "its group or mode cannot be set by this user"
        raise StewardError(
            where, what, "own it, be a member of the audience's group, or publish as root"
        ) from None
    found = path.stat()
    if found.st_mode & 0o7777 != mode or (gid is not None and found.st_gid != gid):
        what = "the file system did not keep its group or mode"
        raise StewardError(where, what, "put DW_HOME on a file system with owners and modes")

"""The privacy log: who did what with people's data, in a chain of hashes that only ever grows."""

from typing import Any

from steward.privacy_log.entries import Entry, Kind
from steward.privacy_log.store import PrivacyLog
from steward.project import Project

__all__ = ["Entry", "Kind", "PrivacyLog", "append", "log_of"]

FOLDER = "privacy_log"


def log_of(project: Project) -> PrivacyLog:
    """Return the privacy log of a project's warehouse folder, whether or not it has been begun."""
    return PrivacyLog(project.home / FOLDER)


def append(project: Project, kind: Kind, facts: dict[str, Any]) -> Entry:
    """Add an entry to the project's privacy log and return it, once it is on disk.

    `facts` holds texts, whole numbers, booleans, lists and mappings of them: no floats, and no values of
    customers. Raises StewardError if they cannot be written canonically, or if the log's end was changed.
    """
    project.home.mkdir(parents=True, exist_ok=True)
    return log_of(project).append(kind, facts)

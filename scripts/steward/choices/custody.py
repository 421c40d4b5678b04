"""What the commands write for custody: private files, and lines of the privacy log."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from steward.errors import StewardError
from steward.files import private_folder, write_whole
from steward.privacy_log import Kind, append
from steward.project import Project

# What a command's line in the privacy log is about.
KINDS = {
    "approve": Kind.APPROVAL,
    "disclose": Kind.DISCLOSURE,
    "disclose failed": Kind.DISCLOSURE,
    "import-choices": Kind.IMPORT,
    "refusals": Kind.REFUSALS,
    "trace-leak": Kind.PRIVILEGED_READ,
    "who-was-in": Kind.PRIVILEGED_READ,
}


def write_private(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file that its owner alone can read, in one step.

    Raises StewardError if it cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    write_text(path, text.getvalue())


def write_text(path: Path, text: str) -> None:
    """Write a file that its owner alone can read, in one step.

    Raises StewardError if it cannot be written.
    """
    try:
        write_whole(path, text)
    except OSError:
        raise StewardError(
            str(path), "the file cannot be written", "check the folder's owner and mode"
        ) from None


def private_output(folder: Path) -> Path:
    """Return a folder for private files; one that is there keeps its mode.

    Raises StewardError if it cannot be made.
    """
    try:
        return folder if folder.is_dir() else private_folder(folder)
    except OSError:
        raise StewardError(str(folder), "the folder cannot be made", "name another one") from None


def log(project: Project, command: str, **facts: Any) -> None:
    """Add an entry to the privacy log: who, which command, which counts; never whom it was about."""
    append(
        project, KINDS.get(command.partition(" ")[0], Kind.COMMAND), {"command": command, **_written(facts)}
    )


def _written(value: Any) -> Any:
    """Return facts as the log can hold them: a moment, a path or a float is a text there."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, dict):
        return {str(key): _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_written(item) for item in value]
    return str(value)

"""What the commands write for custody: private files, and a log that is only ever added to."""

import csv
import getpass
import io
import json
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from steward.engines.duckdb import private_folder
from steward.errors import StewardError
from steward.project import Project

LOG = "custody_log.jsonl"
PRIVATE = 0o600


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
    beside = path.with_name(f".{path.name}.tmp")
    try:
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "w", encoding="utf-8"
        ) as out:
            out.write(text)
        beside.chmod(PRIVATE)
        os.replace(beside, path)
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
    """Add a line to custody's log: when, who, which command, which counts; never whom it was about."""
    entry = {"at": datetime.now(UTC).isoformat(), "actor": _actor(), "command": command, **facts}
    project.home.mkdir(parents=True, exist_ok=True)
    path = project.home / LOG
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE), "a", encoding="utf-8"
    ) as out:
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
        out.flush()
        os.fsync(out.fileno())


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())

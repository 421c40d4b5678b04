"""The log's files: chain and payloads by month, one writer at a time, on disk before `append` returns.

    chain/2026-11.jsonl      what nobody may change: number, time, kind, hashes
    payloads/2026-11.jsonl   what the entries say, with their salts: can be erased without breaking the chain
    origin                   the log's name, bound into its first entry
    torn.jsonl               what a crash left of a line, set aside by the next writer

The payload is on disk before the chain names it, so that no entry is ever without one by accident.
"""

import getpass
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path
from typing import Any

from steward.errors import StewardError
from steward.files import PRIVATE, private_folder, sync, write_whole
from steward.privacy_log.canonical import digest
from steward.privacy_log.entries import (
    SALT_BYTES,
    Entry,
    Kind,
    Payload,
    commitment,
    genesis,
    make_entry,
    moment,
    read_entry,
    read_payload,
)

CHAIN, PAYLOADS, ORIGIN, TORN = "chain", "payloads", "origin", "torn.jsonl"


@dataclass(frozen=True)
class Tail:
    """The end of the chain: its last whole entry, and what a crash left behind it."""

    entry: Entry | None
    torn: bytes
    segment: Path | None


class PrivacyLog:
    """A privacy log in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def exists(self) -> bool:
        """Whether anything was ever written to it."""
        return bool(self.segments())

    def segments(self) -> list[Path]:
        """Return the chain's files, oldest first."""
        return sorted((self.folder / CHAIN).glob("*.jsonl"))

    def payload_file(self, segment: Path) -> Path:
        """Return the file with the payloads of a segment."""
        return self.folder / PAYLOADS / segment.name

    def append(self, kind: Kind, facts: dict[str, Any]) -> Entry:
        """Add an entry and return it, once chain and payload are on disk.

        Raises StewardError if the facts have no canonical form or the log's last entry is not whole.
        """
        with self.locked():
            return self.append_locked(kind, facts)

    def append_locked(self, kind: Kind, facts: dict[str, Any]) -> Entry:
        """Add an entry while the caller holds the lock; first the note of a repair, where one is due."""
        commitment("", facts)
        self._mend_payloads()
        tail = self.tail()
        if tail.torn and tail.segment is not None:
            self._set_aside(tail.segment, tail.torn)
            note = {"bytes": len(tail.torn), "sha256": digest(tail.torn)}
            self._write(Kind.REPAIR, note, tail.entry)
            tail = self.tail()
        return self._write(kind, facts, tail.entry)

    def tail(self) -> Tail:
        """Return the end of the chain.

        Raises StewardError if the last entry was changed, since nothing may be chained to it.
        """
        torn, torn_in = b"", None
        for segment in reversed(self.segments()):
            line, rest = _last_line(segment)
            if rest and not torn:
                torn, torn_in = rest, segment
            if line:
                entry = read_entry(line)
                if entry is None or not entry.is_whole:
                    raise StewardError(
                        "privacy log", "its last entry is not whole", "run `steward log verify`"
                    )
                return Tail(entry, torn, torn_in)
        return Tail(None, torn, torn_in)

    def origin(self) -> str:
        """Return the log's name; '' where it is missing."""
        try:
            return (self.folder / ORIGIN).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def payloads(self, segment: Path) -> dict[str, Payload]:
        """Return the payloads of a segment that can be read, by commitment."""
        try:
            lines = self.payload_file(segment).read_bytes().split(b"\n")
        except OSError:
            return {}
        read = (read_payload(line) for line in lines if line)
        return {payload.c: payload for payload in read if payload}

    def entries(self) -> Iterator[tuple[Entry, Payload | None]]:
        """Yield the entries that can be read, oldest first, each with its payload unless that was erased."""
        for segment in self.segments():
            held = self.payloads(segment)
            for line in segment.read_bytes().split(b"\n"):
                entry = read_entry(line)
                if entry:
                    yield entry, held.get(entry.c)

    @contextmanager
    def locked(self, shared: bool = False) -> Iterator[None]:
        """Hold the log: alone to write, with other readers to read; a copy that cannot be locked is read so."""
        if not shared:
            for folder in (self.folder, self.folder / CHAIN, self.folder / PAYLOADS):
                private_folder(folder)
        elif not self.folder.is_dir():
            raise StewardError(str(self.folder), "there is no privacy log", "name the folder that holds it")
        try:
            handle = os.open(self.folder / ".lock", os.O_RDONLY | os.O_CREAT, PRIVATE)
        except OSError:
            if not shared:
                raise
            yield
            return
        try:
            flock(handle, LOCK_SH if shared else LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _write(self, kind: Kind, facts: dict[str, Any], last: Entry | None) -> Entry:
        now = moment(datetime.now(UTC))
        said = {"actor": _actor(), **facts}
        at = now
        if last is not None and last.t > now:
            # The clock went back: the order of entries stands, and the payload says what the clock said.
            at, said = last.t, {"clock": now, **said}
        salt = secrets.token_hex(SALT_BYTES)
        payload = Payload(commitment(salt, said), salt, said)
        prev = last.h if last else genesis(self._named())
        entry = make_entry(last.n + 1 if last else 1, at, kind, payload.c, prev)
        segment = self.folder / CHAIN / f"{at[:7]}.jsonl"
        _add(self.payload_file(segment), payload.line)
        _add(segment, entry.line)
        return entry

    def _named(self) -> str:
        if not self.origin():
            write_whole(self.folder / ORIGIN, f"privacy-log/{secrets.token_hex(8)}\n".encode())
        return self.origin()

    def _mend_payloads(self) -> None:
        """Drop a payload that a crash tore: its entry was never written."""
        for path in (self.folder / PAYLOADS).glob("*.jsonl"):
            _, torn = _last_line(path)
            if torn:
                _cut(path, len(torn))

    def _set_aside(self, segment: Path, torn: bytes) -> None:
        _add(self.folder / TORN, torn + b"\n")
        _cut(segment, len(torn))


def _add(path: Path, line: bytes) -> None:
    is_new = not path.exists()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
    try:
        written = os.write(handle, line)
        if written != len(line):
            raise StewardError(str(path), "the entry was written in part", "make room on the disk, try again")
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        sync(path.parent)


def _cut(path: Path, count: int) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - count)
        file.flush()
        os.fsync(file.fileno())


def _last_line(path: Path) -> tuple[bytes, bytes]:
    """Return the last whole line, without its end, and the bytes after it."""
    with path.open("rb") as file:
        size, window = file.seek(0, os.SEEK_END), 8192
        while True:
            window = min(window, size)
            file.seek(size - window)
            content = file.read(window)
            whole, end, torn = content.rpartition(b"\n")
            before = whole.rpartition(b"\n")
            if (end and before[1]) or window == size:
                return (before[2] if end else b""), torn
            window *= 4


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())

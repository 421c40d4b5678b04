"""Read the whole log and name the first entry that is not as it was written.

What the chain alone cannot show - a tail cut off, everything written anew, an old copy put back - shows against
a signed checkpoint that somebody else keeps; what came after the last checkpoint can be dropped unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from steward.findings import Finding
from steward.privacy_log.checkpoints import Checkpoint
from steward.privacy_log.entries import Entry, Kind, Payload, genesis, read_entry
from steward.privacy_log.store import PrivacyLog

KINDS = frozenset(kind.value for kind in Kind)
KEEP = "stop writing, keep a copy of the folder, compare it with a backup"


@dataclass
class Verified:
    """What was read: entries, the first bad one, what is wrong, and what deserves a look."""

    entries: int = 0
    first_bad: int | None = None
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def bad(self, n: int, what: str, do: str = KEEP) -> None:
        """Note a bad entry; the lowest number is the first."""
        self.first_bad = n if self.first_bad is None else min(n, self.first_bad)
        self.findings.append(Finding(f"privacy log, entry {n}", what, do))


def verify(log: PrivacyLog, checkpoints: list[Checkpoint]) -> Verified:
    """Return what is wrong with a log, against checkpoints whose signatures have been verified.

    Raises StewardError if there is no log.
    """
    with log.locked(shared=True):
        reader = _Reader(log, sorted(checkpoints, key=lambda own: own.size))
        reader.follow()
        reader.compare_payloads()
        reader.compare_checkpoints()
    found = reader.found
    found.entries = len(reader.hashes)
    found.findings.sort(key=lambda finding: int(finding.where.rpartition(" ")[2]))
    if not checkpoints:
        found.notes.append("no checkpoint given: a cut tail, a log written anew or an old copy is not seen")
    else:
        after = max(max(reader.hashes, default=0) - max(own.size for own in checkpoints), 0)
        found.notes.append(
            f"{after} entries after the last checkpoint: if they were dropped, nobody would see"
        )
    return found


class _Reader:
    """Follows the chain from its start to its end, or to the first entry that does not hold."""

    def __init__(self, log: PrivacyLog, checkpoints: list[Checkpoint]) -> None:
        self.log, self.checkpoints, self.found = log, checkpoints, Verified()
        self.origin = log.origin()
        self.last: Entry | None = None
        self.hashes: dict[int, str] = {}
        self.times: dict[int, str] = {}
        self.without: dict[int, str] = {}
        self.with_payload: set[int] = set()
        self.erased: dict[int, int] = {}

    def follow(self) -> None:
        """Read every line; stop where the chain breaks, since nothing after it is tied to anything."""
        if not self.origin:
            self.found.bad(1, "the file `origin`, the log's name, is missing")
            return
        segments = self.log.segments()
        for segment in segments:
            held = self.log.payloads(segment)
            *lines, torn = segment.read_bytes().split(b"\n")
            for line in lines:
                if not self._take(line, segment, held):
                    return
            if torn:
                n = self.last.n + 1 if self.last else 1
                is_tail = segment == segments[-1]
                what = "the last line is torn, as by a crash in mid-write" if is_tail else "the line is torn"
                self.found.bad(
                    n, what, "nothing: the next entry sets it aside and says so" if is_tail else KEEP
                )
                return
        if self.last is None:
            self.found.bad(1, "the log holds no entry")

    def _take(self, line: bytes, segment: Path, held: dict[str, Payload]) -> bool:
        entry, n = read_entry(line), self.last.n + 1 if self.last else 1
        wrong = self._wrong(entry, segment)
        if entry is None or wrong:
            self.found.bad(n, wrong)
            return False
        self.hashes[entry.n], self.times[entry.n], self.last = entry.h, entry.t, entry
        payload = held.get(entry.c)
        if payload is None:
            self.without[entry.n] = entry.kind
        else:
            self.with_payload.add(entry.n)
            self._read(entry, payload)
        return True

    def _read(self, entry: Entry, payload: Payload) -> None:
        if not payload.is_whole:
            self.found.bad(entry.n, "its payload was changed")
        elif entry.kind == Kind.ERASURE and isinstance(payload.facts.get("entry"), int):
            self.erased[payload.facts["entry"]] = entry.n
        elif entry.kind == Kind.REPAIR:
            self.found.notes.append(f"entry {entry.n}: a torn line was set aside (torn.jsonl)")

    def _wrong(self, entry: Entry | None, segment: Path) -> str:
        """Return what is wrong with an entry in its place, '' where nothing is."""
        if entry is None:
            return "it is missing, or not spelled as entries are"
        if not entry.is_whole:
            return "it was changed: its hash is not that of its fields"
        if self.last is None:
            if not self._begins(entry):
                return "the log does not begin here, and no checkpoint given closes what was before"
        elif entry.n != self.last.n + 1:
            return f"it is missing or moved: entry {entry.n} stands in its place"
        elif entry.prev != self.last.h:
            return "it does not follow the entry before: one was changed, inserted or moved"
        elif entry.t < self.last.t:
            return "its time is before that of the entry before"
        if entry.kind not in KINDS:
            return "its kind is unknown"
        return "" if segment.stem == entry.t[:7] else "it stands in the file of another month"

    def _begins(self, entry: Entry) -> bool:
        """Tell whether the log may begin with an entry: the first of all, or one behind a checkpoint."""
        if entry.n == 1:
            return entry.prev == genesis(self.origin)
        return any(own.size == entry.n - 1 and own.root == entry.prev for own in self.checkpoints)

    def compare_payloads(self) -> None:
        """Every payload is there, or an entry says that it was erased."""
        for n in self.without:
            if n not in self.erased:
                self.found.bad(n, "its payload is gone, and no entry says that it was erased")
        for n, by in self.erased.items():
            if n in self.with_payload:
                self.found.bad(
                    n, f"entry {by} says that its payload was erased, and it is there", "erase it again"
                )
        known = set(self.erased) & set(self.without)
        if known:
            self.found.notes.append(f"payloads erased with a reason: {len(known)}")

    def compare_checkpoints(self) -> None:
        """What the checkpoints saw is still there, and unchanged."""
        first, last = min(self.hashes, default=1), max(self.hashes, default=0)
        for own in self.checkpoints:
            if own.origin != self.origin:
                self.found.bad(first, "the checkpoint is of another log", "name the checkpoint of this one")
            elif own.size > last and (self.found.first_bad is None or self.found.first_bad > last + 1):
                what = f"it is missing: the checkpoint saw {own.size} entries, the log has {last}"
                self.found.bad(last + 1, what)
            elif own.size in self.hashes and self.hashes[own.size] != own.root:
                self.found.bad(self._after(own), f"the checkpoint saw other entries up to entry {own.size}")
            elif own.size in self.times and self.times[own.size] > own.t:
                self.found.bad(own.size, "its time is after that of the checkpoint that saw it")

    def _after(self, bad: Checkpoint) -> int:
        """Return the first entry that may differ: the one behind the last checkpoint that agrees."""
        agreed = [own.size for own in self.checkpoints if self.hashes.get(own.size) == own.root]
        return max((size for size in agreed if size < bad.size), default=0) + 1


def report(found: Verified) -> Iterator[str]:
    """Yield the report: the verdict, the findings in order, the notes."""
    if found.first_bad is None:
        yield f"privacy log: {found.entries} entries, unbroken"
    else:
        yield f"privacy log: the first bad entry is {found.first_bad}"
    yield from (str(finding) for finding in found.findings)
    yield from (f"note: {note}" for note in found.notes)

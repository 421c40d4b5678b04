"""An entry of the privacy log: what it says of itself, and the hash that ties it to the one before."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from steward.privacy_log.canonical import canonical, digest, read_canonical

SALT_BYTES = 32
FIELDS = {"n", "t", "kind", "c", "prev", "h"}


class Kind(StrEnum):
    """What an entry is about."""

    CHOICE = "choice"
    DISCLOSURE = "disclosure"
    RELEASE = "release"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    ROLE_CHANGE = "role_change"
    KEY_ROTATION = "key_rotation"
    PRIVILEGED_READ = "privileged_read"
    RIGHTS_REQUEST = "rights_request"
    HEARTBEAT = "heartbeat"
    REFUSALS = "refusals"
    IMPORT = "import"
    APPROVAL = "approval"
    # Another command of custody's.
    COMMAND = "command"
    # The log's own: a payload was erased; a line that a crash had torn was set aside.
    ERASURE = "erasure"
    REPAIR = "repair"


# What explains a gap in the log must not itself go.
NEVER_ERASED = (Kind.ERASURE, Kind.REPAIR, Kind.KEY_ROTATION)


@dataclass(frozen=True)
class Entry:
    """A line of the chain: number, time, kind, commitment to the payload, hash before, own hash."""

    n: int
    t: str
    kind: str
    c: str
    prev: str
    h: str

    @property
    def line(self) -> bytes:
        """The entry as the chain's file holds it."""
        return canonical(asdict(self)) + b"\n"

    @property
    def is_whole(self) -> bool:
        """Whether its hash is that of its other fields."""
        return self.h == _hash(self.n, self.t, self.kind, self.c, self.prev)


@dataclass(frozen=True)
class Payload:
    """What an entry says, with the salt that keeps it from being guessed from the commitment `c`."""

    c: str
    salt: str
    facts: dict[str, Any]

    @property
    def line(self) -> bytes:
        """The payload as its file holds it."""
        return canonical({"c": self.c, "salt": self.salt, "payload": self.facts}) + b"\n"

    @property
    def is_whole(self) -> bool:
        """Whether the commitment is that of salt and facts."""
        return self.c == commitment(self.salt, self.facts)


def make_entry(n: int, t: str, kind: Kind, c: str, prev: str) -> Entry:
    """Return the entry with its hash."""
    return Entry(n, t, kind.value, c, prev, _hash(n, t, kind.value, c, prev))


def genesis(origin: str) -> str:
    """Return what the first entry of the log `origin` has for a predecessor."""
    return digest(canonical({"origin": origin}))


def commitment(salt: str, facts: dict[str, Any]) -> str:
    """Return `sha256(salt || canonical facts)`; the salt is given in hexadecimal digits."""
    return digest(bytes.fromhex(salt), canonical(facts))


def moment(at: datetime) -> str:
    """Return a time as the log writes it: UTC, to the microsecond, so that texts sort as times do."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def read_entry(line: bytes) -> Entry | None:
    """Return the entry of a line without its end; None unless it is spelled exactly as an entry is."""
    value = read_canonical(line)
    if value is None or set(value) != FIELDS or not isinstance(value["n"], int):
        return None
    if not all(isinstance(value[name], str) for name in FIELDS - {"n"}):
        return None
    return Entry(**value)


def read_payload(line: bytes) -> Payload | None:
    """Return the payload of a line without its end; None if it is none."""
    value = read_canonical(line)
    if value is None or set(value) != {"c", "salt", "payload"} or not isinstance(value["payload"], dict):
        return None
    try:
        bytes.fromhex(value["salt"])
    except (TypeError, ValueError):
        return None
    return Payload(str(value["c"]), value["salt"], value["payload"])


def _hash(n: int, t: str, kind: str, c: str, prev: str) -> str:
    return digest(canonical({"n": n, "t": t, "kind": kind, "c": c, "prev": prev}))

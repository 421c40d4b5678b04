"""Erase what an entry says: its payload goes, the chain stays whole, and an entry tells why."""

from steward.errors import StewardError
from steward.files import write_whole
from steward.privacy_log.entries import NEVER_ERASED, Entry, Kind
from steward.privacy_log.store import PrivacyLog


def erase(log: PrivacyLog, n: int, reason: str) -> Entry:
    """Erase the payload of entry `n` and return the entry that says so.

    The note comes first: a crash between the two leaves an erasure to be repeated, never one unexplained.
    Raises StewardError if there is no such entry, or it is one that explains the log itself.
    """
    where = f"privacy log, entry {n}"
    if not reason.strip():
        raise StewardError("--reason", "it is empty", "say why, naming nobody")
    with log.locked():
        found = next((own for own in log.entries() if own[0].n == n), None)
        if found is None:
            raise StewardError(where, "there is no such entry", "see `steward log show`")
        entry, payload = found
        if entry.kind in NEVER_ERASED:
            raise StewardError(
                where, f"an entry {entry.kind} explains the log and stays", "erase another one"
            )
        if payload is None:
            raise StewardError(where, "its payload was erased already", "nothing is left to do")
        note = log.append_locked(Kind.ERASURE, {"entry": n, "reason": reason.strip()})
        for segment in log.segments():
            held = log.payloads(segment)
            if held.pop(entry.c, None):
                write_whole(log.payload_file(segment), b"".join(own.line for own in held.values()))
    return note

"""Signed checkpoints: the size and head of the log at a moment, to be kept where the log's keeper cannot write.

The form follows C2SP tlog-checkpoint (origin, size, root, signature), in JSON; signatures are Ed25519 (RFC 8032).
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from steward.errors import StewardError
from steward.files import write_whole
from steward.privacy_log.canonical import canonical, digest
from steward.privacy_log.entries import Kind, moment
from steward.privacy_log.store import PrivacyLog

COPIES = "checkpoints.jsonl"
PUBLIC = 0o644


@dataclass(frozen=True)
class Checkpoint:
    """What the log was: its name, number of entries, last hash, when, and the checkpoint before."""

    origin: str
    size: int
    root: str
    t: str
    prev_cp: str
    signature: str = ""

    @property
    def body(self) -> bytes:
        """What is signed: everything but the signature."""
        return canonical({name: value for name, value in asdict(self).items() if name != "signature"})

    @property
    def digest(self) -> str:
        """What the next checkpoint calls this one by."""
        return digest(canonical(asdict(self)))


def make_key(path: Path) -> Path:
    """Write a new private key (0600) and, beside it, its public key; return the public one's file.

    Raises StewardError if a file is there already.
    """
    public = path.with_name(f"{path.name}.pub")
    for file in (path, public):
        if file.exists():
            raise StewardError(str(file), "there is a file already", "name another one; keep old keys")
    key = Ed25519PrivateKey.generate()
    write_whole(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    write_whole(
        public, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), PUBLIC
    )
    return public


def announce_key(log: PrivacyLog, public: Ed25519PublicKey) -> None:
    """Add an entry that names the key which signs from now on, and the one before."""
    with log.locked():
        _announce(log, fingerprint(public))


def write_checkpoint(log: PrivacyLog, key_file: Path, out: Path) -> Checkpoint:
    """Sign what the log is now, and write it to `out` and to the log's own list.

    A key that the log does not know yet is announced by an entry first.
    Raises StewardError if the key cannot be read or the log is empty.
    """
    key = read_private_key(key_file)
    if out.exists():
        raise StewardError(str(out), "there is a file already", "name a new one: checkpoints are kept")
    if not log.exists:
        raise StewardError("privacy log", "it holds no entry yet", "write one: `steward log heartbeat`")
    with log.locked():
        _announce(log, fingerprint(key.public_key()))
        last = log.tail().entry
        assert last is not None
        at = max(moment(datetime.now(UTC)), last.t)
        unsigned = Checkpoint(log.origin(), last.n, last.h, at, _newest(log))
        signed = Checkpoint(**{**asdict(unsigned), "signature": key.sign(unsigned.body).hex()})
        _keep(log, signed)
    write_whole(out, canonical(asdict(signed)) + b"\n", PUBLIC)
    return signed


def read_checkpoint(path: Path, public: Ed25519PublicKey) -> Checkpoint:
    """Return a checkpoint whose signature the key made.

    Raises StewardError if it cannot be read or the signature is another's.
    """
    try:
        checkpoint = Checkpoint(**json.loads(path.read_bytes()))
        body, signature = checkpoint.body, bytes.fromhex(checkpoint.signature)
        _typed(checkpoint)
    except (OSError, ValueError, TypeError, AttributeError, StewardError):
        raise StewardError(str(path), "this is no checkpoint", "name the file as it was handed out") from None
    try:
        public.verify(signature, body)
    except InvalidSignature:
        what = "the signature is not that of the public key"
        raise StewardError(
            str(path), what, "do not trust it; name the key that signed, or ask its keeper"
        ) from None
    return checkpoint


def read_public_key(path: Path) -> Ed25519PublicKey:
    """Return the public key of a PEM file.

    Raises StewardError if it is no Ed25519 key.
    """
    try:
        key: Any = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise StewardError(str(path), "this is no Ed25519 public key", "make one: `steward log keygen`")
    return key


def fingerprint(public: Ed25519PublicKey) -> str:
    """Return the key itself in hexadecimal digits: it is short enough to be its own name."""
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def read_private_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key of a PEM file.

    Raises StewardError if it cannot be read, or is no Ed25519 key.
    """
    try:
        content = path.read_bytes()
    except OSError:
        do = "name a key that is there, or make one: `steward log keygen`"
        raise StewardError(str(path), "the key cannot be read", do) from None
    try:
        key: Any = load_pem_private_key(content, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise StewardError(str(path), "this is no Ed25519 private key", "make one: `steward log keygen`")
    return key


def _announce(log: PrivacyLog, public_key: str) -> None:
    known = ""
    for entry, payload in log.entries():
        if entry.kind == Kind.KEY_ROTATION and payload:
            known = str(payload.facts.get("public_key", ""))
    if known != public_key:
        log.append_locked(Kind.KEY_ROTATION, {"public_key": public_key, "replaces": known})


def _newest(log: PrivacyLog) -> str:
    try:
        lines = (log.folder / COPIES).read_bytes().splitlines()
        return Checkpoint(**json.loads(lines[-1])).digest if lines else ""
    except (OSError, ValueError, TypeError):
        return ""


def _keep(log: PrivacyLog, checkpoint: Checkpoint) -> None:
    path = log.folder / COPIES
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
        out.write(canonical(asdict(checkpoint)) + b"\n")
        out.flush()
        os.fsync(out.fileno())


def _typed(checkpoint: Checkpoint) -> None:
    texts = (checkpoint.origin, checkpoint.root, checkpoint.t, checkpoint.prev_cp)
    if not isinstance(checkpoint.size, int) or not all(isinstance(text, str) for text in texts):
        raise ValueError

"""The approval: which rows of which seeds an officer's key signed; Ed25519 (RFC 8032) over a canonical text."""

import csv
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from steward.approval.authors import signer
from steward.errors import StewardError
from steward.files import write_whole
from steward.privacy_log import Kind, append
from steward.privacy_log.canonical import canonical, digest
from steward.privacy_log.checkpoints import fingerprint, read_private_key
from steward.project import Project

FOLDERS = ("seeds/policy", "seeds/legal", "seeds/kyc", "seeds/register", "seeds/site")
READABLE = 0o644
FILE = "seeds/register/approval.json"
AGAIN = "let an officer read the change, then: steward approve --key FILE"


@dataclass(frozen=True)
class Approval:
    """What was signed: in which role, by whom as git names them, when, with which key, which rows."""

    approved_as: str
    approver: str
    approved_at: str
    public_key: str
    files: Mapping[str, str]
    signature: str = ""

    @property
    def body(self) -> bytes:
        """What is signed: everything but the signature."""
        return canonical({name: value for name, value in asdict(self).items() if name != "signature"})


def seed_digests(project: Project) -> dict[str, str]:
    """Return the SHA-256 of each seed's rows by path; the order of rows and the way of quoting do not count.

    Raises StewardError if a file is no CSV in UTF-8.
    """
    paths = (path for folder in FOLDERS for path in sorted(project.path(folder).glob("*.csv")))
    return {project.relative(path): _digest(path, project.relative(path)) for path in paths}


def approve(project: Project, key_file: Path, role: str, approver: str = "") -> Approval:
    """Sign the seeds as they are, write the approval, and add an entry to the privacy log.

    `approver` is a name or e-mail as in git; by default whom git names here.
    Raises StewardError if the key cannot be read or nobody is named.
    """
    key = read_private_key(key_file)
    name = approver or signer(project.root)
    if not name:
        raise StewardError("--approver", "git names nobody here", "give the officer's name or e-mail")
    public = fingerprint(key.public_key())
    at = datetime.now(UTC).isoformat(timespec="seconds")
    unsigned = Approval(role, name, at, public, seed_digests(project))
    signed = Approval(**{**asdict(unsigned), "signature": key.sign(unsigned.body).hex()})
    text = json.dumps(asdict(signed), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    seeds = digest(canonical(dict(signed.files)))
    append(
        project,
        Kind.APPROVAL,
        {"role": role, "public_key": public, "files": len(signed.files), "seeds_sha256": seeds},
    )
    file = project.path(FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, text, READABLE)
    return signed


def read_approval(project: Project, public: Ed25519PublicKey) -> Approval:
    """Return the approval, signed by the key.

    Raises StewardError if there is none, it is not readable, or another key signed it.
    """
    try:
        approval = Approval(**json.loads(project.path(FILE).read_bytes()))
        body, signature = approval.body, bytes.fromhex(approval.signature)
        assert isinstance(approval.files, dict)
    except FileNotFoundError:
        raise StewardError(FILE, "nobody has approved the seeds", AGAIN) from None
    except (OSError, ValueError, TypeError, AttributeError, AssertionError, StewardError):
        raise StewardError(
            FILE, "this is no approval", "restore it from version control, or approve again"
        ) from None
    try:
        public.verify(signature, body)
    except InvalidSignature:
        what = "the signature is not that of the officer's key"
        raise StewardError(FILE, what, "do not trust it; " + AGAIN) from None
    return approval


def _digest(path: Path, where: str) -> str:
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise StewardError(where, "is no CSV in UTF-8", "save it as such") from None
    header, filled = rows[:1], sorted(row for row in rows[1:] if row)
    return digest(canonical(header + filled))

"""The list of what a pack holds, with hashes, and its signature."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from steward.pack.changes import Earlier
from steward.pack.render import Facts
from steward.pack.verdict import Verdict

NAME = "MANIFEST.json"
SIGNATURE = "MANIFEST.sig"
PUBLIC_KEY = "public_key.pem"
PACKAGES = ("steward", "dbt-core", "dbt-duckdb", "duckdb", "jinja2", "altair", "vl-convert-python")


def manifest(
    files: Mapping[str, bytes],
    facts: Facts,
    verdict: Verdict,
    language: str,
    began: str,
    earlier: Earlier | None,
) -> bytes:
    """Return the manifest of the files: their hashes, the build, the versions, the verdict and the earlier pack."""
    content: dict[str, Any] = {
        "format": 1,
        "language": language,
        "invocation_id": facts.invocation,
        "as_of": facts.as_of,
        "built_at": began,
        "git_commit": facts.commit,
        "versions": {name: version(name) for name in PACKAGES},
        "signable": verdict.is_signable,
        "controls": dict(sorted(verdict.counts.items())),
        "earlier": {"folder": earlier.folder, "sha256": earlier.sha256} if earlier else None,
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def signature_files(manifest_bytes: bytes, key: Ed25519PrivateKey) -> dict[str, bytes]:
    """Return the signature over the manifest and the public key that checks it."""
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return {SIGNATURE: key.sign(manifest_bytes), PUBLIC_KEY: public}

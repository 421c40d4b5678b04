"""The key that publish trusts: the first that approves is kept, and another one is refused."""

from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from steward.approval.verify import key_file
from steward.errors import StewardError
from steward.privacy_log.checkpoints import fingerprint, read_private_key, read_public_key
from steward.project import Project


def keep_key(project: Project, private: Path) -> str:
    """Write the public half of a private key where publish looks for it, if nothing is there yet.

    Raises StewardError if another key is there: who may approve is changed by whoever keeps that file.
    """
    public = read_private_key(private).public_key()
    path = key_file(project)
    if path.is_file():
        if fingerprint(read_public_key(path)) != fingerprint(public):
            what = "another key than this one may approve"
            raise StewardError(project.relative(path), what, "sign with that key, or replace the file")
        return project.relative(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    path.chmod(0o644)
    return project.relative(path)

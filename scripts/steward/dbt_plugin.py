"""dbt-duckdb plugin of the build: a private file in a private folder, and keys from the system's random source.

Named in `profiles.yml`, so that a plain `dbt build` is as safe as the Makefile's.
"""

import os
import secrets
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb.sqltypes import VARCHAR

PRIVATE_UMASK = 0o077
# Groups must reach their own sub-folder but list nothing.
HOME_MODE = 0o711
LOG_MODE = 0o600


class Plugin(BasePlugin):
    """Makes the folder before the file, and every file 0600."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Set the umask of the process and make `DW_HOME`, before DuckDB opens the build file."""
        os.umask(PRIVATE_UMASK)
        home = Path(os.environ.get("DW_HOME", "warehouse"))
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(HOME_MODE)
        _make_logs_private()

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Register `random_key()`: 32 hexadecimal digits that nothing in the file can predict."""
        conn.create_function("random_key", _random_key, [], VARCHAR, side_effects=True)


def _make_logs_private() -> None:
    """Close dbt's own log to everybody else: it was opened before the umask, and an engine's error quotes rows."""
    from dbt.flags import get_flags

    folder = getattr(get_flags(), "LOG_PATH", None)  # type: ignore[no-untyped-call]
    for path in Path(folder).glob("dbt.log*") if folder else ():
        path.chmod(LOG_MODE)


def _random_key() -> str:
    return secrets.token_hex(16)

"""PostgreSQL: connect as the builder, by the variables that `profiles.yml` reads and its defaults."""

import os

import psycopg

from steward.errors import StewardError

# The connection's word -> the end of its variable, and what `profiles.yml` takes where that is not set.
NAMES = {
    "host": ("HOST", "127.0.0.1"),
    "port": ("PORT", "5432"),
    "user": ("USER", "dbt_runner"),
    "password": ("PASSWORD", ""),
    "dbname": ("DATABASE", "dw"),
}
READ_ONLY = "-c default_transaction_read_only=on"


def connect(read_only: bool = False) -> psycopg.Connection:
    """Return a connection as the builder; used in a `with` block it is one transaction.

    Raises StewardError if no server lets the builder in.
    """
    given = {key: os.environ.get(f"DW_PG_{name}", default) for key, (name, default) in NAMES.items()}
    if read_only:
        given["options"] = READ_ONLY
    try:
        return psycopg.connect(**given, connect_timeout=5)  # type: ignore[arg-type]
    except psycopg.OperationalError:
        do = "start it, or mend DW_PG_HOST, DW_PG_PORT, DW_PG_USER, DW_PG_PASSWORD and DW_PG_DATABASE"
        raise StewardError("PostgreSQL", "no server lets the builder in", do) from None

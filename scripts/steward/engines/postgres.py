"""PostgreSQL: connect as the builder, by the variables that `profiles.yml` reads."""

import os

import psycopg

from steward.errors import StewardError

NAMES = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "DATABASE"}


def connect() -> psycopg.Connection:
    """Return a connection as the builder; used in a `with` block it is one transaction.

    Raises StewardError if no server lets the builder in.
    """
    given = {key: os.environ[f"DW_PG_{name}"] for key, name in NAMES.items() if f"DW_PG_{name}" in os.environ}
    try:
        return psycopg.connect(**given, connect_timeout=5)  # type: ignore[arg-type]
    except psycopg.OperationalError:
        do = "start it, or mend DW_PG_HOST, DW_PG_PORT, DW_PG_USER, DW_PG_PASSWORD and DW_PG_DATABASE"
        raise StewardError("PostgreSQL", "no server lets the builder in", do) from None

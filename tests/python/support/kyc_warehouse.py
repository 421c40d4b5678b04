"""A warehouse of its own for the KYC tests, on either engine: raw rows in, facts out."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from tests.python.conftest import environment, run
from tests.python.support.kyc_vectors import Rows, raw_columns
from tests.python.support.postgres import Server

RAW_SCHEMA = "kyc_raw"


class KycWarehouse(ABC):
    """Raw tables and the KYC models built on them."""

    def __init__(self, folder: Path, prefix: str, **env: str) -> None:
        self.env = environment(folder, **env)
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.prefix = prefix
        self.raw = f"{prefix}{RAW_SCHEMA}"

    @abstractmethod
    def execute(self, statements: Iterable[tuple[str, list[list[Any]]]]) -> None:
        """Run statements, each once per list of parameters."""

    @abstractmethod
    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    @property
    @abstractmethod
    def mark(self) -> str:
        """The placeholder of a parameter."""

    def create_raw(self) -> None:
        """Make the raw tables, empty."""
        statements: list[tuple[str, list[list[Any]]]] = [(f"create schema {self.raw}", [[]])]
        for table, columns in raw_columns().items():
            listed = ", ".join(f'"{name}" {kind}' for name, kind in columns)
            statements.append((f"create table {self.raw}.{table} ({listed})", [[]]))
        self.execute(statements)

    def load(self, rows: Rows) -> None:
        """Append rows to the raw tables."""
        columns = raw_columns()
        statements = []
        for table, given in rows.items():
            names = [name for name, _ in columns[table]]
            marks = ", ".join([self.mark] * len(names))
            values = [[row.get(name) for name in names] for row in given]
            statements.append((f"insert into {self.raw}.{table} values ({marks})", values))
        self.execute(statements)

    def build(self, **variables: Any) -> None:
        """Build the KYC models and what they read; raises with dbt's output when that fails."""
        given = {"demo_data": False, "raw_schema": self.raw, "schema_prefix": self.prefix, **variables}
        result = run(
            "dbt", "build", "--quiet", "--select", "+path:models/kyc", "--exclude-resource-type", "test",
            "--exclude-resource-type", "unit_test", "--vars", json.dumps(given), env=self.env,
        )  # fmt: skip
        assert result.returncode == 0, result.stdout + result.stderr

    def facts(self, relation: str, columns: str) -> list[dict[str, Any]]:
        """Return the named columns of a relation of schema `kyc` as dictionaries."""
        names = [column.strip() for column in columns.split(",")]
        rows = self.query(f"select {columns} from {self.prefix}kyc.{relation}")
        return [dict(zip(names, row, strict=True)) for row in rows]


class DuckWarehouse(KycWarehouse):
    """On DuckDB: a build file in the folder."""

    mark = "?"

    def _connect(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(str(self.home / "warehouse.duckdb"))
        connection.execute("set timezone = 'UTC'")
        return connection

    def execute(self, statements: Iterable[tuple[str, list[list[Any]]]]) -> None:
        with self._connect() as connection:
            connection.execute("begin")
            for sql, parameters in statements:
                for values in parameters:
                    connection.execute(sql, values)
            connection.execute("commit")

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with self._connect() as connection:
            return connection.execute(sql).fetchall()


class PostgresWarehouse(KycWarehouse):
    """On PostgreSQL: schemas with a prefix in the session's database."""

    mark = "%s"

    def __init__(self, folder: Path, prefix: str, server: Server) -> None:
        super().__init__(folder, prefix, **server.env)
        self.dsn = server.dsn

    def execute(self, statements: Iterable[tuple[str, list[list[Any]]]]) -> None:
        with psycopg.connect(self.dsn) as connection, connection.cursor() as cursor:
            for sql, parameters in statements:
                cursor.executemany(sql, parameters)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.dsn) as connection:
            connection.execute("set timezone = 'UTC'")
            return connection.execute(sql).fetchall()

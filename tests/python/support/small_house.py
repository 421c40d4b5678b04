"""A server with the declared roles and a handful of the project's relations, made as a build makes them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from steward.engines.duckdb import quoted
from steward.project import Project
from steward.roles.passwords import set_passwords
from steward.roles.setup import connect_as, set_up
from steward.roles.view_text import filled_text, model_files
from steward.roles.wanted import Wanted, load_wanted
from tests.python.conftest import ROOT
from tests.python.support.postgres import bare_server

TABLES = (
    ("logical", "ldm_customer"),
    ("anonymised", "customer"),
    ("standard", "customer"),
    ("opt_out_direct_marketing", "customer"),
    ("selectively_anonymised", "customer__harbour_insurance"),
    ("kyc", "fct_kyc_trigger"),
    ("audit", "rpt_effective_reader"),
)
VIEW = ("personal_data", "customer")


@dataclass(frozen=True)
class House:
    """The server, what is declared, and every login role's password."""

    dsn: str
    wanted: Wanted
    password: str

    @property
    def project(self) -> Project:
        """The project whose seeds declare the roles."""
        return Project(ROOT, {})

    def admin(self) -> psycopg.Connection[Any]:
        """Connect as the administrator, in a transaction."""
        connection = connect_as(self.dsn, self.wanted.database)
        connection.autocommit = False
        return connection

    def as_role(self, role: str) -> psycopg.Connection[Any]:
        """Log in as a role."""
        conninfo = make_conninfo(self.dsn, dbname=self.wanted.database, user=role, password=self.password)
        return psycopg.connect(conninfo, autocommit=True)


def table_sql(wanted: Wanted, key: tuple[str, str]) -> str:
    """Return the statement that makes an empty table of a relation's columns."""
    columns = wanted.known[key].columns or {}
    typed = ", ".join(f"{quoted(name)} {kind or 'text'}" for name, kind in columns.items())
    return f"create table {quoted(*key)} ({typed})"


def view_sql(house_project: Project, wanted: Wanted) -> str:
    """Return the statement that makes the view as its model says, with its barrier."""
    models = model_files(house_project, wanted)
    text = filled_text(models[VIEW][1], {model: key for key, (model, _) in models.items()})
    return f"create view {quoted(*VIEW)} with (security_barrier = true) as ({text})"


@contextmanager
def small_house(source: str) -> Iterator[House]:
    """Yield a house on a server of its own, as the seeds declare it."""
    project = Project(ROOT, {})
    with bare_server(source) as dsn:
        house = House(dsn, replace(load_wanted(project, "dw"), runner="dbt_runner"), secrets.token_hex(8))
        logins = [*house.wanted.logins]
        set_up(house.wanted, dsn, dict.fromkeys(logins, house.password), dry_run=False)
        with house.as_role("dbt_runner") as runner:
            for key in TABLES:
                runner.execute(table_sql(house.wanted, key).encode())
            runner.execute(view_sql(project, house.wanted).encode())
            for name in ("one", "two"):
                runner.execute("insert into logical.ldm_customer (customer_id) values (%s)", [name])
                runner.execute("insert into anonymised.customer (province) values ('north')")
        set_up(house.wanted, dsn, {}, dry_run=False)
        with house.admin() as admin:
            set_passwords(admin, dict.fromkeys(logins, house.password))
        yield house

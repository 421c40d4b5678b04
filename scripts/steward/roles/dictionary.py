"""What a server's dictionary says of roles, memberships, owners and grants, as rows without judgement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg

MARK = "privacy warehouse: "
PUBLIC = "public"
OPEN_TO_ALL = ""

ROLES = """
select
    r.rolname, r.rolcanlogin,
    array_remove(array[
        case when r.rolsuper then 'superuser' end, case when r.rolcreatedb then 'createdb' end,
        case when r.rolcreaterole then 'createrole' end, case when r.rolreplication then 'replication' end,
        case when r.rolbypassrls then 'bypassrls' end
    ], null),
    coalesce(shobj_description(r.oid, 'pg_authid'), '')
from pg_roles r
"""
MEMBERS = "select roleid::regrole, member::regrole, grantor::regrole from pg_auth_members"
DATABASE = """
select pg_get_userbyid(d.datdba),
    (select array_agg(s) from pg_db_role_setting x, unnest(x.setconfig) s
     where x.setdatabase = d.oid and x.setrole = (select oid from pg_roles where rolname = %(runner)s))
from pg_database d where d.datname = %(database)s
"""
DATABASE_GRANTS = """
select coalesce(nullif(a.grantee, 0)::regrole::text, ''), lower(a.privilege_type)
from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
where d.datname = %(database)s and a.grantee <> d.datdba
"""
SCHEMAS = "select nspname, pg_get_userbyid(nspowner) from pg_namespace"
SCHEMA_GRANTS = """
select n.nspname, coalesce(nullif(a.grantee, 0)::regrole::text, ''), lower(a.privilege_type)
from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
where a.grantee <> n.nspowner and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
"""
RELATIONS = """
select n.nspname, c.relname, c.relkind = 'v', pg_get_userbyid(c.relowner),
    coalesce('security_barrier=true' = any(c.reloptions) or 'security_barrier=on' = any(c.reloptions), false)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
        and d.deptype = 'e')
"""
RELATION_GRANTS = """
select n.nspname, c.relname, '', coalesce(nullif(a.grantee, 0)::regrole::text, ''), lower(a.privilege_type)
from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
where c.relkind in ('r', 'v', 'm', 'p', 'f') and a.grantee <> c.relowner
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
union all
select n.nspname, c.relname, t.attname, coalesce(nullif(a.grantee, 0)::regrole::text, ''), lower(a.privilege_type)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
where a.grantee <> c.relowner and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
"""
DEFAULTS = """
select pg_get_userbyid(d.defaclrole), coalesce(n.nspname, ''), d.defaclobjtype::text,
    coalesce(nullif(a.grantee, 0)::regrole::text, ''), lower(a.privilege_type)
from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
where a.grantee <> d.defaclrole
"""
# A row without a grantee besides the owner: nobody has a right by default, not even PUBLIC.
CLOSED_FUNCTIONS = """
select pg_get_userbyid(defaclrole) from pg_default_acl d
where defaclobjtype = 'f' and defaclnamespace = 0
    and not exists (select 1 from aclexplode(d.defaclacl) a where a.grantee = 0)
"""
OPEN_FUNCTIONS = """
select n.nspname, p.oid::regprocedure::text
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
    and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
        and d.deptype = 'e')
"""


@dataclass(frozen=True)
class Role:
    """A role: whether it logs in, its powers (superuser, createrole...), its comment."""

    can_login: bool
    powers: tuple[str, ...]
    comment: str


@dataclass(frozen=True)
class Relation:
    """A table or view: its owner, and whether a view has its barrier."""

    is_view: bool
    owner: str
    has_barrier: bool


@dataclass
class Database:
    """The grants of one database; a grantee `''` is PUBLIC, a column `''` the whole relation."""

    schemas: Mapping[str, str] = field(default_factory=dict)
    schema_grants: frozenset[tuple[str, str, str]] = frozenset()
    relations: Mapping[tuple[str, str], Relation] = field(default_factory=dict)
    relation_grants: frozenset[tuple[str, str, str, str, str]] = frozenset()
    defaults: frozenset[tuple[str, str, str, str, str]] = frozenset()
    closed_functions: frozenset[str] = frozenset()
    open_functions: frozenset[tuple[str, str]] = frozenset()


@dataclass
class Cluster:
    """The roles of a server, and of one database its owner, grants and the runner's settings."""

    version: int
    user: str
    roles: Mapping[str, Role]
    members: frozenset[tuple[str, str, str]]
    owner: str = ""
    grants: frozenset[tuple[str, str]] = frozenset()
    settings: frozenset[str] = frozenset()


def read_cluster(connection: psycopg.Connection[Any], database: str, runner: str) -> Cluster:
    """Return the roles of the server, and what concerns `database`; its `owner` is '' where it does not exist."""
    names = {"database": database, "runner": runner}
    found = connection.execute(DATABASE, names).fetchone()
    user = connection.execute("select current_user").fetchone()
    return Cluster(
        connection.info.server_version,
        str(user[0]) if user else "",
        {
            name: Role(login, tuple(powers), comment)
            for name, login, powers, comment in connection.execute(ROLES)
        },
        frozenset(tuple(map(_bare, row)) for row in connection.execute(MEMBERS)),  # type: ignore[misc]
        str(found[0]) if found else "",
        frozenset((_bare(grantee), right) for grantee, right in connection.execute(DATABASE_GRANTS, names)),
        frozenset(found[1] or () if found else ()),
    )


def read_database(connection: psycopg.Connection[Any]) -> Database:
    """Return owners and grants of the database that the connection is in."""

    def rows(sql: str, grantee: int) -> frozenset[Any]:
        return frozenset(
            tuple(_bare(v) if place == grantee else v for place, v in enumerate(row))
            for row in connection.execute(sql)
        )

    return Database(
        {str(name): str(owner) for name, owner in connection.execute(SCHEMAS)},
        rows(SCHEMA_GRANTS, 1),
        {(schema, name): Relation(*rest) for schema, name, *rest in connection.execute(RELATIONS)},
        rows(RELATION_GRANTS, 3),
        rows(DEFAULTS, 3),
        frozenset(str(name) for (name,) in connection.execute(CLOSED_FUNCTIONS)),
        frozenset((str(schema), str(name)) for schema, name in connection.execute(OPEN_FUNCTIONS)),
    )


def _bare(name: str) -> str:
    """Return a role's name as `regrole` prints it, without the quotes that it may need."""
    return name[1:-1].replace('""', '"') if name.startswith('"') else name

"""The statements between what the dictionary says and what the seeds declare; none where the two agree."""

from collections.abc import Iterator

from steward.engines.duckdb import literal, quoted
from steward.roles.dictionary import MARK, OPEN_TO_ALL, Cluster, Database
from steward.roles.wanted import Wanted

NO_POWERS = "nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
# Compiling a plan costs the builder more than running it on a warehouse of this size.
SETTINGS = ("role={owner}", "jit=off")
STATE_ZONE = "audit"


def cluster_statements(wanted: Wanted, found: Cluster) -> list[str]:
    """Return what makes roles, memberships and the database as declared, in an order that can be run."""
    return [
        *_roles(wanted, found),
        *_retired(wanted, found),
        *_members(wanted, found),
        *_database(wanted, found),
    ]


def database_statements(wanted: Wanted, found: Database, retired: frozenset[str]) -> list[str]:
    """Return what makes schemas and grants as declared; `retired` are roles that no row declares any more."""
    managed = frozenset({*wanted.audiences, *wanted.logins, *retired, OPEN_TO_ALL})
    return [
        *_schemas(wanted, found),
        *_usage(wanted, found, managed),
        *_defaults(wanted, found),
        *_relations(wanted, found),
    ]


def retired_roles(wanted: Wanted, found: Cluster) -> frozenset[str]:
    """Return the roles that an earlier run made and that no row declares any more."""
    declared = {*wanted.audiences, *wanted.logins, *wanted.own_roles}
    return frozenset(
        name for name, role in found.roles.items() if role.comment.startswith(MARK) and name not in declared
    )


def _roles(wanted: Wanted, found: Cluster) -> Iterator[str]:
    kinds = dict.fromkeys(wanted.logins, "login role") | dict.fromkeys(wanted.own_roles, "builder")
    for name, kind in (dict.fromkeys(wanted.audiences, "audience") | kinds).items():
        login = name == wanted.runner or wanted.may_login(name)
        role = found.roles.get(name)
        if role is None:
            yield f"create role {quoted(name)} {'login' if login else 'nologin'} {NO_POWERS}"
        else:
            if role.can_login != login:
                yield f"alter role {quoted(name)} {'login' if login else 'nologin'}"
            powers = [] if _is_foreign_service(wanted, name) else role.powers
            if powers:
                yield f"alter role {quoted(name)} {' '.join(f'no{power}' for power in powers)}"
        if role is None or role.comment != MARK + kind:
            yield f"comment on role {quoted(name)} is {literal(MARK + kind)}"


def _is_foreign_service(wanted: Wanted, name: str) -> bool:
    """Tell whether a service of the house (a backup, a monitor) declares the role: its powers are its owner's."""
    role = wanted.logins.get(name)
    return role is not None and role.kind == "service" and name not in wanted.own_roles


def _retired(wanted: Wanted, found: Cluster) -> Iterator[str]:
    for name in sorted(retired_roles(wanted, found)):
        if found.roles[name].can_login:
            yield f"alter role {quoted(name)} nologin"
        if found.roles[name].powers:
            yield f"alter role {quoted(name)} {' '.join(f'no{power}' for power in found.roles[name].powers)}"


def _members(wanted: Wanted, found: Cluster) -> Iterator[str]:
    held = {(role, member) for role, member, _ in found.members}
    for role, member in sorted(wanted.members - held):
        yield f"grant {quoted(role)} to {quoted(member)}"
    declared = {*wanted.audiences, *wanted.logins, *wanted.own_roles, *retired_roles(wanted, found)}
    managed = {name for name in declared if not _is_foreign_service(wanted, name)}
    for role, member, grantor in sorted(found.members):
        if (role, member) in wanted.members or _is_foreign_service(wanted, member):
            continue
        if not {role, member} & managed:
            continue
        # Who makes a role is its administrator from 16 on; a superuser needs no membership.
        state = found.roles.get(member)
        if member == found.user or (
            state is not None and "superuser" in state.powers and member not in managed
        ):
            continue
        by = f" granted by {quoted(grantor)}" if found.version >= 160000 else ""
        yield f"revoke {quoted(role)} from {quoted(member)}{by} cascade"


def _database(wanted: Wanted, found: Cluster) -> Iterator[str]:
    name, owner = quoted(wanted.database), quoted(wanted.owner)
    if not found.owner:
        yield f"create database {name} owner {owner}"
    elif found.owner != wanted.owner:
        yield f"alter database {name} owner to {owner}"
    held = found.grants if found.owner else frozenset({(OPEN_TO_ALL, "connect"), (OPEN_TO_ALL, "temporary")})
    connects = {(audience, "connect") for audience in wanted.audiences}
    for grantee, _ in sorted(connects - held):
        yield f"grant connect on database {name} to {quoted(grantee)}"
    managed = {*wanted.audiences, *wanted.logins, *retired_roles(wanted, found), OPEN_TO_ALL}
    for grantee in sorted({grantee for grantee, right in held if (grantee, right) not in connects}):
        if grantee in managed - set(wanted.own_roles) and not _is_foreign_service(wanted, grantee):
            yield f"revoke all on database {name} from {_grantee(grantee)}"
            if grantee in wanted.audiences:
                yield f"grant connect on database {name} to {quoted(grantee)}"
    for setting in SETTINGS:
        key, _, value = setting.format(owner=wanted.owner).partition("=")
        if f"{key}={value}" not in found.settings:
            yield f"alter role {quoted(wanted.runner)} in database {name} set {key} = {literal(value)}"


def _schemas(wanted: Wanted, found: Database) -> Iterator[str]:
    for schema in wanted.zones.values():
        owner = found.schemas.get(schema)
        if owner is None:
            yield f"create schema {quoted(schema)} authorization {quoted(wanted.owner)}"
        elif owner != wanted.owner:
            yield f"alter schema {quoted(schema)} owner to {quoted(wanted.owner)}"


def _usage(wanted: Wanted, found: Database, managed: frozenset[str]) -> Iterator[str]:
    own = {*wanted.zones.values(), "public"}
    usages = {(schema, name) for name in wanted.audiences for schema in wanted.schemas_of(name)}
    held = {(schema, grantee) for schema, grantee, right in found.schema_grants if right == "usage"}
    extra = {
        (schema, grantee)
        for schema, grantee, right in found.schema_grants
        if (schema, grantee) not in usages or right != "usage"
    }
    # A database that is not there yet is born with PUBLIC's rights on schema public.
    if not found.schemas:
        extra = {("public", OPEN_TO_ALL)}
    for schema, grantee in sorted(extra):
        if schema in own or grantee in managed - {OPEN_TO_ALL}:
            yield f"revoke all on schema {quoted(schema)} from {_grantee(grantee)} cascade"
            held.discard((schema, grantee))
    for schema, grantee in sorted(usages - held):
        yield f"grant usage on schema {quoted(schema)} to {quoted(grantee)}"


def _defaults(wanted: Wanted, found: Database) -> Iterator[str]:
    who = f"alter default privileges for role {quoted(wanted.owner)}"
    if wanted.owner not in found.closed_functions:
        yield f"{who} revoke execute on functions from public"
    state = wanted.zones[STATE_ZONE]
    # The tables that hooks make have no configuration of their own that could name a grant.
    whole = {name for name, patterns in wanted.audiences.items() if f"{STATE_ZONE}.*" in patterns}
    wishes = {(wanted.owner, state, "r", name, "select") for name in whole}
    for _, schema, _, name, right in sorted(wishes - found.defaults):
        yield f"{who} in schema {quoted(schema)} grant {right} on tables to {quoted(name)}"
    kinds = {"r": "tables", "f": "functions", "S": "sequences", "T": "types", "n": "schemas"}
    for role, schema, kind, grantee, _ in sorted(found.defaults - wishes):
        if role == wanted.owner and not (kind == "f" and grantee == OPEN_TO_ALL):
            place = f" in schema {quoted(schema)}" if schema else ""
            yield f"{who}{place} revoke all on {kinds[kind]} from {_grantee(grantee)}"


def _relations(wanted: Wanted, found: Database) -> Iterator[str]:
    own = set(wanted.zones.values())
    wishes = {
        (*key, "", name, "select")
        for key, names in wanted.readers.items()
        for name in names
        if key in found.relations
    }
    for schema, name, column, grantee, right in sorted(found.relation_grants - wishes):
        if schema in own and grantee not in wanted.own_roles:
            columns = f" ({quoted(column)})" if column else ""
            yield f"revoke {right}{columns} on {quoted(schema, name)} from {_grantee(grantee)} cascade"
    for schema, name, _, grantee, right in sorted(wishes - found.relation_grants):
        yield f"grant {right} on {quoted(schema, name)} to {quoted(grantee)}"
    for schema, function in sorted(found.open_functions):
        if schema in own:
            yield f"revoke execute on routine {function} from public"


def _grantee(name: str) -> str:
    return quoted(name) if name else "public"

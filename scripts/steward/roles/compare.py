"""The dictionary against the declarations: what each difference is called, and what to do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from steward.findings import Finding
from steward.roles.dictionary import OPEN_TO_ALL, Cluster, Database
from steward.roles.effective import EXCESS, FINE, MISSING, UNKNOWN_RELATION, UNKNOWN_ROLE, Reader
from steward.roles.wanted import RelationKey, Wanted

SETUP = "run `steward postgres-setup`"
SHOWN = 3
DO = {
    EXCESS: f"ask who gave it and why; {SETUP}, which takes away what the seeds do not declare",
    UNKNOWN_ROLE: "declare it in seeds/register/login_roles.csv, or take its rights away",
    UNKNOWN_RELATION: "drop the relation, or bring its model back; ask who read it",
    MISSING: f"build, and {SETUP}",
}
WHAT = {
    EXCESS: "may read {count} that it is not declared for",
    UNKNOWN_ROLE: "may read {count}, and no application, person or service is declared for it",
    UNKNOWN_RELATION: "may read {count} that no model describes",
    MISSING: "may not read {count} that its audience is declared for",
}


@dataclass(frozen=True, order=True)
class RoleFinding:
    """A difference: `kind`, the login role or relation, how it may be read, the sentence, the remedy."""

    kind: str
    where: str
    path: str
    what: str
    do: str

    @property
    def finding(self) -> Finding:
        """The finding as every command prints it."""
        way = f" ({self.path})" if self.path else ""
        return Finding(f"{self.kind}: {self.where}", f"{self.what}{way}", self.do)


def reader_findings(rows: Iterable[Reader]) -> Iterator[RoleFinding]:
    """Yield one finding for every login role, way and state that is not as declared."""
    bad = sorted((row for row in rows if row.state not in FINE), key=_group)
    for (login, path, state), group in groupby(bad, key=_group):
        names = [row.relation for row in group]
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        count = f"{', '.join(names[:SHOWN])}{more}"
        yield RoleFinding(state, login, path, WHAT[state].format(count=count), DO[state])


def _group(row: Reader) -> tuple[str, str, str]:
    return row.login_role, row.path, row.state


def role_findings(wanted: Wanted, cluster: Cluster) -> Iterator[RoleFinding]:
    """Yield what is wrong with roles themselves: absent, open though ended, with powers."""
    for name in sorted({*wanted.logins, *wanted.audiences, *wanted.own_roles}):
        role = cluster.roles.get(name)
        declared = wanted.logins.get(name)
        valid = declared is None or declared.is_valid_on(wanted.day)
        if role is None:
            if valid:
                yield RoleFinding("role_absent", name, "", "declared, and the server has no such role", SETUP)
            continue
        if role.can_login and not (name == wanted.runner or wanted.may_login(name)):
            yield RoleFinding("role_open", name, "", "may log in, and is not declared to", SETUP)
        is_house_service = (
            declared is not None and declared.kind == "service" and name not in wanted.own_roles
        )
        for power in () if is_house_service else role.powers:
            yield RoleFinding("power", name, power, "has a power that no reader and no builder needs", SETUP)
    for name, role in sorted(cluster.roles.items()):
        known = name in wanted.logins or name in wanted.audiences or name in wanted.own_roles
        if not known and "bypassrls" in role.powers and "superuser" not in role.powers:
            do = "take it away: `alter role ... nobypassrls`"
            yield RoleFinding("power", name, "bypassrls", "passes row policies, and nothing declares it", do)


def database_findings(
    wanted: Wanted,
    cluster: Cluster,
    found: Database,
    unknown: Iterable[RelationKey],
    functions: Iterable[str],
) -> Iterator[RoleFinding]:
    """Yield what is wrong with owners, barriers, rights of PUBLIC, default privileges and functions."""
    own = set(wanted.zones.values())
    readable = {schema for zone, schema in wanted.zones.items() if _is_readable(wanted, zone)}
    for schema, name in unknown:
        owner = found.relations[schema, name].owner
        what = f"no model describes it (owner {owner})"
        yield RoleFinding("unknown_relation", f"{schema}.{name}", "", what, DO[UNKNOWN_RELATION])
    for (schema, name), relation in sorted(found.relations.items()):
        if schema in own:
            yield from _relation_findings(wanted, cluster, f"{schema}.{name}", relation.owner)
        if schema in readable and relation.is_view and not relation.has_barrier:
            what = "a view without its barrier: a cast in a filter tells the rows that it hides"
            yield RoleFinding("no_barrier", f"{schema}.{name}", "", what, "build again")
    yield from _schema_findings(wanted, found)
    if cluster.owner != wanted.owner:
        what = f"the database is {cluster.owner}'s, not {wanted.owner}'s"
        yield RoleFinding("other_owner", wanted.database, "", what, SETUP)
    for grantee, right in sorted(cluster.grants):
        if grantee == OPEN_TO_ALL:
            what = f"PUBLIC has {right.upper()} on the database"
            yield RoleFinding("open_to_all", wanted.database, "PUBLIC", what, SETUP)
    yield from _default_findings(wanted, found)
    for name in functions:
        what = "runs with its owner's rights for whoever may execute it"
        do = "drop it, or make it `security invoker`"
        yield RoleFinding("definer_function", name, "", what, do)


def _is_readable(wanted: Wanted, zone: str) -> bool:
    prefix = wanted.zones[zone]
    return any(audiences for (schema, _), audiences in wanted.readers.items() if schema == prefix)


def _relation_findings(wanted: Wanted, cluster: Cluster, label: str, owner: str) -> Iterator[RoleFinding]:
    if owner == wanted.owner:
        return
    role = cluster.roles.get(owner)
    if role is not None and "superuser" in role.powers:
        what = f"owned by superuser {owner}: through it a reader passes every policy"
        yield RoleFinding("superuser_owner", label, "", what, f"`alter ... owner to {wanted.owner}`")
    else:
        what = f"owned by {owner}, not by {wanted.owner}"
        yield RoleFinding("other_owner", label, "", what, f"`alter ... owner to {wanted.owner}`")


def _schema_findings(wanted: Wanted, found: Database) -> Iterator[RoleFinding]:
    own = {*wanted.zones.values(), "public"}
    for schema, owner in sorted(found.schemas.items()):
        if schema in wanted.zones.values() and owner != wanted.owner:
            yield RoleFinding("other_owner", schema, "", f"schema of {owner}, not of {wanted.owner}", SETUP)
    usages = {(schema, name) for name in wanted.audiences for schema in wanted.schemas_of(name)}
    for schema, grantee, right in sorted(found.schema_grants):
        if schema not in own or (right == "usage" and (schema, grantee) in usages):
            continue
        if grantee == OPEN_TO_ALL:
            what = f"PUBLIC has {right.upper()} on the schema"
            yield RoleFinding("open_to_all", schema, "PUBLIC", what, SETUP)
        elif right == "create" or schema != "public":
            what = f"{grantee} has {right.upper()} on the schema, and nothing declares it"
            yield RoleFinding("schema_grant", schema, grantee, what, SETUP)


def _default_findings(wanted: Wanted, found: Database) -> Iterator[RoleFinding]:
    if wanted.owner not in found.closed_functions:
        what = "new functions are executable by PUBLIC"
        yield RoleFinding("default_privileges", wanted.owner, "", what, SETUP)
    for role, schema, kind, grantee, right in sorted(found.defaults):
        who = grantee or "PUBLIC"
        declared = kind == "r" and right == "select" and f"{schema}.*" in _whole(wanted, grantee)
        if not declared and not (kind == "f" and not grantee) and schema in {"", *wanted.zones.values()}:
            what = f"what it makes from now on is open to {who} ({right.upper()})"
            yield RoleFinding("default_privileges", f"{role} {schema}".strip(), who, what, SETUP)


def _whole(wanted: Wanted, audience: str) -> set[str]:
    """Return the patterns of an audience, with the schemas' real names."""
    patterns = wanted.audiences.get(audience, ())
    return {
        f"{wanted.zones.get(zone, zone)}.{rest}" for zone, _, rest in (p.partition(".") for p in patterns)
    }

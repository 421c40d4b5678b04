"""What the seeds declare of roles and grants: pure rows, no server."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from steward.checks.audiences import known_schemas
from steward.checks.expected import ExpectedRelation, expected_relations
from steward.policy import LoginRole, load_policy
from steward.policy.login_roles import load_login_roles
from steward.project import Project
from steward.publish.agreements import today
from steward.vocabulary import CUSTODY_ZONES

OWNER = "dw_owner"
RAW = "raw"
RelationKey = tuple[str, str]


@dataclass(frozen=True)
class Wanted:
    """Who shall exist and read what.

    `readers`: the audiences of a relation, by schema and name; `known`: every relation that the project makes;
    `zones`: schema without prefix -> schema; `logins`: login roles by name, `day` decides which are valid.
    """

    database: str
    runner: str
    day: date
    audiences: Mapping[str, tuple[str, ...]]
    logins: Mapping[str, LoginRole]
    readers: Mapping[RelationKey, frozenset[str]]
    known: Mapping[RelationKey, ExpectedRelation]
    zones: Mapping[str, str]
    raw_schema: str = RAW
    owner: str = OWNER
    powerful: frozenset[str] = field(default_factory=frozenset)

    @property
    def own_roles(self) -> tuple[str, ...]:
        """The owner and the runner: they build, and read for nobody."""
        return (self.owner, self.runner)

    def may_login(self, name: str) -> bool:
        """Tell whether a declared login role may log in today; the owner never does."""
        role = self.logins.get(name)
        return name != self.owner and role is not None and role.is_valid_on(self.day)

    def audience_of(self, name: str) -> str:
        """Return the audience of a reader that is valid today, '' for everybody else."""
        role = self.logins.get(name)
        return role.audience if role is not None and role.is_valid_on(self.day) else ""

    @property
    def members(self) -> frozenset[tuple[str, str]]:
        """Every membership that shall be: (role, member)."""
        readers = {(self.audience_of(name), name) for name in self.logins if self.audience_of(name)}
        return frozenset({(self.owner, self.runner), *readers})

    def schemas_of(self, audience: str) -> frozenset[str]:
        """Return the schemas in which an audience has a relation."""
        return frozenset(schema for (schema, _), names in self.readers.items() if audience in names)


def load_wanted(project: Project, database: str = "", day: date | None = None) -> Wanted:
    """Return what the project's seeds declare.

    Raises StewardError if a policy row cannot be read.
    """
    policy, prefix = load_policy(project), str(project.variables.get("schema_prefix") or "")
    known = expected_relations(project, "postgres")
    zones = [*sorted(known_schemas(policy)), *(zone for zone in CUSTODY_ZONES if zone != RAW)]
    readers = {
        key: frozenset(
            name for name, row in policy.audiences.items() if policy.relations_of(row, [relation.label])
        )
        for key, relation in known.items()
    }
    return Wanted(
        database or os.environ.get("DW_PG_DATABASE", "dw"),
        os.environ.get("DW_PG_USER", "dbt_runner"),
        day or today(),
        {name: row.patterns for name, row in policy.audiences.items()},
        load_login_roles(project),
        readers,
        known,
        {zone: f"{prefix}{zone}" for zone in zones},
        str(project.variables.get("raw_schema") or RAW),
    )

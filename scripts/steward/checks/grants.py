"""Grants: what a model's configuration grants on PostgreSQL is what `audiences.csv` says, no more and no less."""

from collections.abc import Iterator

from steward.checks.expected import expected_relations
from steward.findings import Finding
from steward.policy import Policy
from steward.project import Project


def check_grants(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield the models whose `grants` differ from the audiences whose patterns name their relation."""
    for relation in expected_relations(project, "postgres").values():
        if relation.grants is None:
            continue
        wanted = {
            name for name, row in policy.audiences.items() if policy.relations_of(row, [relation.label])
        }
        if set(relation.grants) != wanted:
            names = ", ".join(sorted(wanted))
            what = f"{relation.label} is granted to {', '.join(sorted(relation.grants)) or 'nobody'}"
            do = f"write +grants: {{select: [{names}]}} for its folder in dbt_project.yml, or change audiences.csv"
            yield Finding(relation.where, what, do)

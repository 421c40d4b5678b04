"""Login roles: the rows of `seeds/register/login_roles.csv`, and what is wrong with them."""

from collections.abc import Iterator

from steward.errors import StewardError
from steward.findings import Finding
from steward.policy.loader import read_seed
from steward.policy.policy import Policy
from steward.policy.rows import LoginRole
from steward.project import Project
from steward.vocabulary import did_you_mean


def load_login_roles(project: Project) -> dict[str, LoginRole]:
    """Return the login roles by name.

    Raises StewardError with the first row that cannot be read.
    """
    findings: list[Finding] = []
    rows = read_seed(project, LoginRole, findings)
    if findings:
        raise StewardError(findings[0].where, findings[0].what, findings[0].do)
    return {key[0]: row for key, row in rows.items()}


def check_login_roles(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with login roles: readers of no audience, applications without an exposure."""
    findings: list[Finding] = []
    rows = read_seed(project, LoginRole, findings)
    yield from findings
    for role in rows.values():
        if role.kind == "service" and (role.audience or role.exposure):
            yield Finding(role.where, "a service reads for an audience", "make it an application or a person")
        elif role.kind != "service" and role.audience not in policy.audiences:
            do = did_you_mean(role.audience, policy.audiences)
            yield Finding(f"{role.where}, column audience", f"unknown audience `{role.audience}`", do)
        if (role.kind == "application") != bool(role.exposure):
            what = "an application names its exposure, a person or service none"
            yield Finding(f"{role.where}, column exposure", what, "mend the row")
        if role.valid_from and role.valid_to and role.valid_to < role.valid_from:
            yield Finding(f"{role.where}, column valid_to", "it ends before it begins", "mend the dates")

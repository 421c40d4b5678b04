"""Who may switch the access log off for a session of their own, which then leaves no trace of what it reads."""

from collections.abc import Iterator
from typing import Any

import psycopg

from steward.roles.compare import RoleFinding

WITH_RIGHTS_ON_SETTINGS = 150000
PARAMETERS = r"^(pgaudit\.|log_|logging_collector$|session_preload_libraries$)"
RIGHTS = """
    select p.parname, coalesce(r.rolname, 'PUBLIC'), lower(a.privilege_type)
    from pg_parameter_acl as p
    cross join lateral aclexplode(p.paracl) as a
    left join pg_roles as r on r.oid = a.grantee
    where p.parname ~ %s and not coalesce(r.rolsuper, false)
    order by 1, 2, 3
"""
# What is set for the whole database or server is seen by all; for one role it makes a hole.
SET_FOR_ONE = """
    select r.rolname, s
    from pg_db_role_setting as x
    inner join pg_roles as r on r.oid = x.setrole
    cross join lateral unnest(x.setconfig) as s
    where s ~ %s
    order by 1, 2
"""


def log_switch_findings(connection: psycopg.Connection[Any]) -> Iterator[RoleFinding]:
    """Yield the roles that may set what is logged, or for which it is set apart; superusers are found as readers."""
    if connection.info.server_version >= WITH_RIGHTS_ON_SETTINGS:
        for parameter, role, right in connection.execute(RIGHTS, [PARAMETERS]):
            what = "may switch off the log of its own sessions"
            do = f"`revoke {right} on parameter {parameter} from {role}`"
            yield RoleFinding("log_switch", role, f"{right} {parameter}", what, do)
    for role, setting in connection.execute(SET_FOR_ONE, [PARAMETERS]):
        name = str(setting).partition("=")[0]
        do = f"`alter role {role} reset {name}`"
        yield RoleFinding("log_switch", role, f"role setting {name}", "is logged by settings of its own", do)

"""Open personal data for a login role and a time: the entry in the privacy log comes first."""

import getpass
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from steward.access.declared import PERSONAL, Declared, load_declared
from steward.errors import StewardError
from steward.privacy_log import Entry, Kind, append
from steward.project import Project
from steward.publish.agreements import today
from steward.vocabulary import did_you_mean

LONGEST = 24 * 60


@dataclass(frozen=True)
class Opened:
    """What was opened: the entry, for whom, for what, until when."""

    entry: Entry
    login_role: str
    audience: str
    purpose: str
    until: datetime


def reader_of(declared: Declared, user: str) -> str:
    """Return the login role that a user reads under: her own, else the one that may read personal data today.

    Raises StewardError if there are several, or none.
    """
    if user in declared.roles:
        return user
    able = [
        role.login_role
        for role in declared.roles.values()
        if role.is_valid_on(today()) and declared.is_granted(role.audience, f"{PERSONAL}.customer")
    ]
    if len(able) != 1:
        what = f"no login role `{user}` is declared"
        raise StewardError("--role", what, f"name the one that reads: {', '.join(able) or 'there is none'}")
    return able[0]


def open_personal(project: Project, login_role: str, reason: str, ticket: str, minutes: int) -> Opened:
    """Write the entry that lets a role read `personal_data` for some minutes; without a role, the user's.

    Raises StewardError, with nothing written, if reason or ticket is missing, the time is too long, or the role
    is not one that may read personal data today.
    """
    for option, text in (("--reason", reason), ("--ticket", ticket)):
        if not text.strip():
            raise StewardError(option, "it is empty", "say why, naming nobody, and under which ticket")
    if not 1 <= minutes <= LONGEST:
        raise StewardError(
            "--minutes", f"not between 1 and {LONGEST}", "open it again when it is needed again"
        )
    declared = load_declared(project)
    login_role = login_role or reader_of(declared, getpass.getuser())
    role = declared.roles.get(login_role)
    if role is None:
        do = did_you_mean(login_role, declared.roles)
        raise StewardError("--role", f"no login role `{login_role}` is declared", do)
    if not role.is_valid_on(today()):
        raise StewardError(role.where, "the login role is not valid today", "renew it, or name another one")
    if not declared.is_granted(role.audience, f"{PERSONAL}.customer"):
        what = f"audience `{role.audience}` may not read {PERSONAL}"
        raise StewardError(role.where, what, "ask compliance, or read the family of your purpose")
    start = datetime.now(UTC)
    until = start + timedelta(minutes=minutes)
    facts = {
        "opens": PERSONAL,
        "login_role": login_role,
        "audience": role.audience,
        "purpose": declared.purpose_of(role),
        "reason": reason.strip(),
        "ticket": ticket.strip(),
        "from": start.isoformat(),
        "until": until.isoformat(),
    }
    entry = append(project, Kind.PRIVILEGED_READ, facts)
    return Opened(entry, login_role, role.audience, str(facts["purpose"]), until)

"""Every check that needs no warehouse, in the order in which a mistake shows itself."""

from collections.abc import Callable, Iterable

from steward.checks.audiences import check_audiences
from steward.checks.collection import check_collection
from steward.checks.disclosure import check_disclosure
from steward.checks.exposures import check_exposures
from steward.checks.grants import check_grants
from steward.checks.privacy_blocks import check_privacy_blocks
from steward.checks.purposes import check_purposes
from steward.checks.raw_side import check_raw_side
from steward.checks.rendering import check_rendering
from steward.checks.site_rows import check_site_rows
from steward.checks.sql_columns import check_sql_columns
from steward.checks.treatments import check_treatments
from steward.checks.variables import check_variables
from steward.checks.zones import check_zones
from steward.classification import read_logical
from steward.errors import StewardError
from steward.findings import Finding, any_stops
from steward.policy import read_policy
from steward.policy.law import read_legal_rows
from steward.policy.login_roles import check_login_roles
from steward.project import Project


def check_project(project: Project) -> list[Finding]:
    """Return everything that is wrong with variables, policy, classification, rendering and raw tables.

    The rendering is compared only where the rest is sound, since what it follows from would mislead.
    """
    findings: list[Finding] = []

    def look(check: Callable[[], Iterable[Finding]]) -> None:
        findings.extend(_guarded(check))

    look(lambda: check_variables(project))
    policy, bad_rows = read_policy(project)
    logical = read_logical(project, policy)
    findings.extend(bad_rows)
    look(lambda: check_site_rows(project))
    look(lambda: check_treatments(project, policy))
    look(lambda: check_purposes(project, policy))
    look(lambda: check_audiences(policy))
    look(lambda: check_disclosure(policy))
    look(lambda: check_collection(project, policy))
    look(lambda: check_login_roles(project, policy))
    findings.extend(read_legal_rows(project)[1])
    findings.extend(logical.findings)
    look(lambda: check_privacy_blocks(project, policy))
    look(lambda: check_sql_columns(project, logical))
    look(lambda: check_zones(project, policy))
    look(lambda: check_exposures(project, policy))
    look(lambda: check_grants(project, policy))
    if not any_stops(findings):
        look(lambda: check_rendering(project))
    look(lambda: check_raw_side(project, policy))
    return list(dict.fromkeys(findings))


def _guarded(check: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Return what a check finds; a file that it cannot read is a finding, and the other checks go on."""
    found: list[Finding] = []
    try:
        found.extend(check())
    except StewardError as error:
        found.append(Finding(error.where, error.what, error.do))
    return found

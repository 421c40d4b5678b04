"""The raw tables before the build: what is missing in them, and agreements that name what nobody knows."""

import re
from collections.abc import Iterator

from steward.findings import Finding
from steward.policy import Policy
from steward.project import Project
from steward.vocabulary import did_you_mean

# Anything else in the list is no attribute's name, and might be a value: it is not repeated.
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")


def check_raw_side(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield what the raw tables lack, and the agreements that name an unknown attribute."""
    # Opening the raw tables needs an engine, which the other checks can do without.
    from steward.raw_check import check_raw

    found = check_raw(project)
    yield from found
    if not any(finding.stops for finding in found):
        yield from agreement_findings(project, policy)


def agreement_findings(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each unknown attribute of an agreement, as its newest load has it."""
    from steward.raw_agreements import newest_agreements

    place, agreements = newest_agreements(project)
    for agreement_id, attributes in sorted(agreements.items()):
        where = f"{place}, agreement {agreement_id}, column attributes"
        for named in filter(None, (part.strip() for part in attributes.split("|"))):
            if named in policy.attributes:
                continue
            if WORD.fullmatch(named):
                otherwise = "write one of seeds/policy/attributes.csv"
                do = did_you_mean(named, policy.attributes, otherwise)
                yield Finding(where, f"unknown attribute `{named}`", do)
            else:
                what = "holds something that is no attribute's name"
                yield Finding(where, what, "write names of seeds/policy/attributes.csv with `|` between them")

"""Where a classification and the values disagree: findings, and proposals for what nobody classified."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from steward.findings import Finding
from steward.policy import Policy
from steward.project import Project
from steward.scan.places import Classified
from steward.scan.propose import DOCUMENTS, NAMES, Proposal

# The lower bound from which values alone contradict; below it the name must say the same.
SURE = 0.5
NAME_AGREES = 0.8
MAY_HOLD = {
    **{attribute: {*DOCUMENTS, "payer_reference"} for attribute in DOCUMENTS},
    **{attribute: {*NAMES, "employee_reference", "payer_reference"} for attribute in NAMES},
    "mobile": {"mobile", "payer_reference"},
    "email": {"email", "payer_reference"},
    "account_number": {"account_number", "transaction_counterparty", "payer_reference"},
    "street_address": {"street_address"},
}


@dataclass(frozen=True)
class Looked:
    """A column with its proposal and how the models made of it classify it; empty for nobody."""

    proposal: Proposal
    classified: tuple[Classified, ...]

    @property
    def current(self) -> str:
        """The attributes that it is said to hold, `|` between them."""
        return "|".join(dict.fromkeys(own.attribute for own in self.classified))


def contradictions(project: Project, policy: Policy, looked: Iterable[Looked]) -> list[Finding]:
    """Return a finding for each classified column whose values are something else."""
    return [finding for own in looked for finding in _contradiction(project, policy, own)]


def unclassified(looked: Sequence[Looked]) -> list[Looked]:
    """Return the columns that no model classifies and for which something speaks."""
    return [own for own in looked if not own.classified and own.proposal.attribute]


def contradicts(policy: Policy, own: Looked) -> list[Classified]:
    """Return the classifications of a column that its values contradict."""
    proposal = own.proposal
    evidence = proposal.evidence
    if proposal.attribute not in policy.attributes or not _sure(proposal):
        return []
    return [
        place
        for place in own.classified
        if place.attribute != evidence.attribute
        and not _may_hold(policy, evidence.attribute, place.attribute)
    ]


def _contradiction(project: Project, policy: Policy, own: Looked) -> Iterator[Finding]:
    proposal = own.proposal
    for place in contradicts(policy, own):
        where = f"{project.relative(place.model.path)}, model {place.model.model}, column {place.column}"
        what = f"classified `{place.attribute}`, but in {proposal.relation} {proposal.evidence.reason}"
        do = f"write `attribute: {proposal.attribute}`, or reject it in the review file"
        yield Finding(where, what, do)


def _sure(proposal: Proposal) -> bool:
    evidence = proposal.evidence
    if not proposal.n or not proposal.by_value:
        return False
    return proposal.attribute == "free_text" or evidence.lower >= SURE or evidence.name >= NAME_AGREES


def _may_hold(policy: Policy, found: str, current: str) -> bool:
    """Tell whether a column said to hold `current` may have values that look like `found`."""
    said, seen = policy.attribute(current), policy.attribute(found)
    if found == "free_text":
        return said.privacy_class in ("identity", "sensitive") or (
            said.identifier == "direct" and said.privacy_class != "operational"
        )
    if current == "free_text":
        # Withheld wherever a number or a name would be.
        return True
    if found in MAY_HOLD:
        return current in MAY_HOLD[found]
    return seen.privacy_class == "operational" or said.privacy_class != "operational"

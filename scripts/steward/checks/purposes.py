"""Purposes, the attributes that each needs, and the provisions that allow them."""

from collections.abc import Iterator

from steward.findings import Finding
from steward.policy import Policy, Purpose, PurposeAttribute
from steward.policy.loader import first_column
from steward.project import Project
from steward.vocabulary import OPT_OUT_PREFIX, did_you_mean

PURPOSES = "seeds/policy/purposes.csv"
NEEDS = "seeds/policy/purpose_attributes.csv"
# The logical model has a flag for each of these four, and the law names the two that nobody can leave.
EXPECTED = (
    "direct_marketing",
    "third_party_disclosure",
    "automated_decisions",
    "sensitive_data",
    "legal_obligation",
    "contract",
)
JOIN_ATTRIBUTE = "customer_id"
SENSITIVE_PURPOSE = "sensitive_data"


def check_purposes(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with purposes and with the attributes that they need."""
    provisions = first_column(project, ("seeds", "legal", "provisions.csv"))
    for name in EXPECTED:
        if name not in policy.purposes:
            yield Finding(
                PURPOSES, f"no row for purpose `{name}`", "restore it: the logical model relies on it"
            )
    for purpose in policy.purposes.values():
        yield from _purpose_findings(policy, purpose)
        where = f"{purpose.where}, column legal_basis_provision"
        yield from provision_findings(where, purpose.legal_basis_provision, provisions)
    for row in policy.purpose_attributes:
        yield from _need_findings(row.where, policy, row)
        yield from provision_findings(f"{row.where}, column provision", row.provision, provisions)
    for decider in policy.deciders:
        yield from attribute_findings(decider.where, decider.attribute, policy)


def purpose_findings(where: str, purpose: str, policy: Policy) -> Iterator[Finding]:
    """Yield a finding where a purpose is not one of `purposes.csv`."""
    if purpose not in policy.purposes:
        yield Finding(where, f"unknown purpose `{purpose}`", did_you_mean(purpose, policy.purposes))


def attribute_findings(where: str, attribute: str, policy: Policy) -> Iterator[Finding]:
    """Yield a finding where an attribute is unknown, or must not leave the KYC zone or be loaded at all."""
    if attribute not in policy.attributes:
        do = did_you_mean(attribute, policy.attributes, "use one of seeds/policy/attributes.csv")
        yield Finding(where, f"unknown attribute `{attribute}`", do)
    elif policy.attribute(attribute).handling != "normal":
        what = f"attribute `{attribute}` is {policy.attribute(attribute).handling}"
        yield Finding(where, what, "remove the row: it serves no other purpose")


def provision_findings(where: str, provision: str, known: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding where a provision is not one of `seeds/legal/provisions.csv`, if that is there."""
    if known and provision not in known:
        do = did_you_mean(provision, known, "add it to seeds/legal/provisions.csv, or cite one that is there")
        yield Finding(where, f"unknown provision `{provision}`", do)


def _purpose_findings(policy: Policy, purpose: Purpose) -> Iterator[Finding]:
    where = f"{purpose.where}, column opt_out_flag"
    flag = f"{OPT_OUT_PREFIX}{purpose.purpose}" if purpose.opt_outable else ""
    if purpose.opt_out_flag != flag:
        what = f"`{purpose.opt_out_flag}` is not the flag of this purpose"
        yield Finding(where, what, f"write {flag}" if flag else "leave it empty: nobody can opt out")
    if purpose.opt_outable and JOIN_ATTRIBUTE not in policy.attributes_of(purpose.purpose):
        what = f"purpose `{purpose.purpose}` does not name {JOIN_ATTRIBUTE}"
        yield Finding(NEEDS, what, "add the row: its relations could not be joined")


def _need_findings(where: str, policy: Policy, row: PurposeAttribute) -> Iterator[Finding]:
    yield from purpose_findings(where, row.purpose, policy)
    yield from attribute_findings(where, row.attribute, policy)
    purpose = policy.purposes.get(row.purpose)
    if purpose and not purpose.opt_outable:
        what = f"nobody can opt out of `{row.purpose}`, so no relation has these columns"
        yield Finding(where, what, "remove the row")
    attribute = policy.attributes.get(row.attribute)
    if attribute and attribute.privacy_class == "sensitive" and row.purpose != SENSITIVE_PURPOSE:
        what = f"a sensitive attribute under another purpose than {SENSITIVE_PURPOSE}"
        yield Finding(where, what, f"remove the row: it needs the choice for {SENSITIVE_PURPOSE}")

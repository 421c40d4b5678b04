"""Recipients: what may go out to them, under which purpose, and by which pseudonyms."""

from collections.abc import Iterator

from steward.checks.purposes import attribute_findings, purpose_findings
from steward.findings import Finding
from steward.policy import DisclosureTerm, Policy
from steward.vocabulary import did_you_mean

RECIPIENTS = "seeds/policy/recipients.csv"
TERMS = "seeds/policy/disclosure_terms.csv"
SCOPES = "seeds/policy/pseudonym_scopes.csv"
DISCLOSURE = "third_party_disclosure"
RECIPIENT_SCOPE = "recipient:"
INTERNAL = "internal"
# In clear they would undo the recipient's pseudonyms.
KEYS = ("customer_id", "account_id", "pseudonym", "record_id")


def check_disclosure(policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with recipients, disclosure terms and pseudonym scopes."""
    for term in policy.disclosure_terms:
        yield from _term_findings(policy, term)
    if INTERNAL not in {row.scope for row in policy.pseudonym_scopes}:
        yield Finding(SCOPES, f"no row for scope `{INTERNAL}`", "restore it")
    for row in policy.pseudonym_scopes:
        where = row.where
        yield from purpose_findings(f"{where}, column purpose", row.purpose, policy)
        if row.scope != INTERNAL:
            yield from _recipient_findings(where, row.scope.removeprefix(RECIPIENT_SCOPE), policy)
    for name, recipient in policy.recipients.items():
        if not policy.terms_of(name):
            what = "no disclosure term, so that no value can go out in clear"
            yield Finding(recipient.where, what, f"add its terms to {TERMS}", stops=False)
        if name not in policy.audiences:
            what = "no audience of that name, so that its relations are published to nobody"
            yield Finding(recipient.where, what, "add it to seeds/policy/audiences.csv", stops=False)


def _recipient_findings(where: str, name: str, policy: Policy) -> Iterator[Finding]:
    if name not in policy.recipients:
        do = did_you_mean(name, policy.recipients, f"add it to {RECIPIENTS}")
        yield Finding(where, f"unknown recipient `{name}`", do)


def _term_findings(policy: Policy, row: DisclosureTerm) -> Iterator[Finding]:
    where = row.where
    yield from _recipient_findings(where, row.recipient_id, policy)
    yield from attribute_findings(where, row.attribute, policy)
    yield from purpose_findings(where, row.purpose, policy)
    if row.purpose in policy.purposes and row.purpose != DISCLOSURE:
        yield Finding(where, f"purpose `{row.purpose}` is not that of a disclosure", f"write {DISCLOSURE}")
    if row.level != "identified":
        return
    attribute = policy.attributes.get(row.attribute)
    if row.attribute in KEYS:
        yield Finding(where, "a key in clear undoes the recipient's pseudonyms", "remove the row")
    elif attribute and attribute.privacy_class == "sensitive":
        what = "a sensitive attribute in clear needs a choice of its own"
        yield Finding(where, what, "write anonymous_only, or remove the row")

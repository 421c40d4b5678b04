"""Policy: what the rows of `seeds/policy`, with the company's own of `seeds/site` laid over, say."""

from steward.policy.law import ChoiceRule, Instrument, LegalRows, Provision, load_legal_rows, site_changes
from steward.policy.loader import load_policy, read_policy
from steward.policy.policy import Policy
from steward.policy.rows import (
    Attribute,
    AttributeCode,
    Audience,
    Decider,
    DisclosureTerm,
    LoginRole,
    PolicyRow,
    PseudonymScope,
    Purpose,
    PurposeAttribute,
    Recipient,
    SharedGroup,
    Treatment,
    ZoneRead,
)

__all__ = [
    "Attribute",
    "AttributeCode",
    "Audience",
    "ChoiceRule",
    "Decider",
    "DisclosureTerm",
    "Instrument",
    "LegalRows",
    "LoginRole",
    "Policy",
    "PolicyRow",
    "Provision",
    "PseudonymScope",
    "Purpose",
    "PurposeAttribute",
    "Recipient",
    "SharedGroup",
    "Treatment",
    "ZoneRead",
    "load_legal_rows",
    "load_policy",
    "read_policy",
    "site_changes",
]

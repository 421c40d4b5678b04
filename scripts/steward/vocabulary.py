"""The fixed words of the project: what a policy row or a privacy block may say, and the nearest of them."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

PrivacyClass = Literal["identity", "personal", "sensitive", "operational"]
Identifier = Literal["direct", "quasi", "none"]
Handling = Literal["normal", "kyc_only", "must_not_load"]
Technique = Literal["keep", "mask", "generalise", "top_code", "pseudonymise", "suppress"]
Family = Literal["standard", "personal_data", "anonymised", "opt_out", "selectively_anonymised"]
TreatedFamily = Literal["standard", "anonymised", "selectively_anonymised"]
RecipientKind = Literal["controller", "affiliate", "processor", "authority"]
DisclosureLevel = Literal["anonymous_only", "identified"]
ReadingZone = Literal["kyc", "crm", "analyses", "exposures"]
LoginKind = Literal["application", "person", "service"]
SourceStatus = Literal["S", "M", "verified"]

MODULES = ("privacy", "kyc", "crm")
DATA_TYPES = (
    "text",
    "date",
    "timestamptz",
    "decimal(18,2)",
    "decimal(18,8)",
    "boolean",
    "bigint",
    "integer",
)
# A level of a hierarchy that leaves the value as it is.
LEAF = "leaf"
OPT_OUT_PREFIX = "opt_out_"
READABLE_ZONES = ("kyc", "crm", "audit")
CUSTODY_ZONES = ("staging", "vault", "logical", "labels", "kyc_working", "raw", "raw_demo", "policy")


def schema_of(family: str, purpose: str = "") -> str:
    """Return the schema of a view family; that of an opt-out family carries its purpose."""
    return f"{OPT_OUT_PREFIX}{purpose}" if family == "opt_out" else family


def family_of(schema: str) -> str:
    """Return the view family that a schema belongs to; the schema itself when it is no family's."""
    return "opt_out" if schema.startswith(OPT_OUT_PREFIX) else schema


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return what to do about an unknown word: the nearest known one, else `otherwise`, else any of all."""
    words = sorted(set(known))
    nearest = get_close_matches(word, words, n=1, cutoff=0.6)
    if nearest:
        return f"did you mean `{nearest[0]}`?"
    return otherwise or f"use one of {', '.join(words)}"

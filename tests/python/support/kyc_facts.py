"""What a build of the KYC tests says, and how it differs from what a vector expects."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.python.support.kyc_vectors import Expected, Vector, for_profile, mismatches, missing
from tests.python.support.kyc_warehouse import KycWarehouse

TRIGGER = (
    "rule_id, rule_version, subject_id, customer_id, trigger_date, episode_end, source_id, detected_at, "
    "fx_reason, state, trigger_id, why_zh, why_en, operator"
)
OBLIGATION = "obligation_id, trigger_id, customer_id, obligation_type, due_date, state, closed_on"


@dataclass
class Facts:
    """What one build says."""

    triggers: list[dict[str, Any]]
    obligations: list[dict[str, Any]]
    exceptions: list[dict[str, Any]]
    evidence: list[dict[str, Any]]


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).date().isoformat()
    return "" if value is None else str(value)


def read(warehouse: KycWarehouse) -> Facts:
    """Return the facts of the newest build."""
    triggers = []
    for row in warehouse.facts("fct_kyc_trigger", TRIGGER):
        shown = {key: _text(value) for key, value in row.items()}
        triggers.append(
            {
                **shown,
                "rule": shown["rule_id"],
                "version": shown["rule_version"],
                "subject": shown["subject_id"],
                "date": shown["trigger_date"],
                "end": shown["episode_end"] or "open",
                "detected": shown["detected_at"],
                "reason": shown["fx_reason"],
            }
        )
    subjects = {row["trigger_id"]: row["subject_id"] for row in triggers}
    obligations = []
    for row in warehouse.facts("fct_kyc_obligation", OBLIGATION):
        shown = {key: _text(value) for key, value in row.items()}
        person = {
            **shown,
            "type": shown["obligation_type"],
            "due": shown["due_date"],
            "closed": shown["closed_on"],
        }
        obligations += [
            {**person, "subject": shown["customer_id"]},
            {**person, "subject": subjects[shown["trigger_id"]]},
        ]
    exceptions = [
        {"subject": row["source_id"], "type": row["exception_type"]}
        for row in warehouse.facts("fct_kyc_exception", "source_id, exception_type")
    ]
    evidence = [
        {"subject": row["source_id"], "rate_age_days": _text(row["rate_age_days"])}
        for row in warehouse.facts("fct_kyc_evidence", "source_id, rate_age_days")
    ]
    return Facts(triggers, obligations, exceptions, evidence)


def of_vector(vector: Vector, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a vector: those whose subject bears its prefix."""
    return [row for row in rows if row["subject"].startswith(vector.prefix)]


def problems(vector: Vector, expected: Expected, facts: Facts, profile: str) -> list[str]:
    """Return one line per difference; the triggers must be exactly those expected."""
    triggers = [row for row in of_vector(vector, facts.triggers) if row["rule_id"] in vector.rules]
    wanted = [{"state": "fired", **row} for row in for_profile(expected["triggers"], profile)]
    return [
        *mismatches(wanted, triggers),
        *missing(expected.get("obligations", []), facts.obligations),
        *missing(expected.get("exceptions", []), facts.exceptions),
        *missing(expected.get("evidence", []), facts.evidence),
    ]

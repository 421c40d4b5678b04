"""Audiences: known relations only, one purpose, no way to link anonymised rows, one group each."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from steward.checks.purposes import purpose_findings
from steward.findings import Finding
from steward.policy import Audience, Policy
from steward.vocabulary import CUSTODY_ZONES, READABLE_ZONES, did_you_mean, family_of, schema_of

AUDIENCES = "seeds/policy/audiences.csv"
SHARED = "seeds/policy/shared_groups.csv"
ANONYMISED = "anonymised"
SELECTIVE = "selectively_anonymised"
PERSONAL = "personal_data"
DISCLOSURE = "third_party_disclosure"


def check_audiences(policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with audiences and with the groups that they share."""
    for audience in policy.audiences.values():
        where = audience.where
        schemas = _schemas_read(policy, audience)
        yield from _pattern_findings(where, policy, audience)
        yield from _purpose_findings(where, policy, audience, schemas)
        if ANONYMISED in schemas and len(schemas) > 1:
            others = ", ".join(sorted(schemas - {ANONYMISED}))
            what = f"reads anonymised relations beside relations with keys ({others})"
            yield Finding(where, what, "make two audiences of it: the rows could be linked")
    yield from _group_findings(policy)


def known_schemas(policy: Policy) -> set[str]:
    """Return the schemas that an audience may read at all."""
    opt_out = {schema_of("opt_out", purpose.purpose) for purpose in policy.opt_out_purposes}
    return {"standard", PERSONAL, ANONYMISED, SELECTIVE, *opt_out, *READABLE_ZONES}


def _schemas_read(policy: Policy, audience: Audience) -> set[str]:
    parts = [pattern.partition(".")[0] for pattern in audience.patterns]
    return {schema for schema in known_schemas(policy) if any(fnmatchcase(schema, part) for part in parts)}


def _pattern_findings(where: str, policy: Policy, audience: Audience) -> Iterator[Finding]:
    place, known = f"{where}, column relation_pattern", known_schemas(policy)
    for pattern in audience.patterns:
        schema, dot, relation = pattern.partition(".")
        if not dot or not schema or not relation:
            yield Finding(place, f"`{pattern}` is not schema.relation", "write it so, with `*` for any name")
        elif custody := [zone for zone in CUSTODY_ZONES if fnmatchcase(zone, schema)]:
            yield Finding(place, f"`{pattern}` reaches {custody[0]}, which only custody reads", "narrow it")
        elif not any(fnmatchcase(name, schema) for name in known):
            yield Finding(place, f"unknown schema `{schema}`", did_you_mean(schema, known))
        elif fnmatchcase(SELECTIVE, schema) and relation.rpartition("__")[2] != audience.audience:
            what = f"`{pattern}` reaches relations of another recipient"
            yield Finding(place, what, f"write {SELECTIVE}.*__{audience.audience}")
        elif schema == SELECTIVE and audience.audience not in policy.recipients:
            do = did_you_mean(audience.audience, policy.recipients, "add it to seeds/policy/recipients.csv")
            yield Finding(where, f"no recipient is called `{audience.audience}`", do)


def _purpose_findings(where: str, policy: Policy, audience: Audience, schemas: set[str]) -> Iterator[Finding]:
    place, purpose = f"{where}, column purpose", audience.purpose
    if not purpose:
        if schemas - {ANONYMISED}:
            yield Finding(place, "empty, though relations with keys are read", "write the purpose of reading")
        return
    yield from purpose_findings(place, purpose, policy)
    for schema in sorted(schemas):
        needed = purpose_of(schema)
        if needed and purpose != needed:
            what = f"reads {schema} under purpose `{purpose}`"
            yield Finding(place, what, f"write {needed}, or read another schema")
        known = policy.purposes.get(purpose)
        if schema == PERSONAL and known and known.opt_outable:
            what = f"reads {PERSONAL} under purpose `{purpose}`, which customers can leave"
            yield Finding(place, what, f"read {schema_of('opt_out', purpose)} instead")


def purpose_of(schema: str) -> str:
    """Return the one purpose that a schema may be read for, '' where it is not bound to one."""
    if schema == SELECTIVE:
        return DISCLOSURE
    return schema.removeprefix("opt_out_") if family_of(schema) == "opt_out" else ""


def _group_findings(policy: Policy) -> Iterator[Finding]:
    for group, audiences in policy.undeclared_shared_groups.items():
        what = f"group `{group}` opens the files of {', '.join(audiences)}"
        do = f"give each its own, or declare each in {SHARED} with the reason"
        yield Finding(f"{AUDIENCES}, column os_group", what, do)
    for row in policy.shared_groups:
        where = row.where
        audience = policy.audiences.get(row.audience)
        if audience is None:
            do = did_you_mean(row.audience, policy.audiences)
            yield Finding(where, f"unknown audience `{row.audience}`", do)
        elif audience.os_group != row.os_group:
            yield Finding(where, "the audience is not in that group", "remove the row, or mend the group")

"""Applications: each exposure and its login role name each other, and read for a purpose that the views serve."""

from collections.abc import Iterator
from typing import Any

from steward.checks.audiences import purpose_of
from steward.checks.zones import REF, schema_of_view
from steward.findings import Finding
from steward.policy import LoginRole, Policy
from steward.policy.loader import read_seed
from steward.project import Project
from steward.strict_yaml import entries_at, mapping_at, read_strict_yaml
from steward.vocabulary import READABLE_ZONES, did_you_mean

ROLES = "seeds/register/login_roles.csv"
SELECTIVE = "selectively_anonymised"


def check_exposures(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with exposures: a role or exposure missing on either side, relations, purpose, recipient."""
    findings: list[Finding] = []
    # Rows that cannot be read are findings of the check of login roles.
    roles = {row.login_role: row for row in read_seed(project, LoginRole, findings).values()}
    named = dict(_exposures(project))
    folders = {path.stem: path.parent for path in project.path("models").rglob("*.sql")}
    zones = {name: folder.relative_to(project.path("models")).parts[:1] for name, folder in folders.items()}
    for where, exposure in named.items():
        meta = mapping_at(exposure, "config", "meta") or mapping_at(exposure, "meta")
        yield from _role_findings(where, exposure, meta, roles)
        for dependency in exposure.get("depends_on") or [""]:
            match = REF.search(str(dependency))
            model = (match[2] or match[1]) if match else ""
            zone = "".join(zones.get(model, ()))
            yield from _relation_findings(where, model or str(dependency), zone, meta, policy)
        yield from _audience_findings(where, meta, roles, policy)
    names = {str(exposure.get("name")) for exposure in named.values()}
    for role in roles.values():
        if role.exposure and role.exposure not in names:
            what = f"no exposure `{role.exposure}` is declared"
            yield Finding(role.where, what, did_you_mean(role.exposure, names, "declare it, or end the row"))


def _exposures(project: Project) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(project.path("models").rglob("*.yml")):
        if "exposures:" in path.read_text(encoding="utf-8", errors="replace"):
            where = project.relative(path)
            for exposure in entries_at(read_strict_yaml(path, where), "exposures", where):
                yield f"{where}, exposure {exposure.get('name')}", exposure


def _role_findings(
    where: str, exposure: dict[str, Any], meta: dict[str, Any], roles: dict[str, LoginRole]
) -> Iterator[Finding]:
    for word in ("role", "owner"):
        if not meta.get(word):
            yield Finding(where, f"no `{word}` in config.meta", "write role, purpose, recipient and owner")
    role = roles.get(str(meta.get("role") or ""))
    if meta.get("role") and role is None:
        do = did_you_mean(str(meta["role"]), roles, f"add it to {ROLES}")
        yield Finding(where, f"no login role `{meta['role']}`", do)
    elif role is not None and role.exposure != exposure.get("name"):
        what = f"login role `{role.login_role}` is that of `{role.exposure or role.kind}`"
        yield Finding(where, what, f"give the application a login role of its own in {ROLES}")


def _relation_findings(
    where: str, model: str, zone: str, meta: dict[str, Any], policy: Policy
) -> Iterator[Finding]:
    schema, purpose = schema_of_view(model, policy), str(meta.get("purpose") or "")
    if not schema:
        if zone not in READABLE_ZONES:
            what = f"names {model or 'nothing'}, which is no view"
            yield Finding(where, what, "name views with ref('...') in depends_on")
        return
    serves = {
        row.purpose for row in policy.zone_reads if row.zone == "exposures" and _is_of(row.family, schema)
    }
    bound = purpose_of(schema)
    serves = {bound} if bound else serves
    # Where no exposure may read the schema at all, the check of zones says so.
    if serves and purpose not in serves:
        what = f"purpose `{purpose}` is not one that {model} serves"
        words = " or ".join(sorted(serves)) or "no purpose"
        yield Finding(where, what, f"write {words}, or read another view")
    recipient = str(meta.get("recipient") or "")
    if schema == SELECTIVE and model.rpartition("__")[2] != recipient:
        what = f"recipient `{recipient}` is not the one of {model}"
        yield Finding(where, what, f"write {model.rpartition('__')[2]}")


def _is_of(family: str, schema: str) -> bool:
    return family == schema or (family == "opt_out" and schema.startswith("opt_out_"))


def _audience_findings(
    where: str, meta: dict[str, Any], roles: dict[str, LoginRole], policy: Policy
) -> Iterator[Finding]:
    recipient = str(meta.get("recipient") or "")
    if recipient and recipient not in policy.recipients:
        do = did_you_mean(recipient, policy.recipients, "add it to seeds/policy/recipients.csv")
        yield Finding(where, f"no recipient is called `{recipient}`", do)
    role = roles.get(str(meta.get("role") or ""))
    audience = policy.audiences.get(role.audience) if role else None
    if role and audience and audience.purpose != str(meta.get("purpose") or ""):
        what = f"purpose `{meta.get('purpose') or ''}` is not that of audience {role.audience}"
        yield Finding(where, what, f"write `{audience.purpose}`, or choose another audience in {ROLES}")

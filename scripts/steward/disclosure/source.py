"""What a disclosure is taken from: the agreements as they are loaded now, and the recipient's current release."""

from datetime import datetime
from typing import Any

import duckdb

from steward.build_state import Build
from steward.disclosure.columns import RELEASE_AGAIN
from steward.disclosure.contract import AgreementRow, Counterparty
from steward.engines.duckdb import literal, scalar
from steward.engines.overlay import Overlay
from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project
from steward.publish import manifest as records
from steward.publish import places
from steward.publish.manifest import Manifest
from steward.vocabulary import did_you_mean

RECIPIENTS = "seeds/policy/recipients.csv"
COLUMNS = (
    "agreement_id, coalesce(agreement_type, ''), coalesce(purpose, ''), coalesce(attributes, ''), "
    "coalesce(lower(disclosure_level), ''), signed_on, valid_from, valid_to, onward_transfer_allowed, "
    "coalesce(transfer_route, ''), coalesce(storage_country, '')"
)


def refuse_unknown(policy: Policy, recipient_id: str) -> None:
    """Raise StewardError if policy does not know the recipient."""
    if recipient_id not in policy.recipients:
        do = did_you_mean(recipient_id, policy.recipients, f"add it to {RECIPIENTS}")
        raise StewardError("--recipient", f"no recipient `{recipient_id}`", do)


def counterparty(overlay: Overlay, policy: Policy, build: Build, recipient_id: str) -> Counterparty:
    """Return the recipient as it is loaded now; of policy and raw table the country overseas counts.

    Raises StewardError if it is not loaded, or policy says that it is of another kind.
    """
    table = overlay.name(f"{build.prefix}staging", "stg_recipients")
    rows = _rows(
        overlay,
        f"select coalesce(kind, ''), coalesce(country, '') from {table} "
        f"where is_current and lower(recipient_id) = {literal(recipient_id)}",
    )
    where, own = f"recipient {recipient_id}", policy.recipients[recipient_id]
    if not rows:
        raise StewardError(where, "the raw table `recipients` does not hold it", "load it, then build")
    kind, country = rows[0]
    if kind.lower() != own.kind:
        what = f"policy says {own.kind}, the raw table `{kind or 'nothing'}`"
        raise StewardError(where, what, f"make {RECIPIENTS} and the raw table agree")
    return Counterparty(recipient_id, own.kind, own.country if own.country != "CN" else country)


def agreements(overlay: Overlay, build: Build, recipient_id: str) -> list[AgreementRow]:
    """Return the agreements with a recipient as they are loaded now.

    Raises StewardError if they cannot be read.
    """
    table = overlay.name(f"{build.prefix}staging", "stg_agreements")
    query = (
        f"select {COLUMNS} from {table} where is_current and lower(recipient_id) = {literal(recipient_id)}"
    )
    return [AgreementRow(*row) for row in _rows(overlay, query)]


def _rows(overlay: Overlay, query: str) -> list[tuple[Any, ...]]:
    try:
        return overlay.connection.execute(query).fetchall()
    except duckdb.Error:
        what = "recipients and agreements cannot be read again, so one that ended would go unseen"
        raise StewardError("raw tables", what, "check them and build again") from None


def current_release(project: Project, build: Build, audience: str, now: datetime) -> Manifest:
    """Return the record of the release that the audience has now.

    Raises StewardError if there is none, it is past its time, of an older build, or not as it was published.
    """
    folder = project.published / audience
    release = places.current_release(folder) if folder.is_dir() else None
    if release is None:
        raise StewardError(project.relative(folder), f"audience {audience} has no release", RELEASE_AGAIN)
    where = f"release {release} of {audience}"
    found = records.load(project, release, audience)
    if found is None or found.state != "published":
        raise StewardError(where, "no record says that it is published", RELEASE_AGAIN)
    if datetime.fromisoformat(found.valid_until) <= now:
        raise StewardError(where, f"stale: it was valid until {found.valid_until}", RELEASE_AGAIN)
    if found.invocation_id != build.invocation_id:
        raise StewardError(where, "stale: a newer build is there", RELEASE_AGAIN)
    if records.digest(folder / f"{release}.duckdb") != found.sha256:
        raise StewardError(where, "its file is not the one that was published", RELEASE_AGAIN)
    return found


def refuse_rotated(overlay: Overlay, build: Build, recipient_id: str, found: Manifest) -> None:
    """Raise StewardError if the recipient's pseudonyms changed after the release was made."""
    key = (f"{build.prefix}vault", "vlt_pseudonym")
    changed = scalar(
        overlay.connection,
        f"select count(*) from {overlay.name(*key)} where version > 1 "
        f"and scope = {literal(f'recipient:{recipient_id}')} "
        f"and created_at > timestamptz {literal(found.published_at)}",
    )
    if changed:
        where = f"release {found.release} of {found.audience}"
        raise StewardError(where, "stale: its pseudonyms were rotated since", RELEASE_AGAIN)

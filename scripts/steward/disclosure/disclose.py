"""`steward disclose`: from the recipient's current release, what the agreements in force name, and a record."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from steward.build_state import Build
from steward.choices import custody
from steward.disclosure import columns, files, record, source
from steward.disclosure.columns import Meaning, RelationColumns
from steward.disclosure.contract import PURPOSE, Contract, contract_of
from steward.engines.duckdb import attach_raw_source
from steward.engines.overlay import Overlay, open_overlay
from steward.errors import StewardError
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.publish import places
from steward.publish.agreements import agreements_in_force, today
from steward.publish.manifest import Manifest
from steward.publish.members import write_members
from steward.publish.plan import BETWEEN, SELECTIVE, AudiencePlan, PlannedRelation
from steward.publish.refusals import fit_build
from steward.publish.removals import apply_removals

UNFINISHED = ".tmp"


@dataclass(frozen=True)
class Request:
    """Who gets what, in which form and where to; who asked, and why."""

    recipient: str
    form: files.Format
    out: Path | None
    requested_by: str
    reason: str


@dataclass(frozen=True)
class Disclosed:
    """A disclosure that was made: its id, its folder, its files."""

    disclosure: str
    folder: Path
    files: list[files.DisclosedFile]


def disclose(project: Project, request: Request) -> Disclosed:
    """Write the files of a disclosure and their manifest into a new folder, and record it.

    Raises StewardError, with nothing written, if an agreement, the release or the build does not allow it.
    """
    with places.only_one(project):
        policy = load_policy(project)
        source.refuse_unknown(policy, request.recipient)
        with open_overlay(project) as overlay:
            now = datetime.now(UTC)
            build = fit_build(project, overlay.newest_build, now)
            attach_raw_source(overlay.connection, build.project(project))
            other = source.counterparty(overlay, policy, build, request.recipient)
            loaded = source.agreements(overlay, build, request.recipient)
            contract = contract_of(policy, other, loaded, today())
            plan = _plan(project, policy, overlay, build, request.recipient)
            release = source.current_release(project, build, plan.name, now)
            source.refuse_rotated(overlay, build, request.recipient, release)
            known = {own.label: columns.meanings(project, own) for own in plan.relations}
            held = [(own.relation, known[own.label]) for own in plan.relations]
            columns.refuse_wider(policy, contract, release.agreements, held)
            apply_removals(overlay, project, policy, build)
            agreements_in_force(overlay, build, today())
            contract = columns.named_in_release(contract, release.agreements)
            chosen = _chosen(policy, contract, plan, known)
            return _Disclosure(project, overlay, build, request, contract, release, now).run(plan, chosen)


def _plan(project: Project, policy: Policy, overlay: Overlay, build: Build, recipient: str) -> AudiencePlan:
    """Return what the recipient's audience gets; raises StewardError if it is no audience."""
    held = {
        f"{SELECTIVE}.{relation.name}": PlannedRelation(relation, SELECTIVE, PURPOSE)
        for (schema, _), relation in sorted(overlay.catalogue.items())
        if schema == f"{build.prefix}{SELECTIVE}" and relation.name.endswith(f"{BETWEEN}{recipient}")
    }
    for audience in policy.audiences.values():
        relations = tuple(held[label] for label in policy.relations_of(audience, held))
        if relations:
            return AudiencePlan(audience, project.published / audience.audience, None, relations)
    what = "no audience is published its relations"
    raise StewardError(f"recipient {recipient}", what, "add its audience to seeds/policy/audiences.csv")


def _chosen(
    policy: Policy, contract: Contract, plan: AudiencePlan, known: dict[str, dict[str, Meaning]]
) -> list[RelationColumns]:
    """Return the relations of which the agreement names something."""
    every = [columns.columns_of(policy, contract, own, known[own.label]) for own in plan.relations]
    chosen = [own for own in every if own.has_content]
    if not chosen:
        what = f"agreement {contract.ids} names no attribute that terms and release hold"
        raise StewardError(
            f"recipient {contract.recipient_id}", what, "compare it with seeds/policy/disclosure_terms.csv"
        )
    return chosen


class _Disclosure:
    """One disclosure, from its rows to its name."""

    def __init__(
        self,
        project: Project,
        overlay: Overlay,
        build: Build,
        request: Request,
        contract: Contract,
        release: Manifest,
        now: datetime,
    ) -> None:
        self.project, self.overlay, self.build, self.request = project, overlay, build, request
        self.contract, self.release, self.now = contract, release, now
        self.disclosure = record.new_id(project, f"{now:%Y%m%dT%H%MZ}-{request.recipient}")

    def run(self, plan: AudiencePlan, chosen: list[RelationColumns]) -> Disclosed:
        parent = self._parent()
        record.sweep(self.project)
        for left in parent.glob(f".*-{self.request.recipient}*{UNFINISHED}"):
            shutil.rmtree(left, ignore_errors=True)
        final = parent / self.disclosure
        beside = parent / f".{self.disclosure}{UNFINISHED}"
        kept = record.make_folder(self.project, self.disclosure)
        try:
            beside.mkdir(mode=0o700)
            written = self._write(plan, chosen, beside, kept)
            entry = self._record(written, final, files.write_manifest(beside, self._manifest(written)))
            files.seal(beside, self.release.group)
            if final.exists():
                raise StewardError(str(final), "is there already", "name another folder with --out")
            # Recorded before the files have their name: after a kill there may be a record without files,
            # never files without a record.
            self._log(entry)
            os.rename(beside, final)
        except BaseException:
            self._undo(beside)
            raise
        return Disclosed(self.disclosure, final, written)

    def _undo(self, beside: Path) -> None:
        if beside.is_dir():
            beside.chmod(0o700)
            shutil.rmtree(beside, ignore_errors=True)
        if record.remove(self.project, self.disclosure):
            custody.log(self.project, "disclose failed", disclosure=self.disclosure)

    def _parent(self) -> Path:
        if self.request.out is not None:
            parent = self.request.out
            if parent.exists() and not parent.is_dir():
                raise StewardError(str(parent), "is no folder", "name a folder with --out")
            parent.mkdir(mode=files.FOLDER_MODE, parents=True, exist_ok=True)
            return parent
        shared = self.project.home / "disclosed"
        shared.mkdir(exist_ok=True)
        shared.chmod(places.HOME_MODE)
        own = shared / self.request.recipient
        own.mkdir(exist_ok=True)
        with suppress(PermissionError):
            os.chown(own, -1, self.release.group)
        own.chmod(files.FOLDER_MODE)
        return own

    def _write(
        self, plan: AudiencePlan, chosen: list[RelationColumns], beside: Path, kept: Path
    ) -> list[files.DisclosedFile]:
        release = self.project.published / plan.name / f"{self.release.release}.duckdb"
        withheld = files.keep_rows(self.overlay, release, chosen)
        shown: tuple[PlannedRelation, ...] = tuple(own.planned for own in chosen)
        members = kept / record.MEMBERS
        write_members(self.overlay, replace(plan, relations=shown), self.build, files.ROWS, members)
        return [
            files.write_file(self.overlay, own, beside, self.request.form, withheld[own.planned.label])
            for own in chosen
        ]

    def _manifest(self, written: list[files.DisclosedFile]) -> dict[str, Any]:
        return {
            "disclosure_id": self.disclosure,
            "recipient_id": self.request.recipient,
            "purpose": PURPOSE,
            "level": self.contract.level,
            "agreements": [own.record for own in self.contract.agreements],
            "requested_by": self.request.requested_by,
            "disclosed_at": self.now.isoformat(),
            "release": self.release.release,
            "build": self.build.invocation_id,
            "as_of_date": self.build.as_of_date.isoformat(),
            "files": [own.shown for own in written],
        }

    def _record(self, written: list[files.DisclosedFile], final: Path, sha256: str) -> record.Record:
        return record.Record(
            disclosure=self.disclosure,
            recipient=self.request.recipient,
            audience=self.release.audience,
            release=self.release.release,
            reason=self.request.reason,
            folder=self.project.relative(final),
            manifest=self._manifest(written),
            manifest_sha256=sha256,
            withheld={own.relation: own.withheld for own in written},
            left_out={own.relation: list(own.left_out) for own in written},
            content={own.relation: own.content for own in written},
        )

    def _log(self, entry: record.Record) -> None:
        record.save(self.project, entry)
        custody.log(
            self.project,
            "disclose",
            disclosure=entry.disclosure,
            recipient=entry.recipient,
            agreement=self.contract.ids,
            release=entry.release,
            requested_by=self.request.requested_by,
            reason=entry.reason,
            rows={own["relation"]: own["rows"] for own in entry.files},
            manifest_sha256=entry.manifest_sha256,
        )

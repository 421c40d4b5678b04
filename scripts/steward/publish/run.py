"""`steward publish`: all files are written and verified first, then the pointers move."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from steward.access import runner_log
from steward.build_state import Build
from steward.checks.built import check_expected
from steward.checks.expected import expected_relations
from steward.engines.duckdb import attach_raw_source
from steward.engines.overlay import Overlay, open_overlay
from steward.findings import Finding
from steward.policy import load_policy
from steward.privacy_log import Kind, append
from steward.project import Project
from steward.publish import manifest as records
from steward.publish import places
from steward.publish.about import Facts, contact
from steward.publish.agreements import Agreement, agreements_in_force, end_of, today
from steward.publish.plan import AudiencePlan, plan_audiences
from steward.publish.refusals import fit_build, refuse_findings
from steward.publish.release import ReleaseWriter, WrittenRelation
from steward.publish.removals import Removals, apply_removals
from steward.publish.withdraw import Withdrawn, withdraw_expired


@dataclass(frozen=True)
class PublishedFile:
    """What an audience got; `own_group` tells that no group is configured for it."""

    audience: str
    path: Path
    relations: int
    rows: int
    valid_until: datetime
    own_group: bool


@dataclass(frozen=True)
class Published:
    """A publication: its files, who was removed, what was withdrawn, what deserves a look."""

    release: str
    files: list[PublishedFile]
    removals: Removals
    withdrawn: list[Withdrawn] = field(default_factory=list)
    without_relations: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def publish(project: Project) -> Published:
    """Publish the newest build to every audience.

    Raises StewardError, with every release as it was, if the build is not fit or a file is not as planned.
    """
    with places.only_one(project):
        policy = load_policy(project)
        gone = withdraw_expired(project, set(policy.audiences))
        with open_overlay(project) as overlay:
            now = datetime.now(UTC)
            build = fit_build(project, overlay.newest_build, now)
            built = build.project(project)
            expected = expected_relations(built, build.target)
            findings = check_expected(overlay, project, policy, build, expected)
            refuse_findings(findings)
            plans = plan_audiences(project, policy, overlay.catalogue, expected)
            attach_raw_source(overlay.connection, built)
            removals = apply_removals(overlay, project, policy, build)
            agreements = agreements_in_force(overlay, build, today())
            gone += withdraw_expired(project, None, agreements)
            files = _Publication(project, overlay, build, removals, agreements, now).run(plans)
    without = [name for name in policy.audiences if name not in {plan.name for plan in plans}]
    notes = [finding for finding in findings if not finding.stops]
    return Published(files.release, files.done, removals, gone, without, notes)


class _Publication:
    """The files of one release, from the first that is written to the last pointer."""

    def __init__(
        self,
        project: Project,
        overlay: Overlay,
        build: Build,
        removals: Removals,
        agreements: list[Agreement],
        now: datetime,
    ) -> None:
        self.project, self.overlay, self.build = project, overlay, build
        self.removals, self.agreements, self.now = removals, agreements, now
        self.release = _release_id(project, build, now)
        self.contact = contact(project)
        self.done: list[PublishedFile] = []

    def run(self, plans: list[AudiencePlan]) -> "_Publication":
        writer = ReleaseWriter(
            self.overlay, self.build, self.removals, self.project.build_file.stat().st_size
        )
        try:
            manifests = [self._write(writer, plan) for plan in plans]
            # Before any file has its name: what the log cannot hold does not go out.
            append(self.project, Kind.RELEASE, _release_facts(self.release, manifests))
            for plan in plans:
                places.place(plan, self.release)
        except BaseException:
            for plan in plans:
                _remove_temporary(plan, self.release)
            raise
        for plan, manifest in zip(plans, manifests, strict=True):
            self._move(plan, manifest)
        audiences = [plan.name for plan in plans]
        append(self.project, Kind.PUBLISH, {"release": self.release, "audiences": audiences})
        return self

    def _write(self, writer: ReleaseWriter, plan: AudiencePlan) -> records.Manifest:
        places.make_folder(self.project, plan)
        runner_log.prepare(self.project, plan.name, plan.gid if plan.group else None)
        places.sweep(plan.folder, places.current_release(plan.folder))
        path = places.temporary(plan, self.release)
        under = [own for own in self.agreements if own.recipient_id in plan.recipients]
        valid_until = self._valid_until(under)
        facts = Facts(self.build.as_of_date, valid_until, self.contact)
        members = records.folder(self.project, self.release) / f"{plan.name}.parquet"
        written = writer.write(plan, facts, path, members)
        manifest = self._manifest(plan, written, path, valid_until, under)
        places.give_away(path, plan)
        records.save(self.project, manifest)
        return manifest

    def _move(self, plan: AudiencePlan, manifest: records.Manifest) -> None:
        before = places.current_release(plan.folder)
        places.flip(plan, self.release)
        manifest.state = "published"
        records.save(self.project, manifest)
        if before:
            reason = f"replaced by {self.release}"
            records.end(self.project, before, plan.name, "superseded", datetime.now(UTC), reason)
        # Whoever is reading the old file keeps it; a refusal must not live on where it can be opened anew.
        places.sweep(plan.folder, self.release)
        rows = sum(int(relation["rows"]) for relation in manifest.relations)
        self.done.append(
            PublishedFile(
                plan.name,
                plan.folder / places.POINTER,
                len(plan.relations),
                rows,
                datetime.fromisoformat(manifest.valid_until),
                plan.group is None,
            )
        )

    def _valid_until(self, under: list[Agreement]) -> datetime:
        limit = self.now + timedelta(hours=int(self.project.variables.get("max_publish_age", 168)))
        return min([limit, *(end_of(own.valid_to) for own in under if own.valid_to)])

    def _manifest(
        self,
        plan: AudiencePlan,
        written: list[WrittenRelation],
        path: Path,
        valid_until: datetime,
        under: list[Agreement],
    ) -> records.Manifest:
        newest = self.removals.newest_choice_loaded_at
        return records.Manifest(
            release=self.release,
            audience=plan.name,
            state="prepared",
            file=self.project.relative(places.final(plan, self.release)),
            sha256=records.digest(path),
            bytes=path.stat().st_size,
            relations=[_relation_record(own) for own in written],
            invocation_id=self.build.invocation_id,
            git_commit=self.build.git_commit,
            as_of_date=self.build.as_of_date.isoformat(),
            built_at=self.build.started_at.isoformat(),
            published_at=self.now.isoformat(),
            valid_until=valid_until.isoformat(),
            choices_read_at=self.removals.read_at.isoformat(),
            newest_choice_loaded_at=newest.isoformat() if newest else None,
            removed={"purposes": self.removals.purposes, "recipients": self.removals.recipients},
            agreements=[own.record for own in under],
            group=plan.gid,
        )


def _release_facts(release: str, manifests: list[records.Manifest]) -> dict[str, object]:
    """Return what the privacy log keeps of a release: which file, under which agreements, how many rows."""
    return {
        "release": release,
        "invocation_id": manifests[0].invocation_id if manifests else "",
        "files": [
            {
                "audience": own.audience,
                "sha256": own.sha256,
                "valid_until": own.valid_until,
                "rows": sum(int(relation["rows"]) for relation in own.relations),
                "agreements": [str(agreement["agreement_id"]) for agreement in own.agreements],
            }
            for own in manifests
        ],
    }


def _relation_record(written: WrittenRelation) -> dict[str, object]:
    relation = written.planned.relation
    return {
        "relation": written.planned.label,
        "columns": [{"name": column.name, "data_type": column.data_type} for column in relation.columns],
        "rows": written.rows,
        "people": written.people,
        "people_suppressed": written.suppressed,
    }


def _release_id(project: Project, build: Build, now: datetime) -> str:
    """Return an id that sorts by time and names the build; a second one in a minute gets a number."""
    wanted = f"{now:%Y%m%dT%H%MZ}-{build.invocation_id[:8]}"
    taken = set(records.all_releases(project))
    return next(name for name in _numbered(wanted) if name not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _remove_temporary(plan: AudiencePlan, release: str) -> None:
    for ending in ("", ".wal"):
        path = places.temporary(plan, release)
        path.with_name(path.name + ending).unlink(missing_ok=True)

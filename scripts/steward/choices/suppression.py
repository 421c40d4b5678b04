"""Who may no longer be written to since a release: the delta per channel for the systems that send."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from steward.choices import custody, releases
from steward.choices.decisions import Decisions, open_decisions
from steward.project import Project
from steward.publish.manifest import Manifest

PURPOSE = "direct_marketing"
# A former joint holder may still be of another person's account: only her own row says that she was in it.
RELATION = "opt_out_direct_marketing.customer"
FILE = "refusals.csv"
HEADER = ("customer_id", "channel")


@dataclass(frozen=True)
class Suppression:
    """The delta since a release, read at a moment: (customer id, channel), each once, in order."""

    release: str
    since: datetime
    read_at: datetime
    rows: list[tuple[str, str]]

    @property
    def channels(self) -> dict[str, int]:
        """How many customers each channel loses."""
        counts: dict[str, int] = {}
        for _, channel in self.rows:
            counts[channel] = counts.get(channel, 0) + 1
        return dict(sorted(counts.items()))


def refusals_since(project: Project, release: str) -> Suppression:
    """Return whom each channel must leave out since a release, under every customer id that the person has.

    A channel counts that was allowed from the choices loaded by the release and is not now; of a person whose
    rows the release held and who may not be used at all now, every channel.
    Raises StewardError if no such release is on record.
    """
    manifests = releases.of_release(project, release)
    since = min(datetime.fromisoformat(own.choices_read_at) for own in manifests)
    loaded = [own.newest_choice_loaded_at for own in manifests if own.newest_choice_loaded_at]
    # Without a choice on record none had been loaded, so what is there now came later.
    loaded_by = datetime.fromisoformat(min(loaded)) if loaded else datetime.min.replace(year=1970, tzinfo=UTC)
    now = datetime.now(UTC)
    with open_decisions(project, edited_demo=False) as decisions:
        tables = [decisions.staged_events("loaded_events")]
        if decisions.read_edited_demo(project):
            # Loaded or edited: as in publish, whoever refuses in either is out.
            tables.append(decisions.staged_events("edited_events"))
        decisions.read_events(tables[0], loaded_by)
        then = _channels(decisions, "then", since)
        looks: list[str] = []
        for table in tables:
            decisions.read_events(table)
            looks.append(_channels(decisions, f"now_{len(looks)}", now))
        held = decisions.keep("held", _held(project, manifests))
        rows = _delta(decisions, then, _strictest(decisions, looks), held)
    return Suppression(release, since, now, rows)


def write(project: Project, found: Suppression, out: Path | None) -> Path:
    """Write the delta as a private CSV file, note it in custody's log, and return the file.

    Raises StewardError if the file cannot be written.
    """
    folder = custody.private_output(out or project.home / "refusals")
    path = folder / (FILE if out else f"{found.release}-{found.read_at:%Y%m%dT%H%M%SZ}.csv")
    custody.write_private(path, HEADER, found.rows)
    custody.log(
        project,
        "refusals",
        release=found.release,
        read_at=found.read_at.isoformat(),
        channels=found.channels,
        file=project.relative(path),
    )
    return path


def _channels(decisions: Decisions, name: str, moment: datetime) -> str:
    """Keep (customer_id, channel, allowed) of everybody at a moment."""
    decisions.set_moments(moment, moment)
    return decisions.keep(
        f"channels_{name}",
        "select customer_id, scope as channel, allowed from "
        f"{decisions.compiled.matrix} as matrix where purpose = '{PURPOSE}' and part = 'channel'",
    )


def _strictest(decisions: Decisions, looks: list[str]) -> str:
    union = " union all ".join(f"select * from {look}" for look in looks)
    return decisions.keep(
        "channels_now",
        f"select customer_id, channel, bool_and(allowed) as allowed from ({union}) group by all",
    )


def _held(project: Project, manifests: list[Manifest]) -> str:
    """Return a query of whoever was in the customers of the release that serve direct marketing."""
    queries = [releases.members_query(project, own) for own in manifests]
    union = " union all ".join(query for query in queries if query)
    nobody = "select '' as relation, '' as customer_id limit 0"
    return f"select distinct customer_id from ({union or nobody}) where relation = '{RELATION}'"


def _delta(decisions: Decisions, then: str, now: str, held: str) -> list[tuple[str, str]]:
    identity = decisions.name("vault", "vlt_customer_identity")
    persons = (
        f"select distinct person_id from {identity} where customer_id in (select customer_id from {held})"
    )
    gone = f"select customer_id from {now} group by customer_id having not bool_or(allowed)"
    return [
        (row[0], row[1])
        for row in decisions.connection.execute(
            f"select distinct identity.customer_id, live.channel from {now} as live "
            f"inner join {identity} as identity on live.customer_id = identity.person_id "
            f"left join {then} as old on live.customer_id = old.customer_id and live.channel = old.channel "
            "where not coalesce(live.allowed, false) and (coalesce(old.allowed, false) "
            f"or (live.customer_id in ({persons}) and live.customer_id in ({gone}))) order by all"
        ).fetchall()
    ]

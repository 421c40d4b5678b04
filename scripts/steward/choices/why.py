"""In or out: whether a relation held a person at a moment, and which event, article and release decided."""

from dataclasses import dataclass
from datetime import UTC, datetime

from steward.choices.decisions import Answer, Event, Person, open_decisions
from steward.choices.moments import shown
from steward.choices.relation import Asked, asked
from steward.choices.releases import current_at, holds
from steward.choices.words import Law, Text, reason
from steward.policy import load_policy
from steward.project import Project
from steward.publish.manifest import Manifest


@dataclass(frozen=True)
class Decided:
    """The answer of the decision, with its event."""

    answer: Answer
    event: Event | None


@dataclass(frozen=True)
class InRelease:
    """A release that was current, whether the person's rows were in it, and what it knew of her choice."""

    manifest: Manifest
    is_in: bool
    decided: Decided | None


@dataclass(frozen=True)
class Why:
    """All that is known of a person and a relation at a moment."""

    person: Person
    asked: Asked
    at: datetime
    decided: Decided | None
    releases: list[InRelease]

    @property
    def is_in(self) -> bool:
        """Whether a release that was current held a row of the person."""
        return any(own.is_in for own in self.releases)


def why(project: Project, customer_id: str, relation: str, at: datetime) -> Why:
    """Return whether a relation held a person, and why.

    Raises StewardError if no record has the id, no audience reads the relation, or there is no build.
    """
    about = asked(project, load_policy(project), relation)
    manifests = [] if about.names_nobody else current_at(project, about.label, at)
    with open_decisions(project) as decisions:
        person = decisions.person(customer_id)
        decisions.narrow_to(person)

        def decided(moment: datetime, known_at: datetime) -> Decided | None:
            answers = decisions.matrix(person, moment, known_at)
            own = next((answer for answer in answers if _is_about(answer, about)), None)
            return None if own is None else Decided(own, decisions.events([own]).get(own.event))

        found = [
            InRelease(own, holds(project, own, about.label, person.members), decided(*_read_at(own)))
            for own in manifests
        ]
        return Why(person, about, at, decided(at, datetime.now(UTC)), found)


def _read_at(manifest: Manifest) -> tuple[datetime, datetime]:
    moment = datetime.fromisoformat(manifest.choices_read_at)
    return moment, moment


def _is_about(answer: Answer, about: Asked) -> bool:
    part = "recipient" if about.recipient else "purpose"
    return bool(about.purpose) and (answer.purpose, answer.part, answer.scope) == (
        about.purpose,
        part,
        about.recipient,
    )


def sentences(project: Project, found: Why) -> list[Text]:
    """Return the answer in both languages, the verdict first."""
    law = Law(project)
    if found.asked.names_nobody:
        return [
            Text(
                "No row of this relation carries a key, so nobody can be told to be in it or out of it.",
                "该关系的行不含任何键，无法判断某人是否在其中。",
            )
        ]
    verdict = Text("IN", "在内") if found.is_in else Text("OUT", "不在内")
    moment = shown(found.at)
    texts = [
        Text(
            f"{verdict.en}: {found.asked.label} at {moment}",
            f"{verdict.zh}：{found.asked.label}，时点 {moment}",
        ),
        _choice_text(project, found, law),
    ]
    if not found.releases:
        texts.append(Text("No release of this relation was current then.", "当时没有该关系的有效发布。"))
    texts += [_release_text(own, law) for own in found.releases]
    gap = _gap(found)
    return [*texts, gap] if gap else texts


def _choice_text(project: Project, found: Why, law: Law) -> Text:
    if found.decided is None:
        basis = load_policy(project).purposes.get(found.asked.basis)
        article = law.article(basis.legal_basis_provision if basis else "")
        return Text(
            f"No choice decides here; nobody can leave this relation's purpose: {article.en}",
            f"此处不由选择决定，该目的不可选退：{article.zh}",
        )
    why_text = reason(found.decided.answer, found.decided.event, law)
    verb = Text("allowed", "允许") if found.decided.answer.allowed else Text("not allowed", "不允许")
    return Text(f"Then {verb.en}: {why_text.en}", f"当时{verb.zh}：{why_text.zh}")


def _release_text(own: InRelease, law: Law) -> Text:
    manifest = own.manifest
    held = Text("holds", "包含") if own.is_in else Text("does not hold", "不包含")
    read = shown(datetime.fromisoformat(manifest.choices_read_at))
    name, audience = manifest.release, manifest.audience
    text = Text(
        f"Release {name} for {audience} {held.en} the person; it read the choices at {read}",
        f"发布 {name}（{audience}）{held.zh}此人，读取选择的时间为 {read}",
    )
    if own.decided is None:
        return text
    known = reason(own.decided.answer, own.decided.event, law)
    return Text(f"{text.en}: {known.en}", f"{text.zh}：{known.zh}")


def _gap(found: Why) -> Text | None:
    """Say why a release differs from the decision, where it does."""
    if found.decided is None or not found.releases:
        return None
    holding = [own.decided for own in found.releases if own.is_in and own.decided]
    if holding and not any(own.answer.allowed for own in holding):
        return Text(
            "Rows of another person's account are there; she was a holder only outside the dates that count.",
            "其中有他人账户的行，此人仅在有效期之外曾为其持有人。",
        )
    if found.is_in and not found.decided.answer.allowed:
        return Text(
            "The refusal is newer than the release; the next publish leaves the person out.",
            "拒绝晚于该发布；下一次发布将不再包含此人。",
        )
    if not found.is_in and found.decided.answer.allowed:
        return Text(
            "Allowed and yet absent: allowed only after the build, no row of hers there, or another person "
            "that her rows belong to refused.",
            "虽允许但不在内：允许晚于构建、没有此人的行，或其行所属的其他人已拒绝。",
        )
    return None

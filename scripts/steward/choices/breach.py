"""Who was in a release or a disclosure, and what of them: the list behind a breach notice (PIPL 57)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from steward.choices import custody, releases
from steward.choices.words import Text
from steward.classification import Column, Entity, load_entities
from steward.disclosure import record
from steward.policy import Attribute, Policy, load_policy
from steward.project import Project
from steward.publish.plan import BETWEEN
from steward.strict_yaml import entries_at, mapping_at, read_strict_yaml
from steward.vocabulary import READABLE_ZONES, family_of

HEADER = ("customer_id", "audience", "relation", "classes", "attributes_en", "attributes_zh")
CLASSES = {
    "identity": Text("identity", "显示身份"),
    "personal": Text("personal", "个人信息"),
    "sensitive": Text("sensitive", "敏感个人信息"),
}
KEYS = {"customer_key": "pseudonym", "account_key": "pseudonym"}
OPERATIONAL, UNKNOWN = "operational", "unknown"


@dataclass(frozen=True)
class Held:
    """A relation of a release: the attributes about people in it, and whose rows it holds."""

    audience: str
    relation: str
    attributes: tuple[Attribute, ...]
    unknown: tuple[str, ...]
    persons: tuple[str, ...]
    names_nobody: bool

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of its attributes but the operational; `unknown` for a column without one."""
        found = {attribute.privacy_class for attribute in self.attributes}
        return (*(name for name in CLASSES if name in found), *((UNKNOWN,) if self.unknown else ()))

    def names(self, language: str) -> str:
        """Return the names of its attributes in a language, joined by `|`."""
        known = (own.name_en if language == "en" else own.name_zh for own in self.attributes)
        return "|".join((*known, *self.unknown))


def who_was_in(project: Project, release: str, audience: str = "") -> list[Held]:
    """Return the relations of a release with persons and attributes, for one audience or all.

    Raises StewardError if no such release is on record.
    """
    policy = load_policy(project)
    entities = {**_other_models(project, policy), **load_entities(project, policy)}
    found = [
        held
        for manifest in releases.of_release(project, release)
        if audience in ("", manifest.audience)
        for held in _held(
            policy,
            entities,
            manifest.audience,
            releases.labels(manifest),
            releases.persons(project, manifest),
        )
    ]
    custody.log(project, "who-was-in", release=release, audience=audience, persons=len(people(found)))
    return found


def who_was_in_disclosure(project: Project, disclosure: str) -> list[Held]:
    """Return the relations of a disclosure with persons and attributes, for its recipient.

    Raises StewardError if no such disclosure is on record.
    """
    policy = load_policy(project)
    entities = load_entities(project, policy)
    own = record.load(project, disclosure)
    labels = {str(file["relation"]): file for file in own.files}
    found = list(_held(policy, entities, own.recipient, labels, record.members(project, own)))
    custody.log(project, "who-was-in", disclosure=own.disclosure, persons=len(people(found)))
    return found


def people(found: Iterable[Held]) -> dict[str, list[Held]]:
    """Return the relations that held each person, by customer id in order."""
    by_person: dict[str, list[Held]] = defaultdict(list)
    for held in found:
        for person in held.persons:
            by_person[person].append(held)
    return dict(sorted(by_person.items()))


def write_list(found: list[Held], folder: Path) -> Path:
    """Write one line per person and relation, 0600, and return the file."""
    path = custody.private_output(folder) / "who_was_in.csv"
    rows = (
        (person, own.audience, own.relation, "|".join(own.classes), own.names("en"), own.names("zh"))
        for person, helds in people(found).items()
        for own in helds
    )
    custody.write_private(path, HEADER, rows)
    return path


def summary(found: list[Held]) -> list[str]:
    """Return one line per relation: how many persons, which classes and attributes, in both languages."""
    lines = [f"persons / 涉及人数: {len(people(found))}"]
    for own in found:
        classes = ", ".join(str(CLASSES.get(name, Text(name, "未分类"))) for name in own.classes) or "-"
        count = "no row names a person / 无可识别个人的行" if own.names_nobody else f"{len(own.persons)}"
        lines += [
            f"{own.audience} {own.relation}: {count}; {classes}",
            f"    {own.names('en').replace('|', ', ') or '-'}",
            f"    {own.names('zh').replace('|', '、') or '-'}",
        ]
    return lines


def _held(
    policy: Policy,
    entities: dict[str, Entity],
    audience: str,
    labels: Mapping[str, dict[str, object]],
    persons: Iterable[tuple[str, str]],
) -> Iterable[Held]:
    by_relation: dict[str, list[str]] = defaultdict(list)
    for relation, person in persons:
        by_relation[relation].append(person)
    for label, held in labels.items():
        columns = [str(column["name"]) for column in _columns(held)]
        known, unknown = _attributes(policy, entities, label, columns)
        nobody = family_of(label.partition(".")[0]) == "anonymised"
        yield Held(audience, label, known, unknown, tuple(by_relation[label]), nobody)


def _other_models(project: Project, policy: Policy) -> dict[str, Entity]:
    """Return what the YAML of the readers' zones says of their columns, by model."""
    found = {}
    for zone in READABLE_ZONES:
        for path in sorted(project.path("models", zone).rglob("*.yml")):
            where = project.relative(path)
            for model in entries_at(read_strict_yaml(path, where), "models", where):
                name = str(model.get("name"))
                columns = tuple(
                    Column(str(own["name"]), "", "", policy.attribute(attribute))
                    for own in model.get("columns") or []
                    if (attribute := mapping_at(own, "config", "meta", "privacy").get("attribute"))
                )
                found[name] = Entity(name, name, False, "", path, columns)
    return found


def _columns(relation: dict[str, object]) -> list[dict[str, object]]:
    columns = relation.get("columns")
    return columns if isinstance(columns, list) else []


def _attributes(
    policy: Policy, entities: dict[str, Entity], label: str, columns: list[str]
) -> tuple[tuple[Attribute, ...], tuple[str, ...]]:
    """Return the attributes about people in a relation, and its columns that no file classifies.

    A column that the family suppresses is there without a value, and nothing of it can have been seen.
    """
    schema, _, name = label.partition(".")
    entity = entities.get(name.split(BETWEEN)[0])
    known: dict[str, Attribute] = {}
    unknown = []
    for column in columns:
        own = entity.column(column) if entity else None
        attribute = policy.attributes.get(KEYS[column]) if column in KEYS else own and own.attribute
        if not attribute:
            unknown.append(column)
        elif attribute.privacy_class != OPERATIONAL and not _is_empty(policy, schema, attribute):
            known[attribute.name] = attribute
    return tuple(known.values()), tuple(unknown)


def _is_empty(policy: Policy, schema: str, attribute: Attribute) -> bool:
    return (
        schema == "standard"
        and attribute.name != "pseudonym"
        and (policy.technique("standard", attribute) == "suppress")
    )

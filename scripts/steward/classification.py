"""The classification: which attribute each column of the logical model holds, from the YAML beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from steward.errors import StewardError
from steward.findings import Finding
from steward.policy import Attribute, Policy
from steward.privacy_block import attribute_name
from steward.project import Project
from steward.strict_yaml import entries_at, mapping_at, read_strict_yaml
from steward.vocabulary import DATA_TYPES, did_you_mean

LOGICAL_FOLDER = ("models", "logical")
MODEL_PREFIX = "ldm_"
KEY_COLUMN = "customer_id"
GRAIN = "One row per "
TWO_LANGUAGES = " / "
MODEL_KEYS = ("name", "description", "config", "columns", "constraints", "data_tests", "docs")
META_KEYS = ("entity", "main", "anonymise")


@dataclass(frozen=True)
class Column:
    """A column of the logical model with the one attribute that it holds."""

    name: str
    data_type: str
    description: str
    attribute: Attribute


@dataclass(frozen=True)
class Entity:
    """A model of the logical layer; `name` is the entity's, `model` the dbt model's, `path` its YAML.

    A helper relation has no name and gets no views. `described` names every column of the YAML, also one that
    is not classified yet. `anonymise` is the block of that name as it stands in the YAML.
    """

    name: str
    model: str
    main: bool
    description: str
    path: Path
    columns: tuple[Column, ...]
    described: tuple[str, ...] = ()
    anonymise: Mapping[str, Any] | None = None

    def column(self, name: str) -> Column | None:
        """Return the column of that name, None where there is none."""
        return next((column for column in self.columns if column.name == name), None)

    def columns_holding(self, attribute: str) -> tuple[Column, ...]:
        """Return the columns that hold an attribute."""
        return tuple(column for column in self.columns if column.attribute.name == attribute)


@dataclass(frozen=True)
class Logical:
    """All logical models: the entities by name, the helper relations by model name, and what is wrong."""

    entities: dict[str, Entity]
    helpers: dict[str, Entity]
    findings: tuple[Finding, ...]

    @property
    def models(self) -> list[Entity]:
        """Every logical model, helper relations too."""
        return [*self.entities.values(), *self.helpers.values()]


def load_entities(project: Project, policy: Policy) -> dict[str, Entity]:
    """Return the entities of the logical model by name, in the order of their names.

    Raises StewardError with the first column that is not classified; `steward check` lists them all.
    """
    return load_logical(project, policy).entities


def load_logical(project: Project, policy: Policy) -> Logical:
    """Return the logical models, helper relations too.

    Raises StewardError with the first column that is not classified; `steward check` lists them all.
    """
    logical = read_logical(project, policy)
    if logical.findings:
        first, others = logical.findings[0], len(logical.findings) - 1
        more = f" ({others} more: run `steward check`)" if others else ""
        raise StewardError(first.where, first.what, first.do + more)
    return logical


def read_logical(project: Project, policy: Policy) -> Logical:
    """Return the logical models, each with the columns that are classified, and a finding for every other."""
    findings: list[Finding] = []
    entities: dict[str, Entity] = {}
    helpers: dict[str, Entity] = {}
    for path, where, model in _logical_models(project, findings):
        entity = _read_entity(path, where, model, policy, findings)
        if not entity.name:
            helpers[entity.model] = entity
        elif entity.name in entities:
            what = f"entity `{entity.name}` is also that of {entities[entity.name].model}"
            findings.append(Finding(f"{where}, model {entity.model}", what, "keep one of them"))
        else:
            entities[entity.name] = entity
    return Logical(dict(sorted(entities.items())), helpers, tuple(findings))


def _logical_models(project: Project, findings: list[Finding]) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for path in sorted(project.path(*LOGICAL_FOLDER).rglob("*.yml")):
        where = project.relative(path)
        try:
            models = entries_at(read_strict_yaml(path, where), "models", where)
        except StewardError as error:
            findings.append(Finding(error.where, error.what, error.do))
            continue
        for model in models:
            yield path, where, model
    documented = {path.stem for path in project.path(*LOGICAL_FOLDER).rglob("*.yml")}
    for path in sorted(project.path(*LOGICAL_FOLDER).rglob("*.sql")):
        if path.stem not in documented:
            what = f"no {path.stem}.yml beside the model"
            findings.append(Finding(project.relative(path), what, "write it, with a class for every column"))


def _read_entity(
    path: Path, where: str, model: dict[str, Any], policy: Policy, findings: list[Finding]
) -> Entity:
    name, description = str(model.get("name", "")), str(model.get("description") or "").strip()
    here = f"{where}, model {name}"
    meta = mapping_at(model, "config", "meta")
    entity, main = str(meta.get("entity") or ""), meta.get("main", False)
    findings.extend(_key_findings(here, model))
    columns = _read_columns(here, model, policy, findings)
    findings.extend(_shape_findings(here, path, name, meta, description))
    described = tuple(str(column.get("name")) for column in _mappings(model.get("columns")))
    if main is True and KEY_COLUMN not in described:
        what = f"a main entity without the column `{KEY_COLUMN}`"
        findings.append(Finding(here, what, "add it: rows are withheld by customer"))
    block = mapping_at(meta, "anonymise") if "anonymise" in meta else None
    return Entity(entity, name, main is True, description, path, columns, described, block)


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _key_findings(here: str, model: dict[str, Any]) -> Iterator[Finding]:
    for key in model:
        if key == "meta":
            yield Finding(here, "`meta` stands outside `config`", "move it: `config: {meta: {entity: ...}}`")
        elif key not in MODEL_KEYS:
            yield Finding(here, f"unknown key `{key}`", did_you_mean(str(key), MODEL_KEYS))
    for key in mapping_at(model, "config"):
        if key != "meta" and get_close_matches(str(key), ("meta",), cutoff=0.7):
            yield Finding(here, f"unknown key `{key}` under `config`", "did you mean `meta`?")
    for key in mapping_at(model, "config", "meta"):
        if key not in META_KEYS:
            what = f"unknown key `{key}` under `config.meta`"
            yield Finding(here, what, did_you_mean(str(key), META_KEYS))


def _shape_findings(
    here: str, path: Path, name: str, meta: dict[str, Any], description: str
) -> Iterator[Finding]:
    entity = meta.get("entity")
    if not isinstance(meta.get("main", False), bool):
        yield Finding(here, "`main` is neither true nor false", "write `main: true`, or leave it out")
    if meta.get("main") and not entity:
        yield Finding(here, "`main` without `entity`", f"write `entity: {name.removeprefix(MODEL_PREFIX)}`")
    if entity and name != f"{MODEL_PREFIX}{entity}":
        what = f"entity `{entity}` in a model of another name"
        yield Finding(here, what, f"call the model {MODEL_PREFIX}{entity}, or the entity as the model")
    if path.stem != name:
        yield Finding(here, "the model is described in another model's file", f"move it to {name}.yml")
    if not description.startswith(GRAIN):
        yield Finding(here, "the description does not open with the grain", f"begin it with `{GRAIN}...`")


def _read_columns(
    here: str, model: dict[str, Any], policy: Policy, findings: list[Finding]
) -> tuple[Column, ...]:
    read: dict[str, Column] = {}
    names: set[str] = set()
    try:
        columns = entries_at(model, "columns", here)
    except StewardError as error:
        findings.append(Finding(error.where, error.what, error.do))
        return ()
    if not columns:
        findings.append(Finding(here, "no column is described", "list every column with its attribute"))
    for column in columns:
        name = str(column.get("name", ""))
        where = f"{here}, column {name}"
        if name in names:
            findings.append(Finding(where, "the column is there twice", "keep one of them"))
            continue
        names.add(name)
        findings.extend(_column_findings(where, column))
        attribute, problems = attribute_name(where, column, policy)
        findings.extend(problems)
        if attribute:
            findings.extend(_misnamed(where, name, policy.attribute(attribute), policy))
            data_type = str(column.get("data_type") or "")
            description = str(column.get("description") or "").strip()
            read[name] = Column(name, data_type, description, policy.attribute(attribute))
    return tuple(read.values())


def _misnamed(where: str, name: str, attribute: Attribute, policy: Policy) -> Iterator[Finding]:
    """Yield a finding where a column bears the name of a person's attribute and is said to be none."""
    namesake = policy.attributes.get(name)
    if namesake and namesake.privacy_class != "operational" and attribute.privacy_class == "operational":
        what = f"classified `{attribute.name}`, which is not about a person, though `{name}` is an attribute"
        yield Finding(where, what, f"write `attribute: {name}`, or rename the column")


def _column_findings(where: str, column: dict[str, Any]) -> Iterator[Finding]:
    data_type, description = column.get("data_type"), str(column.get("description") or "")
    if not data_type:
        yield Finding(where, "no data_type", f"add one of {' | '.join(DATA_TYPES)}")
    elif data_type not in DATA_TYPES:
        what = f"unknown data_type `{data_type}`"
        yield Finding(where, what, did_you_mean(str(data_type), DATA_TYPES))
    if TWO_LANGUAGES not in description:
        what = "no description in both languages"
        yield Finding(where, what, f"write `English.{TWO_LANGUAGES}中文。`")

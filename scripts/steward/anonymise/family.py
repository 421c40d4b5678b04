"""The anonymise block of a logical model: what `anonymised.<entity>` publishes, column by column, and how coarse."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from steward.anonymise.hierarchies import Hierarchy, IntervalHierarchy, read_interval_seed, read_leaf_seed
from steward.anonymise.policy import AnonymisePolicy, QuasiIdentifier, Sensitive
from steward.classification import Column, Entity
from steward.errors import StewardError
from steward.project import Project

LEAVES = Path("seeds", "reference", "leaf_hierarchies.csv")
INTERVALS = Path("seeds", "reference", "interval_hierarchies.csv")
DATES = ("date", "timestamptz")
NUMBERS = ("decimal(18,2)", "decimal(18,8)", "bigint", "integer")
LOCAL = ("cascade", "top_down")
EXACT = "character"
Level = Annotated[int, Field(ge=0)]


class FamilyRule(QuasiIdentifier):
    """How a published column is generalised: its rule, the model it comes from, and its finest and coarsest level.

    `of`: a model with one row per person, `ldm_customer` or a helper; without it the entity itself. `top_code`:
    values above the one that k persons reach share one label.
    """

    of: str | None = None
    lowest: Level = 0
    highest: Level | None = None
    top_code: bool = False


class FamilySensitive(FamilyRule, Sensitive):
    """A sensitive column that is published too: what must hold of it, and how it is generalised."""


class FamilyPolicy(AnonymisePolicy):
    """The block under `config.meta.anonymise` of a logical model; `record` is the column that names a row.

    `summary`: two published columns by which `anonymised.<entity>_summary` counts, the second within the first.
    """

    record: str
    summary: tuple[str, str] | None = None
    entity: str | None = "customer_id"
    quasi_identifiers: dict[str, FamilyRule] = Field(alias="qi", min_length=1)  # type: ignore[assignment]
    sensitive: dict[str, FamilySensitive] = Field(default_factory=dict)  # type: ignore[assignment]

    @property
    def person(self) -> str:
        """The column of the entity that names the person."""
        return self.entity or "customer_id"

    @property
    def engine_name(self) -> str:
        """The engine in use: `auto` is the one whose labels never overlap."""
        return "global" if self.engine == "auto" else self.engine

    @property
    def is_local(self) -> bool:
        """Whether labels of one column may overlap, so that level and bounds stand beside it."""
        return self.engine_name in LOCAL

    @property
    def k_sql(self) -> str:
        """The least number of persons, as it stands in a macro's arguments."""
        return str(self.k) if "k" in self.model_fields_set else "var('k_anonymity')"

    @property
    def l_sql(self) -> str:
        """The least number of sensitive values, as it stands in a macro's arguments."""
        return str(ceil(self.l)) if self.l is not None else "var('l_diversity')"

    @property
    def l_of(self) -> dict[str, int]:
        """The least number of values of the sensitive columns that have their own."""
        return {name: ceil(rule.l) for name, rule in self.sensitive.items() if rule.l is not None}

    @property
    def max_suppression_sql(self) -> str:
        """The share of records that may wait, as it stands in a macro's arguments."""
        return (
            str(self.max_suppression)
            if "max_suppression" in self.model_fields_set
            else "var('max_suppression')"
        )


@dataclass(frozen=True)
class Published:
    """A published column: where its values come from, its hierarchy, its levels in use."""

    name: str
    column: Column
    source: str
    rule: FamilyRule
    hierarchy: Hierarchy | None
    is_sensitive: bool

    @property
    def lowest(self) -> int:
        """The finest level in use."""
        return self.rule.lowest

    @property
    def highest(self) -> int:
        """The coarsest level in use."""
        return self.height if self.rule.highest is None else self.rule.highest

    @property
    def height(self) -> int:
        """The level of `*`."""
        if self.hierarchy is None:
            return 1
        if isinstance(self.hierarchy, IntervalHierarchy):
            return len(self.hierarchy.widths) + 1
        return self.hierarchy.height

    def path(self, place: int, leaves: str) -> str:
        """Return the macro call that gives the labels of the column's values."""
        levels = f"{self.lowest}, {self.highest}"
        if self.hierarchy is None:
            return f"interval_path({leaves}, {place}, '{self.name}', '{EXACT}', [], {levels})"
        if not isinstance(self.hierarchy, IntervalHierarchy):
            return f"leaf_path({leaves}, {place}, '{self.name}', '{self.hierarchy.name}', {levels})"
        years = self.hierarchy.unit == "year"
        widths = [int(float(width)) * (12 if years else 1) for width in self.hierarchy.widths]
        unit = "month" if years else self.hierarchy.unit
        return f"interval_path({leaves}, {place}, '{self.name}', '{unit}', {widths}, {levels})"


@dataclass(frozen=True)
class Hierarchies:
    """The hierarchies of the project's seeds."""

    project: Project

    @cached_property
    def by_name(self) -> Mapping[str, Hierarchy]:
        """Every hierarchy by its word; one of intervals comes before one of values."""
        leaves = read_leaf_seed(self.project.path(LEAVES.as_posix()))
        return {**leaves, **read_interval_seed(self.project.path(INTERVALS.as_posix()))}


def family_policy(project: Project, entity: Entity) -> FamilyPolicy | None:
    """Return the policy of an entity, None where its model has no block. Raises StewardError on a wrong one."""
    if entity.anonymise is None:
        return None
    where = f"{project.relative(entity.path)}, model {entity.model}, anonymise"
    try:
        policy = FamilyPolicy.model_validate(dict(entity.anonymise))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "policy"
        raise StewardError(f"{where}.{place}", first["msg"].lower(), "mend the block") from None
    for word, asked in _not_here(policy):
        if asked:
            what = f"`{word}` is for files (`steward anonymise`), the views do not hold it"
            do = "name engine: cascade or top_down" if word == "local_recoding" else "leave it out"
            raise StewardError(where, what, do)
    return policy


def _not_here(policy: FamilyPolicy) -> Iterator[tuple[str, bool]]:
    """Yield each word that the engines in SQL would not enforce, and whether the block uses it."""
    yield "t", policy.t is not None or any(rule.t is not None for rule in policy.sensitive.values())
    yield "l_kind: entropy", policy.l_kind == "entropy"
    yield "labels: set", policy.labels == "set"
    yield "local_recoding", policy.local_recoding
    yield "keep", bool(policy.keep)


def published_columns(
    entities: Iterable[Entity], entity: Entity, policy: FamilyPolicy, hierarchies: Hierarchies
) -> list[Published]:
    """Return the published columns in the order of the policy, sensitive ones last.

    Raises StewardError where a column, model, hierarchy or level is not there.
    """
    models = {own.model: own for own in entities}
    rules: list[tuple[str, FamilyRule, bool]] = [
        *((name, rule, False) for name, rule in policy.quasi_identifiers.items()),
        *((name, rule, True) for name, rule in policy.sensitive.items()),
    ]
    return [_published(models, entity, name, rule, sensitive, hierarchies) for name, rule, sensitive in rules]


def _published(
    models: Mapping[str, Entity],
    entity: Entity,
    name: str,
    rule: FamilyRule,
    sensitive: bool,
    hierarchies: Hierarchies,
) -> Published:
    where = f"model {entity.model}, anonymise, column {name}"
    source = models.get(rule.of or entity.model)
    if source is None:
        raise StewardError(where, f"there is no model `{rule.of}`", "name a model of models/logical")
    column = source.column(name)
    if column is None:
        raise StewardError(where, f"{source.model} has no such column", "mend the name, or `of`")
    hierarchy = _hierarchy(where, name, rule, hierarchies)
    own = Published(name, column, rule.of or "own", rule, hierarchy, sensitive)
    for problem in _problems(own):
        raise StewardError(where, problem, "mend the rule")
    return own


def _hierarchy(where: str, name: str, rule: FamilyRule, hierarchies: Hierarchies) -> Hierarchy | None:
    if rule.intervals:
        return IntervalHierarchy(name, tuple(f"{width:g}" for width in rule.intervals), rule.unit)
    if not rule.hierarchy:
        return None
    found = hierarchies.by_name.get(rule.hierarchy)
    if found is None:
        what = f"unknown hierarchy `{rule.hierarchy}`"
        raise StewardError(where, what, f"add it to {LEAVES} or {INTERVALS.name}, or use one that is there")
    return found


def _problems(own: Published) -> Iterator[str]:
    kind = own.column.data_type
    unit = own.hierarchy.unit if isinstance(own.hierarchy, IntervalHierarchy) else ""
    if unit == "number" and kind not in NUMBERS:
        yield f"intervals of numbers for a column of type {kind}"
    if unit in ("day", "month", "year") and kind not in DATES:
        yield f"intervals of {unit}s for a column of type {kind}"
    if own.rule.top_code and unit != "number":
        yield "top_code needs intervals of numbers"
    if not own.lowest <= own.highest <= own.height:
        yield f"levels {own.lowest} to {own.highest}, but the hierarchy has 0 to {own.height}"

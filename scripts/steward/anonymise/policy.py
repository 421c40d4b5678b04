"""The policy of one anonymised relation: the same words in `config.meta.anonymise` and in a file of its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from steward.errors import StewardError

Engine = Literal["global", "cascade", "top_down", "auto"]
Labels = Literal["hierarchy", "set"]
Unit = Literal["number", "day", "month", "year", "character"]
BLOCK = "anonymise"


class _Strict(BaseModel):
    """A block of the policy: a word that it does not know is an error, not a silent default."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class QuasiIdentifier(_Strict):
    """How one quasi-identifier is generalised: by the hierarchy of that name, or by widths given here.

    `intervals` are widths in `unit`, finest first; with unit `character` they are leading characters kept. With
    neither, the value stays or becomes `*`.
    """

    hierarchy: str | None = None
    intervals: tuple[float, ...] = ()
    unit: Unit = "number"

    @model_validator(mode="after")
    def _only_one(self) -> "QuasiIdentifier":
        if self.hierarchy and self.intervals:
            raise ValueError("hierarchy and intervals are both given, keep one")
        return self


class Sensitive(_Strict):
    """What must hold of one sensitive column in every class; what is not given is the policy's own `l` and `t`.

    `ordered`: its values have an order (numbers, dates), so t is measured along it.
    """

    l: Annotated[float, Field(ge=1)] | None = None  # noqa: E741
    t: Annotated[float, Field(ge=0, le=1)] | None = None
    ordered: bool = False


class AnonymisePolicy(_Strict):
    """What an anonymised relation must satisfy, and how it gets there.

    `entity`: the column that names the person; k persons are counted, never rows. Without it each row is a person.
    `l` counts known values of a sensitive column (`l_kind: entropy`: exp of their entropy). `max_suppression`: the
    share of rows that may be left out. `engine: auto` takes labels that overlap within a column only with
    `local_recoding: true`; naming `cascade` or `top_down` asks for them. `keep`: columns
    given as they are; whatever is not named here is left out.
    """

    entity: str | None = None
    quasi_identifiers: dict[str, QuasiIdentifier] = Field(alias="qi", min_length=1)
    sensitive: dict[str, Sensitive] = Field(default_factory=dict)
    keep: tuple[str, ...] = ()
    k: Annotated[int, Field(ge=2)] = 5
    l: Annotated[float, Field(ge=1)] | None = None  # noqa: E741
    l_kind: Literal["distinct", "entropy"] = "distinct"
    t: Annotated[float, Field(ge=0, le=1)] | None = None
    max_suppression: Annotated[float, Field(ge=0, le=1)] = 0.02
    engine: Engine = "auto"
    labels: Labels = "hierarchy"
    local_recoding: bool = False

    @field_validator("quasi_identifiers", mode="before")
    @classmethod
    def _short_quasi_identifiers(cls, value: Any) -> Any:
        """Accept `[gender]` and `gender: gender` for `gender: {hierarchy: gender}`."""
        if isinstance(value, list):
            value = {str(name): str(name) for name in value}
        if not isinstance(value, Mapping):
            return value
        return {
            str(name): {"hierarchy": rule} if isinstance(rule, str) else rule or {}
            for name, rule in value.items()
        }

    @field_validator("sensitive", mode="before")
    @classmethod
    def _short_sensitive(cls, value: Any) -> Any:
        """Accept one name, a list of names, and a name without a rule of its own."""
        if isinstance(value, str):
            value = [value]
        if isinstance(value, list):
            return {str(name): {} for name in value}
        if isinstance(value, Mapping):
            return {str(name): rule or {} for name, rule in value.items()}
        return value

    @model_validator(mode="after")
    def _one_part_each(self) -> "AnonymisePolicy":
        """Refuse a column that has two parts to play."""
        parts = [
            *self.quasi_identifiers,
            *self.sensitive,
            *self.keep,
            *([self.entity] if self.entity else []),
        ]
        twice = sorted({name for name in parts if parts.count(name) > 1})
        if twice:
            raise ValueError(f"column {', '.join(twice)} is named in two places")
        return self

    @property
    def local_labels(self) -> bool:
        """Whether classes of one column may overlap: what local recoding and set-valued labels bring."""
        return self.mixes_levels or self.labels == "set"

    @property
    def disjoint(self) -> bool:
        """Whether no two labels of a column may overlap."""
        return self.engine == "auto" and not self.local_recoding

    @property
    def mixes_levels(self) -> bool:
        """Whether nodes of several levels may stand in one column."""
        return self.engine in ("cascade", "top_down") or (self.engine == "auto" and self.local_recoding)


def parse_policy(content: Any, where: str, **laid_over: Any) -> AnonymisePolicy:
    """Return the policy in a parsed YAML block, with `laid_over` (None = not given) in front.

    `content` is the block itself, or a mapping with the block under `anonymise`. Raises StewardError.
    """
    if isinstance(content, Mapping) and BLOCK in content:
        content = content[BLOCK]
    if not isinstance(content, Mapping):
        raise StewardError(where, "no policy of anonymisation in it", "write quasi_identifiers, k, ...")
    given = {**content, **{name: value for name, value in laid_over.items() if value is not None}}
    try:
        return AnonymisePolicy.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "policy"
        raise StewardError(f"{where}, {place}", first["msg"].lower(), "mend the policy") from None


def read_policy(path: Path, **laid_over: Any) -> AnonymisePolicy:
    """Return the policy in a YAML file. Raises StewardError if there is none or it is wrong."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise StewardError(str(path), "no readable policy file", "name one with --policy") from None
    except (yaml.YAMLError, ValueError):
        raise StewardError(str(path), "not YAML", "mend the file") from None
    return parse_policy(content, str(path), **laid_over)

"""The project's variables: each known, set, and of its type."""

import re
from collections.abc import Callable, Iterator
from csv import DictReader
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from steward.findings import Finding
from steward.project import Project
from steward.vocabulary import MODULES, did_you_mean

FILE = "dbt_project.yml"
PROFILES = ("conservative", "literal")
IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class _Rule:
    """What a variable must be, in words, and the test of it."""

    words: str
    holds: Callable[[Any], bool]


def _number_from(least: int) -> _Rule:
    return _Rule(
        f"a whole number from {least}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least,
    )


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


_BOOLEAN = _Rule("true or false", lambda value: isinstance(value, bool))
_TEXT_OR_NOTHING = _Rule(
    "a path, or null", lambda value: value is None or (isinstance(value, str) and value != "")
)

RULES: dict[str, _Rule] = {
    "demo_data": _BOOLEAN,
    "raw_schema": _Rule(
        "a schema's name in lower case", lambda value: bool(IDENTIFIER.fullmatch(str(value or "")))
    ),
    "raw_database": _TEXT_OR_NOTHING,
    "raw_path": _TEXT_OR_NOTHING,
    "modules": _Rule("a list of privacy, kyc, crm", lambda value: isinstance(value, list)),
    "schema_prefix": _Rule(
        "a prefix in lower case, or empty",
        lambda value: isinstance(value, str) and (value == "" or bool(IDENTIFIER.fullmatch(value))),
    ),
    "as_of_date": _Rule("a date as YYYY-MM-DD, or null", lambda value: value is None or _is_date(value)),
    "kyc_readings": _Rule("a mapping of readings, as {AMB01: A}", lambda value: isinstance(value, dict)),
    "kyc_reading_profile": _Rule(" or ".join(PROFILES), lambda value: value in PROFILES),
    "k_anonymity": _number_from(2),
    "l_diversity": _number_from(1),
    "max_suppression": _Rule("a share from 0 to 1", _is_share),
    "dominance_share": _Rule("a share from 0 to 1", _is_share),
    "anonymisation_epoch": _number_from(1),
    "fx_max_age_days": _number_from(0),
    "max_build_age": _number_from(1),
    "max_publish_age": _number_from(1),
    "require_approval": _BOOLEAN,
}


def check_variables(project: Project) -> Iterator[Finding]:
    """Yield the variables that are unknown, not set, or of another type than they must be."""
    values = project.variables
    for name in values:
        if name not in RULES:
            yield Finding(FILE, f"unknown variable `{name}`", did_you_mean(name, RULES, "remove it"))
    for name, rule in RULES.items():
        where = f"{FILE}, variable {name}"
        if name not in values:
            yield Finding(where, "not set", f"set it to {rule.words}")
        elif not rule.holds(values[name]):
            yield Finding(where, f"`{values[name]}` is not {rule.words}", "mend the value")
    yield from _module_findings(values.get("modules"))
    yield from _raw_path_findings(project, values)
    yield from _reading_findings(project, values.get("kyc_readings"))


def _reading_findings(project: Project, readings: Any) -> Iterator[Finding]:
    """Yield the overrides that name no ambiguity of the seed, or no side of it."""
    seed = project.path("seeds", "kyc", "kyc_readings.csv")
    if not isinstance(readings, dict) or not readings or not seed.is_file():
        return
    with seed.open(encoding="utf-8", newline="") as lines:
        known = {row["reading_id"]: {"A", "B", row["conservative"]} for row in DictReader(lines)}
    where = f"{FILE}, variable kyc_readings"
    for reading, side in readings.items():
        if reading not in known:
            yield Finding(where, f"unknown reading `{reading}`", did_you_mean(str(reading), known))
        elif side not in known[reading]:
            sides = " or ".join(sorted(known[reading]))
            yield Finding(where, f"`{reading}: {side}` is no side of it", f"write {sides}")


def _module_findings(modules: Any) -> Iterator[Finding]:
    where = f"{FILE}, variable modules"
    if not isinstance(modules, list):
        return
    for module in modules:
        if module not in MODULES:
            yield Finding(where, f"unknown module `{module}`", did_you_mean(str(module), MODULES))
    if "privacy" not in modules:
        yield Finding(where, "module `privacy` is left out", "name it: the others build on it")


def _raw_path_findings(project: Project, values: dict[str, Any]) -> Iterator[Finding]:
    raw_path, demo = values.get("raw_path"), values.get("demo_data")
    if demo is not False or not isinstance(raw_path, str) or "://" in raw_path:
        return
    folder = Path(raw_path) if Path(raw_path).is_absolute() else project.path(raw_path)
    if not folder.is_dir():
        where = f"{FILE}, variable raw_path"
        yield Finding(
            where, f"there is no folder `{raw_path}`", "make it, or name the one with the raw files"
        )

"""The catalogue of attacks: which are carried out, by which file or test, and which wait for something."""

import importlib.util
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

import yaml

from steward.errors import StewardError
from steward.project import Project

FOLDER = ("tests", "attacks")
INDEX = "index.yml"
State = Literal["implemented", "planned", "not_applicable"]
STATES = ("implemented", "planned", "not_applicable")


@dataclass(frozen=True)
class Entry:
    """A line of the catalogue: its file carries the attack out (Python), or names the tests that do (YAML).

    `reason` says what a planned attack waits for, or why one does not apply. An attack on the cases of the
    demo is carried out on the demo only.
    """

    number: int
    name: str
    state: State
    file: str = ""
    reason: str = ""
    demo_only: bool = False

    @property
    def label(self) -> str:
        """Number and name, as in the file's name."""
        return f"{self.number:02d}_{self.name}"

    @property
    def is_carried_out(self) -> bool:
        """Whether its file can be run against a warehouse."""
        return self.file.endswith(".py")


def load_index(project: Project) -> tuple[Entry, ...]:
    """Return the catalogue in its order.

    Raises StewardError if it cannot be read or a line has no known state.
    """
    path = project.path(*FOLDER, INDEX)
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = tuple(Entry(**row) for row in rows)
    except (OSError, yaml.YAMLError, TypeError):
        where = project.relative(path)
        raise StewardError(where, "the catalogue of attacks cannot be read", "restore it") from None
    for entry in entries:
        if entry.state not in STATES:
            raise StewardError(
                project.relative(path), f"{entry.label} has no known state", f"use one of {', '.join(STATES)}"
            )
    return entries


def load_attack(project: Project, entry: Entry) -> ModuleType:
    """Return the module of an attack's file: `attack(victim)` gives a figure, `weaken(copy)` takes a defence away.

    Raises StewardError if the file is missing.
    """
    path = project.path(*FOLDER, entry.file)
    spec = importlib.util.spec_from_file_location(f"attack_{entry.label}", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise StewardError(project.relative(path), "there is no such attack", "restore the file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""Where the project is, what its variables say, and where its files go."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from steward.errors import StewardError


@dataclass(frozen=True)
class Project:
    """A checkout of the privacy warehouse, with the variables given on the command line laid over its own."""

    root: Path
    overrides: Mapping[str, Any]

    @classmethod
    def find(cls, start: Path | None = None, overrides: Mapping[str, Any] | None = None) -> "Project":
        """Return the project whose `dbt_project.yml` is in `start` or the nearest folder above it.

        Raises StewardError if there is none.
        """
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / "dbt_project.yml").is_file():
                return cls(folder, dict(overrides or {}))
        raise StewardError(str(here), "no dbt_project.yml here or above", "run this inside the project")

    @cached_property
    def config(self) -> dict[str, Any]:
        """The parsed `dbt_project.yml`."""
        return read_yaml(self.root / "dbt_project.yml")

    @cached_property
    def variables(self) -> dict[str, Any]:
        """The dbt variables: those of `dbt_project.yml`, then the overrides."""
        return {**self.config.get("vars", {}), **self.overrides}

    @property
    def home(self) -> Path:
        """The warehouse folder: `DW_HOME`, else `warehouse` in the project."""
        home = Path(os.environ.get("DW_HOME", "warehouse"))
        return home if home.is_absolute() else self.root / home

    @property
    def build_file(self) -> Path:
        """The DuckDB file that `dbt build` writes; mode 0600, for custody alone."""
        return self.home / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """The folder with one sub-folder per audience."""
        return self.home / "published"

    def path(self, *parts: str) -> Path:
        """Return a path below the project's root."""
        return self.root.joinpath(*parts)

    def relative(self, path: Path) -> str:
        """Return `path` as a user reads it: relative to the project where it lies inside."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping in a YAML file.

    Raises StewardError if the file is missing, is not YAML, or holds no mapping.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StewardError(str(path), "the file is missing", "restore it from version control") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark else ""
        raise StewardError(str(path), f"not readable as YAML{line}", "mend the YAML") from None
    if not isinstance(content, dict):
        raise StewardError(str(path), "holds no mapping", "write `key: value` lines")
    return content

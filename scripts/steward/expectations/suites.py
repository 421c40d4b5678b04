"""The suites as they are declared in tests/expectations/."""

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from steward.errors import StewardError
from steward.pack.pages import Said


class Strict(BaseModel):
    """A declaration that allows no word it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FrameSource(Strict):
    """Where rows come from: relations of an audience's published file, or a query over the build."""

    place: Literal["published", "build"]
    audience: str = ""
    relations: str = "*"
    name: str = ""
    sql: str = ""


class Expectation(BaseModel):
    """An expectation of Great Expectations; `columns: text` stands for every column of text of the frame."""

    model_config = ConfigDict(frozen=True, extra="allow")
    type: str
    columns: Literal["", "text"] = ""

    @property
    def arguments(self) -> dict[str, Any]:
        """What the expectation is given."""
        return dict(self.model_extra or {})


class Suite(Strict):
    """A suite: its frames, and what is expected of each."""

    suite: str
    title: Said
    frames: list[FrameSource]
    expectations: list[Expectation]


def load_suites(folder: Path) -> list[Suite]:
    """Return the suites of a folder in the order of their files.

    Raises StewardError if there is none, or one cannot be read.
    """
    suites = []
    for path in sorted(folder.glob("*.yml")):
        try:
            suites.append(Suite.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))))
        except (ValidationError, yaml.YAMLError, OSError) as error:
            first = str(error).replace("\n", " ")[:160]
            raise StewardError(str(path), f"the suite is not valid: {first}", "mend the file") from None
    if not suites:
        raise StewardError(
            str(folder), "there is no suite", "restore tests/expectations from version control"
        )
    return suites

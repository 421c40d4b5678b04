"""The pages of the pack as they are declared: which report a table shows, in which words, in which order."""

from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from steward.errors import StewardError

FOLDER = Path(__file__).parent / "pages"

Kind = Literal["text", "code", "word", "words", "named", "count", "persons", "date", "flag", "state", "pairs"]


class Strict(BaseModel):
    """A declaration that allows no word it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(Strict):
    """A sentence in both languages; neither may be missing."""

    zh: str
    en: str


class Column(Strict):
    """A column of a table: the field of the report, how it is written, and its heading.

    `named` writes the fields `<name>_zh` and `<name>_en`; `pairs` a list of `field=value`; `persons` hides small
    counts; `total` marks the sum of the other columns of persons, so that a hidden one cannot be worked out of it.
    """

    name: str
    kind: Kind = "text"
    head: Said
    total: bool = False


class Chart(Strict):
    """A bar or line chart of a table: its fields, and what it shows in words."""

    kind: Literal["bar", "stacked", "line"]
    category: str
    values: list[str]
    alternative: Said


class Section(Strict):
    """A part of a page: a table of a report, or a drawing.

    `needs` names a report without whose rows the part is left out.

    `where` keeps the rows whose field has one of some values, separated by a bar; `on_screen` marks a table too long
    to print, which the PDF leaves to the annex; `gap` says that no rows mean that nothing was measured.
    """

    title: Said
    report: str = ""
    needs: str = ""
    columns: list[Column] = []
    group_by: str = ""
    on_screen: bool = False
    gap: bool = False
    where: dict[str, str] = {}
    chart: Chart | None = None
    drawing: Literal["", "entities", "layers", "checklist", "verdict", "signatures", "glossary"] = ""
    note: Said | None = None
    empty: Said = Said(zh="无记录。", en="None.")


class Page(Strict):
    """A page: what it answers, the law behind it, the controls it shows, and its sections."""

    id: str
    number: int
    title: Said
    answers: Said
    provisions: list[str] = []
    evidence: list[str] = []
    sections: list[Section] = []
    not_measured: Said | None = None

    @cached_property
    def file(self) -> str:
        """The name of the page's file."""
        return "index.html" if self.number == 0 else f"{self.number:02d}_{self.id}.html"


def load_pages(folder: Path = FOLDER) -> list[Page]:
    """Return the pages in their order.

    Raises StewardError if a declaration is not readable, or two pages share a number or an id.
    """
    pages = []
    for path in sorted(folder.glob("*.yml")):
        try:
            pages.append(Page.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))))
        except (ValidationError, yaml.YAMLError) as error:
            first = str(error).replace("\n", " ")[:200]
            raise StewardError(
                f"page {path.stem}", f"the declaration is not valid: {first}", "mend it"
            ) from None
    numbers = [page.number for page in pages]
    ids = [page.id for page in pages]
    if len(set(numbers)) < len(pages) or len(set(ids)) < len(pages):
        raise StewardError("pages of the pack", "two pages share a number or an id", "give each its own")
    return sorted(pages, key=lambda page: page.number)

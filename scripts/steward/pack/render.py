"""From reports to pages: every figure is read, suppressed where it is small, and written; none is computed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from steward.pack import charts, drawings
from steward.pack.pages import Page, Said, Section
from steward.pack.source import Report, Source
from steward.pack.suppression import suppressed
from steward.pack.verdict import Verdict, judge
from steward.pack.wording import SHAPES, Wording, words

HERE = Path(__file__).parent
WORST = ("fail", "not_measured", "unverified", "pass", "not_applicable")


@dataclass(frozen=True)
class Group:
    """The rows of a table that share a value, or all of them where `name` is None."""

    name: str | None
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Facts:
    """What the pack was made from, said under every table."""

    invocation: str
    as_of: str
    commit: str
    built_at: str


class Renderer:
    """Writes the pages of one pack."""

    def __init__(
        self, source: Source, pages: Sequence[Page], language: str, sql: Mapping[str, str] | None = None
    ) -> None:
        self.source = source
        self.pages = pages
        self.sql = sql or {}
        self.wording = Wording(language)
        build = source.build
        commit = (build.git_commit or "unknown")[:12]
        self.facts = Facts(build.invocation_id, str(build.as_of_date), commit, build.started_at.isoformat())
        self.controls = [dict(row) for row in source.report("rpt_control").rows]
        self.legal = [dict(row) for row in source.report("rpt_legal_status").rows]
        self.verdict: Verdict = judge(self.controls, self.legal)
        self.files = {page.id: page.file for page in pages}
        self.titles = {page.id: page.title for page in pages}

    def html(self) -> dict[str, str]:
        """Return every page, and the one for print, by file name."""
        made = {page.file: self._document(page, self._body(page, self._parts(page))) for page in self.pages}
        whole = Markup("\n").join(self._body(page, self._parts(page, printed=True)) for page in self.pages)
        made["print.html"] = self._document(self.pages[0], whole)
        made["style.css"] = (HERE / "templates" / "style.css").read_text(encoding="utf-8")
        return made

    def _document(self, page: Page, body: Markup) -> str:
        language = "zh-CN" if "zh" in self.wording.languages else "en"
        return (
            self._fill("page.html", page=page, body=body, document_language=language, states=self._marks())
            + "\n"
        )

    def _marks(self) -> dict[str, str]:
        """Return the worst state of each page's controls, empty where it has none."""
        states: dict[str, list[str]] = {page.id: [] for page in self.pages}
        for control in self.controls:
            states.setdefault(control["page"], []).append(control["state"])
        return {page: min(found, key=WORST.index) if found else "" for page, found in states.items()}

    def _parts(self, page: Page, printed: bool = False) -> list[dict[str, Any]]:
        return [
            self._part(section)
            for section in page.sections
            if not (printed and section.on_screen)
            and (not section.needs or self.source.report(section.needs).rows)
        ]

    def _body(self, page: Page, parts: Sequence[dict[str, Any]]) -> Markup:
        results = [row for row in self.controls if row["page"] == page.id]
        return Markup(self._fill("body.html", page=page, results=results, parts=parts))

    def _part(self, section: Section) -> dict[str, Any]:
        report = self.source.report(section.report) if section.report else Report("", (), ())
        rows = [dict(row) for row in report.rows if _matches(row, section.where)]
        rows = suppressed(rows, section.columns)
        return {
            "section": section,
            # A report without one of its columns is another report: nothing of it is shown under a wrong heading.
            "is_missing": bool(section.report) and (not report.is_there or (section.gap and not rows)),
            "columns": section.columns,
            "groups": _groups(section, rows),
            "count": len(rows),
            "chart": charts.draw(section, rows, self.wording.languages),
            "drawing": self._drawing(section),
        }

    def _drawing(self, section: Section) -> Markup:
        languages = self.wording.languages
        match section.drawing:
            case "entities":
                return drawings.entity_drawing(list(self.source.report("column_register").rows), languages)
            case "layers":
                return drawings.layer_drawing(languages)
            case "":
                return Markup("")
        return Markup(self._fill(f"{section.drawing}.html"))

    def _fill(self, template: str, **values: Any) -> str:
        said = {
            "ui": ui(),
            "say": self.wording.say,
            "word": self.wording.word,
            "state": self.wording.state,
            "cell": self.wording.cell,
            "plain": self._plain,
            "pages": self.pages,
            "files": self.files,
            "titles": self.titles,
            "facts": self.facts,
            "words": words(),
            "shapes": SHAPES,
            "verdict": self.verdict,
            "controls": self.controls,
            "sql": self.sql,
        }
        return environment().get_template(template).render(**said, **values)

    def _plain(self, said: Said | Mapping[str, str]) -> str:
        texts = said.model_dump() if isinstance(said, Said) else said
        return " ".join(texts[language] for language in self.wording.languages)


def _matches(row: Mapping[str, Any], where: Mapping[str, str]) -> bool:
    return all(str(row.get(name)) in wanted.split("|") for name, wanted in where.items())


def _groups(section: Section, rows: list[dict[str, Any]]) -> list[Group]:
    if not section.group_by:
        return [Group(None, rows)] if rows else []
    names = sorted({str(row[section.group_by]) for row in rows})
    return [Group(name, [row for row in rows if str(row[section.group_by]) == name]) for name in names]


@cache
def environment() -> Environment:
    """Return the templates; everything that is not ours to mark up is escaped."""
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=False)


@cache
def ui() -> dict[str, Any]:
    """Return the words of the page itself, in both languages."""
    content = yaml.safe_load((HERE / "ui.yml").read_text(encoding="utf-8"))
    return {
        name: [Said.model_validate(item) for item in said]
        if isinstance(said, list)
        else Said.model_validate(said)
        for name, said in content.items()
    }

"""How a value is written: words in both languages, numbers with their grouping, days as ISO."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from steward.pack.pages import Column, Said

WORDS = Path(__file__).parent / "words.yml"
FIELDS = Path(__file__).parent / "fields.yml"
LANGUAGES = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
SHAPES = {
    "pass": "●",
    "measured": "●",
    "fail": "▲",
    "not_measured": "○",
    "not_applicable": "–",
    "unverified": "◆",
}


@cache
def words() -> Mapping[str, Said]:
    """Return the code words with their two languages."""
    return _said(WORDS)


@cache
def fields() -> Mapping[str, Said]:
    """Return what reports and their fields are called, for they may bear the name of a code word."""
    return _said(FIELDS)


def _said(path: Path) -> Mapping[str, Said]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {word: Said.model_validate(said) for word, said in content.items()}


class Wording:
    """The writing of one pack: `language` is zh, en or both."""

    def __init__(self, language: str) -> None:
        self.languages = LANGUAGES[language]

    def say(self, said: Said | Mapping[str, str]) -> Markup:
        """Return a sentence in the pack's languages, each marked as what it is."""
        texts = said.model_dump() if isinstance(said, Said) else said
        spans = [
            Markup('<span lang="{}">{}</span>').format("zh-CN" if language == "zh" else "en", texts[language])
            for language in self.languages
            if texts.get(language)
        ]
        return Markup(" ").join(spans)

    def word(self, code: Any) -> Markup:
        """Return a code word as a reader sees it."""
        if code is None or code == "":
            return self.say(words()["none"])
        found = words().get(str(code))
        return self.say(found) if found else Markup("<code>{}</code>").format(code)

    def _pairs(self, text: str) -> Markup:
        """Return `field=value` pairs, a line each."""
        pairs = [pair.partition("=") for pair in text.splitlines()]
        lines = [
            Markup("<div>{}: {}</div>").format(
                self.say(fields()[name]) if name in fields() else name,
                Markup("、").join(self.word(item) for item in value.split("|")),
            )
            for name, _, value in pairs
        ]
        return Markup("").join(lines) if lines else self.word(None)

    def state(self, code: Any) -> Markup:
        """Return a state with its shape, which says the same without colour."""
        name = str(code or "not_measured")
        shape = SHAPES.get(name, "○")
        return Markup('<span class="state {}"><span aria-hidden="true">{}</span> {}</span>').format(
            name.replace("_", "-"), shape, self.word(name)
        )

    def cell(self, row: Mapping[str, Any], column: Column) -> Markup:
        """Return a value of a row as its column says."""
        value = row.get(column.name)
        match column.kind:
            case "named":
                return self.say({"zh": str(row[f"{column.name}_zh"]), "en": str(row[f"{column.name}_en"])})
            case "state":
                return self.state(value)
            case "word":
                return self.word(value)
            case "words":
                return Markup("、").join(self.word(item) for item in str(value or "").split("|"))
            case "pairs":
                return self._pairs(str(value or ""))
            case "flag":
                return self.word("yes" if value else "no")
            case "count" | "persons":
                return number(value)
            case "code":
                return Markup("<code>{}</code>").format(value) if value else self.word(None)
        return escape(plain(value)) if value not in (None, "") else self.word(None)


def number(value: Any) -> Markup:
    """Return a number with its grouping; what is hidden or missing stays as it is."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return escape(format_decimal(value, locale="en"))
    return escape("" if value is None else value)


def plain(value: Any) -> str:
    """Return a value as text: days and moments as ISO 8601, moments to the minute in UTC."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%MZ")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)

"""What a pack is compared by, and the earlier pack that it is compared with.

Each pack carries what the next one is compared with (`annex/compared.json`), so that nothing of an earlier build has to
be kept but its pack. A pack made twice of one build meets the same earlier pack: only builds begun before it count.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from steward.pack.pages import Page, Strict
from steward.pack.source import Source
from steward.pack.suppression import suppressed
from steward.pack.wording import fields, plain, words

DECLARED = Path(__file__).parent / "compared.yml"
ANNEX = "annex/compared.json"
MANIFEST = "MANIFEST.json"
# Stands for the row itself, so that a row without values is there too.
PRESENT = ""

State = Literal["compared", "altered", "without_facts"]


class Compared(Strict):
    """A report as it is compared: `label` names the fields `<label>_zh` and `<label>_en` that a reader knows it by."""

    topic: str
    report: str
    key: list[str]
    values: list[str]
    label: str = ""


@dataclass(frozen=True)
class Thing:
    """A row of a report as it is compared: what it is known by, and its values by field, as text."""

    topic: str
    report: str
    key: str
    zh: str
    en: str
    values: dict[str, str]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield a row per field, and one for the thing itself."""
        for field, value in {PRESENT: "", **self.values}.items():
            yield self.topic, self.report, self.key, self.zh, self.en, field, value


@dataclass(frozen=True)
class Earlier:
    """An earlier pack; without things where it was altered since, or made before packs carried them."""

    state: State
    folder: str
    invocation: str
    as_of: str
    commit: str
    sha256: str
    things: tuple[Thing, ...] = ()


@cache
def declared() -> tuple[Compared, ...]:
    """Return what packs are compared by."""
    content = yaml.safe_load(DECLARED.read_text(encoding="utf-8"))
    return tuple(Compared.model_validate(item) for item in content)


def compare(source: Source, pages: Sequence[Page], is_signable: bool, earlier: Earlier | None) -> bytes:
    """Lay a build beside an earlier pack, for the reports to read, and return what the next pack reads of it."""
    things = things_of(source, pages, is_signable)
    source.add("current_fact", [row for thing in things for row in thing.rows()])
    if earlier:
        source.add("earlier_fact", [row for thing in earlier.things for row in thing.rows()])
        source.add(
            "earlier_pack",
            [
                (
                    earlier.state,
                    earlier.folder,
                    earlier.invocation,
                    earlier.as_of,
                    earlier.commit,
                    earlier.sha256,
                )
            ],
        )
    lines = ",\n".join(json.dumps(asdict(thing), ensure_ascii=False) for thing in things)
    return f"[\n{lines}\n]\n".encode()


def things_of(source: Source, pages: Sequence[Page], is_signable: bool) -> list[Thing]:
    """Return what a build is compared by, counts of persons hidden as on the pages."""
    said = words()["signable"]
    found = [Thing("verdict", "", "signable", said.zh, said.en, {"state": _text(is_signable)})]
    for own in declared():
        found.extend(_things(source, pages, own))
    return sorted(found, key=lambda thing: (thing.topic, thing.report, thing.key))


def _things(source: Source, pages: Sequence[Page], own: Compared) -> Iterator[Thing]:
    columns = next(
        (part.columns for page in pages for part in page.sections if part.report == own.report), []
    )
    for row in suppressed(source.report(own.report).rows, columns):
        key = " · ".join(_text(row[name]) for name in own.key if row.get(name) is not None)
        values = {name: _text(row[name]) for name in own.values if row.get(name) is not None}
        yield Thing(own.topic, own.report, key, _label(own, row, "zh"), _label(own, row, "en"), values)


def _label(own: Compared, row: Mapping[str, Any], language: str) -> str:
    """Return what a reader knows a row by: what it is of, then its key in words, or its name."""
    parts = [_word(_text(row[name]), language) for name in own.key if row.get(name) is not None]
    if own.label:
        name = str(row[f"{own.label}_{language}"])
        parts = [*parts, name] if own.topic == "verdict" else [name]
    return " · ".join(
        ([str(getattr(fields()[own.report], language))] if own.topic != "verdict" else []) + parts
    )


def _word(code: str, language: str) -> str:
    found = words().get(code)
    return str(getattr(found, language)) if found else code


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value)


def in_utc(moment: datetime.datetime) -> str:
    """Return a moment as text that sorts by time."""
    return moment.astimezone(datetime.UTC).isoformat()


def earlier_pack(parent: Path, built_at: str) -> Earlier | None:
    """Return the pack in a folder of the newest build that began before `built_at`, None where there is none."""
    found = []
    for path in sorted(parent.glob(f"[!.]*/{MANIFEST}")):
        try:
            listed = json.loads(path.read_bytes())
            # A pack that does not say when its build began was made before packs said so.
            began, as_of = str(listed.get("built_at", "")), str(listed["as_of"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if began < built_at:
            found.append((began, as_of, path))
    return _read(max(found)[2]) if found else None


def _read(manifest: Path) -> Earlier:
    raw = manifest.read_bytes()
    listed = json.loads(raw)
    things: tuple[Thing, ...] = ()
    state: State = "compared"
    try:
        content = (manifest.parent / ANNEX).read_bytes()
        if hashlib.sha256(content).hexdigest() != listed["files"][ANNEX]:
            state = "altered"
        else:
            things = tuple(Thing(**item) for item in json.loads(content))
    except (OSError, ValueError, KeyError, TypeError):
        state = "altered" if ANNEX in listed.get("files", {}) else "without_facts"
    return Earlier(
        state,
        manifest.parent.name,
        str(listed.get("invocation_id", "")),
        str(listed.get("as_of", "")),
        str(listed.get("git_commit", "")),
        hashlib.sha256(raw).hexdigest(),
        things,
    )

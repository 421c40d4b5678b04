"""`steward trace-leak`: whose file it was, in counts; the proof is the map of pseudonyms and custody's record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from steward.build_state import newest_build
from steward.choices import custody, releases
from steward.disclosure import leak, record
from steward.disclosure.leak import ScopeFound
from steward.engines.duckdb import BUILD, open_build, quoted, read_catalogue
from steward.errors import StewardError
from steward.project import Project
from steward.publish.manifest import Manifest, digest

RECIPIENT = "recipient:"
UNTRACED = (
    "nothing in it tells whose it was: no pseudonym of the map, no file and no set of rows on record. "
    "Columns without keys of which rows were taken out or changed cannot be traced."
)


@dataclass(frozen=True)
class Candidate:
    """A disclosure or release that can be the source: how many of the persons found it held."""

    name: str
    persons: int
    of: int


@dataclass(frozen=True)
class Trace:
    """What a file tells: scopes with their candidates, and disclosures that equal it."""

    scopes: list[tuple[ScopeFound, list[Candidate]]]
    same_file: list[str]
    same_content: list[str]

    def lines(self) -> Iterator[str]:
        """Yield the findings in sentences, without a value of the file."""
        for found, candidates in self.scopes:
            whose = found.scope.removeprefix(RECIPIENT)
            who = f"recipient {whose}" if whose != found.scope else f"scope {whose} (inside the house)"
            yield f"{who}: {found.rows} rows hold {found.keys} of its pseudonyms, version {found.version}"
            for own in candidates:
                yield f"  {own.name}: held {own.persons} of the {own.of} persons found"
        for name in self.same_file:
            yield f"disclosure {name}: the file is a copy, byte for byte"
        if self.same_content and not self.same_file:
            several = "; which of them cannot be told without keys" if len(self.same_content) > 1 else ""
            yield f"the same rows without keys: disclosure {', '.join(self.same_content)}{several}"
        if not (self.scopes or self.same_file or self.same_content):
            yield UNTRACED


def trace_leak(project: Project, path: Path) -> Trace:
    """Return whose file it was.

    Raises StewardError if it cannot be read, or the map cannot.
    """
    if not path.is_file():
        raise StewardError(str(path), "there is no such file", "name a CSV, Parquet or DuckDB file")
    kept = [record.load(project, name) for name in record.ids(project)]
    connection = open_build(project)
    try:
        catalogue = read_catalogue(connection)
        build = newest_build(connection, catalogue)
        key = (f"{build.prefix if build else ''}vault", "vlt_pseudonym")
        if key not in catalogue:
            raise StewardError(project.relative(project.build_file), "it holds no map", "restore the backup")
        held = leak.sources(connection, path)
        scopes = leak.find_keys(connection, held, quoted(BUILD, *key))
        same = leak.same_file(path, kept)
        content = [] if scopes else leak.same_content(connection, held, kept)
    finally:
        connection.close()
    custody.log(
        project,
        "trace-leak",
        file_sha256=digest(path),
        rows={f"{own.scope} version {own.version}": own.rows for own in scopes},
    )
    found = [(own, list(_candidates(project, own, kept))) for own in scopes]
    return Trace(found, same, content)


def _candidates(project: Project, found: ScopeFound, kept: list[record.Record]) -> Iterator[Candidate]:
    """Yield what was made while the keys were in use and held somebody of those found, the closest first."""
    if not found.customers:
        return
    candidates = []
    for own in kept:
        at = datetime.fromisoformat(own.manifest["disclosed_at"])
        if found.scope == f"{RECIPIENT}{own.recipient}" and found.in_use(at):
            persons = {person for _, person in record.members(project, own)}
            candidates.append(_candidate(f"disclosure {own.disclosure}", persons, found))
    for manifest in releases.manifests(project):
        if found.in_use(datetime.fromisoformat(manifest.published_at)):
            labels = {label for label in releases.labels(manifest) if _is_of(found.scope, label)}
            if labels:
                candidates.append(_candidate(_named(manifest), _persons(project, manifest, labels), found))
    yield from sorted(
        (own for own in candidates if own.persons),
        key=lambda own: (-own.persons, not own.name.startswith("disclosure"), own.name),
    )


def _candidate(name: str, persons: set[str], found: ScopeFound) -> Candidate:
    return Candidate(name, len(persons & found.customers), len(found.customers))


def _named(manifest: Manifest) -> str:
    return f"release {manifest.release} of {manifest.audience}"


def _persons(project: Project, manifest: Manifest, labels: set[str]) -> set[str]:
    return {person for label, person in releases.persons(project, manifest) if label in labels}


def _is_of(scope: str, label: str) -> bool:
    """Tell whether a relation bears the pseudonyms of a scope."""
    if scope.startswith(RECIPIENT):
        return label.startswith("selectively_anonymised.") and label.endswith(
            f"__{scope.removeprefix(RECIPIENT)}"
        )
    return label.startswith("standard.")

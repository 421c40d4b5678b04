"""What an attacker has: the files of the audiences, and whatever may be known of people from elsewhere."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from steward.engines.duckdb import in_memory, literal, quoted
from steward.errors import StewardError
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.publish.places import POINTER

KNOWN = "warehouse"
SAMPLE = 2000


@dataclass(frozen=True)
class Figure:
    """How much an attack recovered of what it tried; nothing tried is no success of the defence."""

    recovered: int
    tried: int


class Victim:
    """A warehouse under attack.

    A published file is attached, read-only, under its audience's name when it is first asked for. The build
    file is attached as `warehouse`: it stands for what an attacker knows from elsewhere, and for the truth a guess
    is held against. No attack reads its answer there.
    """

    def __init__(self, project: Project, folder: Path, target: Path) -> None:
        self.project = project
        self.folder = folder
        self.target = target
        self.k = int(project.variables["k_anonymity"])
        self.l_diversity = int(project.variables["l_diversity"])
        self.connection = in_memory(file_search_path=str(project.root))
        self._attach(project.build_file, KNOWN)
        pointers = sorted(folder.glob(f"*/{POINTER}"))
        self.audiences = tuple(pointer.parent.name for pointer in pointers if pointer.exists())
        self._opened: set[str] = set()

    def open(self, audience: str) -> str:
        """Attach the file of an audience, and return its name in SQL."""
        if audience not in self._opened:
            self._attach(self.folder / audience / POINTER, audience)
            self._opened.add(audience)
        return quoted(audience)

    def _attach(self, path: Path, name: str) -> None:
        try:
            self.connection.execute(f"attach {literal(str(path))} as {quoted(name)} (read_only)")
        except duckdb.Error:
            where = self.project.relative(path)
            raise StewardError(
                where, "the file cannot be opened", "build and publish, and close what has it open"
            ) from None

    @cached_property
    def policy(self) -> Policy:
        """The policy of the project."""
        return load_policy(self.project)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query over the attached files."""
        return self.connection.execute(query).fetchall()

    def column(self, query: str) -> list[Any]:
        """Return the first column of a query."""
        return [row[0] for row in self.rows(query)]

    def number(self, query: str) -> int:
        """Return the one number that a query answers."""
        return int(self.rows(query)[0][0] or 0)

    def readers_of(self, schema: str) -> tuple[str, ...]:
        """Return the audiences that read relations of a schema, with their files attached."""
        readers = [
            name
            for name in self.audiences
            if any(pattern.split(".")[0] == schema for pattern in self.policy.audiences[name].patterns)
        ]
        for name in readers:
            self.open(name)
        return tuple(readers)

    def relations(self, audience: str, schema: str = "%") -> list[str]:
        """Return the qualified names of what an audience reads, without the page about the file."""
        self.open(audience)
        return [
            quoted(audience, own, name)
            for own, name in self.rows(
                "select schema_name, table_name from duckdb_tables() "
                f"where database_name = {literal(audience)} and table_name <> 'about' "
                f"and schema_name like {literal(schema)} "
                f"union all select schema_name, view_name from duckdb_views() "
                f"where database_name = {literal(audience)} and not internal order by 1, 2"
            )
        ]

    def relations_of_persons(self, audience: str, schema: str) -> list[str]:
        """Return those whose rows are persons: a row of a summary is a group of at least k of them already."""
        return [name for name in self.relations(audience, schema) if not name.endswith('_summary"')]

    def columns(self, relation: str, text_only: bool = False) -> list[str]:
        """Return the columns of a relation."""
        described = self.rows(f"describe {relation}")
        return [row[0] for row in described if not text_only or row[1] == "VARCHAR"]

    def held(self, relations: Iterable[str], values: Iterable[str]) -> set[str]:
        """Return those of the values that are a whole cell of any of the relations."""
        self.connection.execute("create or replace temp table wanted (value text)")
        wanted = sorted(set(values))
        if wanted:
            self.connection.execute("insert into wanted select unnest($1::text[])", [wanted])
        return {
            found
            for relation in relations
            for column in self.columns(relation)
            for found in self.column(
                f"select distinct value from wanted where value in "
                f"(select cast({quoted(column)} as text) from {relation})"
            )
        }

    def people(self, attribute_columns: str = "full_name, id_number, phone, email, customer_id") -> list[str]:
        """Return clear values of people, as an attacker may have them from elsewhere."""
        columns = attribute_columns.split(", ")
        union = " union ".join(
            f"(select {column} from logical.ldm_customer where length({column}) > 3 "
            f"order by md5({column}) limit {SAMPLE})"
            for column in columns
        )
        return self.column(union.replace("logical.", f"{KNOWN}.{self.schema('logical')}."))

    def schema(self, zone: str) -> str:
        """Return the schema of a zone, quoted."""
        return quoted(f"{self.project.variables.get('schema_prefix') or ''}{zone}")

    def close(self) -> None:
        """Let go of the files."""
        self.connection.close()


@contextmanager
def victim(project: Project) -> Iterator[Victim]:
    """Open the published files of a project."""
    target = project.root / os.environ.get("DBT_TARGET_PATH", "target")
    opened = Victim(project, project.published, target)
    try:
        yield opened
    finally:
        opened.close()


class WeakCopy:
    """A copy of the published files, in which a defence is taken away by a few statements."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        self.folder = folder / "published"
        self.target = folder / "target"
        self.target.mkdir()
        for pointer in project.published.glob(f"*/{POINTER}"):
            copy = self.folder / pointer.parent.name / POINTER
            copy.parent.mkdir(parents=True)
            copy.symlink_to(pointer.resolve())

    def change(self, audience: str, *statements: str) -> None:
        """Change a copy of an audience's file; the build is attached as `warehouse`."""
        path = self.folder / audience / POINTER
        if path.is_symlink():
            original = path.resolve()
            path.unlink()
            shutil.copyfile(original, path)
        with duckdb.connect() as connection:
            connection.execute(f"attach {literal(str(self.project.build_file))} as {KNOWN} (read_only)")
            connection.execute(f"attach {literal(str(path))} as {quoted(audience)}")
            connection.execute(f"use {quoted(audience)}")
            for statement in statements:
                connection.execute(statement)

    def victim(self) -> Victim:
        """Open the copy as an attacker does."""
        return Victim(self.project, self.folder, self.target)

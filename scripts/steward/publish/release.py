"""One audience's file: written beside its place, then read back and compared with the plan."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steward.build_state import Build
from steward.engines.duckdb import literal, quoted, read_catalogue, scalar, value
from steward.engines.overlay import Overlay
from steward.errors import StewardError
from steward.publish.about import COLUMNS, COMMENTS, Facts, about_row
from steward.publish.members import write_members
from steward.publish.plan import AudiencePlan, PlannedRelation
from steward.publish.removals import Removals
from steward.vocabulary import OPT_OUT_PREFIX

OUT = "release"
ABOUT = ("main", "about")
# A column takes a block at least: small ones suit a demo, large ones a column of millions.
SMALL_BLOCK, LARGE_BLOCK, LARGE_BUILD = 16_384, 262_144, 1 << 30
# Rows joined by pseudonyms must not lie in the order of the customers' ids.
REORDERED = ("standard", "selectively_anonymised")


@dataclass(frozen=True)
class WrittenRelation:
    """A relation as it was written; people are None where its rows do not tell them apart."""

    planned: PlannedRelation
    rows: int
    people: int | None
    suppressed: int | None


class ReleaseWriter:
    """Writes and verifies the files of one publication."""

    def __init__(self, overlay: Overlay, build: Build, removals: Removals, build_size: int) -> None:
        self.overlay, self.build, self.removals = overlay, build, removals
        self.connection = overlay.connection
        self.block = LARGE_BLOCK if build_size > LARGE_BUILD else SMALL_BLOCK
        self._population: dict[str, int | None] = {}

    def write(self, plan: AudiencePlan, facts: Facts, path: Path, members: Path) -> list[WrittenRelation]:
        """Write the audience's relations and `about` into a new file, and whose rows they are into another.

        Raises StewardError if the file does not hold exactly them; the caller removes it.
        """
        names = {planned.label: self._name(planned) for planned in plan.relations}
        self.connection.execute(f"attach {literal(str(path))} as {OUT} (block_size {self.block})")
        try:
            self.connection.execute("begin")
            for schema in sorted({planned.relation.schema for planned in plan.relations}):
                self.connection.execute(f"create schema {quoted(OUT, schema)}")
            written = [self._relation(planned, names[planned.label]) for planned in plan.relations]
            self._about(written, facts)
            self.connection.execute("commit")
            self._refuse_refused(plan)
            self.connection.execute(f"checkpoint {OUT}")
            write_members(self.overlay, plan, self.build, OUT, members)
        finally:
            self._leave()
        verify(self.connection, path, plan, written)
        return written

    def _leave(self) -> None:
        # Nothing is open after a commit.
        with suppress(duckdb.TransactionException):
            self.connection.execute("rollback")
        self.connection.execute(f"detach {OUT}")

    def _name(self, planned: PlannedRelation) -> str:
        return self.overlay.name(planned.relation.schema, planned.relation.name)

    def _relation(self, planned: PlannedRelation, source: str) -> WrittenRelation:
        relation = planned.relation
        target = quoted(OUT, relation.schema, relation.name)
        columns = ", ".join(quoted(column.name) for column in relation.columns)
        order = " order by all" if planned.family in REORDERED else ""
        condition = self._removed_rows(planned)
        rows = int(
            scalar(
                self.connection, f"create table {target} as select {columns} from {source}{condition}{order}"
            )
        )
        comments = [f"comment on table {target} is {literal(relation.comment)}"]
        for column in relation.columns:
            comments.append(f"comment on column {target}.{quoted(column.name)} is {literal(column.comment)}")
        self.connection.execute("; ".join(comments))
        people = self._people(planned, target, rows)
        population = self._persons_of(planned.entity) if people is not None else None
        suppressed = None if people is None or population is None else max(population - people, 0)
        return WrittenRelation(planned, rows, people, suppressed)

    def _removed_rows(self, planned: PlannedRelation) -> str:
        """Return the condition that takes refusals out of a table that the build filled."""
        purpose = planned.purpose
        if planned.relation.kind == "view" or purpose not in self.removals.purposes:
            return ""
        if not planned.relation.has("customer_id"):
            what = (
                f"people refused {purpose} since the build, and this table does not tell whose its rows are"
            )
            raise StewardError(planned.label, what, "build again, then publish")
        return f" where customer_id not in ({self.removals.refused(purpose)})"

    def _people(self, planned: PlannedRelation, target: str, rows: int) -> int | None:
        for key in ("customer_id", "customer_key"):
            if planned.relation.has(key):
                return int(scalar(self.connection, f"select count(distinct {key}) from {target}"))
        return rows if planned.family == "anonymised" and planned.entity == "customer" else None

    def _persons_of(self, entity: str) -> int | None:
        if entity not in self._population:
            relation = self.overlay.catalogue.get((f"{self.build.prefix}logical", f"ldm_{entity}"))
            if relation is None or not relation.has("customer_id"):
                self._population[entity] = None
            else:
                frozen = self.overlay.frozen(relation.schema, relation.name)
                count = scalar(self.connection, f"select count(distinct customer_id) from {frozen}")
                self._population[entity] = int(count)
        return self._population[entity]

    def _about(self, written: list[WrittenRelation], facts: Facts) -> None:
        target = quoted(OUT, *ABOUT)
        self.connection.execute(f"create table {target} ({COLUMNS})")
        rows = [about_row(own.planned, own.people, own.suppressed, facts) for own in written]
        values = ", ".join(f"({', '.join(map(value, row))})" for row in rows)
        self.connection.execute(f"insert into {target} values {values}")
        for column, comment in COMMENTS.items():
            what = f"column {target}.{column}" if column else f"table {target}"
            self.connection.execute(f"comment on {what} is {literal(comment)}")

    def _refuse_refused(self, plan: AudiencePlan) -> None:
        """Look once more, in the file itself, for people who refused."""
        for planned in plan.relations:
            if planned.zone.startswith(OPT_OUT_PREFIX) and planned.relation.has("customer_id"):
                target = quoted(OUT, planned.relation.schema, planned.relation.name)
                if self.overlay.count(target, f"customer_id in ({self.removals.refused(planned.purpose)})"):
                    what = "the file would hold people who refused"
                    raise StewardError(planned.label, what, "build again, then publish")


def verify(
    connection: duckdb.DuckDBPyConnection, path: Path, plan: AudiencePlan, written: list[WrittenRelation]
) -> None:
    """Open the file as a reader does and compare it with the plan.

    Raises StewardError if it holds another relation, column or number of rows.
    """
    connection.execute(f"attach {literal(str(path))} as {OUT} (read_only)")
    try:
        held = read_catalogue(connection, OUT)
        planned = {(own.planned.relation.schema, own.planned.relation.name): own for own in written}
        odd = set(held) ^ {*planned, ABOUT}
        if odd or any(relation.kind != "table" for relation in held.values()):
            what = "the file does not hold exactly the planned relations"
            raise StewardError(plan.name, what, "publish again")
        for key, own in planned.items():
            wanted = [(column.name, column.data_type) for column in own.planned.relation.columns]
            found = [(column.name, column.data_type) for column in held[key].columns]
            rows = scalar(connection, f"select count(*) from {quoted(OUT, *key)}")
            if wanted != found or rows != own.rows:
                raise StewardError(own.planned.label, "the file holds other columns or rows", "publish again")
    finally:
        connection.execute(f"detach {OUT}")

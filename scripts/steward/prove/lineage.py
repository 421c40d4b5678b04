"""The labels of every column of a project, node by node in the order in which they are built."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from steward.prove.labels import EMPTY, Atom, Atoms, Label, Source, named, settled, union
from steward.prove.nodes import COHORT, Node
from steward.prove.parse import Parser, Unknown
from steward.prove.queries import Walk
from steward.prove.relation import Relation
from steward.prove.techniques import Techniques
from steward.prove.witness import Witness

ROUNDS = 4
# Where a column's attribute is declared by hand: from here on the label is that declaration.
DECLARING = ("logical", "vault")
ENGINE = "labels"
CUSTODY = (*DECLARING, "staging", ENGINE)
NO_TECHNIQUES = Techniques(())
UNCLASSIFIED = "unclassified"
# What a KYC model shows is a suspicion or leads to one, whatever its columns hold.
COMPLIANCE = "kyc"
SUSPICION = "kyc_fact"
# Rows of law, policy and reference are not about a person.
RULES_AS_ROWS = ("seeds/policy/", "seeds/legal/", "seeds/kyc/", "seeds/reference/", "seeds/register/")
CTE_PREFIX = "__dbt__cte__"


@dataclass
class Proved:
    """The relation that a node makes, as computed from its SQL; `unknown` says why it could not be computed."""

    node: Node
    relation: Relation
    unknown: str = ""


@dataclass
class Lineage:
    """Walks nodes in order and keeps what each of them makes."""

    parser: Parser
    techniques: Techniques
    least_persons: int
    seen_by_readers: frozenset[str]
    raw_attributes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    atoms: Atoms = field(default_factory=Atoms)
    proved: dict[str, Proved] = field(default_factory=dict)
    shown: dict[str, Relation] = field(default_factory=dict)
    _renamed: dict[Source, str] = field(default_factory=dict)
    _by_relation: dict[tuple[str, str, str], Node] = field(default_factory=dict)

    def run(self, nodes: Mapping[str, Node]) -> None:
        """Compute the labels of every node."""
        self._by_relation = {node.relation: node for node in nodes.values() if not node.ephemeral}
        for unique_id in in_order(nodes):
            node = nodes[unique_id]
            result = self._prove(node)
            self.proved[unique_id] = result
            self.shown[unique_id] = self._shown(result)

        self._name_raw_columns()

    def attribute_of(self, source: Source) -> str:
        """Return the attribute of a source; for a raw column, that of the logical column made of it."""
        return self._renamed.get(source, source.attribute)

    def _name_raw_columns(self) -> None:
        for proved in self.proved.values():
            if proved.node.zone != "logical":
                continue
            for name, label in proved.relation.columns:
                sources = {atom.source for atom in self.atoms.of(label.value)}
                unnamed = [source for source in sources if source.attribute == UNCLASSIFIED]
                if len(sources) == 1 and unnamed and proved.node.declared.get(name):
                    self._renamed.setdefault(unnamed[0], proved.node.declared[name])

    def _prove(self, node: Node) -> Proved:
        if not node.queries:
            return Proved(node, self._declared(node))
        own: Relation | None = None
        try:
            for _ in range(ROUNDS):
                relations = [self._query(node, sql, own) for sql in node.queries]
                merged = _merged(relations)
                if own is None and len(node.queries) == 1:
                    return Proved(node, merged)
                if own is not None and _masks(own) == _masks(merged):
                    return Proved(node, merged)
                own = merged
            raise Unknown("an incremental model whose labels do not settle")
        except Unknown as error:
            return Proved(node, self._declared(node), str(error))
        except RecursionError:
            return Proved(node, self._declared(node), "an expression nested too deeply to be followed")

    def _query(self, node: Node, sql: str, own: Relation | None) -> Relation:
        for cte in node.inlined.values():
            if cte not in sql:
                raise Unknown("an ephemeral model whose text is not found in the query")
        inner = sql
        for unique_id, cte in node.inlined.items():
            name = CTE_PREFIX + unique_id.split(".")[-1]
            inner = inner.replace(cte, f' {name} as (select * from {EPHEMERAL}."{unique_id}")')
        statement = self.parser.statement(inner)
        if node.zone in self.seen_by_readers:
            Witness(inner).agrees(statement.node)
        walk = Walk(
            self.atoms,
            # Custody's own columns bear the class that their YAML declares: nothing is treated before the views.
            NO_TECHNIQUES if node.zone in CUSTODY else self.techniques,
            lambda *names: self._lookup(node, names, own),
            self.least_persons,
            node.name,
        )
        relation = walk.statement(statement)
        columns = [
            (name, named(union([label, relation.rows]), f"{node.name}.{name}"))
            for name, label in relation.columns
        ]
        return Relation(columns, named(relation.rows, f"{node.name} (rows)"), relation.guarded)

    def _lookup(self, node: Node, names: tuple[str, str, str], own: Relation | None) -> Relation:
        catalog, schema, name = (part.lower() for part in names)
        label = ".".join(part for part in (schema, name) if part)
        if schema == EPHEMERAL and name in node.inlined:
            return self.shown[name]
        found = self._by_relation.get((catalog, schema, name))
        if found is None:
            raise Unknown(f"reads {label}, which no model, seed or source of the project is")
        if found.unique_id == node.unique_id:
            if own is None:
                return Relation([(column, EMPTY) for column in node.declared])
            return own
        if found.unique_id not in node.depends_on:
            raise Unknown(f"reads {label} by a fixed name: name it with ref()")
        return self.shown[found.unique_id]

    def _declared(self, node: Node) -> Relation:
        """Return the columns that the YAML names, each of its declared attribute."""
        return Relation([(name, self._atom(node, name)) for name in node.declared])

    def _atom(self, node: Node, name: str) -> Label:
        if node.path.startswith(RULES_AS_ROWS):
            return EMPTY
        attribute = node.declared.get(name) or self.raw_attributes.get((node.name, name), UNCLASSIFIED)
        source = Source(node.name, name, attribute)
        return Label(value=self.atoms.bit(Atom(source)), name=str(source))

    def _shown(self, proved: Proved) -> Relation:
        """Return what readers of a node see: where attributes are declared, the declared ones."""
        node, relation = proved.node, proved.relation
        if node.cohort:
            return self._released(node, relation)
        if node.zone == COMPLIANCE:
            fact = Source(node.name, "(rows)", SUSPICION)
            rows = Label(influence=self.atoms.bit(Atom(fact)), name=str(fact))
            columns = [(name, union([label, rows])) for name, label in relation.columns]
            return Relation(columns, union([relation.rows, rows]), relation.guarded)
        if node.zone in (ENGINE, "staging"):
            # Whom the engine of anonymisation leaves out is what makes its labels ones that k persons share.
            read = node.zone == "staging"
            columns = [(name, settled(label, read)) for name, label in relation.columns]
            return Relation(columns, settled(relation.rows), relation.guarded)
        if node.zone not in DECLARING or not node.queries:
            return relation
        columns = [(name, self._atom(node, name)) for name, _ in relation.columns]
        return Relation(columns, EMPTY, relation.guarded)

    def _released(self, node: Node, relation: Relation) -> Relation:
        """Return the table of a cohort: labels that k persons share, and whose record each of them is."""
        made = union(relation.find(name) or EMPTY for name in node.cohort)
        labels = Label(
            self.atoms.treated(made.flow, COHORT), 0, made.influence, (made,), f"{node.name}.label"
        )
        columns = [
            (name, labels if name in LABELS else relation.find(name) or EMPTY) for name in node.declared
        ]
        return Relation(columns, settled(relation.rows), True)


EPHEMERAL = "ephemeral_of_dbt"
LABELS = ("label", "lower_bound", "upper_bound", "tops")


def in_order(nodes: Mapping[str, Node]) -> Iterable[str]:
    """Return the nodes' ids, each after those that it reads.

    Raises Unknown where they read each other in a circle.
    """
    graph = {unique_id: node.depends_on & nodes.keys() - {unique_id} for unique_id, node in nodes.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        raise Unknown("models that read each other in a circle") from None


def _merged(relations: list[Relation]) -> Relation:
    first = relations[0]
    if any(relation.names != first.names for relation in relations):
        raise Unknown("the branches of is_incremental() make different columns")
    columns = [
        (name, union(relation.columns[place][1] for relation in relations))
        for place, name in enumerate(first.names)
    ]
    guarded = all(relation.guarded for relation in relations)
    return Relation(columns, union(relation.rows for relation in relations), guarded)


def _masks(relation: Relation) -> list[tuple[int, int, int]]:
    return [(label.value, label.condition, label.influence) for _, label in relation.columns]

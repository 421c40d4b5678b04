"""Two declassifiers that are no macro: a minimum of distinct persons, and the pseudonym of one scope."""

from typing import TYPE_CHECKING

from steward.prove.expressions import constant, label_of
from steward.prove.figures import is_person
from steward.prove.labels import Label, treated
from steward.prove.parse import Json
from steward.prove.persons import conjuncts
from steward.prove.relation import Relation, Scope

if TYPE_CHECKING:
    from steward.prove.queries import Walk

PSEUDONYM = "pseudonym"
SCOPE = "scope"


def counted_person(walk: "Walk", node: Json, scope: Scope) -> list[str] | None:
    """Return the column whose persons a query counts and holds to at least k; None where it holds none.

    One of the conditions that must hold reads `count(distinct <person>) >= k`, k being a literal no smaller than
    policy asks and the person a column that holds numbers of persons as they are.
    """
    for condition in conjuncts(node.get("having")):
        person = _counted(condition["left"]) if _is_enough(walk, condition) else None
        if person and is_person(walk, scope.resolve(person)):
            return person
    return None


def _is_enough(walk: "Walk", condition: Json) -> bool:
    least = {"COMPARE_GREATERTHANOREQUALTO": 0, "COMPARE_GREATERTHAN": 1}.get(str(condition.get("type")))
    bound = constant(condition.get("right"))
    if least is None or isinstance(bound, bool) or not isinstance(bound, int):
        return False
    return bool(bound + least >= walk.least_persons)


def _counted(counted: Json) -> list[str] | None:
    children = counted.get("children", [])
    if not (
        counted.get("function_name") == "count"
        and counted.get("distinct")
        and not counted.get("filter")
        and len(children) == 1
        and children[0].get("class") == "COLUMN_REF"
    ):
        return None
    names: list[str] = children[0]["column_names"]
    return names


def columns_of_persons(walk: "Walk", node: Json, scope: Scope) -> dict[str, list[str]]:
    """Return the output columns of a query that count distinct persons, with the column that they count."""
    found = {}
    for column in node["select_list"]:
        person = _counted(column)
        if person and column.get("alias") and is_person(walk, scope.resolve(person)):
            found[str(column["alias"]).lower()] = person
    return found


def held_to_minimum(walk: "Walk", node: Json, scope: Scope) -> bool:
    """Take a grouped relation as what it is with a minimum, where the query keeps the rows with k persons.

    `with groups as (select ..., count(distinct <person>) as persons ...) select ... from groups where persons >= k`.
    """
    if len(scope.tables) != 1 or scope.tables[0].relation.minimum is None:
        return False
    [table] = scope.tables
    minimum = table.relation.minimum
    assert minimum is not None
    for condition in conjuncts(node.get("where_clause")):
        if not _is_enough(walk, condition) or condition["left"].get("class") != "COLUMN_REF":
            continue
        names = condition["left"]["column_names"]
        if str(names[-1]).lower() in minimum.persons and scope.owner(names) is table:
            table.relation = Relation(minimum.columns, minimum.rows, True)
            return True
    return False


def pseudonyms_of_scope(
    walk: "Walk", node: Json, scope: Scope, columns: list[tuple[str, Label]]
) -> list[tuple[str, Label]]:
    """Return the columns, a pseudonym being that of a scope where the query takes the rows of one scope.

    It does where one of the conditions that must hold reads `scope = '<scope>'` on the relation of the pseudonym.
    """
    for condition in conjuncts(node.get("where_clause")):
        of = constant(condition.get("right"))
        if condition.get("type") != "COMPARE_EQUAL" or not isinstance(of, str):
            continue
        if condition["left"].get("class") != "COLUMN_REF":
            continue
        sources = [atom.source for atom in walk.atoms.of(label_of(walk, condition["left"], scope).value)]
        if len(sources) != 1 or sources[0].column != SCOPE:
            continue
        relation = sources[0].relation
        columns = [(name, _of_scope(walk, label, relation, of)) for name, label in columns]
    return columns


def _of_scope(walk: "Walk", label: Label, relation: str, scope: str) -> Label:
    atoms = list(walk.atoms.of(label.value))
    own = [atom for atom in atoms if atom.source.relation == relation and atom.source.attribute == PSEUDONYM]
    if not own or len(own) != len(atoms):
        return label
    return treated(walk.atoms, label, f"pseudonym of {scope}")

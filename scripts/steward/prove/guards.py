"""Two declassifiers that are no macro: a minimum of distinct persons, and the pseudonym of one scope."""

from typing import TYPE_CHECKING

from steward.prove.expressions import conjuncts, constant, label_of
from steward.prove.labels import RAW, Label, treated
from steward.prove.parse import Json
from steward.prove.relation import Scope

if TYPE_CHECKING:
    from steward.prove.queries import Walk

PERSON = "customer_id"
PSEUDONYM = "pseudonym"
SCOPE = "scope"


def guards(walk: "Walk", node: Json, scope: Scope) -> bool:
    """Tell whether a query keeps only groups of at least k distinct persons.

    It does where one of the conditions that must hold reads `count(distinct <person>) >= k`, k being a literal no
    smaller than policy asks and the person a column that holds customer numbers as they are.
    """
    return any(_is_guard(walk, condition, scope) for condition in conjuncts(node.get("having")))


def _is_guard(walk: "Walk", condition: Json, scope: Scope) -> bool:
    least = {"COMPARE_GREATERTHANOREQUALTO": 0, "COMPARE_GREATERTHAN": 1}.get(str(condition.get("type")))
    bound = constant(condition.get("right"))
    if least is None or isinstance(bound, bool) or not isinstance(bound, int):
        return False
    counted = condition["left"]
    children = counted.get("children", [])
    if not (
        counted.get("function_name") == "count"
        and counted.get("distinct")
        and not counted.get("filter")
        and len(children) == 1
        and children[0].get("class") == "COLUMN_REF"
        and bound + least >= walk.least_persons
    ):
        return False
    found = walk.atoms.of(scope.resolve(children[0]["column_names"]).value)
    attributes = {(atom.source.attribute, atom.treatment) for atom in found}
    return attributes == {(PERSON, RAW)}


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

"""Which attribute a raw column holds: that of the logical column that bears its name and is made of its table."""

from collections.abc import Iterator, Mapping

from steward.policy import Policy
from steward.prove.nodes import Node

RANK = {"operational": 0, "personal": 1, "sensitive": 2, "identity": 3}
RAW_SEED = "raw_"


def raw_attributes(nodes: Mapping[str, Node], policy: Policy) -> dict[tuple[str, str], str]:
    """Return the attribute of each raw column by table and column; the strongest class where there are several."""
    readers: dict[str, set[str]] = {}
    for node in nodes.values():
        for parent in node.depends_on:
            readers.setdefault(parent, set()).add(node.unique_id)
    everywhere: dict[str, str] = {}
    for node in nodes.values():
        if node.zone == "logical":
            for column, attribute in node.declared.items():
                everywhere[column] = _stronger(policy, everywhere.get(column, ""), attribute)
    found: dict[tuple[str, str], str] = {}
    for node in nodes.values():
        if node.kind != "source" and not node.name.startswith(RAW_SEED):
            continue
        own: dict[str, str] = {}
        best = 0
        nearest: dict[str, str] = {}
        for logical in _first_logical(node.unique_id, nodes, readers):
            for column, attribute in logical.declared.items():
                nearest[column] = _stronger(policy, nearest.get(column, ""), attribute)
            fit = _fit(node.name, logical.name)
            if fit > best:
                best, own = fit, dict(logical.declared)
        for column in node.declared:
            attribute = own.get(column) or nearest.get(column) or everywhere.get(column, "")
            if attribute:
                found[node.name, column] = attribute
    return found


def _first_logical(start: str, nodes: Mapping[str, Node], readers: Mapping[str, set[str]]) -> Iterator[Node]:
    waiting, seen = [start], {start}
    while waiting:
        for reader in readers.get(waiting.pop(), ()):
            if reader in seen:
                continue
            seen.add(reader)
            if nodes[reader].zone == "logical":
                yield nodes[reader]
            elif nodes[reader].zone in ("staging", "vault"):
                waiting.append(reader)


def _fit(table: str, model: str) -> int:
    """Return how well the name of a logical model fits that of a raw table: 2 its entity, 1 the begin of it."""
    entity, name = model.removeprefix("ldm_"), table.removeprefix(RAW_SEED)
    if name in (entity, f"{entity}s", f"{entity.removesuffix('y')}ies"):
        return 2
    return int(name.startswith(f"{entity}_"))


def _stronger(policy: Policy, one: str, other: str) -> str:
    def rank(name: str) -> int:
        attribute = policy.attributes.get(name)
        return RANK[attribute.privacy_class] if attribute else -1

    return max(one, other, key=rank)

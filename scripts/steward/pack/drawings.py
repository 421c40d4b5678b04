"""Drawings as plain SVG: the entities and how they are connected, and the layers that data passes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from steward.pack.wording import words

BOX, ROW, GAP = (190, 34), 62, 26
WIDTH = 900
CONNECTIONS = {
    "customer_id": "customer",
    "account_id": "account",
    "transaction_id": "transaction",
    "recipient_id": "recipient",
    "agreement_id": "agreement",
}


@dataclass(frozen=True)
class Edge:
    """An entity that names another by a key."""

    source: str
    target: str
    key: str


def edges(register: Iterable[dict[str, str]]) -> list[Edge]:
    """Return how the entities of the column register name one another."""
    rows = list(register)
    entities = {row["entity"] for row in rows}
    found = {
        Edge(row["entity"], target, row["column_name"])
        for row in rows
        for key, target in CONNECTIONS.items()
        if row["column_name"] == key and target != row["entity"] and target in entities
    }
    return sorted(found, key=lambda edge: (edge.target, edge.source, edge.key))


def entity_drawing(register: Sequence[dict[str, str]], languages: Sequence[str]) -> Markup:
    """Return the entities as boxes, in bands by the key that connects them, with the list as text beside it."""
    connected = edges(register)
    # An entity stands under the nearest thing that it belongs to: a payment under its account, not its customer.
    order = ["transaction", "account", "agreement", "recipient", "customer"]
    owner: dict[str, str] = {}
    for target in order:
        for edge in connected:
            if edge.target == target and edge.source not in order:
                owner.setdefault(edge.source, target)
    bands = [(target, sorted(name for name, parent in owner.items() if parent == target)) for target in order]
    loose = sorted({row["entity"] for row in register} - set(owner) - set(order))
    parts, y = [], 10
    for target, members in [*reversed(bands), ("", loose)]:
        if not members and not target:
            continue
        parts.append(_band(target, members, y, languages))
        y += max(1, -(-len(members) // 3)) * (BOX[1] + 12) + GAP
    label = {
        "zh": "实体关系图，下方有同样内容的列表",
        "en": "entities and their relations, as in the list below",
    }
    head = (
        f'<svg role="img" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" aria-label="{_text(label, languages)}">'
    )
    items = "".join(
        f"<li><code>{escape(edge.source)}</code> → <code>{escape(edge.target)}</code> ({escape(edge.key)})</li>"
        for edge in connected
    )
    return Markup(f'<div class="drawing">{head}{"".join(parts)}</svg></div><ul class="edges">{items}</ul>')


def layer_drawing(languages: Sequence[str]) -> Markup:
    """Return the layers from the raw tables to the readers."""
    layers = [
        ("raw", "原始数据", "raw tables"),
        ("staging", "整理", "staging"),
        ("vault", "保管库", "vault"),
        ("logical", "逻辑模型", "logical model"),
        ("views", "隐私视图", "privacy views"),
        ("published", "受众文件", "audience files"),
    ]
    boxes = []
    for place, (name, chinese, english) in enumerate(layers):
        x = 5 + place * 150
        title = _text({"zh": chinese, "en": english}, languages)
        kind = "private" if name in ("raw", "staging", "vault", "logical") else "public"
        boxes.append(
            f'<rect class="box {kind}" x="{x}" y="20" width="128" height="56" rx="6"/>'
            f'<text class="small" x="{x + 64}" y="44" text-anchor="middle">{escape(title)}</text>'
            f'<text class="code" x="{x + 64}" y="64" text-anchor="middle">{name}</text>'
        )
        if place < len(layers) - 1:
            boxes.append(f'<path class="line" d="M{x + 128} 48 H{x + 150}" marker-end="url(#arrow)"/>')
    label = {
        "zh": "从原始数据经整理、保管库、逻辑模型到隐私视图和受众文件；前四层仅数据保管方可见",
        "en": "from raw tables through staging, vault and logical model to privacy views and audience files; "
        "the first four are for data custody alone",
    }
    arrow = (
        '<defs><marker id="arrow" markerWidth="8" markerHeight="8" refX="6" refY="4" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z"/></marker></defs>'
    )
    text = _text(label, languages)
    return Markup(
        f'<div class="drawing"><svg role="img" viewBox="0 0 {WIDTH} 96" width="{WIDTH}" aria-label="{text}">'
        f"{arrow}{''.join(boxes)}</svg></div><p>{text}</p>"
    )


def _band(target: str, members: Sequence[str], y: int, languages: Sequence[str]) -> str:
    parts = []
    if target:
        parts.append(_box(target, 10, y, languages, "main"))
    for place, name in enumerate(members):
        x = 260 + (place % 3) * (BOX[0] + 20)
        top = y + (place // 3) * (BOX[1] + 12)
        if target and place % 3 == 0:
            middle = top + BOX[1] // 2
            parts.append(f'<path class="line" d="M{10 + BOX[0]} {y + BOX[1] // 2} H230 V{middle} H{x}"/>')
        parts.append(_box(name, x, top, languages, ""))
    return "".join(parts)


def _box(name: str, x: int, y: int, languages: Sequence[str], kind: str) -> str:
    found = words().get(name)
    title = _text(found.model_dump(), languages) if found else name
    return (
        f'<rect class="box {kind}" x="{x}" y="{y}" width="{BOX[0]}" height="{BOX[1]}" rx="5"/>'
        f'<text class="small" x="{x + BOX[0] // 2}" y="{y + 22}" text-anchor="middle">{escape(title)}</text>'
    )


def _text(said: dict[str, str], languages: Sequence[str]) -> str:
    return " ".join(said[language] for language in languages)

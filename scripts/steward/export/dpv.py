"""W3C Data Privacy Vocabulary: who processes which categories of data, for what, on what ground, and who receives them.

One graph, written as JSON-LD and as Turtle. A process is a purpose, or a recipient within its purpose; its categories
are those of the columns that its relations really have. Values of the vocabulary come from `dpv_terms.yml`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from steward.errors import StewardError
from steward.export.relations import Relation
from steward.policy import Policy

TERMS = Path(__file__).parent / "dpv_terms.yml"
PREFIXES = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
CONTROLLER = "controller"
# What is about nobody is no category of personal data.
OPERATIONAL = "operational"

Node = dict[str, Any]


@cache
def terms() -> Mapping[str, Any]:
    """Return the project's words as the vocabulary's."""
    content: Mapping[str, Any] = yaml.safe_load(TERMS.read_text(encoding="utf-8"))
    return content


def graph(
    relations: Sequence[Relation], policy: Policy, organisation: Mapping[str, str], base: str
) -> dict[str, str]:
    """Return the graph as JSON-LD and Turtle by file name; `base` begins the site's own names."""
    nodes = list(_nodes(relations, policy, organisation))
    context = {**PREFIXES, "@base": base}
    linked = json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1)
    return {"warehouse.dpv.jsonld": linked + "\n", "warehouse.dpv.ttl": turtle(nodes, base)}


def _nodes(relations: Sequence[Relation], policy: Policy, organisation: Mapping[str, str]) -> Iterator[Node]:
    yield {"@id": CONTROLLER, "@type": ["dpv:DataController"], "rdfs:label": _said(organisation, "name")}
    used: dict[str, Node] = {}
    for purpose in policy.purposes.values():
        own = [relation for relation in relations if relation.purpose == purpose.purpose]
        own += [
            relation
            for relation in relations
            if not relation.purpose and _reads_for(relation, policy, purpose.purpose)
        ]
        term = _term("purposes", purpose.purpose)
        basis = f"basis/{purpose.purpose}"
        yield {
            "@id": basis,
            "@type": [term["legal_basis"]],
            "dct:source": purpose.legal_basis_provision,
        }
        yield {
            "@id": f"purpose/{purpose.purpose}",
            "@type": [term["purpose"]],
            "rdfs:label": [_text(purpose.name_en, "en"), _text(purpose.name_zh, "zh")],
        }
        shared = {relation.recipient for relation in own} - {""}
        for recipient in ["", *sorted(shared)]:
            part = [relation for relation in own if relation.recipient == recipient]
            if part:
                yield _process(purpose.purpose, recipient, part, basis)
                used |= _categories(part)
    for own_recipient in policy.recipients.values():
        yield {
            "@id": f"recipient/{own_recipient.recipient_id}",
            "@type": ["dpv:Recipient", _term("recipients", own_recipient.kind)],
            "rdfs:label": [_text(own_recipient.name_en, "en"), _text(own_recipient.name_zh, "zh")],
            "dpv:hasCountry": own_recipient.country,
        }
    yield from (used[name] for name in sorted(used))


def _reads_for(relation: Relation, policy: Policy, purpose: str) -> bool:
    return any(policy.audiences[audience].purpose == purpose for audience in relation.audiences)


def _process(purpose: str, recipient: str, relations: Sequence[Relation], basis: str) -> Node:
    techniques = {column.technique for relation in relations for column in relation.columns}
    measures = {_term("techniques", name) for name in techniques if name in terms()["techniques"]}
    node: Node = {
        "@id": f"process/{purpose}" + (f"/{recipient}" if recipient else ""),
        "@type": ["dpv:Process"],
        "dpv:hasDataController": {"@id": CONTROLLER},
        "dpv:hasPurpose": {"@id": f"purpose/{purpose}"},
        "dpv:hasLegalBasis": {"@id": basis},
        "dpv:hasDataSubject": {"@id": "dpv:Customer"},
        "dpv:hasPersonalData": [{"@id": name} for name in sorted(_categories(relations))],
        "dct:source": sorted(relation.label for relation in relations),
    }
    if recipient:
        node["dpv:hasRecipient"] = {"@id": f"recipient/{recipient}"}
    if measures:
        node["dpv:hasTechnicalMeasure"] = [{"@id": name} for name in sorted(measures)]
    return node


def _categories(relations: Iterable[Relation]) -> dict[str, Node]:
    """Return the categories of the columns that are in the relations; what is withheld in each is none."""
    found: dict[str, Node] = {}
    for relation in relations:
        for column in relation.columns:
            attribute = column.attribute
            if attribute.privacy_class == OPERATIONAL or column.technique == "suppress":
                continue
            types = {_term("attributes", attribute.name), _term("classes", attribute.privacy_class)}
            found[f"data/{attribute.name}"] = {
                "@id": f"data/{attribute.name}",
                "@type": sorted(types),
                "rdfs:label": [_text(attribute.name_en, "en"), _text(attribute.name_zh, "zh")],
            }
    return found


def _term(kind: str, word: str) -> Any:
    found = terms()[kind].get(word)
    if not found:
        raise StewardError(
            f"{kind}: {word}", "no term of the Data Privacy Vocabulary", f"name one in {TERMS.name}"
        )
    return found


def _said(row: Mapping[str, str], name: str) -> list[Node]:
    return [_text(row.get(f"{name}_{language}") or "", language) for language in ("en", "zh")]


def _text(value: str, language: str) -> Node:
    return {"@value": value, "@language": language}


def turtle(nodes: Sequence[Node], base: str) -> str:
    """Return nodes of the form that `graph` makes as Turtle."""
    head = [f"@base <{base}> ."] + [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    return "\n".join(head) + "\n\n" + "\n".join(_subject(node) for node in nodes)


def _subject(node: Node) -> str:
    lines = ["a " + ", ".join(node["@type"])]
    lines += [
        f"{name} " + ", ".join(_object(item) for item in (value if isinstance(value, list) else [value]))
        for name, value in node.items()
        if not name.startswith("@")
    ]
    return f"{_name(node['@id'])} " + " ;\n    ".join(lines) + " .\n"


def _object(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if "@id" in value:
        return _name(value["@id"])
    return f"{json.dumps(value['@value'], ensure_ascii=False)}@{value['@language']}"


def _name(address: str) -> str:
    return address if address.split(":")[0] in PREFIXES else f"<{address}>"

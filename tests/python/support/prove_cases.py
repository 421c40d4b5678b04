"""The corpus of the static proof: small relations with known classes, and one file per case with its labels."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from steward.findings import Finding
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.prove.labels import RAW, Label
from steward.prove.lineage import Lineage
from steward.prove.nodes import Node
from steward.prove.parse import Parser
from steward.prove.project import atoms_of
from steward.prove.techniques import FOLDER, Techniques, templates
from steward.prove.violations import violations

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "tests" / "python" / "prove_corpus"
LEAST_PERSONS = 5
CUSTOMERS = {
    "customer_id": "customer_id", "full_name": "full_name", "id_number": "id_number", "phone": "mobile",
    "email": "email", "birth_date": "birth_date", "province": "province", "annual_income": "annual_income",
    "health_note": "health_note", "status": "lifecycle_status", "tags": "business_text", "profile": "free_text",
    "loaded_at": "load_time", "opt_out_direct_marketing": "opt_out_flag",
    "opt_out_automated_decisions": "opt_out_flag", "opt_out_sensitive_data": "opt_out_flag",
}  # fmt: skip
RELATIONS = {
    "customers": ("logical", CUSTOMERS),
    "accounts": ("logical", {"account_id": "account_id", "customer_id": "customer_id", "product": "product"}),
    "ratings": ("logical", {"customer_id": "customer_id", "rating": "risk_rating"}),
    "pseudonyms": (
        "vault",
        {
            "subject_type": "business_code",
            "subject_id": "customer_id",
            "scope": "business_code",
            "pseudonym": "pseudonym",
        },
    ),
    "calendar": ("logical", {"day": "business_date"}),
    "triggers": ("kyc", {"customer_id": "customer_id", "rule_id": "kyc_alert"}),
    "released": (
        "labels",
        {"customer_id": "customer_id", "annual_income": "annual_income", "tops": "", "label": ""},
    ),
}
# The relation that the engine of anonymisation releases, and the columns of which its labels are made.
COHORTS = {"released": ("annual_income",)}
CALL = re.compile(r"{{(.*?)}}", re.DOTALL)
HEADER = re.compile(r"^-- (\w+)(?: (\S+))?: (.*)$")


@dataclass(frozen=True)
class Case:
    """A query of a zone with what the proof must say of it: leak, clean or unknown, and the labels."""

    name: str
    zone: str
    expect: str
    sql: str
    flow: dict[str, str]
    influence: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What the proof said: the findings, and flow and influence of each column, sorted and written out."""

    findings: list[Finding]
    unknown: str
    flow: dict[str, str]
    influence: dict[str, str]

    @property
    def verdict(self) -> str:
        """Leak, clean or unknown."""
        if self.unknown:
            return "unknown"
        return "leak" if self.findings else "clean"


def cases() -> list[Case]:
    """Return every case of the corpus."""
    return [read_case(path) for path in sorted(CORPUS.rglob("*.sql"))]


def read_case(path: Path) -> Case:
    """Return the case in a file: lines `-- word: value` first, then the query."""
    facts: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {"flow": {}, "influence": {}}
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        found = HEADER.match(line)
        if not found:
            return Case(
                f"{path.parent.name}/{path.stem}", facts["zone"], facts["expect"],
                "\n".join(lines[number:]), labels["flow"], labels["influence"],
            )  # fmt: skip
        word, column, value = found.groups()
        if column:
            labels[word][column] = value
        else:
            facts[word] = value
    raise ValueError(f"{path} has no query")


@cache
def policy() -> Policy:
    """The policy as delivered."""
    return load_policy(Project(ROOT, {}))


@cache
def macros() -> dict[str, str]:
    """The technique macros by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / FOLDER).glob("*.sql"))}


@cache
def parser() -> Parser:
    """One parser for all cases."""
    return Parser()


@cache
def techniques() -> Techniques:
    """The techniques of the project."""
    return Techniques(templates(parser(), macros()))


def rendered(sql: str) -> str:
    """Return a query with its calls of technique macros rendered, as dbt would."""
    import jinja2

    from steward.prove.techniques import Adapter

    adapter = Adapter()
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.globals.update({"adapter": adapter, "return": lambda value: value})
    module = environment.from_string("\n".join(macros().values())).module
    adapter.macros = module
    names = {name: getattr(module, name) for name in macros() if hasattr(module, name)}
    return str(environment.from_string(sql).render(names)) if CALL.search(sql) else sql


def prove(zone: str, sql: str, name: str = "case__delta_research") -> Outcome:
    """Return what the proof says of one query in a zone, over the relations of the corpus."""
    nodes = {key: _relation(key, *given) for key, given in RELATIONS.items()}
    nodes["hidden"] = Node(
        "hidden", "source", "hidden", "hidden", "logical", ("dw", "logical", "hidden"), declared=CUSTOMERS
    )
    reads = frozenset(RELATIONS)
    nodes["case"] = Node(
        "case", "model", name, "models/case.sql", zone, ("", "", "case"), (rendered(sql),), depends_on=reads
    )
    atoms = atoms_of(policy())
    lineage = Lineage(parser(), techniques(), LEAST_PERSONS, frozenset((zone,)), atoms=atoms)
    lineage.run(nodes)
    proved = lineage.proved["case"]
    columns = [] if proved.unknown else proved.relation.columns
    columns = [(column.replace(" ", "_"), label) for column, label in columns]
    flow = {column: _written(lineage, label, label.flow) for column, label in columns}
    influence = {column: _written(lineage, label, label.influence & ~label.flow) for column, label in columns}
    return Outcome(
        list(violations(lineage, policy())),
        proved.unknown,
        {column: text for column, text in flow.items() if text},
        {column: text for column, text in influence.items() if text},
    )


def _relation(name: str, zone: str, columns: dict[str, str]) -> Node:
    return Node(
        name,
        "source",
        name,
        f"models/{name}.sql",
        zone,
        ("", "", name),
        declared=columns,
        cohort=COHORTS.get(name, ()),
    )


def _written(lineage: Lineage, label: Label, mask: int) -> str:
    atoms = lineage.atoms.of(mask)
    texts = (
        f"{atom.source}" if atom.treatment == RAW else f"{atom.source} ({atom.treatment})" for atom in atoms
    )
    return ", ".join(sorted(texts))

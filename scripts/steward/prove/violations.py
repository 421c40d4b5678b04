"""Violations: one line each, with the way from the source column, step by step."""

from collections.abc import Iterator

from steward.findings import Finding
from steward.policy import Attribute, Policy
from steward.prove.labels import RAW, SUMMED, Atom, Label, path_to
from steward.prove.lineage import Lineage, Proved
from steward.prove.rules import Reads, Rules, must_be_guarded, reads_of

ARROW = " > "
RANK = {"operational": 0, "personal": 1, "sensitive": 2, "identity": 2}
TERM, FLAG = "agreement_term", "opt_out_flag"


def violations(lineage: Lineage, policy: Policy) -> Iterator[Finding]:
    """Yield what the labels of a project show: unknown SQL, flows against policy, classes lowered by hand."""
    rules = Rules(policy, lineage.attribute_of)
    for proved in lineage.proved.values():
        if proved.unknown:
            do = "write it as plain SQL over ref() that both readers can follow"
            yield Finding(proved.node.path, f"cannot be proven: {proved.unknown}", do)
            continue
        reads = reads_of(policy, proved.node)
        if reads is not None and proved.node.queries:
            yield from _flows(lineage, rules, proved, reads)
            yield from _missing_filters(lineage, policy, proved, reads)
        yield from _lowered(lineage, policy, proved)


def _flows(lineage: Lineage, rules: Rules, proved: Proved, reads: tuple[Reads, ...]) -> Iterator[Finding]:
    rows = proved.relation.rows
    decided: set[Atom] = set()
    for name, label in proved.relation.columns:
        where = f"{proved.node.path}, column {name}"
        for atom in lineage.atoms.of(label.value):
            if not rules.may_flow(reads, atom):
                yield _violation(lineage, rules, where, label, atom, "flows into it", reads)
        for atom in lineage.atoms.of(label.condition & ~label.value):
            if not rules.may_decide(reads, atom, values=True):
                yield _violation(lineage, rules, where, label, atom, "chooses its value", reads)
        own = label.influence & ~label.flow & ~rows.influence
        for atom in lineage.atoms.of(own):
            if not rules.may_decide(reads, atom):
                yield _violation(lineage, rules, where, label, atom, "decides its value", reads)
    # What decides the rows decides every column: said once.
    for atom in lineage.atoms.of(rows.influence):
        if not rules.may_decide(reads, atom) and atom not in decided:
            decided.add(atom)
            yield _violation(lineage, rules, proved.node.path, rows, atom, "decides its rows", reads)


def _violation(
    lineage: Lineage, rules: Rules, where: str, label: Label, atom: Atom, how: str, reads: tuple[Reads, ...]
) -> Finding:
    path = ARROW.join(path_to(lineage.atoms, label, atom.source))
    state = "" if atom.treatment == RAW else f" after {atom.treatment}"
    what = f"{lineage.attribute_of(atom.source)} {how}{state}: {path}"
    if rules.is_secret(atom):
        return Finding(where, what, "take it out: nobody outside compliance may learn of KYC")
    do = rules.wanted(reads, atom)
    if how != "flows into it":
        do = "leave it out of filters, joins, grouping and order, or name it in seeds/policy/deciders.csv"
    return Finding(where, what, do)


def _missing_filters(
    lineage: Lineage, policy: Policy, proved: Proved, reads: tuple[Reads, ...]
) -> Iterator[Finding]:
    node, rows = proved.node, proved.relation.rows
    if must_be_guarded(node) and not proved.relation.guarded:
        what = "its rows are not held to k distinct persons by an inner join with a guarded group"
        yield Finding(node.path, what, "join `having count(distinct <person>) >= k` as the other views do")
    way = reads[0] if reads else Reads("")
    deciding = [atom.source for atom in lineage.atoms.of(rows.influence)]
    if way.family == "opt_out" and way.purpose in policy.purposes:
        flag = policy.purposes[way.purpose].opt_out_flag
        if flag not in {source.column for source in deciding}:
            yield Finding(node.path, f"{flag} does not decide its rows", "keep only people who may be used")
    if way.family == "selectively_anonymised":
        for attribute in {TERM, FLAG} - {source.attribute for source in deciding}:
            what = f"no {attribute} decides its rows"
            yield Finding(node.path, what, "keep only people and agreements that allow the disclosure")


def _lowered(lineage: Lineage, policy: Policy, proved: Proved) -> Iterator[Finding]:
    node = proved.node
    if not node.queries or node.zone == "staging":
        return
    for name, label in proved.relation.columns:
        declared = policy.attributes.get(node.declared.get(name, ""))
        if declared is None:
            continue
        for atom in lineage.atoms.of(label.value):
            attribute = policy.attributes.get(lineage.attribute_of(atom.source))
            if attribute is None or atom.treatment not in (RAW, SUMMED) or not _is_lower(declared, attribute):
                continue
            path = ARROW.join(path_to(lineage.atoms, label, atom.source))
            what = (
                f"declared `{declared.name}` ({declared.privacy_class}), but "
                f"{attribute.name} ({attribute.privacy_class}) flows into it: {path}"
            )
            yield Finding(f"{node.path}, column {name}", what, "declare what it holds, or use a technique")


def _is_lower(declared: Attribute, flowing: Attribute) -> bool:
    return RANK[declared.privacy_class] < RANK[flowing.privacy_class]

"""The benchmark's own parts, on invented data shaped like Adult."""

import random
from pathlib import Path

import numpy as np
import pytest

from steward.anonymise.bench import QUASI, adult_problem, answers, policy_of
from steward.anonymise.choose import run_engine
from steward.anonymise.hierarchies import LeafHierarchy
from steward.anonymise.peer import greedy
from steward.anonymise.questions import SALARY, Answers
from steward.anonymise.reading import read_rules
from steward.anonymise.release import cell_losses, gcp, settle, suppressed_rows

VALUES = {
    "sex": {"Male": [], "Female": []},
    "age": {str(a): [f"{a // 10 * 10}s", f"{a // 20 * 20} on"] for a in range(20, 80)},
    "race": {"one": [], "two": []},
    "marital-status": {"wed": ["with"], "single": ["without"], "widowed": ["without"]},
    "education": {"school": ["low"], "college": ["high"], "doctorate": ["high"]},
    "native-country": {"United-States": ["America"], "Cuba": ["America"], "India": ["Asia"]},
    "workclass": {"private": ["p"], "state": ["s"], "local": ["s"]},
    "occupation": {"cook": ["hand"], "clerk": ["desk"], "judge": ["desk"]},
}  # fmt: skip


@pytest.fixture(scope="module")
def adult(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adult")
    for name, paths in VALUES.items():
        lines = [";".join([leaf, *nodes, "*"]) for leaf, nodes in paths.items()]
        (folder / f"adult_hierarchy_{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    draw = random.Random(3)
    rows = [";".join([*QUASI, SALARY])]
    for _ in range(900):
        picked = [
            list(paths)[min(int(draw.expovariate(1.2) * len(paths) / 3), len(paths) - 1)]
            for paths in VALUES.values()
        ]
        rows.append(";".join([*picked, draw.choice(["<=50K", "<=50K", ">50K"])]))
    (folder / "adult.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_the_greedy_is_a_full_domain_node_and_no_better_than_the_optimum(adult: Path) -> None:
    problem = adult_problem(adult, policy_of(max_suppression=0.05))
    peer = greedy(problem)
    assert len(peer.vectors) == 1 and peer.vectors.sum() > 0
    assert suppressed_rows(problem, peer) <= problem.may_suppress
    best = run_engine(problem, "global", False)
    assert best.loss <= gcp(problem, cell_losses(problem, peer)) + 1e-12


def test_answers_from_raw_rows_are_exact_and_worse_from_coarser_labels(adult: Path) -> None:
    policy = policy_of(sensitive=SALARY, max_suppression=1.0)
    problem = adult_problem(adult, policy)
    rules = {
        name: rule for name, rule in read_rules(policy, adult).items() if isinstance(rule, LeafHierarchy)
    }
    asked = Answers(problem, rules)
    single = adult_problem(adult, policy_of(sensitive=SALARY, k=2))
    assert single.size == problem.size
    whole = run_engine(problem, "cascade", False).release
    top = np.array([[levels.height for levels in problem.levels]])
    nothing_left = settle(problem, "top", top, np.zeros(problem.size, np.int64))
    assert max(asked.errors(nothing_left)[:3]) > max(asked.errors(whole)[:3]) > 0
    assert asked.missed_by_where(nothing_left, "age") == 0.0
    assert 0 < asked.missed_by_where(whole, "age") < 1
    lines = {line["case"]: line for line in answers(adult)}
    assert len(lines) == 4
    assert lines["20 questions, global, k=5"]["missed_by_plain_where_on_age"] == 0.0

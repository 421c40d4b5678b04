"""The corpus of the static proof: leaks of every kind that is known, and clean queries, each with its labels."""

import pytest

from tests.python.support.prove_cases import Case, cases, prove

CASES = cases()
KINDS = {"leak", "clean", "unknown"}


def test_the_corpus_is_large_and_has_every_kind() -> None:
    assert len(CASES) >= 160
    assert {case.expect for case in CASES} == KINDS
    assert sum(case.expect == "clean" for case in CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_has_its_verdict_and_labels(case: Case) -> None:
    outcome = prove(case.zone, case.sql)
    assert (outcome.verdict, outcome.flow, outcome.influence) == (case.expect, case.flow, case.influence), [
        str(finding) for finding in outcome.findings
    ]
    assert all(case.expect == "clean" or finding.stops for finding in outcome.findings)

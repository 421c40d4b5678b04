"""The benchmark of the threshold rules: it refuses times of different results, and size S keeps its ratios."""

import json
from pathlib import Path

import pytest

from steward.errors import StewardError
from steward.kyc.bench import Bench, Measure
from steward.project import Project

ROOT = Path(__file__).resolve().parents[2]
RECORDED: dict[str, float] = json.loads(Path(__file__).with_name("kyc_bench_ratios.json").read_text("utf-8"))
ALLOWED = 1.5


def _result(checksum: str, cpu: float = 1.0) -> dict[str, object]:
    return {"cpu": cpu, "wall": 1.0, "peak_mb": 1.0, "checksum": ["3", checksum, "0.2"]}


def test_times_of_different_results_do_not_count() -> None:
    measure = Measure("rules")
    measure.add(_result("1"), floor=0.5)
    with pytest.raises(StewardError, match="different triggers"):
        measure.add(_result("2"), floor=0.5)


def test_the_median_of_the_ratios_counts() -> None:
    measure = Measure("rules")
    for cpu in (1.0, 9.0, 2.0):
        measure.add(_result("1", cpu), floor=0.5)
    assert measure.line()["ratio_to_f1"] == 4.0


def test_an_unknown_size_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(StewardError, match="there is no size XL"):
        Bench(Project.find(ROOT), tmp_path, "XL")


@pytest.mark.slow
@pytest.mark.bench
def test_size_s_keeps_its_ratios(tmp_path: Path) -> None:
    bench = Bench(Project.find(ROOT), tmp_path, "S")
    bench.prepare()
    ratios = {line["case"]: line["ratio_to_f1"] for line in bench.measure(rounds=3, stress=False)}
    assert set(RECORDED) <= set(ratios)
    slower = {case: ratio for case, ratio in ratios.items() if ratio > ALLOWED * RECORDED.get(case, ratio)}
    assert slower == {}, f"recorded: {RECORDED}"

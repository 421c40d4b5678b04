"""The benchmark of anonymisation: loss, time, audit and answers on Adult with ARX's hierarchies."""

import importlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from steward.anonymise.audit import audit_file
from steward.anonymise.choose import ENGINES, choose, run_engine
from steward.anonymise.hierarchies import LeafHierarchy
from steward.anonymise.peer import greedy
from steward.anonymise.policy import AnonymisePolicy, parse_policy
from steward.anonymise.problem import Problem
from steward.anonymise.questions import QUESTIONS, SALARY, Answers
from steward.anonymise.reading import connect, make_cells, open_source, read_levels, read_problem, read_rules
from steward.anonymise.release import cell_losses, gcp, suppressed_rows
from steward.anonymise.run import anonymise_file
from steward.errors import StewardError

QUASI = ("sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation")
# Case, policy, and what a peer reaches on the same data (ARX 3.9.2, anonypyx 0.2.11; measured once).
CASES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("cascade k=5", {"k": 5, "engine": "cascade"}, "ARX local recoding 0.0569"),
    ("cascade k=10", {"k": 10, "engine": "cascade"}, "ARX local recoding 0.0790"),
    ("cascade k=5, sets", {"k": 5, "engine": "cascade", "labels": "set"}, "anonypyx 0.0300"),
    ("global k=5, 2 %", {"k": 5, "engine": "global"}, "ARX optimum 0.3314"),
    ("global k=5, no limit", {"k": 5, "engine": "global", "max_suppression": 1.0}, "ARX optimum 0.2271"),
    ("global k=10, 2 %", {"k": 10, "engine": "global"}, "ARX optimum 0.4080"),
    ("top_down k=5", {"k": 5, "engine": "top_down"}, "ARX local recoding 0.0569"),
    (
        "auto k=5 l=2",
        {"k": 5, "l": 2, "sensitive": SALARY, "local_recoding": True},
        "ARX local 0.234, 11 % out",
    ),
    (
        "auto k=5 t=0.3",
        {"k": 5, "t": 0.3, "sensitive": SALARY, "local_recoding": True},
        "ARX local 0.215, 16.5 % out",
    ),
    (
        "auto k=5 t=0.2",
        {"k": 5, "t": 0.2, "sensitive": SALARY, "local_recoding": True, "max_suppression": 0.1},
        "",
    ),
)
COPIES = 332
# Ages move by up to two years and one value in fifty of education is drawn anew: more combinations, as in life.
JITTER = """
copy (
    select sex,
        cast(greatest(17, least(90, cast(age as integer) + cast(floor(random() * 5) as integer) - 2)) as varchar)
            as age,
        race, "marital-status",
        case when random() < 0.02 then other.value else education end as education,
        "native-country", workclass, occupation, "salary-class"
    from (select *, 1 + cast(floor(random() * 16) as integer) as pick
          from read_csv('{adult}', delim = ';', all_varchar = true), range({copies})) as many
    left join (
        select education as value, row_number() over (order by education) as pick
        from (select distinct education from read_csv('{adult}', delim = ';', all_varchar = true))
    ) as other using (pick)
) to '{out}' (format parquet)
"""


def policy_of(**more: Any) -> AnonymisePolicy:
    """Return a policy over Adult's eight quasi-identifiers."""
    return parse_policy({"qi": list(QUASI), **more}, "bench")


def measure(adult: Path, large: Path | None) -> Iterator[dict[str, Any]]:
    """Yield one line per case. `adult`: the folder with adult.csv and its hierarchies; `large`: where 10M rows go."""
    data = adult / "adult.csv"
    if not data.is_file():
        raise StewardError(str(adult), "no adult.csv", "name the folder with adult.csv and ARX's hierarchies")
    for name, rule, peer in CASES:
        yield loss_and_time(name, adult, policy_of(**rule), peer)
    yield from answers(adult)
    yield audit_against_pycanon(data)
    if large:
        yield from ten_million(adult, large)


def loss_and_time(case: str, adult: Path, policy: AnonymisePolicy, peer: str) -> dict[str, Any]:
    """Return loss and CPU seconds of one policy: of the engine alone, and of reading, engine and writing."""
    problem = adult_problem(adult, policy)
    _, engine = timed(lambda: choose(problem, policy))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "released.parquet"
        done, whole = timed(lambda: anonymise_file(adult / "adult.csv", policy, adult, out))
    return {
        "case": case, "gcp": round(done.loss, 4), "left_out": done.rows - done.released, "classes": done.classes,
        "engine": done.engine, "engine_cpu_s": round(engine, 3), "cpu_s": round(whole, 3), "peer": peer,
    }  # fmt: skip


def timed(what: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call returns and the CPU seconds (user and system, all threads) that it took."""
    start = time.process_time()
    result = what()
    return result, time.process_time() - start


def adult_problem(adult: Path, policy: AnonymisePolicy) -> Problem:
    """Return the engines' problem of Adult under a policy."""
    connection = connect()
    try:
        rows = make_cells(connection, open_source(connection, adult / "adult.csv"), policy)
        return read_problem(connection, policy, read_levels(connection, policy, adult), rows)
    finally:
        connection.close()


def answers(adult: Path) -> Iterator[dict[str, Any]]:
    """Yield for each engine, and for anjana's greedy, the error of twenty questions beside the information loss."""
    policy = policy_of(sensitive=SALARY)
    problem = adult_problem(adult, policy)
    rules = {
        name: rule for name, rule in read_rules(policy, adult).items() if isinstance(rule, LeafHierarchy)
    }
    asked = Answers(problem, rules)
    releases = {name: run_engine(problem, name, False).release for name in ENGINES}
    for name, release in {**releases, "anjana's greedy": greedy(problem)}.items():
        errors = asked.errors(release)
        yield {
            "case": f"{len(QUESTIONS)} questions, {name}, k=5",
            "median_error": round(statistics.median(errors), 4), "mean_error": round(statistics.mean(errors), 4),
            "missed_by_plain_where_on_age": round(asked.missed_by_where(release, "age"), 4),
            "gcp": round(gcp(problem, cell_losses(problem, release)), 4),
            "left_out": suppressed_rows(problem, release),
        }  # fmt: skip


def audit_against_pycanon(data: Path) -> dict[str, Any]:
    """Return the CPU of the audit and of pycanon for the same seven figures, and how far they differ at most."""
    policy = policy_of(sensitive=SALARY)
    rounds = [timed(lambda: audit_file(data, policy)) for _ in range(5)]
    audit, cpu = rounds[-1][0], statistics.median(seconds for _, seconds in rounds)
    try:
        pandas = importlib.import_module("pandas")
        anonymity = importlib.import_module("pycanon.anonymity")
    except ImportError:
        return {"case": "audit", "cpu_s": round(cpu, 4), "pycanon": "not installed"}
    frame = pandas.read_csv(data, sep=";", dtype=str)
    quasi, mine = list(QUASI), audit.sensitive[SALARY]
    figures: dict[str, tuple[Callable[[], float], float]] = {
        "k": (lambda: anonymity.k_anonymity(frame, quasi), audit.release["k"]),
        "l": (lambda: anonymity.l_diversity(frame, quasi, [SALARY]), mine["l_distinct"]),
        "l_entropy": (
            lambda: anonymity.entropy_l_diversity(frame, quasi, [SALARY]),
            int(mine["l_entropy"] + 1e-9),
        ),
        "alpha": (lambda: anonymity.alpha_k_anonymity(frame, quasi, [SALARY])[0], mine["alpha"]),
        "beta": (lambda: anonymity.basic_beta_likeness(frame, quasi, [SALARY]), mine["beta"]),
        "delta": (lambda: anonymity.delta_disclosure(frame, quasi, [SALARY]), mine["delta"]),
        "t": (lambda: anonymity.t_closeness(frame, quasi, [SALARY]), mine["t_equal"]),
    }
    theirs = {name: timed(call) for name, (call, _) in figures.items()}
    total = sum(seconds for _, seconds in theirs.values())
    return {
        "case": "audit, Adult, seven figures", "cpu_s": round(cpu, 4), "pycanon_cpu_s": round(total, 2),
        "ratio": round(total / cpu),
        "largest_difference": max(abs(theirs[name][0] - value) for name, (_, value) in figures.items()),
    }  # fmt: skip


def ten_million(adult: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield wall, CPU and memory of anonymising and of auditing Adult 332 times over, each in a process of its own."""
    data, out, rule = folder / "adult_332.parquet", folder / "adult_332_out.parquet", folder / "adult.yml"
    if not data.is_file():
        with duckdb.connect(config={"memory_limit": "3GB"}) as connection:
            connection.execute("select setseed(0.5)")
            connection.execute(JITTER.format(adult=adult / "adult.csv", copies=COPIES, out=data))
    rule.write_text(
        f"qi: [{', '.join(QUASI)}]\nk: 5\nsensitive: {SALARY}\nengine: cascade\n", encoding="utf-8"
    )
    steward = [sys.executable, "-m", "steward"]
    given = ["--policy", str(rule), "--hierarchies", str(adult)]
    yield _process(
        "anonymise, 10M rows", [*steward, "anonymise", "--data", str(data), *given, "--out", str(out)]
    )
    yield _process(
        "audit, 10M rows", [*steward, "anonymise-audit", "--data", str(out), "--policy", str(rule)]
    )


def _process(case: str, command: list[str]) -> dict[str, Any]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise StewardError(case, "it failed", done.stderr.strip()[-300:])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "case": case, "wall_s": round(time.monotonic() - start, 2), "cpu_s": round(cpu, 2),
        "peak_mb": round(after.ru_maxrss / 1024), "says": done.stdout.splitlines()[0],
    }  # fmt: skip

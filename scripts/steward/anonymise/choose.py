"""Which engine runs, and which result is taken."""

from collections.abc import Callable
from dataclasses import dataclass

from steward.anonymise.cascade import cascade
from steward.anonymise.full_domain import full_domain
from steward.anonymise.lattice import Lattice, make_lattice
from steward.anonymise.policy import AnonymisePolicy
from steward.anonymise.problem import Problem
from steward.anonymise.release import Release, cell_losses, gcp, set_losses, suppressed_rows
from steward.anonymise.top_down import top_down
from steward.errors import StewardError

Run = Callable[[Problem, Lattice], Release]
ENGINES: dict[str, Run] = {"global": full_domain, "cascade": cascade, "top_down": top_down}


@dataclass(frozen=True)
class Result:
    """A release, its information loss as labelled, and how many rows it leaves out."""

    release: Release
    loss: float
    left_out: int


def run_engine(
    problem: Problem, engine: str, sets: bool, lattice: Lattice | None = None, disjoint: bool = False
) -> Result:
    """Return the result of one engine, whether or not it leaves out more than allowed; `disjoint`: see `set_groups`."""
    release = ENGINES[engine](problem, lattice or make_lattice(problem))
    losses = set_losses(problem, release, disjoint) if sets else cell_losses(problem, release)
    return Result(release, gcp(problem, losses), suppressed_rows(problem, release))


def choose(problem: Problem, policy: AnonymisePolicy) -> Result:
    """Return the result of the policy's engine.

    `auto` takes the least loss of those that leave out no more rows than allowed. Labels that overlap within a
    column make a plain `group by` miss or double-count people, so without `local_recoding` `auto` has only the
    full-domain engine to choose from: one level per column, and of sets one per node. Of equal losses: global, then
    cascade, then top_down. Raises StewardError if no result is within the limit.
    """
    sets = policy.labels == "set"
    names = [policy.engine]
    if policy.engine == "auto":
        names = ["global", "cascade", "top_down"] if policy.local_recoding else ["global"]
    lattice = make_lattice(problem)
    results = [run_engine(problem, name, sets, lattice, policy.disjoint) for name in names]
    allowed = [result for result in results if result.left_out <= problem.may_suppress]
    if not allowed:
        raise _refusal(problem, results)
    return min(allowed, key=lambda result: result.loss)


def _refusal(problem: Problem, results: list[Result]) -> StewardError:
    least = min(result.left_out for result in results)
    share = least / max(problem.all_rows, 1)
    return StewardError(
        "policy",
        f"it cannot be met: {least} of {problem.all_rows} rows ({share:.1%}) would be left out, "
        f"max_suppression allows {problem.max_suppression:.1%}",
        "allow more, lower k, l or raise t, or generalise further by a higher hierarchy",
    )

"""Privacy notices of the newest build: there as soon as anybody opted in, and with every required clause."""

from collections.abc import Iterator

from steward.build_state import Build
from steward.checks.collection import CLAUSES
from steward.engines.duckdb import literal, scalar
from steward.engines.overlay import Overlay
from steward.findings import Finding

NOTICES = "raw table privacy_notices"
# Any of these words shows that the clause is there.
WORDS = {
    "zh": {
        "collection": ("收集",),
        "use": ("使用",),
        "control": ("管理", "控制"),
        "security": ("安全", "保护"),
        "execution": ("执行", "实施"),
        "revision": ("修订", "更新", "变更"),
    },
    "en": {
        "collection": ("collect",),
        "use": ("use",),
        "control": ("control", "manage"),
        "security": ("secur", "protect"),
        "execution": ("execut", "implement"),
        "revision": ("revis", "amend", "change"),
    },
}


def notice_findings(overlay: Overlay, build: Build) -> Iterator[Finding]:
    """Yield the absence of notices that opt-ins need, and the clauses that one in force does not show."""
    logical = f"{build.prefix}logical"
    if not {(logical, "ldm_choice"), (logical, "ldm_privacy_notice")} <= set(overlay.catalogue):
        return
    notices = overlay.name(logical, "ldm_privacy_notice")
    if not overlay.count(notices):
        opted_in = overlay.count(overlay.name(logical, "ldm_choice"), "choice = 'opt_in'")
        if opted_in:
            what = f"absent or empty, though {opted_in} choices are opt-ins, which count under a notice only"
            yield Finding(
                NOTICES, what, "load the notices, or run `steward import-choices` and have it signed"
            )
        return
    for language, clauses in WORDS.items():
        yield from _missing_clauses(overlay, notices, build, language, clauses)


def _missing_clauses(
    overlay: Overlay, notices: str, build: Build, language: str, clauses: dict[str, tuple[str, ...]]
) -> Iterator[Finding]:
    in_force = (
        f"lower(language) = '{language}' and effective_from <= date {literal(build.as_of_date.isoformat())}"
    )
    body = scalar(
        overlay.connection,
        f"select lower(coalesce(max_by(body, effective_from), '')) from {notices} where {in_force}",
    )
    if body is None or not overlay.count(notices, in_force):
        return
    missing = [clause for clause in CLAUSES if not any(word in body for word in clauses[clause])]
    if missing:
        what = f"the notice in force in {language} shows no clause on {', '.join(missing)}"
        yield Finding(NOTICES, what, "complete the notice and load its new version", stops=False)

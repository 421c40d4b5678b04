"""Whether the pack can be signed, and the shortest list of what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from steward.pack.pages import Said

MILLION_MARKS = (1_000_000, 10_000_000)


@dataclass(frozen=True)
class Missing:
    """Something that stands between the pack and a signature, and the page that shows it."""

    state: str
    said: Said
    page: str


@dataclass(frozen=True)
class Verdict:
    """`is_signable` is True where nothing fails, nothing due is unmeasured and every provision is verified."""

    is_signable: bool
    counts: dict[str, int]
    missing: tuple[Missing, ...]


def judge(controls: Sequence[dict[str, Any]], legal: Sequence[dict[str, Any]]) -> Verdict:
    """Return the verdict over the controls (rows of rpt_control) and the law (rows of rpt_legal_status)."""
    counts = Counter(str(row["state"]) for row in controls)
    missing = [_missing(row) for row in controls if row["state"] in ("fail", "not_measured")]
    unverified = sum(int(row["unverified"]) for row in legal)
    from_memory = sum(int(row["from_memory"]) for row in legal)
    if unverified:
        text = Said(
            zh=f"{unverified} 条引用条款未经负责人核实，其中 {from_memory} 条凭记忆写成。",
            en=f"{unverified} cited provisions are not verified by an officer; {from_memory} of them are from memory.",
        )
        missing.append(Missing("unverified", text, "checklist"))
    ordered = sorted(missing, key=lambda item: ("fail", "unverified", "not_measured").index(item.state))
    return Verdict(not missing and not counts["unverified"], dict(counts), tuple(ordered))


def _missing(row: dict[str, Any]) -> Missing:
    return Missing(
        row["state"],
        Said(
            zh=f"{row['control_id']} {row['control_zh']}：{row['remedy_zh']}。",
            en=f"{row['control_id']} {row['control_en']}: {row['remedy_en']}.",
        ),
        row["page"],
    )

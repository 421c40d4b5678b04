"""A project small enough to check in milliseconds: the policy as delivered and one logical model."""

import shutil
from pathlib import Path

from steward.project import Project

ROOT = Path(__file__).resolve().parents[3]
GOOD = ROOT / "tests" / "python" / "cases" / "check" / "good"


def small_project(folder: Path) -> Project:
    """Copy what the checks read into `folder`: variables, policy, names of macros, a good model."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "dbt_project.yml", folder)
    for part in ("seeds/policy", "seeds/legal", "seeds/kyc", "seeds/register", "macros/techniques"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, dirs_exist_ok=True)
    return Project(folder, {})


def write(project: Project, path: str, text: str) -> None:
    """Write a file of the small project."""
    target = project.path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")

"""Everything that is rendered: staging, scopes, disclosure terms, law, views, registers."""

from pathlib import Path

from steward.project import Project
from steward.render.files import combine
from steward.render.law import render_law
from steward.render.registers import render_registers
from steward.render.scopes import render_scopes
from steward.render.staging import render_staging
from steward.render.terms import render_terms
from steward.render.views import render_views


def render_all(project: Project) -> dict[Path, str]:
    """Return every rendered file by path relative to the project."""
    return combine(
        render_staging(project),
        render_scopes(project),
        render_terms(project),
        render_law(project),
        render_views(project),
        render_registers(project),
    )

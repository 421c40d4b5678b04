"""The templates: text with `<% %>` and `<< >>`, so that dbt's own `{{ }}` stands in them untouched."""

import json
from typing import Any

import jinja2

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("steward.render"),
    block_start_string="<%",
    block_end_string="%>",
    variable_start_string="<<",
    variable_end_string=">>",
    comment_start_string="<#",
    comment_end_string="#>",
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=jinja2.StrictUndefined,
    autoescape=False,
)


def fill(name: str, **values: Any) -> str:
    """Return the text of a template."""
    return _ENVIRONMENT.get_template(name).render(**values)


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)

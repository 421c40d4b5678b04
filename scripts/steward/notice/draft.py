"""A draft of the privacy notice: what the warehouse does, in the clauses that the law asks for."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from steward.classification import load_entities
from steward.policy import Attribute, Policy, load_policy
from steward.project import Project
from steward.register.organisation import organisation

HERE = Path(__file__).parent
CLASSES = ("identity", "personal", "sensitive")


@dataclass(frozen=True)
class Use:
    """A purpose with the names of what it uses, in the language of the draft."""

    name: str
    provision: str
    is_optional: bool
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class Receiver:
    """A recipient with the names of what may go to it at most."""

    name: str
    kind: str
    country: str
    attributes: tuple[str, ...]


def draft(project: Project, language: str, version: str, effective_from: str) -> str:
    """Return the notice as Markdown.

    Raises StewardError if the organisation's register has no row.
    """
    policy, own = load_policy(project), organisation(project)
    values: dict[str, Any] = {
        "organisation": {**own, "name": own[f"name_{language}"]},
        "version": version,
        "effective_from": effective_from,
        "collected": _collected(project, policy, language),
        "uses": _uses(policy, language),
        "receivers": _receivers(policy, language),
        "k": project.variables.get("k_anonymity"),
    }
    return _environment().get_template(f"notice.{language}.md").render(**values)


def _name(attribute: Attribute, language: str) -> str:
    return attribute.name_zh if language == "zh" else attribute.name_en


def _collected(project: Project, policy: Policy, language: str) -> dict[str, list[str]]:
    """Return the names of the attributes that some column holds, by class."""
    held = {
        column.attribute.name
        for entity in load_entities(project, policy).values()
        for column in entity.columns
        if column.attribute.handling != "must_not_load"
    }
    found = [policy.attribute(name) for name in sorted(held)]
    return {
        name: [_name(attribute, language) for attribute in found if attribute.privacy_class == name]
        for name in CLASSES
    }


def _uses(policy: Policy, language: str) -> list[Use]:
    return [
        Use(
            purpose.name_zh if language == "zh" else purpose.name_en,
            purpose.legal_basis_provision,
            purpose.opt_outable,
            tuple(_name(policy.attribute(name), language) for name in policy.attributes_of(purpose.purpose)),
        )
        for purpose in policy.purposes.values()
    ]


def _receivers(policy: Policy, language: str) -> list[Receiver]:
    return [
        Receiver(
            recipient.name_zh if language == "zh" else recipient.name_en,
            recipient.kind,
            recipient.country,
            tuple(
                _name(policy.attribute(name), language) for name in policy.terms_of(recipient.recipient_id)
            ),
        )
        for recipient in policy.recipients.values()
    ]


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(HERE / "templates")
    # Markdown, not HTML: nothing of it is shown before an officer has read it.
    return Environment(loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True)

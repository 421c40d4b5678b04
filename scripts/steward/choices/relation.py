"""What a published relation is for: its purpose, its recipient, and whether its rows name a person."""

from dataclasses import dataclass

from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project
from steward.publish.plan import BETWEEN, SELECTIVE
from steward.vocabulary import OPT_OUT_PREFIX

ANONYMISED = "anonymised"
DISCLOSURE = "third_party_disclosure"


@dataclass(frozen=True)
class Asked:
    """A relation that somebody asks about; `purpose` is empty where no choice decides.

    `basis` is then the purpose, which nobody can leave, that its audience reads it for.
    """

    label: str
    purpose: str
    recipient: str
    basis: str = ""

    @property
    def names_nobody(self) -> bool:
        """Whether its rows carry no key, so that nobody can be found in it."""
        return self.label.startswith(f"{ANONYMISED}.")


def asked(project: Project, policy: Policy, label: str) -> Asked:
    """Return what a relation is for.

    Raises StewardError if it is not one that an audience may read.
    """
    schema, dot, name = label.strip().partition(".")
    prefix = str(project.variables.get("schema_prefix") or "")
    zone = schema.removeprefix(prefix)
    label = f"{zone}.{name}"
    readers = [own for own in policy.audiences.values() if policy.relations_of(own, [label])]
    if not dot or not readers:
        raise StewardError(
            "--relation", "no audience reads such a relation", "name one as opt_out_direct_marketing.customer"
        )
    if zone == SELECTIVE:
        return Asked(label, DISCLOSURE, name.partition(BETWEEN)[2])
    if zone.startswith(OPT_OUT_PREFIX):
        return Asked(label, zone.removeprefix(OPT_OUT_PREFIX), "")
    return Asked(label, "", "", next((own.purpose for own in readers if own.purpose), ""))

"""Exposures: what they say they depend on must be relations that an exposure may show."""

from collections.abc import Iterator, Mapping

from steward.findings import Finding
from steward.policy import Policy
from steward.prove.nodes import Manifest, Node
from steward.vocabulary import READABLE_ZONES

EXPOSURES = "exposures"


def exposure_findings(manifest: Manifest, nodes: Mapping[str, Node], policy: Policy) -> Iterator[Finding]:
    """Yield the exposures that show what policy does not let exposures read."""
    for exposure in manifest.get("exposures", {}).values():
        where = f"{exposure['original_file_path']}, exposure {exposure['name']}"
        for unique_id in exposure.get("depends_on", {}).get("nodes", []):
            node = nodes.get(unique_id)
            zone = node.zone if node else "an unknown relation"
            if node is None or not (zone in READABLE_ZONES or policy.may_read(EXPOSURES, zone)):
                what = f"shows {unique_id.split('.')[-1]} of {zone}"
                yield Finding(where, what, "name a view that zone_reads.csv lets exposures read")

"""What the warehouse says of its public relations, in formats that others read."""

from enum import StrEnum

NAMESPACE = "privacy_warehouse"
BASE = "https://example.com/warehouse/"


class Format(StrEnum):
    """The formats: data contracts, lineage events, and the record of processing as linked data."""

    odcs = "odcs"
    openlineage = "openlineage"
    dpv = "dpv"

"""Options that several commands share."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from steward.errors import StewardError


def mapping(text: str) -> dict[str, object]:
    """Return the variables that `--vars` gives as YAML.

    Raises StewardError if it is no mapping.
    """
    try:
        variables = yaml.safe_load(text) or {}
    except (yaml.YAMLError, ValueError):
        # ValueError is PyYAML's answer to a date that does not exist.
        variables = None
    if not isinstance(variables, dict):
        raise StewardError("--vars", "not a YAML mapping", "write it as '{demo_data: false}'")
    return variables


def zone_option(name: str) -> ZoneInfo | None:
    """Return the time zone that `--log-timezone` names, None where it is empty.

    Raises StewardError if there is no such zone.
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        raise StewardError("--log-timezone", f"no time zone `{name}`", "write one as Asia/Shanghai") from None

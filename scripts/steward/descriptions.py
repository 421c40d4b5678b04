"""Descriptions in two languages: `English. / 中文。`."""

from steward.errors import StewardError

SEPARATOR = " / "


def both(description: str, where: str) -> tuple[str, str]:
    """Return a description's English and Chinese part.

    Raises StewardError if one is missing.
    """
    en, _, zh = description.partition(SEPARATOR)
    if not en.strip() or not zh.strip():
        raise StewardError(where, "not described in both languages", "write it as `English. / 中文。`")
    return en.strip(), zh.strip()


def with_note(description: str, english: str, chinese: str) -> str:
    """Return a description with a sentence added to each half."""
    if not english:
        return description
    first, divider, second = description.partition(SEPARATOR)
    return (
        f"{first} {english}{SEPARATOR}{second}{chinese}"
        if divider
        else f"{first} {english}{SEPARATOR}{chinese}"
    )

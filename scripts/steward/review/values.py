"""What the values of a DuckDB file speak for, by relation and column; only rates leave the file."""

from pathlib import Path

from sqlglot.dialects.dialect import Dialect

from steward.engines.duckdb import in_memory
from steward.errors import StewardError
from steward.scan.places import other_file
from steward.scan.run import SAMPLE, look
from steward.vocabulary import did_you_mean


def by_value(file: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Return attribute and reason by relation and column; '' where the values speak for nothing.

    A column that holds no values is left to its name.
    """
    looked = look(lambda connection: other_file(connection, file), in_memory(), None, SAMPLE)
    return {
        (own.proposal.relation.rpartition(".")[2].lower(), own.proposal.column.lower()): (
            own.proposal.attribute,
            own.proposal.evidence.reason,
        )
        for own in looked
    }


def known_dialect(name: str) -> str:
    """Return the name of a dialect that can be read.

    Raises StewardError if there is none of that name.
    """
    if name and name not in Dialect.classes:
        raise StewardError("--dialect", f"unknown dialect `{name}`", did_you_mean(name, Dialect.classes))
    return name

"""`steward rotate`: a new version of every pseudonym of a scope, drawn by the engine, in one transaction.

The map keeps the old versions: they are what a leaked file is traced by. No release is made with them again,
for `vlt_current_pseudonym` shows the newest alone. No key is ever in a statement, a file or a message.
"""

from dataclasses import dataclass

from steward.choices import custody
from steward.engines import on_duckdb
from steward.errors import StewardError
from steward.policy import load_policy
from steward.project import Project
from steward.pseudonyms.engines import Map, duckdb_map, postgres_map
from steward.publish import places
from steward.vocabulary import did_you_mean

SCOPES = "seeds/policy/pseudonym_scopes.csv"


@dataclass(frozen=True)
class Rotated:
    """What a rotation came to: how many subjects have a new version, the highest of them, what to run."""

    scope: str
    subjects: int
    version: int
    todo: str


def rotate(project: Project, scope: str, reason: str) -> Rotated:
    """Give every subject of a scope a new pseudonym.

    Raises StewardError, with the map as it was, if the scope is unknown or empty or the map cannot be written.
    """
    known = [row.scope for row in load_policy(project).pseudonym_scopes]
    if scope not in known:
        raise StewardError("--scope", f"no scope `{scope}`", did_you_mean(scope, known))
    with places.only_one(project):
        custody.log(project, "rotate", scope=scope, reason=reason, state="begun")
        with duckdb_map(project) if on_duckdb() else postgres_map(project) as the_map:
            subjects, version = the_map.add_version(scope)
            if not subjects:
                raise StewardError(f"scope {scope}", "the map holds no pseudonym of it", "build first")
            done = Rotated(scope, subjects, version, _todo(the_map))
        custody.log(project, "rotate", scope=scope, subjects=subjects, version=version, state="done")
    return done


def _todo(the_map: Map) -> str:
    """Return what must be run so that readers get the new pseudonyms."""
    tables = the_map.tables_with_keys
    if tables:
        more = f" and {len(tables) - 1} more" if len(tables) > 1 else ""
        return f"run `steward build --force`: {tables[0]}{more} still hold the old pseudonyms"
    return "run `steward publish`: the files that are out still hold the old pseudonyms"

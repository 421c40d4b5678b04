"""How the tests are dealt out to workers: whole files, so that what a file makes is made once."""

from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[3]
# A fixture of these files is made anew for each of its parameters, the first words of a test's id: its parts may go
# to other workers.
PARTED = {"test_kyc_readings.py": 2, "test_kyc_vectors.py": 2, "test_staging.py": 1}
# They take longest: begun last, one worker would wait for the other.
FIRST = (
    "test_parity.py",
    "test_kyc_reports.py",
    "test_kyc_vectors.py",
    "test_kyc_oracle.py",
    "test_unit_tests.py",
)


def reads_postgres_build(path: Path) -> bool:
    """Tell whether a file reads the build on PostgreSQL, which one worker makes for all such files."""
    return "postgres_build" in path.read_text(encoding="utf-8")


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Deals out files; parts of some; the readers of the build on PostgreSQL together."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        if reads_postgres_build(ROOT / file):
            return "postgres"
        words = nodeid.rpartition("[")[2].rstrip("]").split("-") if "[" in nodeid else []
        return f"{file} {words[: PARTED.get(Path(file).name, 0)]}"


def longest_first(path: Path) -> int:
    """Return a file's place in the order: the long ones first."""
    return FIRST.index(path.name) if path.name in FIRST else len(FIRST)

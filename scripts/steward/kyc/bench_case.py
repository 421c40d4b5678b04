"""One measured case in a process of its own: statements on a DuckDB file, then what they took."""

import json
import resource
import sys
import time

import duckdb


def main() -> None:
    """Read the case from standard input and print its measures as one JSON line."""
    case = json.load(sys.stdin)
    connection = duckdb.connect(case["file"])
    for statement in case["settings"]:
        connection.execute(statement)
    before, started = _cpu(), time.perf_counter()
    for statement in case["statements"]:
        connection.execute(statement)
    wall, cpu = time.perf_counter() - started, _cpu() - before
    checksum = connection.execute(case["checksum"]).fetchone() if case["checksum"] else None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"cpu": cpu, "wall": wall, "peak_mb": peak, "checksum": [str(value) for value in checksum or []]}
        )
    )


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()

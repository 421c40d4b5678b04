"""What differs between the engines: opening a warehouse and reading its catalogue."""

import os


def on_duckdb() -> bool:
    """Tell whether `DW_TARGET` names DuckDB, as it does unless it is set."""
    return os.environ.get("DW_TARGET", "duckdb") == "duckdb"

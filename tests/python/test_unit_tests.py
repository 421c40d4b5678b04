"""Every dbt unit test passes on DuckDB; the PostgreSQL build of the session runs them too."""

from tests.python.conftest import Build, run


def test_every_unit_test_passes_on_duckdb(demo_build: Build) -> None:
    result = run("dbt", "test", "--select", "test_type:unit", env=demo_build.env)
    assert result.returncode == 0, result.stdout
    assert "NO-OP=0" in result.stdout
    assert "PASS=" in result.stdout
    assert "Nothing to do" not in result.stdout

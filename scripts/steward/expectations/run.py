"""Run the suites: a verdict per frame and expectation, the Data Docs, and the result for the audit pack."""

import contextlib
import io
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steward import evidence
from steward.engines.overlay import open_overlay
from steward.expectations.frames import Frame, frames
from steward.expectations.offline import make_offline, write_index
from steward.expectations.suites import Expectation, Suite, load_suites
from steward.project import Project

FOLDER = ("tests", "expectations")
DATA_DOCS = "data_docs"
# Anything else copies failing values into the results and the Data Docs.
RESULT_FORMAT = {"result_format": "BOOLEAN_ONLY"}


@dataclass(frozen=True)
class Outcome:
    """One expectation of one frame: its name holds column and type, no value."""

    suite: str
    frame: str
    expectation: str
    success: bool
    rows: int
    total: int


def run_expectations(project: Project, docs: bool = True) -> list[Outcome]:
    """Run every suite over the newest build and the published files, and write the Data Docs offline.

    Raises StewardError if there is no build or an audience has no file.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    suites = load_suites(project.path(*FOLDER))
    with _context() as (context, folder), open_overlay(project) as overlay:
        build = overlay.newest_build
        found = [
            outcome
            for suite in suites
            for source in suite.frames
            for frame in frames(overlay, project, source)
            for outcome in _validate(context, suite, frame)
        ]
        if docs:
            _write_docs(context, folder, project.home / "audit" / DATA_DOCS, found)
    failed = sum(not outcome.success for outcome in found)
    state: evidence.State = "fail" if failed else "pass"
    figures = {"failed": failed, "expectations": len(found)}
    evidence.record(project, "expectations", state, figures, build.invocation_id if build else "")
    return found


@contextlib.contextmanager
def _context() -> Iterator[tuple[Any, Path]]:
    # Its import prints and takes seconds: only whoever runs expectations pays for it.
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import great_expectations

        folder = Path(tempfile.mkdtemp(prefix="expectations-"))
        context = great_expectations.get_context(mode="file", project_root_dir=str(folder))
    try:
        yield context, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _validate(context: Any, suite: Suite, frame: Frame) -> list[Outcome]:
    import great_expectations

    name = _name(suite.suite, frame.name)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        source = context.data_sources.add_pandas(name)
        batch = source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
        made = great_expectations.ExpectationSuite(name=name)
        for expectation in suite.expectations:
            for arguments in _arguments(expectation, frame):
                made.add_expectation_configuration(_configuration(expectation.type, arguments))
        made = context.suites.add(made)
        definition = context.validation_definitions.add(
            great_expectations.ValidationDefinition(name=name, data=batch, suite=made)
        )
        checkpoint = context.checkpoints.add(
            great_expectations.Checkpoint(
                name=name, validation_definitions=[definition], result_format=RESULT_FORMAT
            )
        )
        result = checkpoint.run(batch_parameters={"dataframe": frame.data})
    return [
        Outcome(suite.suite, frame.name, _label(one), bool(one.success), frame.rows, frame.total)
        for validated in result.run_results.values()
        for one in validated.results
    ]


def _name(suite: str, frame: str) -> str:
    return f"{suite} - {frame}".replace("/", "-").replace(":", "").replace(".", " ")


def _configuration(kind: str, arguments: dict[str, Any]) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    return ExpectationConfiguration(type=kind, kwargs=arguments)


def _arguments(expectation: Expectation, frame: Frame) -> Iterator[dict[str, Any]]:
    if not expectation.columns:
        yield expectation.arguments
        return
    for column, kind in zip(frame.data.columns, frame.data.dtypes, strict=True):
        if str(kind) in ("object", "str", "string"):
            yield {**expectation.arguments, "column": column}


def _label(result: Any) -> str:
    configuration = result.expectation_config
    given = configuration.kwargs
    column = given.get("column") or f"{given.get('column_A', '')} {given.get('column_B', '')}".strip()
    return f"{column} {configuration.type}"


def _write_docs(context: Any, folder: Path, out: Path, found: list[Outcome]) -> None:
    site = {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(folder / "site"),
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        context.add_data_docs_site(site_name="offline", site_config=site)
        context.build_data_docs(site_names=["offline"])
    verdicts: dict[str, tuple[int, int]] = {}
    for outcome in found:
        name = _name(outcome.suite, outcome.frame)
        holds, number = verdicts.get(name, (0, 0))
        verdicts[name] = (holds + outcome.success, number + 1)
    write_index(folder / "site", verdicts)
    make_offline(folder / "site")
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    shutil.copytree(folder / "site", out)

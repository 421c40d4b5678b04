"""`steward build`: the whole job behind `make build`."""

from typing import Annotated

import typer

from steward.app import app
from steward.options import mapping
from steward.project import Project


@app.command("build")
def build(
    variables: Annotated[
        str, typer.Option("--vars", help="Variables laid over dbt_project.yml, as YAML; passed on to dbt.")
    ] = "{}",
    force: Annotated[
        bool, typer.Option("--force", help="Run dbt also where the demo has nothing new to read.")
    ] = False,
) -> None:
    """Check, prove, build, check what was built, publish, write the audit pack, and say what was kept and refused."""
    from steward import job
    from steward.report import console, print_next, print_published, print_summary

    given = mapping(variables)
    project = Project.find(overrides=given)
    # A folder that cannot be made is told before anything has run.
    project.home.mkdir(parents=True, exist_ok=True)
    out = console()
    out.print("check ...", end=" ")
    notes = job.check(project)
    out.print(f"done, {len(notes)} to note\nprove ...", end=" ")
    proof = job.prove(project, given, force)
    proven = f"nothing leaks in {proof.columns} columns" if proof else "as the last build"
    out.print(f"done, {proven}\ndbt build ...", end=" ")
    ran = job.build(project, given, force)
    if not job.publishes():
        out.print("done\nno files are published: on this target grants decide who reads")
        return
    said = "done" if ran else "up to date: nothing that it reads has changed (--force runs it all the same)"
    out.print(f"{said}\nhunt, check --built, publish, audit pack ...", end=" ")
    result = job.finish(Project.find())
    out.print("done\n")
    print_summary(out, result.summary)
    print_published(out, project, result.published)
    print_next(out, project, result.published, result.pack)

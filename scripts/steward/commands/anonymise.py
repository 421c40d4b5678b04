"""`steward anonymise`, `steward anonymise-audit`, `steward import-hierarchy`: any data file by a policy in YAML."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError

Data = Annotated[Path, typer.Option("--data", help="A CSV or Parquet file.")]
Policy = Annotated[Path, typer.Option("--policy", help="The policy, a YAML file.")]
Hierarchies = Annotated[
    Path | None, typer.Option("--hierarchies", help="A folder: the two seeds, or ARX files `<name>.csv`.")
]


@app.command("anonymise")
def anonymise(
    data: Data,
    policy: Policy,
    out: Annotated[Path, typer.Option("--out", help="The anonymised file, .csv or .parquet.")],
    hierarchies: Hierarchies = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", help="global, cascade, top_down or auto, in place of the policy's."),
    ] = None,
) -> None:
    """Anonymise a data file as its policy says, and print what was released and lost."""
    from steward.anonymise.policy import read_policy
    from steward.anonymise.run import anonymise_file

    print(anonymise_file(data, read_policy(policy, engine=engine), hierarchies, out).line())


@app.command("anonymise-audit")
def anonymise_audit(
    data: Data,
    policy: Policy,
    hierarchies: Hierarchies = None,
    original: Annotated[
        Path | None, typer.Option("--original", help="The file before: what is missing since counts as lost.")
    ] = None,
) -> None:
    """Measure a released file against its policy and print the figures as JSON; exit 1 if the policy does not hold."""
    import json
    from dataclasses import asdict

    from steward.anonymise.audit import audit_file, broken
    from steward.anonymise.policy import read_policy

    rule = read_policy(policy)
    audit = audit_file(data, rule, hierarchies, original)
    print(json.dumps(asdict(audit), ensure_ascii=False, indent=2))
    broken_rules = broken(audit, rule)
    if broken_rules:
        raise StewardError(str(data), f"does not hold: {', '.join(broken_rules)}", "do not release it")


@app.command("import-hierarchy")
def import_hierarchy(
    file: Annotated[Path, typer.Argument(help="ARX's CSV: one line a leaf, `leaf;level1;...;*`.")],
    attribute: Annotated[str, typer.Option("--attribute", help="The hierarchy's name.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The seed to write; default: seeds/reference/leaf_hierarchies.csv."),
    ] = None,
) -> None:
    """Check a hierarchy in ARX's format and put its rows into the seed, in place of those of the same name."""
    from steward.anonymise.hierarchies import LEAF_SEED, checked, import_into, read_arx
    from steward.project import Project

    hierarchy = read_arx(file, attribute)
    checked(hierarchy)
    seed = out or Project.find().path("seeds", "reference", LEAF_SEED)
    print(f"{attribute}: {len(hierarchy.paths)} leaves, {import_into(seed, hierarchy)} rows in {seed.name}")

"""OpenLineage: a job event per public relation, with the column lineage that `steward prove` computes.

A column that a value is computed from is DIRECT, and `masking` where a technique treated it; one that chooses between
values is INDIRECT, and so is, for the relation as a whole, one that decides its rows. Classes are tags of the fields.
"""

from collections.abc import Iterable, Iterator, Mapping

from openlineage.client.event_v2 import InputDataset, Job, JobEvent, OutputDataset
from openlineage.client.generated.column_lineage_dataset import (
    ColumnLineageDatasetFacet,
    Fields,
    InputField,
    Transformation,
)
from openlineage.client.generated.documentation_dataset import DocumentationDatasetFacet
from openlineage.client.generated.ownership_dataset import Owner, OwnershipDatasetFacet
from openlineage.client.generated.schema_dataset import SchemaDatasetFacet, SchemaDatasetFacetFields
from openlineage.client.generated.tags_dataset import TagsDatasetFacet, TagsDatasetFacetFields
from openlineage.client.serde import Serde

from steward.errors import StewardError
from steward.export.relations import Column, Relation
from steward.prove.labels import AGGREGATED, COUNTED, RAW, SUMMED, Atom, Label
from steward.prove.lineage import Lineage, Proved

PRODUCER = "https://pypi.org/project/steward"
AGGREGATES = (AGGREGATED, COUNTED, SUMMED)
# What stands in the proof for a fact of KYC as a whole is no column of a dataset.
WHOLE_ROWS = "(rows)"


def events(relations: Iterable[Relation], lineage: Lineage, namespace: str, moment: str) -> str:
    """Return the events, one JSON object a line; `moment` is their time in ISO 8601.

    Raises StewardError if the lineage of a column is not known.
    """
    names = {
        proved.node.name: ".".join(part for part in proved.node.relation[1:] if part)
        for proved in lineage.proved.values()
    }
    made = (_Writer(lineage, names, namespace, moment).event(relation) for relation in relations)
    return "".join(Serde.to_json(event, ensure_ascii=False) + "\n" for event in made)


class _Writer:
    """Writes the event of a relation; `names` maps a model to its dataset."""

    def __init__(self, lineage: Lineage, names: Mapping[str, str], namespace: str, moment: str) -> None:
        self.lineage = lineage
        self.names = names
        self.namespace = namespace
        self.moment = moment

    def event(self, relation: Relation) -> JobEvent:
        """Return the event of a relation."""
        proved = self.lineage.proved[relation.unique_id]
        if proved.unknown:
            raise StewardError(
                relation.label, f"its lineage is not known: {proved.unknown}", "run `steward prove`"
            )
        columns = self._lineage(relation, proved)
        inputs = {(field.namespace, field.name) for field in columns.dataset or []}
        inputs |= {
            (own.namespace, own.name) for fields in columns.fields.values() for own in fields.inputFields
        }
        facets = {
            "schema": SchemaDatasetFacet(fields=[_field(column) for column in relation.columns]),
            "documentation": DocumentationDatasetFacet(description=f"{relation.en} / {relation.zh}"),
            "ownership": OwnershipDatasetFacet(owners=[Owner(name=relation.owner, type="OWNER")]),
            "tags": TagsDatasetFacet(tags=list(_tags(relation))),
            "columnLineage": columns,
        }
        return JobEvent(
            eventTime=self.moment,
            producer=PRODUCER,
            job=Job(namespace=self.namespace, name=relation.unique_id),
            inputs=[InputDataset(namespace=space, name=name) for space, name in sorted(inputs)],
            outputs=[OutputDataset(namespace=self.namespace, name=relation.label, facets=facets)],
        )

    def _lineage(self, relation: Relation, proved: Proved) -> ColumnLineageDatasetFacet:
        fields = {}
        for column in relation.columns:
            label = proved.relation.find(column.name.lower())
            if label is None:
                raise StewardError(
                    f"{relation.label}.{column.name}", "the SQL makes no such column", "correct the YAML"
                )
            fields[column.name] = Fields(inputFields=list(self._inputs(label, column)))
        rows = self.lineage.atoms.of(proved.relation.rows.all)
        return ColumnLineageDatasetFacet(
            fields=fields,
            dataset=list(self._merged((atom, Transformation("INDIRECT", "FILTER")) for atom in rows)),
        )

    def _inputs(self, label: Label, column: Column) -> Iterator[InputField]:
        atoms = self.lineage.atoms
        direct = [(atom, _direct(atom, column)) for atom in atoms.of(label.value)]
        chosen = [(atom, Transformation("INDIRECT", "CONDITIONAL")) for atom in atoms.of(label.condition)]
        return self._merged([*direct, *chosen])

    def _merged(self, found: Iterable[tuple[Atom, Transformation]]) -> Iterator[InputField]:
        """Yield an input per source column, with everything that is done to it."""
        by_source: dict[tuple[str, str], list[Transformation]] = {}
        for atom, transformation in found:
            if atom.source.column != WHOLE_ROWS:
                done = by_source.setdefault((atom.source.relation, atom.source.column), [])
                if transformation not in done:
                    done.append(transformation)
        for (relation, column), done in sorted(by_source.items(), key=lambda item: item[0]):
            yield InputField(self.namespace, self.names.get(relation, relation), column, done)


def _direct(atom: Atom, column: Column) -> Transformation:
    if atom.treatment in AGGREGATES:
        return Transformation("DIRECT", "AGGREGATION", atom.treatment)
    if atom.treatment != RAW:
        return Transformation("DIRECT", "TRANSFORMATION", atom.treatment, masking=True)
    is_same = column.technique == "keep" and atom.source.column == column.name
    return Transformation("DIRECT", "IDENTITY" if is_same else "TRANSFORMATION", masking=False)


def _field(column: Column) -> SchemaDatasetFacetFields:
    return SchemaDatasetFacetFields(
        name=column.name, type=column.data_type, description=f"{column.en} / {column.zh}"
    )


def _tags(relation: Relation) -> Iterator[TagsDatasetFacetFields]:
    yield TagsDatasetFacetFields("family", relation.family, "DBT")
    for column in relation.columns:
        yield TagsDatasetFacetFields("class", column.attribute.privacy_class, "DBT", column.name)
        yield TagsDatasetFacetFields("attribute", column.attribute.name, "DBT", column.name)

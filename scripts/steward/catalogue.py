"""The actual catalogue of a warehouse, in the words of the project, whichever engine holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

RelationName = tuple[str, str]


@dataclass(frozen=True)
class CatalogueColumn:
    """A column as the engine holds it; `data_type` is a word of the project (`text`, `decimal(18,2)`...)."""

    name: str
    data_type: str
    comment: str


@dataclass(frozen=True)
class CatalogueRelation:
    """A table or view as the engine holds it."""

    schema: str
    name: str
    kind: Literal["table", "view"]
    comment: str
    columns: tuple[CatalogueColumn, ...]

    @property
    def label(self) -> str:
        """The relation as a user writes it: `schema.name`."""
        return f"{self.schema}.{self.name}"

    def has(self, column: str) -> bool:
        """Tell whether the relation has a column of that name."""
        return any(own.name == column for own in self.columns)


Catalogue = Mapping[RelationName, CatalogueRelation]

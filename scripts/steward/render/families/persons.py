"""Who a row belongs to: the joins that keep a row only if every person it belongs to may be used."""

from collections.abc import Iterable
from dataclasses import dataclass

from steward.classification import Column, Entity

CUSTOMER = "customer_id"
# Rows of these belong to more persons than the customer they name; a template gathers them.
SHARED = {"account": "account_id", "transaction": "transaction_id"}


@dataclass(frozen=True)
class Persons:
    """The template that gathers the persons (none if the row names them), and the joins that withhold."""

    template: str
    joins: tuple[str, ...]
    names: tuple[str, ...]
    key: str

    @property
    def identified(self) -> str:
        """The condition that every person of the row may be named to the recipient."""
        return " and ".join(f"{name}.is_identified" for name in self.names)

    def row(self, columns: Iterable[Column]) -> str:
        """The column by which a test finds the persons of a row: the customer where the key is not shown."""
        return self.key if self.key in {column.name for column in columns} else CUSTOMER


def persons_of(entity: Entity) -> Persons:
    """Return who the rows of an entity belong to."""
    key = SHARED.get(entity.name)
    if key:
        join = f"inner join released on {entity.name}.{key} = released.{key}"
        return Persons(f"persons/{entity.name}.sql", (join,), ("released",), key)
    columns = [column.name for column in entity.columns_holding(CUSTOMER)]
    if len(columns) == 1:
        names = ["allowed_person"]
    else:
        names = [f"allowed_{column.removesuffix('_id')}" for column in columns]
    joins = tuple(
        f"inner join allowed_person{'' if name == 'allowed_person' else f' as {name}'} "
        f"on {entity.name}.{column} = {name}.customer_id"
        for name, column in zip(names, columns, strict=True)
    )
    return Persons("", joins, tuple(names), CUSTOMER)

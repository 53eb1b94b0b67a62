"""One layer that leaves: its name, the one kind of its shapes, its key and its fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gis.export.schema.field import FieldType, LayerField, Text

# The kind of shapes of a group: several, as the rows are.
MIXED = "Unknown"


@dataclass(frozen=True, slots=True)
class LayerSchema:
    """One layer.

    Parameters
    ----------
    name
        As files, commands and addresses name it.
    geometry
        ``Point``, ``MultiPoint``, ``MultiLineString`` or ``MultiPolygon``: the one kind of its
        shapes; "" for a table without, `MIXED` for a group.
    key
        The field that names each row, the same from month to month.
    tell
        What it is called in the current language.
    meaning
        What its rows are, in the current language.
    fields
        In the order they are written; the shape comes last.
    """

    name: str
    geometry: str
    key: str
    tell: Text
    meaning: Text
    fields: tuple[LayerField, ...]

    @property
    def label(self) -> str:
        """Return what it is called in the current language."""
        return self.tell()

    @property
    def names(self) -> list[str]:
        """Return the names of its fields, in their order."""
        return [field.name for field in self.fields]

    def field(self, name: str) -> LayerField:
        """Return one of its fields.

        Raises
        ------
        KeyError
            It has none of the name.
        """
        return {field.name: field for field in self.fields}[name]

    def of_type(self, holds: FieldType) -> list[str]:
        """Return the names of its fields that hold values of a type."""
        return [field.name for field in self.fields if field.holds is holds]


def with_labels(fields: Iterable[LayerField]) -> tuple[LayerField, ...]:
    """Return fields, each labelled one followed by the one that says its codes in words."""
    return tuple(_beside(fields))


def _beside(fields: Iterable[LayerField]) -> Iterator[LayerField]:
    for field in fields:
        yield field
        if field.labelled:
            yield field.in_words()

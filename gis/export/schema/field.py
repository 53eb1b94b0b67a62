"""One field of a layer: its name, what it holds, its unit, its codes, and what it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from gis.core.choices import CodeList
from gis.core.language import _
from gis.core.schema import Column, ColumnType, unit_of
from gis.core.units import UNITS
from gis.vocabulary.labels import column_words, layer_words
from gis.vocabulary.words import words

# A text in the current language, and codes with their words in it.
Text = Callable[[], str]
CodeWords = Callable[[], Mapping[str, str]]
LABEL_ENDING = "_label"


class FieldType(StrEnum):
    """What a field holds, whatever its rows are; any of them may be missing."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"

    @property
    def dtype(self) -> str:
        """Return the type of its column in a table."""
        return {
            FieldType.TEXT: "str",
            FieldType.WHOLE: "Int64",
            FieldType.NUMBER: "float64",
            FieldType.FLAG: "boolean",
            FieldType.DATE: "datetime64[s]",
        }[self]


@dataclass(frozen=True, slots=True)
class LayerField:
    """One field of a layer.

    Parameters
    ----------
    name
        As it stands in every file; a number's ends with its unit.
    holds
        The type of its values.
    tell
        Its label in the current language; None: the one that the vocabulary has for its name.
    meaning
        What it says, in the current language, where the label alone does not.
    codes
        The codes it allows, each with its word in the current language.
    labelled
        Whether a field of its own, named `name` and `LABEL_ENDING`, says the word beside the code.
    """

    name: str
    holds: FieldType = FieldType.TEXT
    tell: Text | None = None
    meaning: Text | None = None
    codes: CodeWords | None = None
    labelled: bool = False

    @property
    def label(self) -> str:
        """Return what it is called in the current language."""
        if self.tell is not None:
            return self.tell()
        return (column_words() | layer_words()).get(self.name, self.name)

    @property
    def unit(self) -> str:
        """Return the unit of its numbers; "" of what is counted, and of all that is no number."""
        if self.holds not in (FieldType.WHOLE, FieldType.NUMBER):
            return ""
        return unit_of(self.name) or _UNITS.get(self.name.rpartition("_")[2], "")

    @property
    def means(self) -> str:
        """Return what it says beyond its label, in the current language; "" for nothing."""
        return "" if self.meaning is None else self.meaning()

    @property
    def words(self) -> Mapping[str, str]:
        """Return its codes, each with its word in the current language; empty for none."""
        return {} if self.codes is None else self.codes()

    def in_words(self) -> "LayerField":
        """Return the field that says in words what this one says by codes."""
        return LayerField(
            self.name + LABEL_ENDING,
            tell=lambda: _("{label}, in words", label=self.label),
            meaning=lambda: _("The code of {name} in the reader's language", name=self.name),
        )


# Units that names of what is worked out end with, and no column of the register.
_UNITS = {"m2": "m2", "km2": "km2", "weight": "weight"}


def register_field(column: Column) -> LayerField:
    """Return a column of the register as a field: what has no parts of its unit is whole.

    Parameters
    ----------
    column
        Of cameras, equipment or rounds.

    Returns
    -------
    LayerField
        With the column's own label, meaning and codes.
    """
    match column.holds:
        case ColumnType.DATE:
            holds = FieldType.DATE
        case ColumnType.NUMBER:
            whole = UNITS[column.unit].whole
            holds = FieldType.WHOLE if whole else FieldType.NUMBER
        case _:
            holds = FieldType.TEXT
    known = LayerField(column.name, holds, column.tell, column.meaning)
    return known if column.choices is None else coded(known, partial(words, column.choices))


def coded(field: LayerField, codes: CodeWords | type[CodeList]) -> LayerField:
    """Return a field of codes, with a field of their words beside it.

    Parameters
    ----------
    field
        Of texts.
    codes
        A list of codes, or what returns each code with its word in the current language.

    Returns
    -------
    LayerField
        Of the same name.
    """
    told = partial(words, codes) if isinstance(codes, type) else codes
    return replace(field, codes=told, labelled=True)

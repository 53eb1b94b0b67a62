"""What people have said headings mean: for one file, or remembered for a layout."""

import hashlib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field

from gis.core.choices import CodeList
from gis.core.findings import Finding
from gis.core.text import fold

Values = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Meanings of headings that go before those the program proposes.

    `layouts`: by `layout_key`, folded heading → column (empty: not read). `headings`: the
    same for any layout, and stronger. `values`: by canonical column, folded phrase in a cell →
    stored value. `roles`: what sheets of this file are taken for, by their names
    (`sheets.SheetRole`). `readings`: how the coordinates of sheets of this file are to be
    read, by their names, where it is not as those of the others (`readings`).
    """

    layouts: Table[str, Table[str, str]] = field(default_factory=dict)
    headings: Table[str, str] = field(default_factory=dict)
    values: Table[str, Table[str, str]] = field(default_factory=dict)
    roles: Table[str, str] = field(default_factory=dict)
    readings: Table[str, str] = field(default_factory=dict)

    def knows(self, texts: Sequence[str]) -> bool:
        """Tell whether this row of headings is a remembered layout."""
        return bool(self.layouts) and layout_key(texts) in self.layouts

    def of(self, texts: Sequence[str]) -> dict[str, str]:
        """Return folded heading → column for a row of headings."""
        if not self.layouts and not self.headings:
            return {}
        return {**self.layouts.get(layout_key(texts), {}), **self.headings}


PROPOSED = Mapping()
# The names of the settings in which a store remembers `layouts` and `values`.
LAYOUTS = "layouts"
VALUES = "words"


@dataclass(frozen=True, slots=True)
class Unread(Finding):
    """A cell whose words are not known: what it says, in which canonical column and many rows."""

    canonical: str
    value: str
    choices: type[CodeList]
    rows: int

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding as every other one."""
        base = (self.sheet, self.row, self.column, self.severity, self.message, self.suggestion)
        return Finding(*base).as_dict()


def joined(values: Table[str, Table[str, str]], more: Table[str, Table[str, str]]) -> Values:
    """Return what words of columns mean, the later answers before the earlier.

    Parameters
    ----------
    values, more
        By canonical column, folded phrase → stored value; `more` is the later.

    Returns
    -------
    dict
        By canonical column, folded phrase → stored value.
    """
    return {
        column: {**values.get(column, {}), **more.get(column, {})} for column in {**values, **more}
    }


def layout_key(texts: Sequence[str]) -> str:
    """Return a name for a row of headings, whatever their order, case and marks."""
    words = sorted(filter(None, map(fold, texts)))
    return hashlib.blake2s("|".join(words).encode(), digest_size=8).hexdigest()

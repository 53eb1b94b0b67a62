"""What the province remembers of the package of a commune that it loaded last."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from gis.packages.package import About, Content

RECORD_PREFIX = "package:"
_SAID = ["subject", "subject_id", "field", "value"]


class Age(StrEnum):
    """How a package stands to the one of its commune that was loaded last.

    Days are compared first, then, of one store, the numbers of its revisions.
    """

    FIRST = "first"
    NEWER = "newer"
    SAME = "same"
    OLDER = "older"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The package loaded last: day, who made it, its seal, its figures.

    `day`: ISO, when it was made; `step`: how far the round had come; `seal`: see `package.seal`.
    `made_at`: the revision of the commune's store; `loaded_on`: ISO day; `revision`: of this store,
    with that load. `ids`: the rows it brought, by table, as they are called here. `codes`: what
    rows are called here whose code was taken, by table and their own code. `refused`: `table id
    field value` of what it said and the province did not take.
    """

    day: str
    who: str
    step: str
    seal: str
    made_at: str
    loaded_on: str
    revision: int
    figures: Mapping[str, float] = field(default_factory=dict)
    ids: Mapping[str, list[str]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    refused: list[list[str]] = field(default_factory=list)

    def as_values(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)

    @staticmethod
    def nothing_said() -> pd.DataFrame:
        """Return what nobody said: `said` without rows."""
        return pd.DataFrame(columns=_SAID, dtype=object)

    @property
    def said(self) -> pd.DataFrame:
        """Return what it said and the province did not take: `subject subject_id field value`."""
        return pd.DataFrame(self.refused, columns=_SAID, dtype=object)


def record_from_values(values: Mapping[str, Any] | None) -> Record | None:
    """Return the record that `Record.as_values` wrote, None for none.

    Parameters
    ----------
    values
        What the store holds of the commune; None: no package was loaded yet.

    Returns
    -------
    Record or None
        The package loaded last.
    """
    return None if values is None else Record(**values)


def age(content: Content, seal: str, last: Record | None) -> Age:
    """Tell how a package stands to the one loaded last: by its day, then its store's revision."""
    if last is None:
        return Age.FIRST
    if seal == last.seal:
        return Age.SAME
    day = content.about.day
    if day != last.day:
        return Age.NEWER if day > last.day else Age.OLDER
    return Age.OLDER if _earlier(content.about.revision, last.made_at) else Age.NEWER


def record_order(about: About) -> tuple[str, int]:
    """Return by what packages of one commune are put in order of time."""
    return about.day, _number(about.revision)[1]


def _earlier(revision: str, other: str) -> bool:
    (store, count), (other_store, other_count) = _number(revision), _number(other)
    return store == other_store and count < other_count


def _number(revision: str) -> tuple[str, int]:
    """Return the store and the number that a revision names; 0 for one that has none."""
    store, _dash, count = revision.rpartition("-")
    return store, int(count) if count.isdecimal() and len(count) < 16 else 0

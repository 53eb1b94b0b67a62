"""What a repair is known by: the code of what it mends, and what that is where codes are alike.

A camera and a piece of equipment may bear one code, and are two things. Then, or where a code
itself begins like such an id, the repair is called ``camera:CODE`` or ``equipment:CODE``; else
just ``CODE``. No two repairs of a register share an id, whatever their codes are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from gis.core.errors import GisError
from gis.core.language import _

CAMERA, EQUIPMENT = "camera", "equipment"
# What a repair may be of; an id that does not begin with one of these is a code.
_TARGETS = (
    CAMERA,
    EQUIPMENT,
    "connection",
    "channel",
    "station",
    "upgrade",
    "disk",
    "trip",
    "stop",
)
_BEGINNINGS = tuple(f"{target}:" for target in _TARGETS)


def codes_in_both_tables(cameras: pd.DataFrame, equipment: pd.DataFrame) -> frozenset[str]:
    """Return the codes that a camera and a piece of equipment both bear."""
    return frozenset(cameras["camera_id"]) & frozenset(equipment["equipment_id"])


def repair_ids(table: pd.DataFrame, shared: frozenset[str]) -> pd.Series:
    """Return the id of each repair (`table`: `target`, and as `repair_id` the code it mends).

    Parameters
    ----------
    table
        `target` and `repair_id`, here still the code.
    shared
        Codes that need their target said, see `codes_in_both_tables`.

    Returns
    -------
    Series
        On the same index, each id once.
    """
    codes = table["repair_id"]
    alone = ~codes.isin(shared) & ~codes.str.startswith(_BEGINNINGS)
    return codes.where(alone, table["target"] + ":" + codes)


def codes_of(ids: pd.Series) -> pd.Series:
    """Return ids of repairs as codes alone: of what stands in the register by itself.

    Parameters
    ----------
    ids
        Ids of repairs: ``CODE``, ``camera:CODE`` or ``equipment:CODE``.

    Returns
    -------
    Series
        On the same index; ids of other repairs (``connection:…``, ``station:…``) stay.
    """
    return ids.str.replace(f"^(?:{CAMERA}|{EQUIPMENT}):", "", regex=True)


def whole_ids(table: pd.DataFrame) -> pd.Series:
    """Return of each repair what it mends and its code, the same whatever else is listed.

    Parameters
    ----------
    table
        `repair_id target`.

    Returns
    -------
    Series
        On the same index: ``camera:CODE``, ``equipment:CODE``; other ids as they are.
    """
    ids = table["repair_id"]
    return ids.where(ids.str.startswith(_BEGINNINGS), table["target"] + ":" + ids)


@dataclass(frozen=True, eq=False)
class Recognised:
    """The repairs that some names mean.

    `one`: name → the id of the only one. `several`: name → the ids of all that bear this code.
    `unknown`: names of nothing.
    """

    one: dict[str, str]
    several: dict[str, list[str]]
    unknown: list[str]

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of those that are meant by a name alone."""
        return frozenset(self.one.values())


def resolve_repairs(names: Iterable[str], table: pd.DataFrame) -> Recognised:
    """Return the repairs that names mean: by their id, by what they mend and its code, or by code.

    Parameters
    ----------
    names
        Ids, or codes as the register writes them.
    table
        `repair_id target` of all repairs.

    Returns
    -------
    Recognised
        Names that mean one repair, those that may mean several, and those of none.
    """
    wanted = sorted(set(names))
    table = table[table["repair_id"].isin(_ids_it_may_be(wanted))]
    ids = table["repair_id"]
    whole, codes = (each.set_axis(ids) for each in (whole_ids(table), codes_of(ids)))
    known = frozenset(ids)
    by_whole = dict(zip(whole, whole.index, strict=True))
    by_code = codes[codes.isin(wanted)]
    bearers = {str(code): part.index.tolist() for code, part in by_code.groupby(by_code)}
    bearers |= {name: [by_whole[name]] for name in wanted if name in by_whole}
    bearers |= {name: [name] for name in wanted if name in known}
    meant = {name: bearers.get(name, []) for name in wanted}
    return Recognised(
        {name: ids[0] for name, ids in meant.items() if len(ids) == 1},
        {name: ids for name, ids in meant.items() if len(ids) > 1},
        [name for name, ids in meant.items() if not ids],
    )


def _ids_it_may_be(names: Iterable[str]) -> set[str]:
    """Return every id that names may mean, whether there is such a repair or not."""
    told = {f"{target}:{name}" for name in names for target in (CAMERA, EQUIPMENT)}
    return told | {code for name in names for code in (name, name.partition(":")[2])}


def ids_of(names: Iterable[str], table: pd.DataFrame) -> frozenset[str]:
    """Return the ids of the repairs that names mean, see `resolve_repairs`.

    Parameters
    ----------
    names
        Ids or codes.
    table
        `repair_id target` of all repairs.

    Returns
    -------
    frozenset of str
        One id for each name.

    Raises
    ------
    GisError
        A name is of no repair, or may be of two.
    """
    found = resolve_repairs(names, table)
    for name in found.unknown:
        raise GisError(_("There is no repair “{id}”", id=name))
    for name, ids in found.several.items():
        message = _(
            "“{id}” is the code of a camera and of a piece of equipment; say which: {ids}",
            id=name,
            ids=", ".join(ids),
        )
        raise GisError(message)
    return found.ids

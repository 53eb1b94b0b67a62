"""Packages of many communes into the province's register, one transaction each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd
from sqlalchemy import Connection, Table

from gis.core.choices import RoundState
from gis.core.dates import date
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.schema import split_ids
from gis.packages.arrivals import Arrival, Parcel, present
from gis.packages.comparison import Choice, MergeChoices
from gis.packages.making import package_file_name
from gis.packages.records import RECORD_PREFIX, Age, Record
from gis.register.links import LINKS
from gis.store import tables
from gis.store.archive import remove_rows
from gis.store.changes import CREATED, FIELDS, Changes
from gis.store.database import read_rows
from gis.store.store import Store, make_room
from gis.store.submissions import save_submission
from gis.store.writing import BOOKKEEPING, Write, writing

NO_CHOICES: MergeChoices = MappingProxyType({})
# A round that had come so far is reported with its package; one before it is not.
_REPORTABLE = (RoundState.APPROVED, RoundState.REPORTED)


@dataclass(frozen=True, eq=False)
class LoadingTerms:
    """On what terms packages are taken in.

    `choices`: whose value counts where both have changed it; `otherwise`: the same for all
    that `choices` does not name. `older`: also those older than what is
    loaded.
    """

    choices: MergeChoices = field(default_factory=lambda: NO_CHOICES)
    otherwise: Choice = Choice.PROVINCE
    older: bool = False


USUAL_LOADING = LoadingTerms()


def load_all(
    store: Store,
    parcels: Iterable[Parcel],
    *,
    who: str,
    today: str,
    terms: LoadingTerms = USUAL_LOADING,
) -> tuple[list[tuple[Arrival, int]], list[str]]:
    """Take packages in one by one, see `load_package`; return also why some were refused.

    Parameters
    ----------
    store
        The register of the province.
    parcels
        Packages, in the order in which they are written; each is a write of its own.
    who
        Who takes them in; kept with the write.
    today
        ISO date of the load.
    terms
        Whose values count, and whether older packages are taken too.

    Returns
    -------
    loaded
        What each brought, and how many rows changed.
    refusals
        One sentence for each package that was refused; of it nothing was written.
    """
    loaded, refusals = [], []
    for parcel in parcels:
        try:
            loaded.append(load_package(store, parcel, who=who, today=today, terms=terms))
        except GisError as error:
            refusals.append(f"{parcel.name}: {error}")
    return loaded, refusals


def load_package(
    store: Store, parcel: Parcel, *, who: str, today: str, terms: LoadingTerms = USUAL_LOADING
) -> tuple[Arrival, int]:
    """Take a package in; return what it brought, and how many rows changed.

    The package that was loaded last changes nothing; one that is older is taken only when
    asked for. The package itself is kept as it came.

    Raises
    ------
    StoreError
        The package is simulated and the register is not, or the database refuses.
    """
    source = package_file_name(parcel.about)
    with writing(store.engine, source=source, who=who) as write:
        arrival = present(write.connection, parcel)
        if arrival.age == Age.SAME or (arrival.age == Age.OLDER and not terms.older):
            return arrival, 0
        simulated = parcel.about.simulated
        make_room(write, simulated=simulated, anew=not simulated)
        arrival = arrival.decided(terms.choices, terms.otherwise)
        for table, comparison in arrival.comparisons.items():
            rows, events = comparison.rows.reset_index(), comparison.events
            write.change(table, Changes(rows, events), simulated=simulated)
        _archive(write, arrival)
        _report(write, parcel)
        _remember(write, arrival, today)
        save_submission(
            write,
            commune=parcel.about.commune_code,
            step=RoundState.REPORTED,
            content=parcel.data,
            simulated=simulated,
        )
        return arrival, write.rows


def _archive(write: Write, arrival: Arrival) -> None:
    """Take out what the package no longer has; equipment only when nothing hangs on it."""
    about = arrival.parcel.about
    reason = _(
        "No longer in the report package of {commune} of {day}",
        commune=about.commune,
        day=date(about.day),
    )
    gone = read_rows(write.connection, tables.camera, arrival.cameras.gone)
    remove_rows(write, tables.camera, gone, reason)
    if arrival.equipment.gone:
        needed = _needed(write.connection)
        free = [code for code in arrival.equipment.gone if code not in needed]
        remove_rows(
            write, tables.equipment, read_rows(write.connection, tables.equipment, free), reason
        )


def _needed(connection: Connection) -> set[str]:
    """Return the codes of all that something hangs on."""
    hanging = [
        read_rows(connection, tables.camera, None, LINKS),
        read_rows(connection, tables.equipment, None, ("depends_on",)),
    ]
    texts = {text for table in hanging for column in table for text in table[column].unique()}
    return {code for text in texts for code in split_ids(text)}


def _report(write: Write, parcel: Parcel) -> None:
    """Mark the commune's round as reported, or as far as it has come."""
    about = parcel.about
    told = parcel.content.round.to_dict("records")
    row = {"commune_code": about.commune_code} | {str(k): v for k, v in (told or [{}])[0].items()}
    row["state"] = str(about.step)
    if about.step in _REPORTABLE:
        row["state"] = str(RoundState.REPORTED)
        row["reported_by"] = row.get("reported_by") or about.who
        row["reported_on"] = row.get("reported_on") or about.day
    _lay(write, tables.survey_round, row, simulated=about.simulated)


def _remember(write: Write, arrival: Arrival, today: str) -> None:
    about = arrival.parcel.about
    sides = {table.name: c for table, c in arrival.comparisons.items()}
    record = Record(
        day=about.day,
        who=about.who,
        step=about.step,
        seal=arrival.parcel.seal,
        made_at=about.revision,
        loaded_on=today,
        revision=write.revision,
        figures=arrival.parcel.content.figures,
        ids={name: c.given.index.tolist() for name, c in sides.items()},
        codes=arrival.codes,
        refused=[
            [name, *row]
            for name, c in sides.items()
            for row in c.refused[["subject_id", "field", "after"]].to_numpy().tolist()
        ],
    )
    value = json.dumps(record.as_values(), ensure_ascii=False, sort_keys=True)
    row = {"name": RECORD_PREFIX + about.commune_code, "value": value}
    _lay(write, tables.setting, row, simulated=about.simulated)


def _lay(write: Write, table: Table, row: dict[str, str], *, simulated: bool) -> None:
    """Write a row of texts over the stored one of its key; a blank value leaves what is there."""
    key = tables.key_of(table)
    found = (
        read_rows(write.connection, table, [row[key]]).drop(columns=BOOKKEEPING).to_dict("records")
    )
    stored = {str(name): str(value) for name, value in found[0].items()} if found else {}
    laid = stored | {name: value for name, value in row.items() if value}
    told = [
        (row[key], name, stored[name], value)
        for name, value in laid.items()
        if stored and stored[name] != value
    ]
    events = told if stored else [(row[key], "", "", CREATED)]
    rows = pd.DataFrame([laid] if events else [])
    write.change(table, Changes(rows, pd.DataFrame(events, columns=FIELDS)), simulated=simulated)

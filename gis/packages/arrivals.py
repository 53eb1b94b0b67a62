"""What packages bring: each opened, checked for its place, and compared with the register."""

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

import pandas as pd
from sqlalchemy import Connection, Table, select

from gis.communes.listing import commune_names
from gis.core.errors import FileError, GisError
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, conform
from gis.core.text import fold
from gis.packages.codes import CodeMap, codes_for_commune, codes_in_both, relinked, with_codes
from gis.packages.comparison import Choice, MergeChoices, Present, TableComparison, compare_package
from gis.packages.container import packages_within
from gis.packages.package import About, Content, seal, unpack_package
from gis.packages.records import RECORD_PREFIX, Age, Record, age, record_from_values, record_order
from gis.register.links import LINKS
from gis.store import tables
from gis.store.database import batched, read_rows
from gis.store.store import Store


@dataclass(frozen=True, eq=False)
class Parcel:
    """A package as it came: the name of its file, its bytes, what it holds, its seal.

    `name`: of the file, with its ending. `data`: all bytes; `content`: the same, read. `seal`:
    SHA-256, see `package.seal`.
    """

    name: str
    data: bytes
    content: Content
    seal: str

    @property
    def about(self) -> About:
        """Return what it is a copy of."""
        return self.content.about


@dataclass(frozen=True, eq=False)
class Arrival:
    """What a package brings: how it stands to the one before, and each table's comparison.

    `parcel`: the package as it came. `last`: what was loaded of the commune before, None for
    nothing; `age`: how it stands to that. `cameras`, `equipment`: each table against the
    province's. `codes`: what rows are called here whose code another commune's row has, by table.
    """

    parcel: Parcel
    last: Record | None
    age: Age
    cameras: TableComparison
    equipment: TableComparison
    codes: Mapping[str, CodeMap]

    @property
    def comparisons(self) -> dict[Table, TableComparison]:
        """Return the comparisons by table."""
        return {tables.equipment: self.equipment, tables.camera: self.cameras}

    def decided(self, choices: MergeChoices, otherwise: Choice) -> "Arrival":
        """Return it with its conflicts decided, see `TableComparison.decided`."""
        tables_decided = (c.decided(choices, otherwise) for c in (self.cameras, self.equipment))
        cameras, equipment = tables_decided
        return replace(self, cameras=cameras, equipment=equipment)


def open_packages(
    files: Iterable[tuple[str, bytes]], communes: pd.DataFrame, *, today: str
) -> tuple[list[Parcel], list[str]]:
    """Return the packages among files, and of each other file why it is none.

    Of several of one commune only the latest counts.

    Parameters
    ----------
    files
        Name and bytes of each; an archive of packages stands for those inside it.
    communes
        `code` and `full_name` of the communes there are.
    today
        ISO date: packages of a later day are refused.

    Returns
    -------
    packages
        One a commune.
    refusals
        One sentence for each file that is not taken.
    """
    found: list[Parcel] = []
    refusals: list[str] = []
    for name, data in _unbundled(files):
        try:
            parcel = Parcel(name, data, unpack_package(data, name), seal(data, name))
            _check_place(parcel, communes, today)
            found.append(parcel)
        except GisError as error:
            refusals.append(str(error))
    latest = {p.about.commune_code: p for p in sorted(found, key=lambda p: record_order(p.about))}
    refusals += [
        _(
            "{file}: there is a later package of {commune} among these",
            file=parcel.name,
            commune=parcel.about.commune,
        )
        for parcel in found
        if parcel.seal != latest[parcel.about.commune_code].seal
    ]
    return list(latest.values()), refusals


def _unbundled(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Give the files; in place of an archive of packages those inside it."""
    for name, data in files:
        inside = packages_within(data, name)
        yield from inside.items() if inside else [(name, data)]


def _check_place(parcel: Parcel, communes: pd.DataFrame, today: str) -> None:
    about = parcel.about
    names = commune_names(communes)
    if fold(names.get(about.commune_code, "")) != fold(about.commune):
        raise FileError(
            _(
                "{file}: the package is of {commune} ({code}), which is no commune of this "
                "province",
                file=parcel.name,
                commune=about.commune,
                code=about.commune_code,
            )
        )
    if about.day > today:
        raise FileError(
            _(
                "{file}: made on {day}, which is still to come; the clock of the computer that "
                "made "
                "it is wrong",
                file=parcel.name,
                day=about.day,
            )
        )


def look(store: Store, parcels: Iterable[Parcel]) -> list[Arrival]:
    """Return what packages would bring; nothing is written.

    Parameters
    ----------
    store
        The register of the province.
    parcels
        Packages, as `open_packages` gives them.

    Returns
    -------
    list of Arrival
        In the order of the packages.

    Raises
    ------
    StoreError
        The database cannot be reached.
    """
    with store.reading() as connection:
        return [present(connection, parcel) for parcel in parcels]


def present(connection: Connection, parcel: Parcel) -> Arrival:
    """Compare a package with the register as it is within a transaction."""
    last, others = _records(connection, parcel.about)
    equipment = _side(connection, parcel, tables.equipment, last, others)
    cameras = _side(connection, parcel, tables.camera, last, others)
    codes = {side.table.name: side.codes for side in (equipment, cameras)}
    given = relinked(cameras.given, equipment.codes, *LINKS)
    compared = compare_package(given, cameras.present, CAMERA_COLUMNS)
    needed = relinked(equipment.given, equipment.codes, "depends_on")
    return Arrival(
        parcel=parcel,
        last=last,
        age=age(parcel.content, parcel.seal, last),
        cameras=compared,
        equipment=compare_package(needed, equipment.present, EQUIPMENT_COLUMNS),
        codes=codes,
    )


@dataclass(frozen=True, eq=False)
class _Side:
    """One table of a package, its rows by the codes they have here, and the register's."""

    table: Table
    given: pd.DataFrame
    codes: dict[str, str]
    present: Present


def _records(connection: Connection, about: About) -> tuple[Record | None, list[Record]]:
    """Return the record of the commune's package before, and those of all others."""
    setting = tables.setting.c
    query = select(setting.name, setting.value).where(
        setting.name.startswith(RECORD_PREFIX), setting.simulated == about.simulated
    )
    found = {name: record_from_values(json.loads(text)) for name, text in connection.execute(query)}
    last = found.pop(RECORD_PREFIX + about.commune_code, None)
    return last, [record for record in found.values() if record is not None]


def _side(
    connection: Connection, parcel: Parcel, table: Table, last: Record | None, others: list[Record]
) -> _Side:
    name, key = table.name, tables.key_of(table)
    given = parcel.content.cameras if table is tables.camera else parcel.content.equipment
    mine = set(last.ids.get(name, ())) if last else set()
    known = dict(last.codes.get(name, {})) if last else {}
    for old, new in _renames(connection, table, mine, last).items():
        own = next((code for code, here in known.items() if here == old), old)
        known[own], mine = new, mine - {old} | {new}
    theirs = {code for record in others for code in record.ids.get(name, ())}
    ids = {*given[key], *known.values(), *mine}
    stored = _stored(connection, table, ids, simulated=parcel.about.simulated)
    foreign = _foreign(given, stored, mine, theirs, parcel.about.commune_code)
    codes = codes_for_commune(given[key], known, foreign, parcel.about.commune_code)
    said = last.said if last else Record.nothing_said()
    present = Present(
        rows=stored,
        past=_past(connection, table, ids, last.revision if last else 0),
        mine=mine,
        theirs=theirs,
        said=said[said["subject"] == name],
    )
    columns = ("camera_id", "site_id") if table is tables.camera else ("equipment_id",)
    return _Side(table, with_codes(given, codes, *columns), codes, present)


def _stored(
    connection: Connection, table: Table, ids: Set[str], *, simulated: bool
) -> pd.DataFrame:
    rows = read_rows(connection, table, sorted(ids))
    rows = rows[rows["simulated"].astype(bool) == simulated].reset_index(drop=True)
    return conform(rows, tables.CONTENT[table])


def _foreign(
    given: pd.DataFrame, stored: pd.DataFrame, mine: Set[str], theirs: Set[str], commune: str
) -> set[str]:
    """Return the codes of a package that rows of other communes have here."""
    if "camera_id" in stored:
        other = stored["camera_id"].isin(theirs) | ~stored["commune_code"].isin(["", commune])
        return set(stored.loc[other, "camera_id"]) - mine
    return (set(stored["equipment_id"]) & theirs) - mine - codes_in_both(given, stored)


def _renames(
    connection: Connection, table: Table, ids: Set[str], last: Record | None
) -> dict[str, str]:
    """Return what the province calls rows otherwise since the package before."""
    if last is None or not ids:
        return {}
    event = tables.event.c
    query = (
        select(event.before, event.after)
        .where(event.subject == table.name, event.field == tables.key_of(table))
        .where(event.revision > last.revision)
        .order_by(event.event_id)
    )
    found: dict[str, str] = {}
    for before, after in connection.execute(query):
        origin = next((old for old, new in found.items() if new == before), before)
        if origin in ids:
            found[origin] = after
    return found


def _past(connection: Connection, table: Table, ids: Set[str], revision: int) -> pd.DataFrame:
    """Return what was changed in some rows after a revision, oldest first."""
    event = tables.event.c
    query = (
        select(event.subject_id, event.field, event.before)
        .where(event.subject == table.name, event.revision > revision)
        .order_by(event.event_id)
    )
    parts = [
        pd.read_sql(query.where(event.subject_id.in_(part)), connection)
        for part in batched(sorted(ids)) or [[]]
    ]
    empty = pd.DataFrame(columns=["subject_id", "field", "before"], dtype=object)
    return pd.concat([empty, *parts], ignore_index=True)

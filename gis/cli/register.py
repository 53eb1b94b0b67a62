"""A file into the register, single changes, what happened, backup and restore."""

import shlex
from argparse import Namespace
from collections.abc import Hashable
from collections.abc import Mapping as Table
from pathlib import Path
from typing import Any

import pandas as pd

from gis.cli import Answer, Command, add_who, day, doer, pairs
from gis.cli.inputs import print_findings, progress_line, refuse
from gis.cli.replacing import add_replacement, weigh_replacement
from gis.communes.boundaries import communes_or_schematic
from gis.communes.listing import check_commune
from gis.core.choices import EquipmentKind, Kind
from gis.core.clock import stamp
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS
from gis.core.text import fold
from gis.export.file_names import file_name
from gis.export.files import write_file
from gis.export.history import history_tables
from gis.ingest.entries import POSITION, Entries, read_entries
from gis.ingest.headings.aliases import CAMERA_HEADINGS
from gis.ingest.headings.mapping import LAYOUTS, VALUES, Mapping, Values, joined
from gis.ingest.importing import Import, quarantine_workbook, states_in_words
from gis.ingest.matching.duplicates import suspects
from gis.ingest.positions.coordinates import AUTO
from gis.ingest.positions.crs_candidates import Evidence, reading_in_words, reading_of
from gis.ingest.sandbox import prepare, read_isolated
from gis.register.transitions import TODAY, undated_repairs
from gis.store.backup import backup, restore_backup
from gis.store.editing import ASSETS, edit, edits_of, history
from gis.store.replacement import replace
from gis.store.returns import without_removed
from gis.store.store import Store, leaving
from gis.vocabulary.words import simulated_in_words


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    _add_import(command)
    _add_edit(command)
    added = command("history", _history, _("what happened to one camera or piece of equipment"))
    added.add_argument("id", help=_("code of the camera or piece of equipment"))
    command("duplicates", _duplicates, _("cameras that may be listed twice"))
    added = command("backup", _backup, _("the whole store into one file"))
    added.add_argument("file", type=Path, help=_("file the backup is written to"))
    added = command("restore", _restore, _("a backup back into the store"))
    added.add_argument("file", type=Path, help=_("the backup"))
    added.add_argument("--replace", action="store_true", help=_("even if there are cameras"))
    add_who(added)


def _add_import(command: Command) -> None:
    added = command("import", _import, _("read a register file into the store"))
    added.add_argument("file", type=Path, help=_("the list, of any kind the program reads"))
    added.add_argument(
        "--crs",
        action="append",
        default=[],
        metavar="[SHEET=]READING",
        help=_("how plane coordinates are read, of all sheets or of one: “TM-3 106°15′”"),
    )
    added.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADING=COLUMN",
        help=_("column that a heading of the file names; can be repeated"),
    )
    added.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="COLUMN:PHRASE=VALUE",
        help=_("value that a phrase of the file means in a column; can be repeated"),
    )
    added.add_argument(
        "--match",
        action="append",
        default=[],
        metavar="SHEET:ROW=CODE",
        help=_("the camera of the register that a row is; no code: a new camera"),
    )
    added.add_argument("--dry-run", action="store_true", help=_("show, write nothing"))
    added.add_argument(
        "--keep-places", action="store_true", help=_("simulated roads and places stay")
    )
    add_replacement(added)
    add_who(added)


def _add_edit(command: Command) -> None:
    added = command("edit", _edit, _("change fields of one camera"))
    added.add_argument("id", help=_("code of the camera"))
    added.add_argument(
        "values", nargs="+", metavar="COLUMN=VALUE", help=_("new values, written as in a list")
    )
    added.add_argument(
        "--expect",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help=_("value that a column must hold today, or nothing is changed; can be repeated"),
    )
    add_who(added)
    turned = added.add_mutually_exclusive_group()
    turned.add_argument(
        "--repaired",
        nargs="?",
        const=TODAY,
        metavar="DAY",
        help=_("it had failed and was repaired: today, or on that day"),
    )
    turned.add_argument(
        "--mistake", action="store_true", help=_("it never had failed: a mistake before")
    )


def _import(options: Namespace) -> Answer:
    prepare()  # the process starts while the store is read
    store = Store(options.store)
    known = store.listed()
    chosen = {fold(heading): column for heading, column in pairs(options.map).items()}
    values = joined(store.setting(VALUES) or {}, _values(options.value))
    crs, readings = _readings(options.crs)
    roads = store.demand().geometry
    found = read_isolated(
        options.file,
        communes=communes_or_schematic(),
        crs=crs,
        mapping=Mapping(
            layouts=store.setting(LAYOUTS) or {}, headings=chosen, values=values, readings=readings
        ),
        known=known,
        matches=_decisions(options.match),
        roads=roads[roads.geom_type.isin(["LineString", "MultiLineString"])],
        progress=progress_line(_("Reading {file}…", file=options.file.name)),
    )
    found = without_removed(found, store)
    gone, shown, lines = weigh_replacement(known, found, options)
    if gone and not options.dry_run:
        doer(options)
    answer = found.as_json() | shown
    lines = [*_simulated(store, found, places_stay=options.keep_places), *lines]
    if not options.dry_run:
        answer["quarantine_file"] = _keep(store, found, options, gone)
    told = _outcome(found, answer["quarantine_file"])
    return answer, "\n".join([*_lines(found, {"": crs} | readings), *lines, *told])


def _simulated(store: Store, result: Import, *, places_stay: bool) -> list[str]:
    """Say which simulated data leaves when the file is written."""
    going = {} if result.simulated else leaving(store.simulated(), places=False)
    going |= {"places": 0, "roads": 0} if places_stay else {}
    if not any(going.values()):
        return []
    told = simulated_in_words(going)
    return [_("The simulated data is removed when this file is written: {what}.", what=told)]


def _outcome(result: Import, file: object) -> list[str]:
    """Say what became of the rows: where those to correct are, and if nothing was imported."""
    lines = []
    if file:
        lines.append(
            _(
                "The rows to correct, with reasons, are in {file}; correct them there and "
                "import it",
                file=file,
            )
        )
    if result.rows and not result.accepted:
        lines.append(_("NOTHING WAS IMPORTED: every row is to be corrected first"))
    return lines


def _readings(texts: list[str]) -> tuple[str, dict[str, str]]:
    """Return the reading of all sheets, and those of single ones, of ``[SHEET=]READING``."""
    parts = [text.rpartition("=") for text in texts]
    of_all = [reading_of(reading) for sheet, _equals, reading in parts if not sheet]
    if len(of_all) > 1:
        raise GisError(_("Give one reading for all sheets; name the sheet of the others"))
    of_one = {sheet.strip(): reading_of(reading) for sheet, _equals, reading in parts if sheet}
    return (of_all or [AUTO])[0], of_one


def _values(stated: list[str]) -> Values:
    """Return what is said with COLUMN:PHRASE=VALUE; the phrase may hold either sign."""
    values: Values = {}
    columns = (*CAMERA_COLUMNS, *EQUIPMENT_COLUMNS)
    choices = {c.name: [str(value) for value in c.choices] for c in columns if c.choices}
    choices["kind"] = [str(value) for value in (*Kind, *EquipmentKind)]
    for pair in stated:
        named, _colon, rest = pair.partition(":")
        column = CAMERA_HEADINGS.get(fold(named), named)
        phrase, _equals, value = rest.rpartition("=")
        if column not in choices:
            raise GisError(_("No column {names}", names=named))
        if not fold(phrase) or value not in choices[column]:
            terms = ", ".join(choices[column])
            message = _(
                "“{pair}”: write COLUMN:PHRASE=VALUE, a value of {terms}", pair=pair, terms=terms
            )
            raise GisError(message)
        values.setdefault(column, {})[fold(phrase)] = value
    return values


def _decisions(texts: list[str]) -> dict[tuple[str, int], str]:
    """Return what ``SHEET:ROW=CODE`` texts say.

    Raises
    ------
    GisError
        One names no row.
    """
    said = {key.rpartition(":"): code for key, code in pairs(texts).items()}
    if odd := [row for _sheet, _colon, row in said if not row.isdecimal()]:
        raise GisError(_("“{text}” is no row number; write SHEET:ROW=CODE", text=odd[0]))
    return {(sheet, int(row)): code for (sheet, _colon, row), code in said.items()}


def _keep(store: Store, result: Import, options: Namespace, gone: list[str]) -> str | None:
    """Write the good rows into the store, the bad ones beside the file; archive what is gone."""
    file: Path = options.file
    quarantine = file.with_name(file_name("quarantine", file.stem, "xlsx"))
    if result.quarantined:
        write_file(quarantine, quarantine_workbook(result))
    if options.keep_places and not result.simulated:
        store.remove_simulated(keep_demand=True, who=options.who)
    told = progress_line(_("Writing {file}…", file=file.name))
    replace(store, result, gone, source=file.name, who=options.who, progress=told)
    return str(quarantine) if result.quarantined else None


def _lines(result: Import, chosen: dict[str, str]) -> list[str]:
    lines = [f"{f.sheet}:{f.row} {f.column}: {f.message} {f.suggestion}" for f in result.findings]
    if result.readings is not None:
        for sheet, weighed in (result.readings.sheets or {"": result.readings}).items():
            lines += _readings_in_words(weighed, sheet, chosen.get(sheet, chosen[""]))
    if result.simulated:
        lines.append(_("The file says that its rows are simulated; they stay marked so"))
    if result.states:
        lines.append(states_in_words(result))
    names = ("rows", "accepted", "not_located", "quarantined")
    counts = {name: number(getattr(result, name)) for name in names}
    return [*lines, _in_words(counts)]


def _readings_in_words(weighed: Evidence, sheet: str, reading: str) -> list[str]:
    """Say how well the readings fit that cannot be told apart, or only the chosen one."""
    table = weighed.table
    chosen = table[table["reading"] == reading]
    shown = chosen if len(chosen) else table[table["tied"]]
    before = f"{sheet}=" if sheet else ""
    stated = bool(table["in_stated"].any())
    lines = [_weighed(row, before, stated=stated) for row in shown.to_dict("records")]
    if weighed.undecided and chosen.empty:
        lines.append(_("The communes do not tell these apart; check a known point or roads"))
    return lines


def _weighed(row: Table[Hashable, Any], sheet: str, *, stated: bool) -> str:
    """Say how well a reading fits; by the province where no row states a commune."""
    code = shlex.quote(sheet + row["reading"])
    if not stated:
        return _(
            "{reading} (--crs {code}): {inside} of {rows} rows in the province; none states a "
            "commune to compare with",
            reading=reading_in_words(row["reading"]),
            code=code,
            inside=number(row["in_province"]),
            rows=number(row["rows"]),
        )
    return _(
        "{reading} (--crs {code}): {stated} of {rows} rows in their stated commune",
        reading=reading_in_words(row["reading"]),
        code=code,
        stated=number(row["in_stated"]),
        rows=number(row["rows"]),
    )


def _in_words(counts: dict[str, str]) -> str:
    return _(
        "{rows} rows: {accepted} accepted, {not_located} not located, {quarantined} to correct",
        **counts,
    )


def _edit(options: Namespace) -> Answer:
    store = Store(options.store)
    cameras = store.cameras()
    row = cameras[cameras["camera_id"] == options.id].reset_index(drop=True)
    if row.empty:
        raise GisError(_("There is no camera “{id}”", id=options.id))
    wanted, expected = pairs(options.values), pairs(options.expect)
    columns = {POSITION, *(column.name for column in CAMERA_COLUMNS[1:])}
    if unknown := (wanted.keys() | expected.keys()) - columns:
        raise GisError(_("No column {names}", names=", ".join(sorted(unknown))))
    if wanted.get("commune_code"):
        check_commune(communes_or_schematic()["code"], wanted["commune_code"])
    table = edits_of(_entries(wanted), row)
    if expected:
        seen = edits_of(_entries(expected), row).set_index("field")["after"].to_dict()
        table["before"] = [seen.get(e.field, e.before) for e in table.itertuples()]
    if len(undated_repairs(table)) and not (options.repaired or options.mistake):
        raise GisError(
            _(
                "“{id}” had failed and is to work: say --repaired, --repaired DAY or --mistake",
                id=options.id,
            )
        )
    changed = edit(
        store, table, source="command", who=options.who, repaired_on=_repaired_on(options)
    )
    return {"changed": changed}, _("{count} rows changed", count=number(changed))


def _repaired_on(options: Namespace) -> str | None:
    if options.mistake:
        return None
    return TODAY if options.repaired in (None, TODAY) else day(options.repaired)


def _entries(texts: dict[str, str]) -> Entries:
    """Read what was written of one camera, refused where it cannot be taken."""
    entries = read_entries(
        pd.DataFrame(texts, index=[0]), communes_or_schematic() if POSITION in texts else None
    )
    print_findings(entries.remarks)
    refuse(entries.unread)
    return entries


def _history(options: Namespace) -> Answer:
    events = history(Store(options.store), options.id, subjects=ASSETS)
    if events.empty:
        raise GisError(_("There is no camera “{id}”", id=options.id))
    parts = [
        f"{what}\n{told.to_string(index=False)}".lstrip()
        for what, told in history_tables(events).items()
    ]
    return {"events": events.to_dict("records")}, "\n".join(parts)


def _duplicates(options: Namespace) -> Answer:
    cameras = Store(options.store).cameras()
    pairs = suspects(cameras)
    ids = cameras["camera_id"].to_numpy()
    table = pairs.assign(first=ids[pairs["first"]], second=ids[pairs["second"]])
    return {"suspects": table.to_dict("records")}, table.to_string(index=False)


def _backup(options: Namespace) -> Answer:
    rows = backup(Store(options.store), options.file)
    answer = {"rows": rows, "file": str(options.file)}
    return answer, _("{rows} rows in {file}", rows=number(rows), file=options.file)


def _restore(options: Namespace) -> Answer:
    who = doer(options) if options.replace else options.who
    store = Store(options.store)
    rows = restore_backup(options.file, store, replace=options.replace)
    store.set("restored", {"file": options.file.name, "at": stamp()}, who=who)
    return {"rows": rows}, _("{count} rows restored", count=number(rows))

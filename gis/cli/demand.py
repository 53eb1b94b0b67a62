"""What should be seen: places, roads and buildings into the store, and how much they weigh."""

from argparse import Namespace
from pathlib import Path

from gis.cli import Answer, Command, add_who, pairs, weight
from gis.communes.boundaries import communes_or_schematic
from gis.core.language import _
from gis.core.numbers import number
from gis.coverage.buildings import repaired
from gis.demand.layers import Places
from gis.demand.sandbox import read_places_isolated
from gis.demand.weights import WEIGHTS_SETTING, read_weights
from gis.export.file_names import file_name
from gis.export.files import write_file
from gis.ingest.positions.coordinates import AUTO
from gis.ingest.positions.crs_candidates import reading_of
from gis.ingest.quarantine import workbook
from gis.store.store import Store


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    text = _("places, roads and buildings into the store, from map layers or OpenStreetMap")
    added = command("demand", _demand, text)
    added.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=_("map layers, lists, or an OpenStreetMap extract"),
    )
    added.add_argument(
        "--crs",
        default=AUTO,
        help=_("how plane coordinates are read: “TM-3 106°15′”; auto: as the places show"),
    )
    added = command("weights", _weights, _("show or change how much each category weighs"))
    added.add_argument(
        "values",
        nargs="*",
        metavar="CATEGORY=VALUE",
        help=_("new weights of categories; without any they are only shown"),
    )
    add_who(added)


def _demand(options: Namespace) -> Answer:
    found = read_places_isolated(
        options.files, communes_or_schematic(), crs=reading_of(options.crs)
    )
    demand, buildings = found.demand, found.buildings
    names = ", ".join(path.name for path in options.files)
    store, findings = Store(options.store), list(found.findings)
    if buildings is not None:
        buildings, odd = repaired(buildings)
        findings += odd
    returned = _returned(found, options.files[0])  # where that cannot be, nothing is imported
    changed = store.save(demand=demand, buildings=buildings, water=found.water, source=names)
    answer = {
        "rows": len(demand),
        "changed": changed,
        "categories": demand["category"].value_counts().to_dict(),
        "buildings": None if buildings is None else len(buildings),
        "waters": None if found.water is None else len(found.water),
        "findings": [finding.as_dict() for finding in findings],
        "quarantine_file": returned,
        "readings": [] if found.readings is None else found.readings.table.to_dict("records"),
    }
    lines = [_("{file}: {count} places and roads", file=names, count=number(len(demand)))]
    if buildings is not None:
        lines.append(
            _("{count} buildings that hide what is behind them", count=number(len(buildings)))
        )
    lines += [f"{f.sheet}:{f.row} {f.column}: {f.message} {f.suggestion}" for f in findings]
    return answer, "\n".join(lines)


def _returned(places: Places, file: Path) -> str | None:
    """Write the rows with an error beside the file, as the list of cameras has it."""
    if all(sheet.cells.empty for sheet in places.quarantine):
        return None
    path = file.with_name(file_name("quarantine", file.stem, "xlsx"))
    write_file(path, workbook(places.quarantine, places.findings))
    return str(path)


def parse_weights(texts: list[str]) -> dict[str, float]:
    """Return what ``CATEGORY=VALUE`` texts say.

    Raises
    ------
    GisError
        One is not written so, or its value is no number, or can be read in two ways.
    """
    return {name: weight(value) for name, value in pairs(texts).items()}


def _weights(options: Namespace) -> Answer:
    store = Store(options.store)
    held = store.setting(WEIGHTS_SETTING) or {}
    if given := parse_weights(options.values):
        held |= given
        read_weights(held)
        store.set(WEIGHTS_SETTING, held, who=options.who)
    table = read_weights(held)
    return {"weights": table["weight"].to_dict()}, table.to_string()

"""What a command analyses: files, or the store; and on what terms."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd

from gis.analysis.result import Analysis, ViewTerms
from gis.analysis.run import analyse
from gis.cli.demand import parse_weights
from gis.communes.boundaries import communes_or_schematic, read_communes
from gis.communes.listing import check_commune
from gis.core.errors import GisError
from gis.core.findings import Finding
from gis.core.language import _
from gis.coverage.buildings import BUILDINGS_FILE, installed_buildings, read_buildings, repaired
from gis.coverage.levels import DENSITY_PX_PER_M, LIGHTS
from gis.demand.files import read_demand_file
from gis.demand.openstreetmap.extract import is_extract, read_demand_extract
from gis.demand.weights import WEIGHTS_SETTING, read_weights
from gis.ingest.canonical import read_cameras, read_equipment
from gis.store.store import Store


def add_inputs(parser: ArgumentParser) -> None:
    """Add the options that say what to analyse, and how."""
    parser.add_argument(
        "--cameras", type=Path, help=_("file of cameras, instead of the register in the store")
    )
    parser.add_argument(
        "--equipment", type=Path, help=_("file of shared equipment that goes with --cameras")
    )
    parser.add_argument(
        "--communes", type=Path, help=_("file of commune boundaries, instead of those installed")
    )
    parser.add_argument(
        "--demand",
        type=Path,
        action="append",
        default=[],
        help=_("file of places and roads to be watched; can be repeated"),
    )
    parser.add_argument(
        "--buildings", type=Path, help=_("file of buildings that hide what is behind them")
    )
    parser.add_argument(
        "--weight",
        action="append",
        default=[],
        metavar="CATEGORY=VALUE",
        help=_("weight of a category of places, for this run; can be repeated"),
    )
    parser.add_argument(
        "--level",
        choices=DENSITY_PX_PER_M,
        default="observe",
        help=_("level of detail at which a place counts as seen"),
    )
    parser.add_argument(
        "--light",
        choices=LIGHTS,
        default="day",
        help=_("light in which it is seen: by day, by night, at night under lamps"),
    )
    parser.add_argument(
        "--live-only", action="store_true", help=_("count only what is live at headquarters")
    )
    parser.add_argument("--commune", help=_("code of a commune: only what lies in it"))


def communes_of_options(options: Namespace) -> gpd.GeoDataFrame:
    """Return the communes of a file, or else those installed."""
    file = getattr(options, "communes", None)
    return read_communes(file) if file else communes_or_schematic()


def analysis_of_options(options: Namespace) -> Analysis:
    """Analyse the files given, or else the store.

    Findings are told on stderr, and kept in the analysis.
    """
    found = _analysed(options)
    print_findings(found.findings)
    return found


def _analysed(options: Namespace) -> Analysis:
    places = communes_of_options(options)
    check_commune(places["code"], options.commune)
    terms = ViewTerms(options.level, options.light, options.live_only)
    chosen = parse_weights(options.weight)
    buildings, odd = _buildings(options, places)
    given = read_demand_file(options.demand, places)
    how: dict[str, Any] = {"terms": terms, "buildings": buildings}
    how["read"] = (*given.findings, *odd)
    if options.cameras is None:
        store = Store(options.store)
        revision = store.revision()
        if how["buildings"] is None:
            how["buildings"] = installed_buildings(store.beside(BUILDINGS_FILE))
        how["weights"] = read_weights((store.setting(WEIGHTS_SETTING) or {}) | chosen)
        demand = given.demand if options.demand else store.demand()
        tables = store.cameras(), store.equipment(), places, demand
        found = analyse(*tables, **how)
        return found.of_register(simulated=store.is_simulated(), revision=revision)
    cameras, equipment = read_cameras(options.cameras), read_equipment(options.equipment)
    how["weights"] = read_weights(chosen)
    simulated = any(table.attrs.get("simulated", False) for table in (cameras, equipment))
    found = analyse(cameras, equipment, places, given.demand, **how)
    return found.of_register(simulated=simulated)


def _buildings(
    options: Namespace, places: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame | None, list[Finding]]:
    if options.buildings is None:
        return None, []
    if is_extract(options.buildings):
        return repaired(read_demand_extract(options.buildings, places).buildings)
    return read_buildings(options.buildings)


def progress_line(text: str) -> Callable[[float], None]:
    """Return what shows on a terminal how far the work is; elsewhere nothing is shown."""

    def tell(share: float) -> None:
        if sys.stderr.isatty():
            end = "\n" if share >= 1 else ""
            print(f"\r{text} {share:4.0%}", end=end, file=sys.stderr, flush=True)

    return tell


def print_findings(findings: Iterable[Finding]) -> None:
    """Tell findings on stderr, one line each."""
    for finding in findings:
        print(_sentence(finding), file=sys.stderr)


def refuse(unread: Iterable[Finding]) -> None:
    """Refuse what was entered where something of it cannot be taken (raises `GisError`)."""
    for finding in unread:
        raise GisError(f"{finding.column}: {_sentence(finding)}")


def _sentence(finding: Finding) -> str:
    return f"{finding.message}. {finding.suggestion}" if finding.suggestion else finding.message

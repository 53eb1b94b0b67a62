"""What is seen, what to repair first, and layers to take along."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from gis import workflow
from gis.analysis import Analysis, Terms, basis, summary, survey_first
from gis.commands import Answer, Command
from gis.commands.demand import chosen_weights
from gis.communes.boundaries import communes_or_schematic, install, read_communes
from gis.communes.succession import read_succession
from gis.coverage.buildings import KEPT, installed_buildings, read_buildings, repaired
from gis.coverage.levels import DENSITY_PX_PER_M
from gis.demand.files import read_places
from gis.demand.osm import is_extract, read_extract
from gis.demand.water import KEPT as WATER
from gis.demand.water import installed_water
from gis.errors import GisError
from gis.export.files import FORMATS, encode, write
from gis.export.layers import LAYERS, layer
from gis.findings import Finding
from gis.language import _, number
from gis.register.canonical import read_cameras, read_equipment
from gis.register.demo import simulate
from gis.service.map_data import MapTables
from gis.store.store import Store
from gis.weights import CHOSEN, read_weights

MAP, HTML = "map", "html"


def add(command: Command, boundaries: str | None) -> None:
    """Add the commands; `boundaries`: where the administrator wants boundaries taken from."""
    added = command("boundaries", _boundaries, _("fetch, verify and store the commune polygons"))
    added.add_argument("--from", dest="source", default=boundaries)
    add_inputs(command("analyse", _analyse, _("what is seen, commune by commune")))
    add_inputs(command("rank", _rank, _("what to repair first")))
    added = command("export", _export, _("write a layer to a file"))
    added.add_argument("layer", choices=(*LAYERS, MAP))
    added.add_argument("--format", choices=(*FORMATS, HTML), required=True)
    added.add_argument("--out", type=Path, required=True)
    added.add_argument("--crs", help=_("EPSG:9211 or EPSG:9212 for VN-2000; not in GeoJSON"))
    add_inputs(added)
    added = command("demo", _demo, _("a simulated register into the store"))
    added.add_argument("--cameras", type=int, default=3000)
    added.add_argument("--seed", type=int, default=1)
    added.add_argument(
        "--if-empty", action="store_true", help=_("only when there is no camera yet")
    )


def add_inputs(parser: ArgumentParser) -> None:
    """Add the options that say what to analyse, and how."""
    parser.add_argument("--cameras", type=Path)
    parser.add_argument("--equipment", type=Path)
    parser.add_argument("--communes", type=Path)
    parser.add_argument("--demand", type=Path, action="append", default=[])
    parser.add_argument("--buildings", type=Path)
    parser.add_argument("--weight", action="append", default=[], metavar="CATEGORY=VALUE")
    parser.add_argument("--level", choices=DENSITY_PX_PER_M, default="observe")
    parser.add_argument("--light", choices=("day", "night"), default="day")
    parser.add_argument(
        "--live-only", action="store_true", help=_("count only what is live at headquarters")
    )
    parser.add_argument("--commune")


def _communes(options: Namespace) -> gpd.GeoDataFrame:
    file = getattr(options, "communes", None)
    return read_communes(file) if file else communes_or_schematic()


def _analysis(options: Namespace) -> tuple[Analysis, bool]:
    """Analyse the files given, or else the store; also say whether it is simulated."""
    communes = _communes(options)
    if options.commune is not None and options.commune not in set(communes["code"]):
        raise GisError(_("No commune has the code {code}", code=options.commune))
    terms = Terms(options.level, options.light, options.live_only)
    chosen = chosen_weights(options.weight)
    how: dict[str, Any] = {"terms": terms, "buildings": _buildings(options, communes)}
    if options.cameras is None:
        store = Store(options.store)
        if how["buildings"] is None:
            how["buildings"] = installed_buildings(store.beside(KEPT))
        how["weights"] = read_weights((store.setting(CHOSEN) or {}) | chosen)
        demand = _demand(options, communes) if options.demand else store.demand()
        tables = store.cameras(), store.equipment(), communes, demand
        return workflow.analyse(*tables, **how), store.is_simulated()
    equipment = read_equipment(options.equipment)
    tables = (
        read_cameras(options.cameras),
        equipment,
        communes,
        _demand(options, communes),
    )
    return workflow.analyse(*tables, weights=read_weights(chosen), **how), False


def _demand(options: Namespace, communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    found = read_places(options.demand, communes)
    _warn(found.findings)
    return found.demand


def _buildings(options: Namespace, communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame | None:
    if options.buildings is None:
        return None
    if is_extract(options.buildings):
        standing, findings = repaired(read_extract(options.buildings, communes).buildings)
    else:
        standing, findings = read_buildings(options.buildings)
    _warn(findings)
    return standing


def _warn(findings: Iterable[Finding]) -> None:
    for finding in findings:
        text = f"{finding.message}. {finding.suggestion}" if finding.suggestion else finding.message
        print(text, file=sys.stderr)


def _boundaries(options: Namespace) -> Answer:
    path = install(options.source, progress=_bar)
    communes = len(gpd.read_file(path, columns=["code"], ignore_geometry=True))
    return {"communes": communes, "file": str(path)}, _(
        "{count} communes in {file}", count=communes, file=path
    )


def _bar(done: int, total: int) -> None:
    """Draw the progress on stderr, so that stdout stays clean."""
    filled = 40 * done // max(total, 1)
    end = "\n" if done == total else ""
    print(
        f"\r[{'#' * filled}{'.' * (40 - filled)}] {done}/{total}",
        end=end,
        file=sys.stderr,
        flush=True,
    )


def _analyse(options: Namespace) -> Answer:
    analysis, simulated = _analysis(options)
    answer = summary(analysis, commune=options.commune) | {"simulated": simulated}
    _warn(analysis.findings)
    shown = pd.DataFrame(answer["communes"])[
        [
            "code",
            "name",
            "cameras",
            "seeing",
            "not_seeing",
            "unconfirmed",
            "lost_weight",
            "gap_weight",
        ]
    ]
    return answer, shown.to_string(index=False)


def _rank(options: Namespace) -> Answer:
    analysis, simulated = _analysis(options)
    table = workflow.ranking_told(analysis, workflow.rank_repairs(analysis))
    first = survey_first(analysis)
    if options.commune is not None:
        table = table[table["communes"].map(lambda codes: options.commune in codes)]
        first = first[first["commune_code"] == options.commune]
    answer = basis(analysis) | {
        "ranking": table.to_dict("records"),
        "survey_first": first["camera_id"].tolist(),
        "simulated": simulated,
    }
    return answer, "\n".join(
        f"{r['rank']}. {', '.join(r['repairs'])}: {number(r['cost_vnd'])} đ. {r['why']}"
        for r in answer["ranking"]
    )


def _export(options: Namespace) -> Answer:
    if (options.layer == MAP) != (options.format == HTML):
        raise GisError(_("The map is exported as html, and nothing else is"))
    analysis, simulated = _analysis(options)
    if options.layer == MAP:
        return _export_map(options, analysis, simulated=simulated)
    table = layer(analysis, options.layer, simulated=simulated, commune=options.commune)
    write(options.out, encode(table, name=options.layer, fmt=options.format, crs=options.crs))
    answer = {"layer": options.layer, "rows": len(table), "file": str(options.out)}
    return answer, _("{rows} rows in {file}", rows=number(len(table)), file=options.out)


def _export_map(options: Namespace, analysis: Analysis, *, simulated: bool) -> Answer:
    from gis.service.map_file import map_html  # noqa: PLC0415 - folium takes a second to load

    water = installed_water(Store(options.store).beside(WATER))
    tables = MapTables("file", analysis, simulated, water, options.commune)
    write(options.out, map_html(tables))
    cameras = len(tables.located)
    answer = {"layer": MAP, "rows": cameras, "file": str(options.out)}
    return answer, _("{rows} rows in {file}", rows=number(cameras), file=options.out)


def _demo(options: Namespace) -> Answer:
    store = Store(options.store)
    if options.if_empty and not store.is_empty():
        return {"cameras": 0}, _("There are cameras already; nothing was simulated")
    communes, former = communes_or_schematic(), read_succession()
    made = simulate(communes, former, cameras=options.cameras, seed=options.seed)
    tables = {"cameras": made.cameras, "equipment": made.equipment, "demand": made.demand}
    store.save(**tables, source="demo", simulated=True)
    answer = {name: len(table) for name, table in tables.items()} | {"simulated": True}
    told = _("{count} simulated cameras in the store", count=number(len(made.cameras)))
    return answer, told

"""What is seen, what to repair first, and layers to take along."""

import sys
from argparse import Namespace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gis.analysis.result import Analysis, summary
from gis.cli import Answer, Command, add_who, count, doer
from gis.cli.inputs import add_inputs, analysis_of_options
from gis.cli.outputs import add_confidential, add_out, out_file
from gis.cli.planning import planned
from gis.cli.requests import add_request, stated_prices
from gis.communes.boundaries import communes_or_schematic, install
from gis.communes.succession import read_succession
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.files import encode, encode_layers, write_file
from gis.export.formats import FORMATS
from gis.export.layers import ALL, LAYERS, every_layer, layer, plan_layer
from gis.export.plan_workbook import plan_workbook
from gis.export.qgis.live import live_project
from gis.export.schema import GROUPS
from gis.mapserver.cameras import MapTables
from gis.register.queries import in_commune, is_confidential
from gis.restoration.plans.descriptions import detail_sentence
from gis.simulation.register import simulate
from gis.store.store import Store
from gis.vocabulary.words import simulated_in_words

# The layer that is asked for as a plan is.
PLAN = "plan"
# All layers in one file.
MAP, HTML = "map", "html"
# A project of layers that a server gives.
QGIS, LIVE = "qgis", "live"


def add(command: Command, boundaries: str | None) -> None:
    """Add the commands; `boundaries`: where the administrator wants boundaries taken from.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    boundaries
        Folder or address where the administrator wants boundaries taken from; None: as `install`
        chooses.
    """
    added = command("boundaries", _boundaries, _("fetch, verify and store the commune polygons"))
    added.add_argument(
        "--from",
        dest="source",
        default=boundaries,
        help=_("folder or address the boundaries are taken from"),
    )
    add_inputs(command("analyse", _analyse, _("what is seen, commune by commune")))
    added = command("export", _export, _("write a layer to a file"))
    added.add_argument(
        "layer", choices=(*LAYERS, *GROUPS, PLAN, ALL, MAP), help=_("what is written")
    )
    added.add_argument("--format", choices=(*FORMATS, HTML), required=True, help=_("kind of file"))
    add_out(added)
    added.add_argument(
        "--crs",
        help=_("a plane by code or name: EPSG:9212, VN-2000 106°15′; not in GeoJSON or KML"),
    )
    help_ = _(
        "address of a running server (https://…): with all and qgis, a project whose layers are "
        "asked of it"
    )
    added.add_argument("--live", help=help_)
    add_confidential(added)
    add_inputs(added)
    add_request(added)
    added = command("demo", _demo, _("a simulated register into the store"))
    added.add_argument("--cameras", type=count, default=3000, help=_("how many simulated cameras"))
    added.add_argument(
        "--seed",
        type=count,
        default=1,
        help=_("starting number of the random draws; the same one gives the same register"),
    )
    added.add_argument(
        "--if-empty", action="store_true", help=_("only when there is no camera yet")
    )
    added = command("remove-simulated", _remove_simulated, _("remove the simulated data"))
    added.add_argument("--keep-places", action="store_true", help=_("roads and places stay"))
    added.add_argument("--yes", action="store_true", help=_("without it, only say what would go"))
    add_who(added)


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
    found = analysis_of_options(options)
    answer = summary(found, commune=options.commune)
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
    lines = [shown.to_string(index=False), _weights_in_words(found), *detail_sentence(found)]
    return answer, "\n".join(lines)


def _weights_in_words(analysis: Analysis) -> str:
    weights = analysis.weights["weight"].items()
    told = "; ".join(f"{category} {number(weight, 1)}" for category, weight in weights)
    return _("Weights: {weights} (roads: for each km)", weights=told)


def _export(options: Namespace) -> Answer:
    if (options.layer == MAP) != (options.format == HTML):
        raise GisError(_("The map is exported as html, and nothing else is"))
    if options.layer == MAP and options.crs is not None:
        raise GisError(_("The map has its own coordinate system; leave --crs out"))
    if options.live is not None and (options.layer, options.format) != (ALL, QGIS):
        raise GisError(_("Live layers are for: export all --format qgis"))
    found = analysis_of_options(options)
    if options.layer == MAP:
        return _export_map(options, found)
    if options.layer == PLAN:
        return _export_plan(options, found)
    if options.layer == ALL:
        return _export_all(options, found)
    table = layer(
        found,
        options.layer,
        commune=options.commune,
        prices=stated_prices(options),
        confidential=options.with_confidential,
    )
    content = encode(table, name=options.layer, fmt=options.format, crs=options.crs)
    out = out_file(options, options.layer, found, FORMATS[options.format].ending)
    return _written(options, found, out, content, len(table))


def _export_all(options: Namespace, analysis: Analysis) -> Answer:
    """Write every layer that the format has a place for into one file."""
    kind = FORMATS[options.format]
    if options.live is not None:
        return _export_live(options, analysis)
    tables = every_layer(
        analysis,
        shaped=not kind.shapeless,
        commune=options.commune,
        prices=stated_prices(options),
        confidential=options.with_confidential,
    )
    content = encode_layers(tables, fmt=options.format, crs=options.crs)
    out = out_file(options, ALL, analysis, kind.ending)
    return _written(options, analysis, out, content, sum(map(len, tables.values())))


def _export_live(options: Namespace, analysis: Analysis) -> Answer:
    """Write a project of QGIS whose layers are asked of a server."""
    out = out_file(options, LIVE, analysis, "qgz")
    content = live_project(options.live, analysis, commune=options.commune)
    return _written(options, analysis, out, content, len(LAYERS))


def _export_plan(options: Namespace, analysis: Analysis) -> Answer:
    """Write a plan: as a workbook the annex to print, else as a layer."""
    todo, made, asked = planned(options, analysis)
    confidential: bool = options.with_confidential
    if options.format == "xlsx" and options.crs is None:
        content = plan_workbook(analysis, todo, asked, made, confidential=confidential)
    else:
        table = plan_layer(analysis, todo, made, confidential=confidential)
        content = encode(table, name=PLAN, fmt=options.format, crs=options.crs)
    out = out_file(
        options,
        PLAN,
        analysis,
        FORMATS[options.format].ending,
        vnd=made.limits.there_vnd,
    )
    return _written(options, analysis, out, content, len(made.lines))


def _written(
    options: Namespace, analysis: Analysis, out: Path, content: bytes, rows: int
) -> Answer:
    """Write a file; tell where it is, and how many cameras stay out of it unless asked for."""
    write_file(out, content)
    mine = in_commune(analysis.cameras, options.commune)
    left_out = 0 if options.with_confidential else int(is_confidential(mine).sum())
    answer = {"layer": options.layer, "rows": rows, "file": str(out)}
    lines = [_("{rows} rows in {file}", rows=number(rows), file=out)]
    if left_out:
        without = _(
            "Without {count} cameras marked confidential (--with-confidential)",
            count=number(left_out),
        )
        lines.append(without)
    return answer | {"confidential_left_out": left_out}, "\n".join(lines)


def _export_map(options: Namespace, analysis: Analysis) -> Answer:
    from gis.mapserver.offline_html import map_html  # noqa: PLC0415 - folium takes a second to load

    tables = MapTables(analysis, Store(options.store).water(), options.commune)
    out = out_file(options, MAP, analysis, HTML)
    content = map_html(tables, confidential=options.with_confidential)
    return _written(options, analysis, out, content, len(tables.located))


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


def _remove_simulated(options: Namespace) -> Answer:
    store = Store(options.store)
    going = store.simulated()
    if options.keep_places:
        going |= {"places": 0, "roads": 0}
    answer = {"removed": options.yes, **going}
    if not any(going.values()):
        return answer, _("There is no simulated data")
    told = simulated_in_words(going)
    if not options.yes:
        return answer, _("This would go: {what}. Say --yes to remove it", what=told)
    store.remove_simulated(keep_demand=options.keep_places, who=doer(options))
    return answer, _("Removed: {what}", what=told)

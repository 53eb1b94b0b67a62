"""python -m gis …: everything the app does, from a terminal."""

import argparse
import json
import math
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import geopandas as gpd
import pandas as pd

from gis import workflow
from gis.communes.boundaries import LOCAL, communes_or_schematic, install, read_communes
from gis.communes.succession import read_succession
from gis.coverage.footprints import DENSITY_PX_PER_M
from gis.demand.layers import read_demand
from gis.errors import GisError
from gis.export.files import FORMATS, encode, write
from gis.export.layers import LAYERS, layer
from gis.language import _, number, use_language
from gis.register.canonical import read_cameras, read_equipment
from gis.register.demo import simulate
from gis.register.importing import quarantine_workbook, read_import
from gis.store.store import Store

DEFAULT_STORE = f"sqlite:///{LOCAL.with_name('register.sqlite')}"


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a wrong option with one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with 2."""
        raise GisError(f"{self.prog}: {message}")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code: 0, or 2 for a bad file or option."""
    use_language(os.environ.get("CAMERA_LANGUAGE", "vi"))
    try:
        options = _parser().parse_args(arguments)
        answer, lines = options.run(options)
    except GisError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    print(
        json.dumps(_plain(answer), ensure_ascii=False, allow_nan=False) if options.json else lines
    )
    return 0


def _plain(value: Any) -> Any:
    """Return the value as JSON can hold it: no NaN, no array scalars."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _parser() -> Parser:
    parser = Parser(prog="python -m gis", description=_("Every camera and what it sees"))
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)

    def command(name: str, run: Any, text: str) -> Parser:
        added: Parser = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument("--json", action="store_true", help=_("machine output on stdout"))
        added.add_argument("--store", default=os.environ.get("CAMERA_STORE", DEFAULT_STORE))
        return added

    added = command("boundaries", _boundaries, _("fetch, verify and store the commune polygons"))
    added.add_argument("--from", dest="source", default=os.environ.get("CAMERA_BOUNDARIES"))
    added = command("import", _import, _("read a register file into the store"))
    added.add_argument("file", type=Path)
    added.add_argument("--crs", default="auto")
    added.add_argument("--dry-run", action="store_true")
    _add_inputs(command("analyse", _analyse, _("what is seen, commune by commune")))
    _add_inputs(command("rank", _rank, _("what to repair first")))
    added = command("export", _export, _("write a layer to a file"))
    added.add_argument("layer", choices=LAYERS)
    added.add_argument("--format", choices=FORMATS, required=True)
    added.add_argument("--out", type=Path, required=True)
    _add_inputs(added)
    added = command("demo", _demo, _("a simulated register into the store"))
    added.add_argument("--cameras", type=int, default=3000)
    added.add_argument("--seed", type=int, default=1)
    added.add_argument(
        "--if-empty", action="store_true", help=_("only when there is no camera yet")
    )
    return parser


def _add_inputs(parser: Parser) -> None:
    parser.add_argument("--cameras", type=Path)
    parser.add_argument("--equipment", type=Path)
    parser.add_argument("--communes", type=Path)
    parser.add_argument("--demand", type=Path, action="append", default=[])
    parser.add_argument("--level", choices=DENSITY_PX_PER_M, default="observe")
    parser.add_argument("--light", choices=("day", "night"), default="day")
    parser.add_argument("--commune")


Answer = tuple[dict[str, Any], str]


def _communes(options: argparse.Namespace) -> gpd.GeoDataFrame:
    file = getattr(options, "communes", None)
    return read_communes(file) if file else communes_or_schematic()


def _analysis(options: argparse.Namespace) -> tuple[workflow.Analysis, bool]:
    """Analyse the files given, or else the store; also say whether it is simulated."""
    communes = _communes(options)
    if options.commune is not None and options.commune not in set(communes["code"]):
        raise GisError(_("No commune has the code {code}", code=options.commune))
    how = {"level": options.level, "light": options.light}
    if options.cameras is None:
        store = Store(options.store)
        demand = read_demand(options.demand) if options.demand else store.demand()
        tables = store.cameras(), store.equipment(), communes, demand
        return workflow.analyse(*tables, **how), store.is_simulated()
    equipment = read_equipment(options.equipment)
    tables = read_cameras(options.cameras), equipment, communes, read_demand(options.demand)
    return workflow.analyse(*tables, **how), False


def _boundaries(options: argparse.Namespace) -> Answer:
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


def _import(options: argparse.Namespace) -> Answer:
    found = read_import(options.file, communes=communes_or_schematic(), crs=options.crs)
    quarantine = options.file.with_name(f"{options.file.stem}_can-sua.xlsx")
    answer = found.as_json() | {"quarantine_file": None}
    if found.quarantined and not options.dry_run:
        write(quarantine, quarantine_workbook(found))
        answer["quarantine_file"] = str(quarantine)
    if not options.dry_run:
        source = options.file.name
        Store(options.store).save(cameras=found.cameras, equipment=found.equipment, source=source)
    lines = [f"{f.sheet}:{f.row} {f.column}: {f.message} {f.suggestion}" for f in found.findings]
    lines.append(
        _(
            "{rows} rows: {accepted} accepted, {not_located} not located, {quarantined} to correct",
            rows=number(found.rows),
            accepted=number(found.accepted),
            not_located=number(found.not_located),
            quarantined=number(found.quarantined),
        )
    )
    return answer, "\n".join(lines)


def _analyse(options: argparse.Namespace) -> Answer:
    analysis, simulated = _analysis(options)
    answer = workflow.summary(analysis, commune=options.commune) | {"simulated": simulated}
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


def _rank(options: argparse.Namespace) -> Answer:
    analysis, simulated = _analysis(options)
    table = workflow.ranking_told(analysis, workflow.rank_repairs(analysis))
    first = workflow.survey_first(analysis)
    if options.commune is not None:
        table = table[table["communes"].map(lambda codes: options.commune in codes)]
        first = first[first["commune_code"] == options.commune]
    answer: dict[str, Any] = {
        "ranking": table.to_dict("records"),
        "survey_first": first["camera_id"].tolist(),
        "simulated": simulated,
    }
    return answer, "\n".join(
        f"{r['rank']}. {', '.join(r['repairs'])}: {number(r['cost_vnd'])} đ. {r['why']}"
        for r in answer["ranking"]
    )


def _export(options: argparse.Namespace) -> Answer:
    analysis, simulated = _analysis(options)
    table = layer(analysis, options.layer, simulated=simulated, commune=options.commune)
    write(options.out, encode(table, name=options.layer, fmt=options.format))
    answer = {"layer": options.layer, "rows": len(table), "file": str(options.out)}
    return answer, _("{rows} rows in {file}", rows=number(len(table)), file=options.out)


def _demo(options: argparse.Namespace) -> Answer:
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


if __name__ == "__main__":
    sys.exit(main())

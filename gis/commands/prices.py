"""What repairs cost, and the plans that are kept."""

import re
from argparse import Namespace
from pathlib import Path

from gis.commands import Answer, Command, amount, pairs
from gis.errors import GisError
from gis.findings import Finding
from gis.language import _
from gis.numbers import million_vnd, number
from gis.planning.price_files import read_price_file
from gis.restoration.prices import CHOSEN, LEVELS, read_prices
from gis.service.scenarios import compared, forget, kept
from gis.store.store import Store


def add(command: Command) -> None:
    """Add the commands."""
    added = command("prices", _prices, _("show or change what repairs cost"))
    added.add_argument("values", nargs="*", metavar="PART=MID | PART=LOW/MID/HIGH")
    added.add_argument("--file", type=Path, help=_("a price list: Excel or CSV"))
    added.add_argument("--source", default="", help=_("who states these prices"))
    added.add_argument("--who", default="")
    added = command("plans", _plans, _("show, compare or remove plans kept under a name"))
    added.add_argument("--compare", nargs="+", default=[], metavar="NAME")
    added.add_argument("--remove", metavar="NAME")
    added.add_argument("--who", default="")


def _prices(options: Namespace) -> Answer:
    store, source = Store(options.store), options.source.strip()
    held, remarks = store.setting(CHOSEN) or {}, list[Finding]()
    if options.file:
        given, remarks = read_price_file(options.file, options.file.name, source=source)
        held |= given
    if options.values:
        held |= _stated(options.values, source)
    table = read_prices(chosen=held)
    if options.file or options.values:
        store.set(CHOSEN, held, who=options.who)
    answer = {
        "prices": table.reset_index().to_dict("records"),
        "findings": [remark.as_dict() for remark in remarks],
    }
    return answer, "\n".join([*(remark.message for remark in remarks), table.to_string()])


def _stated(values: list[str], source: str) -> dict[str, dict[str, object]]:
    """Return the prices that ``PART=MID`` and ``PART=LOW/MID/HIGH`` state."""
    if not source:
        raise GisError(_("Say who states these prices: --source TEXT"))
    stated: dict[str, dict[str, object]] = {}
    for part, text in pairs(values).items():
        levels = [amount(value) for value in re.split(r"/(?=\s*\d)", text)]
        if len(levels) not in (1, 3):
            raise GisError(_("“{text}”: write one price, or LOW/MID/HIGH", text=text))
        stated[part] = dict(zip(LEVELS, levels * (3 // len(levels)), strict=True))
        stated[part]["source"] = source
    return stated


def _plans(options: Namespace) -> Answer:
    store = Store(options.store)
    if options.remove:
        forget(store, options.remove, who=options.who)
    if options.compare:
        table = compared(store, *options.compare)
        return {"plans": table.to_dict()}, table.to_string()
    held = kept(store)
    lines = [
        _("{name}: {cost} million VND, {repairs} repairs, covered weight {before} → {after}",
          name=name, cost=million_vnd(plan["result"]["cost_vnd"]),
          repairs=len(plan["result"]["repairs"]),
          before=number(plan["result"]["covered_weight_before"], 1),
          after=number(plan["result"]["covered_weight_after"], 1))
        for name, plan in held.items()
    ]  # fmt: skip
    return {"plans": held}, "\n".join(lines)

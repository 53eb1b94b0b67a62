"""What repairs cost, and the plans that are kept."""

from argparse import Namespace

from gis.commands import Answer, Command, amount, pairs
from gis.errors import GisError
from gis.language import _, million_vnd, number
from gis.restoration.prices import CHOSEN, LEVELS, read_prices
from gis.service.scenarios import compared, forget, kept
from gis.store.store import Store


def add(command: Command) -> None:
    """Add the commands."""
    added = command("prices", _prices, _("show or change what repairs cost"))
    added.add_argument("values", nargs="*", metavar="PART=MID | PART=LOW/MID/HIGH")
    added.add_argument("--source", default="", help=_("who states these prices"))
    added.add_argument("--who", default="")
    added = command("plans", _plans, _("show, compare or remove plans kept under a name"))
    added.add_argument("--compare", nargs="+", default=[], metavar="NAME")
    added.add_argument("--remove", metavar="NAME")
    added.add_argument("--who", default="")


def _prices(options: Namespace) -> Answer:
    store = Store(options.store)
    held = store.setting(CHOSEN) or {}
    if options.values:
        if not options.source.strip():
            raise GisError(_("Say who states these prices: --source TEXT"))
        for part, text in pairs(options.values).items():
            levels = [amount(value) for value in text.split("/")]
            if len(levels) not in (1, 3):
                raise GisError(_("“{text}”: write one price, or LOW/MID/HIGH", text=text))
            held[part] = dict(zip(LEVELS, levels * (3 // len(levels)), strict=True))
            held[part]["source"] = options.source.strip()
        read_prices(chosen=held)
        store.set(CHOSEN, held, who=options.who)
    table = read_prices(chosen=held)
    return {"prices": table.reset_index().to_dict("records")}, table.to_string()


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

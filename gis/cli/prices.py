"""What repairs cost."""

import re
from argparse import Namespace
from pathlib import Path

from gis.cli import Answer, Command, add_who, amount, pairs
from gis.core.errors import GisError
from gis.core.findings import Finding
from gis.core.language import _
from gis.restoration.files.price_files import read_price_file
from gis.restoration.model.prices import PRICE_LEVELS, PRICES_SETTING, read_prices
from gis.store.store import Store


def add(command: Command) -> None:
    """Add the command.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("prices", _prices, _("show or change what repairs cost"))
    added.add_argument(
        "values",
        nargs="*",
        metavar="PART=MID | PART=LOW/MID/HIGH",
        help=_("new prices of parts, in đồng; without any they are only shown"),
    )
    added.add_argument("--file", type=Path, help=_("a price list: Excel or CSV"))
    added.add_argument("--source", default="", help=_("who states these prices"))
    add_who(added)


def _prices(options: Namespace) -> Answer:
    store, source = Store(options.store), options.source.strip()
    held, remarks = store.setting(PRICES_SETTING) or {}, list[Finding]()
    if options.file:
        given, remarks = read_price_file(options.file, options.file.name, source=source)
        held |= given
    if options.values:
        held |= _stated(options.values, source)
    table = read_prices(overrides=held)
    if options.file or options.values:
        store.set(PRICES_SETTING, held, who=options.who)
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
        stated[part] = dict(zip(PRICE_LEVELS, levels * (3 // len(levels)), strict=True))
        stated[part]["source"] = source
    return stated

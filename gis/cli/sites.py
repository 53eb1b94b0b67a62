"""Where new cameras could stand: new investment, apart from restoration."""

from argparse import Namespace
from pathlib import Path

from gis.cli import Answer, Command, amount, count, seconds
from gis.cli.inputs import add_inputs, analysis_of_options
from gis.cli.outputs import add_confidential, out_file
from gis.cli.requests import stated_prices
from gis.core.choices import Proof, SiteKind
from gis.core.deadline import Deadline
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.export.files import encode, write_file
from gis.export.formats import FORMATS
from gis.export.layers import sites_layer
from gis.siting.new_cameras import MOST_VIEWS, TIME_LIMIT_S, NewSites, new_sites
from gis.vocabulary.words import words


def add(command: Command) -> None:
    """Add the command.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("sites", _sites, _("where new cameras would see what no repair brings back"))
    add_inputs(added)
    added.add_argument(
        "--budget",
        type=amount,
        required=True,
        metavar="VND",
        help=_("most that new cameras may cost, in đồng: 500 triệu"),
    )
    added.add_argument(
        "--views",
        type=count,
        default=MOST_VIEWS,
        metavar="N",
        help=_("most camera views at one site"),
    )
    added.add_argument(
        "--time-limit",
        type=seconds,
        default=TIME_LIMIT_S,
        metavar="S",
        help=_("longest search for the best sites, in seconds"),
    )
    add_confidential(added)
    added.add_argument("--out", type=Path, help=_("write the sites to a file, too"))
    added.add_argument("--format", choices=FORMATS, default="geojson", help=_("kind of file"))


def _sites(options: Namespace) -> Answer:
    found = analysis_of_options(options)
    made = new_sites(
        found,
        budget_vnd=options.budget,
        commune=options.commune,
        prices=stated_prices(options),
        most_views=options.views,
        deadline=Deadline(options.time_limit),
    )
    if options.out is not None:
        table = sites_layer(found, made, confidential=options.with_confidential)
        out = out_file(options, "new_sites", found, FORMATS[options.format].ending)
        write_file(out, encode(table, name="new_sites", fmt=options.format))
    return made.as_dict() | {"simulated": found.provenance.simulated}, "\n".join(_lines(made))


def _lines(sites: NewSites) -> list[str]:
    kinds, found = words(SiteKind), sites.solution
    told = [_("NEW INVESTMENT, not restoration: new cameras for what no repair can bring back")]
    for place, row in enumerate(sites.sites.to_dict("records"), start=1):
        facing = ", ".join(f"{number(a)}°" for a in row["azimuths_deg"])
        told.append(
            _(
                "{place}. {site} ({kind}, commune {code}), looking {facing}: {cost} million "
                "VND; sees {sees}; weight {weight}",
                place=place,
                site=row["name"] or row["site"],
                kind=kinds[row["kind"]],
                code=row["commune_code"] or "–",
                facing=facing,
                cost=million_vnd(row["cost_vnd"]),
                sees=row["sees"],
                weight=number(row["gain_weight"], 2),
            )
        )
    told.append(
        _(
            "{count} sites for {cost} million VND see weight {objective} of {all} that no "
            "repair can bring back ({proof}, gap {gap} %)",
            count=number(len(sites.sites)),
            cost=million_vnd(sites.cost_vnd),
            objective=number(found.objective, 2),
            all=number(sites.beyond_weight, 2),
            proof=words(Proof)[found.proof],
            gap=number(100 * found.gap, 2),
        )
    )
    return told

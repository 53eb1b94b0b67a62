"""What other weights would change of a plan, and what fairness costs: from a terminal."""

from argparse import Namespace

from gis.analysis.result import basis
from gis.cli import Answer, Command
from gis.cli.inputs import add_inputs, analysis_of_options
from gis.cli.planning import planned
from gis.cli.requests import add_request, request, stated_prices
from gis.core.deadline import Deadline
from gis.core.language import _
from gis.restoration.model.repair_options import work
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.robustness.equity import equity
from gis.restoration.robustness.sensitivity import sensitivity


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    weighed = command(
        "sensitivity",
        _sensitivity,
        _("which repairs of the plan stay whichever weight is halved or doubled"),
    )
    fair = command("equity", _equity, _("what the province gives up for a floor of every commune"))
    for parser in (weighed, fair):
        add_inputs(parser)
        add_request(parser)


def _sensitivity(options: Namespace) -> Answer:
    found = analysis_of_options(options)
    todo, made, asked = planned(options, found)
    deadline = Deadline(options.time_limit)
    told = sensitivity(found, todo, asked, made, deadline=deadline)
    names, lines = repair_names(todo, found.communes), told.sentences()
    lines += [
        _(
            "{name} ({id}): stays in {count} of {all}",
            name=names[line],
            id=line,
            count=round(part * len(told.rows)),
            all=len(told.rows),
        )
        for line, part in zip(told.lines.index.tolist(), told.lines.tolist(), strict=True)
        if part < 1
    ]
    return basis(found) | told.as_dict(), "\n".join(lines)


def _equity(options: Namespace) -> Answer:
    found = analysis_of_options(options)
    todo = work(found, options.goal, prices=stated_prices(options), weigh=options.weigh)
    told = equity(
        found, todo, request(options, found.communes), deadline=Deadline(options.time_limit)
    )
    answer = basis(found) | told.as_dict()
    return answer, "\n".join(told.sentences())

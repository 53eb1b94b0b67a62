"""Lịch thực hiện: which crew mends what of a plan on which day."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from pathlib import Path

from gis.cli import Answer, Command, count, day, decimal_argument, seconds
from gis.cli.inputs import add_inputs, analysis_of_options, progress_line
from gis.cli.outputs import add_confidential, out_file
from gis.cli.planning import planned
from gis.cli.requests import add_request
from gis.core.clock import now
from gis.core.dates import date
from gis.core.deadline import Deadline
from gis.core.errors import GisError
from gis.core.language import _
from gis.export.files import write_file
from gis.export.schedule_files import SCHEDULE_FORMATS, schedule_file
from gis.restoration.scheduling.crews import Crews
from gis.restoration.scheduling.schedule import LIMIT_S, schedule


def add(command: Command) -> None:
    """Add the command.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("schedule", _schedule, _("which crew mends what of a plan on which day"))
    add_inputs(added)
    add_request(added)
    add_confidential(added)
    added.add_argument("--out", type=Path, help=_("write the schedule to a file, too"))
    added.add_argument("--format", choices=SCHEDULE_FORMATS, default="csv", help=_("kind of file"))
    _add_crews(added)


def _add_crews(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--crews", type=count, default=1, metavar="N", help=_("how many crews work side by side")
    )
    parser.add_argument(
        "--first-day", type=day, metavar="DAY", help=_("tomorrow where none is stated")
    )
    parser.add_argument(
        "--hours",
        type=decimal_argument,
        default=8.0,
        metavar="H",
        help=_("hours of work a day, ways included"),
    )
    parser.add_argument(
        "--begins",
        type=_time,
        default=dt.time(7, 30),
        metavar="HH:MM",
        help=_("when the day's work begins"),
    )
    parser.add_argument(
        "--speed",
        type=decimal_argument,
        default=30.0,
        metavar="KM/H",
        help=_("speed on the way between sites"),
    )
    parser.add_argument(
        "--start",
        type=_place,
        metavar="LON,LAT",
        help=_("where crews set out; in each commune the middle of its stops where none is stated"),
    )
    parser.add_argument(
        "--day-off",
        type=day,
        action="append",
        default=[],
        metavar="DAY",
        help=_("a day nobody works, beside Saturdays and Sundays"),
    )
    parser.add_argument(
        "--order-limit",
        type=seconds,
        default=LIMIT_S,
        metavar="S",
        help=_("how long the best order is looked for"),
    )


def crews(options: Namespace) -> Crews:
    """Return the crews that options state (raises as `Crews`)."""
    tomorrow = now().date() + dt.timedelta(days=1)
    first = dt.date.fromisoformat(options.first_day) if options.first_day else tomorrow
    off = frozenset(dt.date.fromisoformat(text) for text in options.day_off if text)
    return Crews(
        first, options.crews, options.hours, options.begins, options.speed, options.start, off
    )


def _schedule(options: Namespace) -> Answer:
    who = crews(options)
    found = analysis_of_options(options)
    todo, plan, _asked = planned(options, found)
    line = progress_line(_("Looking for the best order"))
    made = schedule(
        found,
        todo,
        plan,
        who,
        deadline=Deadline(options.order_limit),
        progress=lambda done, steps: line(done / max(steps, 1)),
    )
    answer = made.as_dict() | {
        "cost_vnd": plan.cost_vnd,
        "simulated": found.provenance.simulated,
    }
    if options.out is not None:
        out = out_file(options, "schedule", found, options.format)
        data = schedule_file(made, found, options.format, confidential=options.with_confidential)
        write_file(out, data)
        answer |= {"file": str(out)}
    lines = [
        _(
            "{day} · crew {crew} · stop {order} · {arrive}–{leave} · {name} ({id})",
            day=date(row["day"].isoformat()),
            crew=row["crew"],
            order=row["order"],
            arrive=row["arrive"].strftime("%H:%M"),
            leave=row["leave"].strftime("%H:%M"),
            name=row["name"],
            id=row["repair_id"],
        )
        for row in made.visits.to_dict("records")
    ]
    return answer, "\n".join([*lines, *made.sentences()])


def _time(text: str) -> dt.time:
    """Return a time of day: ``7:30``, ``7h30``.

    Raises
    ------
    GisError
        It is none.
    """
    hour, _colon, minute = text.strip().lower().replace("h", ":").replace("g", ":").partition(":")
    try:
        return dt.time(int(hour), int(minute or 0))
    except ValueError as error:
        message = _("“{text}” is no time of day; write it as 07:30", text=text)
        raise GisError(message) from error


def _place(text: str) -> tuple[float, float]:
    """Return `lon lat` of ``107.1,16.8``.

    Raises
    ------
    GisError
        It is none.
    """
    try:
        lon, lat = (float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        lon = lat = float("nan")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise GisError(_("“{text}” is no position; write it as 107.1,16.8", text=text))
    return lon, lat

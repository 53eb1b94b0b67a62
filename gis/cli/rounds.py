"""The duty chain: steps of communes, what must hold, what was submitted, when it is due."""

import datetime as dt
from argparse import Namespace
from typing import Any

import pandas as pd

from gis.analysis.result import Analysis
from gis.analysis.run import in_communes
from gis.cli import Answer, Command, add_who, day
from gis.cli.outputs import add_confidential, add_out, check_confidential
from gis.communes.boundaries import communes_or_schematic
from gis.communes.listing import check_commune
from gis.core.choices import RoundState
from gis.core.clock import today
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.file_names import file_name, output_path, place_name
from gis.export.files import write_file
from gis.packages.package import unpack_package
from gis.register.queries import in_commune
from gis.runtime.duty import facts, package
from gis.runtime.snapshot import Snapshots
from gis.scenarios.scenarios import proposed
from gis.store.rounds import advance_round, return_round, set_dates, survey_dates
from gis.store.store import Store
from gis.store.submissions import submission_content, submissions
from gis.survey.checks import check_step
from gis.survey.progress import NEXT, progress


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("rounds", _rounds, _("how far the survey has come, commune by commune"))
    added.add_argument("--since", type=day, default="", help=_("from when surveys count"))
    one = added.add_mutually_exclusive_group()
    one.add_argument("--check", metavar="CODE", help=_("what must hold before the next step"))
    one.add_argument("--advance", metavar="CODE", help=_("one step along the chain of duty"))
    one.add_argument("--return", metavar="CODE", dest="back", help=_("back to who drafted it"))
    one.add_argument("--deadline", type=day, metavar="DAY", help=_("when surveys are due"))
    added.add_argument("--deadline-name", default="", help=_("by which paper they are due"))
    add_who(added)
    added.add_argument("--why", default="", help=_("the reason for it"))
    added = command("submissions", _submissions, _("what communes submitted, step by step"))
    added.add_argument(
        "--commune", metavar="CODE", help=_("code of a commune: only what lies in it")
    )
    added.add_argument("--take", metavar="COPY", help=_("write this copy as a report package"))
    add_out(added)
    add_confidential(added)


def _rounds(options: Namespace) -> Answer:
    store = Store(options.store)
    if options.deadline is not None:
        since = options.since or survey_dates(store)["since"]
        set_dates(
            store,
            since=since,
            deadline=options.deadline,
            who=options.who,
            today=today(),
            deadline_name=options.deadline_name,
        )
    said: dict[str, Any] = {}
    if code := options.check or options.advance:
        said["checks"] = _step(store, code, options).to_dict("records")
    if options.back:
        row = _row(_progress(store, options.since), options.back)
        return_round(store, row, who=options.who, today=today(), why=options.why)
    table = _progress(store, options.since)
    answer = {"rounds": table.to_dict("records"), "dates": survey_dates(store)} | said
    return answer, _lines(said["checks"]) if options.check else table.to_string(index=False)


def _lines(checks: list[dict[str, Any]]) -> str:
    marks = {(True, True): "✓", (True, False): "✓", (False, True): "✗", (False, False): "!"}
    lines = [
        f"{marks[check['holds'], check['hard']]} {check['found']}"
        + (f" → {check['advice']}" if check["advice"] else "")
        for check in checks
    ]
    return "\n".join(lines)


def _step(store: Store, code: str, options: Namespace) -> pd.DataFrame:
    """Check what must hold before a commune's next step, and take it when that is asked."""
    row = _row(_progress(store, options.since), code)
    state = RoundState(row["state"])
    if state not in NEXT:
        raise GisError(_("The survey of {code} is reported already", code=code))
    taken, plan = Snapshots(options.store).current(), proposed(store, code)
    known = facts(taken.planner, store, row, plan, today=today())
    checks = check_step(known, step=NEXT[state], who=options.who.strip())
    if options.advance:
        _refuse(checks, options.why)
        _take(store, taken.analysis, row, options)
    return checks


def _refuse(checks: pd.DataFrame, why: str) -> None:
    """Refuse a step that must not be taken, or not without a reason."""
    failing = checks[~checks["holds"]]
    told = "; ".join(failing["found"] + " → " + failing["advice"])
    if failing["hard"].any():
        raise GisError(_("The step is refused: {checks}", checks=told))
    if len(failing) and not why.strip():
        raise GisError(
            _(
                "Something is missing: {checks}. To go on all the same state why (--why)",
                checks=told,
            )
        )


def _take(store: Store, analysis: Analysis, row: pd.Series, options: Namespace) -> None:
    how = {"who": options.who.strip(), "today": today(), "why": options.why.strip()}
    if not how["who"]:
        raise GisError(_("State a commune's code and who takes the step (--who)"))
    advance_round(store, row, **how, content=package(analysis, store, row, **how))


def _progress(store: Store, since: str) -> pd.DataFrame:
    communes = communes_or_schematic()
    with store.at_one_moment() as held:
        cameras, rounds = in_communes(held.cameras(), communes), held.rounds()
        counted_from = since or survey_dates(held)["since"]
    return progress(cameras, rounds, communes["code"], since=counted_from, today=today())


def _row(table: pd.DataFrame, code: str) -> pd.Series:
    check_commune(table["commune_code"], code)
    row: pd.Series = in_commune(table, code).iloc[0]
    return row


def _submissions(options: Namespace) -> Answer:
    store = Store(options.store)
    if options.take:
        data = submission_content(store, options.take)
        content = unpack_package(data, options.take)
        check_confidential(content.cameras, options)
        about = content.about
        place = place_name(communes_or_schematic(), about.commune_code)
        out = output_path(
            options.out,
            file_name(
                "package",
                place,
                "zip",
                day=dt.date.fromisoformat(about.day),
                simulated=about.simulated,
            ),
        )
        write_file(out, data)
        told = _("{size} bytes in {file}", size=number(len(data)), file=out)
        return {"copy": options.take, "file": str(out)}, told
    table = submissions(store, options.commune)
    return {"submissions": table.to_dict("records")}, table.to_string(index=False)

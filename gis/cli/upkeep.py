"""Survey files, maintenance, standards, orphans: what to look at and to look after."""

from argparse import Namespace
from pathlib import Path

import pandas as pd

from gis.analysis.run import in_communes
from gis.cli import Answer, Command
from gis.cli.outputs import add_confidential, add_out
from gis.communes.boundaries import communes_or_schematic
from gis.communes.listing import check_commune, commune_names
from gis.core.clock import now, today
from gis.core.language import _
from gis.core.numbers import number
from gis.export.calendar import calendar
from gis.export.confidential import released, released_due
from gis.export.file_names import file_name, output_path, place_name
from gis.export.files import write_file
from gis.export.survey_workbook import survey_workbook
from gis.export.xlsform import xlsform
from gis.register.queries import in_commune
from gis.store.store import Store
from gis.survey.maintenance import MAINTENANCE_SETTING, due, read_intervals, yearly_cost_vnd
from gis.survey.papers import orphans
from gis.survey.standards import check, read_rules, share_met
from gis.vocabulary.labels import display_names


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("survey", _survey, _("files to survey a commune with"))
    added.add_argument("commune", help=_("code of the commune"))
    add_out(added)
    add_confidential(added)
    added.add_argument("--form", action="store_true", help=_("an XLSForm for KoboToolbox or ODK"))
    added = command("maintenance", _maintenance, _("what is due for maintenance"))
    added.add_argument("--ics", type=Path, help=_("write a calendar file"))
    add_confidential(added)
    added.add_argument("--commune", help=_("code of a commune: only what lies in it"))
    command("standards", _standards, _("technical rules met, commune by commune"))
    command("orphans", _orphans, _("cameras nobody answers for"))


def _cameras(store: Store) -> pd.DataFrame:
    return in_communes(store.cameras(), communes_or_schematic())


def _survey(options: Namespace) -> Answer:
    communes = communes_or_schematic()
    names = commune_names(communes)
    check_commune(communes["code"], str(options.commune))
    with Store(options.store).at_one_moment() as store:
        cameras, simulated = in_commune(_cameras(store), options.commune), store.is_simulated()
    cameras = released(cameras, cameras, confidential=options.with_confidential)
    make = xlsform if options.form else survey_workbook
    what = "form" if options.form else "survey"
    name = file_name(what, place_name(communes, options.commune), "xlsx", simulated=simulated)
    out = output_path(options.out, name)
    write_file(out, make(cameras, names[options.commune], simulated=simulated))
    answer = {"rows": len(cameras), "file": str(out)}
    return answer, _("{rows} rows in {file}", rows=number(len(cameras)), file=out)


def _maintenance(options: Namespace) -> Answer:
    with Store(options.store).at_one_moment() as store:
        cameras, simulated = _cameras(store), store.is_simulated()
        intervals = read_intervals(overrides=store.setting(MAINTENANCE_SETTING))
        table = due(cameras, store.equipment(), intervals, today=today())
    table = in_commune(table, options.commune)
    if options.ics is not None:
        place = place_name(communes_or_schematic(), options.commune)
        ics = output_path(options.ics, file_name("calendar", place, "ics", simulated=simulated))
        leaving = released_due(table, cameras, confidential=options.with_confidential)
        write_file(ics, calendar(leaving, now=now()))
    cost = yearly_cost_vnd(table)
    answer = {
        "due": table.drop(columns="installed_on").to_dict("records"),
        "yearly_cost_vnd": cost.to_dict(),
    }
    return answer, table[["subject_id", "name", "next_on", "overdue_days"]].to_string(index=False)


def _standards(options: Namespace) -> Answer:
    cameras = _cameras(Store(options.store))
    outcomes = check(cameras, read_rules(), today=today())
    table = share_met(outcomes, cameras["commune_code"]).rename_axis("code").reset_index()
    return {"communes": table.to_dict("records")}, table.to_string(index=False)


def _orphans(options: Namespace) -> Answer:
    table = orphans(_cameras(Store(options.store)), communes_or_schematic())
    shown = table[["camera_id", "name", "commune_code", "custodian", "why"]]
    told = shown.assign(name=display_names(table)).to_string(index=False)
    return {"orphans": shown.to_dict("records")}, told

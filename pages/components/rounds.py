"""The survey round as the page shows it: the province's table, one commune's next step."""

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from gis.choices import RoundState
from gis.dates import date
from gis.export.behind import Behind
from gis.export.survey_workbook import survey_workbook
from gis.export.xlsform import xlsform
from gis.labels import called, column_words
from gis.language import _
from gis.numbers import number
from gis.service.snapshot import Snapshot
from gis.store.rounds import advance_round
from gis.upkeep.surveys import NEXT, SURVEY, lacking, survey_flags
from gis.words import words
from pages.components.behind import figures_of, show_figures
from pages.components.editing import write
from pages.components.figures import metrics, show_table
from pages.components.file_names import name_file
from pages.components.session import current_snapshots, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ask_dates(name: str) -> str:
    """Ask from when surveys count and when they are due; return the first as an ISO date."""
    store = current_snapshots().store
    kept = store.setting("survey") or SURVEY
    since, deadline, remaining = st.columns(3, vertical_alignment="bottom")
    begin = since.date_input(_("Surveys count from"), kept["since"], format="DD/MM/YYYY")
    until = deadline.date_input(
        _("Deadline set by the province"), kept["deadline"] or None, format="DD/MM/YYYY"
    )
    chosen = {
        "since": begin.isoformat() if begin else SURVEY["since"],
        "deadline": until.isoformat() if until else "",
    }
    if chosen != kept:
        store.set("survey", chosen, who=name)
    left = (until - dt.date.fromisoformat(today())).days if until else None
    shown = _("not set") if left is None else number(left)
    remaining.metric(_("Days left"), shown, border=True)
    return chosen["since"]


def show_province(taken: Snapshot, table: pd.DataFrame) -> None:
    """Show all communes; a click goes to one."""
    states = words(RoundState)
    counts = table["state"].value_counts()
    metrics(
        st.container(),
        {
            states[s]: (int(counts.get(s, 0)), _("Communes, wards, special zone"))
            for s in RoundState
        },
    )
    names = taken.analysis.communes.set_index("code")["full_name"]
    share = 100 * table["surveyed"] / table["cameras"].where(table["cameras"] > 0)
    shown = pd.DataFrame(
        {
            _("Commune"): table["commune_code"].map(names),
            _("Step"): table["state"].map(states),
            _("Camera views"): table["cameras"],
            _("Surveyed (%)"): share,
            _("Not seen for 90 days"): table["stale"],
            _("Never surveyed"): table["unknown"],
            _("Not located"): table["not_located"],
            _("Something missing"): table["missing"],
        }
    )
    bar = st.column_config.ProgressColumn
    columns = {_("Surveyed (%)"): bar(min_value=0, max_value=100, format="%.0f%%")}
    place = show_table(shown, key="rounds", columns=columns)
    if place is not None:
        st.session_state["commune"] = table["commune_code"].iloc[place]
        st.rerun()


def show_commune(taken: Snapshot, row: pd.Series, name: str, since: str) -> None:
    """Show one commune: its step in the chain of duty, the files to survey with, what lacks."""
    code = row["commune_code"]
    cameras = taken.analysis.cameras
    mine = cameras[cameras["commune_code"] == code]
    _show_step(row, name)
    told = {
        "cameras": (_("Camera views"), _("Every camera in the register, located or not")),
        "surveyed": (_("Surveyed"), _("Since the day above")),
        "stale": (_("Not seen for 90 days"), _("Their state may no longer hold")),
        "not_located": (_("Not located"), _("Listed without a position; counted and costed")),
        "missing": (_("Something missing"), _("What the order asks for")),
    }
    counted = survey_flags(mine, since=since, today=today())
    show_figures(taken, code, figures_of(row, told), lambda figure: Behind(mine[counted[figure]]))
    full_name = taken.analysis.communes.set_index("code")["full_name"][code]
    mark = taken.simulated
    book, form = st.columns(2)
    book.download_button(
        _("Survey workbook (Excel)"), partial(survey_workbook, mine, full_name, simulated=mark),
        name_file(taken, "survey", code, "xlsx"), XLSX, on_click="ignore", width="stretch",
        icon=":material/table:",
    )  # fmt: skip
    form.download_button(
        _("Phone form (KoboToolbox, ODK)"), partial(xlsform, mine, full_name, simulated=mark),
        name_file(taken, "form", code, "xlsx"), XLSX, on_click="ignore", width="stretch",
        icon=":material/smartphone:",
    )  # fmt: skip
    _show_missing(mine)


def _show_step(row: pd.Series, name: str) -> None:
    states, state = words(RoundState), RoundState(row["state"])
    st.subheader(_("Survey: {state}", state=states[state]))
    steps = {"drafted": _("Drafted"), "approved": _("Approved"), "reported": _("Reported")}
    for step, label in steps.items():
        if row[f"{step}_on"]:
            st.text(f"{label}: {date(row[f'{step}_on'])}, {row[f'{step}_by']}")
    if state not in NEXT:
        return
    label = _("Mark as: {state}", state=states[NEXT[state]])
    if st.button(label, type="primary", disabled=not name, key="advance"):
        store = current_snapshots().store
        write(partial(advance_round, store, row, who=name, today=today()))
    if not name:
        st.caption(_("Write your name in the side bar first."))


def _show_missing(cameras: pd.DataFrame) -> None:
    missing, labels = lacking(cameras), column_words()
    st.subheader(_("What is missing"))
    open_ = missing != ""
    shown = pd.DataFrame(
        {
            _("Code"): cameras.loc[open_, "camera_id"],
            _("Name"): called(cameras[open_]),
            _("Missing"): missing[open_].map(
                lambda columns: ", ".join(labels[name] for name in columns.split(";"))
            ),
            _("Surveyed on"): cameras.loc[open_, "surveyed_on"].map(date),
        }
    )
    show_table(shown, key="missing")

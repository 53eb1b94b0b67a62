"""The survey round as the page shows it: the province's table, one commune's next step."""

from functools import partial

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import RoundState
from gis.core.clock import today
from gis.core.dates import date
from gis.core.language import _
from gis.drill_down import DrillDown
from gis.export.confidential import released
from gis.export.survey_workbook import survey_workbook
from gis.export.xlsform import xlsform
from gis.register.queries import in_commune
from gis.runtime.plan_cache import Planner
from gis.survey.progress import lacking, survey_flags
from gis.vocabulary.labels import column_words, display_names
from gis.vocabulary.words import words
from pages.components.register.upload import XLSX
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.drill_down import figures_of, show_figures
from pages.components.shared.file_names import name_file
from pages.components.shared.tables import metrics, show_table
from pages.components.survey.duty import show_step, show_steps
from pages.components.survey.submissions import show_submitted


def show_province(analysis: Analysis, table: pd.DataFrame) -> None:
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
    names = commune_names(analysis.communes)
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


def show_commune(planner: Planner, row: pd.Series, name: str, since: str) -> None:
    """Show one commune: its step in the chain of duty, the files to survey with, what lacks."""
    code = row["commune_code"]
    mine = in_commune(planner.analysis.cameras, code)
    show_step(planner, row, name)
    told = {
        "cameras": (_("Camera views"), _("Every camera in the register, located or not")),
        "surveyed": (_("Surveyed"), _("Since the day above")),
        "stale": (_("Not seen for 90 days"), _("Their state may no longer hold")),
        "not_located": (_("Not located"), _("Listed without a position; counted and costed")),
        "missing": (_("Something missing"), _("What the order asks for")),
    }
    counted = survey_flags(mine, since=since, today=today())
    show_figures(
        planner.analysis,
        code,
        figures_of(row, told),
        lambda figure: DrillDown(mine[counted[figure]]),
    )
    full_name = commune_names(planner.analysis.communes)[code]
    simulated = planner.analysis.provenance.simulated
    files = {
        "survey": (_("Survey workbook (Excel)"), survey_workbook, "table"),
        "form": (_("Phone form (KoboToolbox, ODK)"), xlsform, "smartphone"),
    }
    asked = ask_confidential(mine, key="survey_confidential")
    leaving = released(mine, mine, confidential=asked)
    for place, (what, (label, make, icon)) in zip(st.columns(2), files.items(), strict=True):
        place.download_button(
            label,
            partial(make, leaving, full_name, simulated=simulated),
            name_file(planner.analysis, what, code, "xlsx"),
            XLSX,
            on_click="ignore",
            width="stretch",
            icon=f":material/{icon}:",
        )
    _show_missing(mine)
    show_submitted(planner.analysis, code)
    show_steps(code)


def _show_missing(cameras: pd.DataFrame) -> None:
    missing, labels = lacking(cameras), column_words()
    st.subheader(_("What is missing"))
    open_ = missing != ""
    shown = pd.DataFrame(
        {
            _("Code"): cameras.loc[open_, "camera_id"],
            _("Name"): display_names(cameras[open_]),
            _("Missing"): missing[open_].map(
                lambda columns: ", ".join(labels[name] for name in columns.split(";"))
            ),
            _("Surveyed on"): cameras.loc[open_, "surveyed_on"].map(date),
        }
    )
    show_table(shown, key="missing")

"""One piece of shared equipment: its state, what hangs on it, and the next step with it."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import Cause, FaultPart, Status
from gis.core.clock import now
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.register.availability import DOWN
from gis.register.queries import located
from gis.store.equipment_work import accept_equipment, repair_equipment, survey_equipment
from gis.vocabulary.labels import column_words, display_names
from gis.vocabulary.words import words
from pages.components.equipment.listing import state_in_words
from pages.components.register.editing import write_change
from pages.components.shared.drill_down import camera_table
from pages.components.shared.markdown import fresh_choice_key, plain
from pages.components.shared.session import current_snapshots, who
from pages.components.shared.tables import show_table


def show_unit(analysis: Analysis, code: str, hung: pd.DataFrame, work: pd.DataFrame) -> None:
    """Show one piece of equipment; `hung` and `work` are of all of them."""
    found = analysis.equipment[analysis.equipment["equipment_id"] == code]
    unit, place = found.iloc[0], found.index[0]
    told, steps = st.columns([3, 2], gap="large")
    with told:
        name = display_names(found, otherwise="equipment_id").iloc[0]
        st.subheader(plain(name))
        st.markdown(f"**{state_in_words(found, work.loc[[place]]).iloc[0]}**")
        for line in _known(unit, work.loc[place]):
            st.text(line)
        _show_hanging(analysis, hung.loc[place])
    with steps:
        _ask_step(unit, work.loc[place])


def _known(unit: pd.Series, work: pd.Series) -> list[str]:
    """Return, a line each, what is known: what failed and why, and who did what when."""
    labels = column_words()
    failed = (("fault_part", words(FaultPart)), ("cause", words(Cause)))
    known = [f"{labels[name]}: {told[unit[name]]}" for name, told in failed if unit[name] in told]
    day = {step: date(work[f"{step}_on"]) for step in ("surveyed", "repaired", "accepted")}
    deeds = {
        "surveyed": _("Surveyed on {day} by {who}", day=day["surveyed"], who=work["surveyed_by"]),
        "repaired": _("Repaired on {day} by {who}", day=day["repaired"], who=work["repaired_by"]),
        "accepted": _(
            "Repair accepted on {day} by {who}", day=day["accepted"], who=work["accepted_by"]
        ),
    }
    done = [said for step, said in deeds.items() if day[step]]
    kept = [f"{labels['custodian']}: {unit['custodian']}"] if unit["custodian"] else []
    return [*known, *done, *kept]


def _show_hanging(analysis: Analysis, hung: pd.Series) -> None:
    """Show the cameras that hang on it, and lead to the map, where lines join them."""
    cameras = analysis.cameras.iloc[hung["cameras"]]
    st.markdown(f"**{_('{count} cameras hang on it', count=number(len(cameras)))}**")
    if cameras.empty:
        return
    chosen = show_table(camera_table(cameras, commune_names(analysis.communes)), key="unit_cameras")
    there = cameras[located(cameras)]
    if chosen is not None and cameras["camera_id"].iloc[chosen] in {*there["camera_id"]}:
        st.switch_page("pages/map.py", query_params={"camera": cameras["camera_id"].iloc[chosen]})
    if len(there):
        st.page_link(
            "pages/map.py",
            label=_("On the map"),
            icon=":material/map:",
            query_params={"camera": there["camera_id"].iloc[0]},
            help=_("Lines on the map lead from it to its cameras"),
        )


def _ask_step(unit: pd.Series, work: pd.Series) -> None:
    """Offer what can be done with it now: survey, repair, and acceptance of a repair."""
    steps: dict[str, tuple[str, Callable[[pd.Series], None]]] = {
        "accept": (_("Accept the repair"), _accept),
        "repair": (_("Repaired"), _repair),
        "survey": (_("Survey"), _survey),
    }
    possible = ["survey"]
    if unit["status"] in DOWN:
        possible.insert(0, "repair")
    if work["waiting"]:
        possible.insert(0, "accept")
    labels = {name: steps[name][0] for name in possible}
    chosen = st.segmented_control(
        _("What was done?"),
        possible,
        format_func=labels.__getitem__,
        key=fresh_choice_key(f"unit_step_{unit['equipment_id']}", labels, first=possible[0]),
        required=True,
    )
    if not who():
        st.caption(_("Write your name in the side bar first."))
    steps[chosen or possible[0]][1](unit)


def _survey(unit: pd.Series) -> None:
    """Ask in which state it was seen."""
    labels, found = column_words(), {}
    for name, of, ask in (
        ("status", Status, True),
        ("fault_part", FaultPart, False),
        ("cause", Cause, False),
    ):
        told = words(of) if ask else {"": _("not stated")} | words(of)
        found[name] = st.selectbox(
            labels[name],
            list(told),
            format_func=told.__getitem__,
            key=fresh_choice_key(f"unit_{name}_{unit['equipment_id']}", told, first=unit[name]),
        )
    day = _day(_("Surveyed on"), "unit_surveyed_on")
    store, name = current_snapshots().store, who()
    if st.button(
        _("Note the survey"), type="primary", key="unit_survey", disabled=not (name and day)
    ):
        write_change(lambda: survey_equipment(store, unit, found, day=day, who=name))


def _repair(unit: pd.Series) -> None:
    """Ask when it was repaired."""
    day = _day(_("Repaired on"), "unit_repaired_on")
    st.caption(_("It waits to be accepted; until then what hangs on it counts as unconfirmed."))
    store, name = current_snapshots().store, who()
    if st.button(
        _("Note the repair"), type="primary", key="unit_repair", disabled=not (name and day)
    ):
        write_change(lambda: repair_equipment(store, unit, day=day, who=name))


def _accept(unit: pd.Series) -> None:
    """Ask when the repair was accepted."""
    day = _day(_("Repair accepted on"), "unit_accepted_on")
    store, name = current_snapshots().store, who()
    if st.button(_("Accept it"), type="primary", key="unit_accept", disabled=not (name and day)):
        write_change(lambda: accept_equipment(store, unit, day=day, who=name))


def _day(label: str, key: str) -> str:
    """Ask for a day that is not to come; return it as an ISO date, "" for none."""
    latest = now().date()
    day = st.date_input(label, value="today", max_value=latest, format="DD/MM/YYYY", key=key)
    return day.isoformat() if day else ""

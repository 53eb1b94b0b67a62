"""The shared equipment as a list to choose from: state, step, where, what hangs on it."""

import numpy as np
import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import Availability, EquipmentKind, Status
from gis.core.language import _
from gis.drill_down import DrillDown
from gis.register.availability import DOWN
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import words
from pages.components.shared.drill_down import show_figures
from pages.components.shared.tables import show_table


def units_of_commune(analysis: Analysis, hung: pd.DataFrame, commune: str | None) -> pd.Series:
    """Tell which equipment is of a commune: what its cameras need, and what none needs yet."""
    if commune is None:
        return pd.Series(data=True, index=hung.index)
    codes = analysis.cameras["commune_code"].to_numpy()
    return hung["cameras"].map(lambda rows: not len(rows) or commune in codes[rows]).astype(bool)


def show_counts(
    analysis: Analysis, commune: str | None, equipment: pd.DataFrame, hung: pd.DataFrame
) -> None:
    """Show how much equipment does not work, and how many cameras wait for it."""
    down = equipment["status"].isin(DOWN)
    unknown = equipment["status"] == Status.UNKNOWN
    groups = {"unit_all": down | ~down, "unit_down": down, "unit_unknown": unknown}
    behind = {name: _behind(analysis, hung[chosen]) for name, chosen in groups.items()}
    dark = behind["unit_down"]
    behind["unit_waiting"] = dark[dark["sight"] == Availability.DOWN]
    figures = {
        _("Shared equipment"): (
            len(equipment),
            _("Recorders, lines, power… and their state."),
            "unit_all",
        ),
        _("Equipment not working"): (
            int(down.sum()),
            _("Nothing that hangs on it is seen"),
            "unit_down",
        ),
        _("State not known"): (
            int(unknown.sum()),
            _("Not surveyed, or repaired and not accepted"),
            "unit_unknown",
        ),
        _("Cameras behind what does not work"): (
            len(behind["unit_waiting"]),
            _("They see again when it is repaired, if they have no fault of their own"),
            "unit_waiting",
        ),
    }
    show_figures(analysis, commune, figures, lambda name: DrillDown(behind[name]))


def _behind(analysis: Analysis, hung: pd.DataFrame) -> pd.DataFrame:
    """Return the cameras that hang on any of this equipment."""
    rows = [np.asarray(some, dtype=np.intp) for some in hung["cameras"]]
    return analysis.cameras.iloc[np.unique(np.concatenate([np.empty(0, np.intp), *rows]))]


def choose_unit(
    analysis: Analysis, equipment: pd.DataFrame, hung: pd.DataFrame, work: pd.DataFrame
) -> str | None:
    """Show the equipment, what does not work first; return the code of the row chosen.

    The address can name one (``?thiet-bi=``).
    """
    order = _by_urgency(equipment, hung)
    equipment, hung, work = equipment.loc[order], hung.loc[order], work.loc[order]
    st.caption(_("Choose a row to see what hangs on it, and to note a survey or a repair."))
    place = show_table(_in_words(analysis, equipment, hung, work), key="units")
    codes = equipment["equipment_id"].tolist()
    if place is not None:
        return str(codes[place])
    named = st.query_params.get("thiet-bi")
    return named if named in codes else None


def _by_urgency(equipment: pd.DataFrame, hung: pd.DataFrame) -> pd.Index:
    """Return the index with what does not work first, then by how much hangs on it."""
    ranked = pd.DataFrame(
        {"down": ~equipment["status"].isin(DOWN), "cameras": -hung["cameras"].map(len)}
    )
    return ranked.sort_values(["down", "cameras"], kind="stable").index


def _in_words(
    analysis: Analysis, equipment: pd.DataFrame, hung: pd.DataFrame, work: pd.DataFrame
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Code"): equipment["equipment_id"],
            _("Name"): display_names(equipment),
            _("Equipment type"): equipment["kind"].map(words(EquipmentKind)).fillna(""),
            _("State in the register"): state_in_words(equipment, work),
            _("Cameras on it"): hung["cameras"].map(len),
            _("Waiting for it alone"): hung["waiting"],
            _("Connected through it"): hung["connected"],
            _("Commune"): _communes(analysis, hung),
            _("Managing body"): equipment["custodian"],
        }
    )


def state_in_words(equipment: pd.DataFrame, work: pd.DataFrame) -> pd.Series:
    """Return the state of each; of one that is repaired, that it waits to be accepted."""
    states = equipment["status"].map(words(Status))
    return states.mask(work["waiting"], _("repaired, to be accepted"))


def _communes(analysis: Analysis, hung: pd.DataFrame) -> pd.Series:
    """Return the communes of the cameras that hang on each."""
    names = commune_names(analysis.communes)
    codes = analysis.cameras["commune_code"].to_numpy()
    return hung["cameras"].map(
        lambda rows: ", ".join(names.get(code, "") for code in np.unique(codes[rows]) if code)
    )

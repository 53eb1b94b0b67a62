"""What going there costs: a trip to a commune, a stop at a site."""

from functools import partial

import streamlit as st

from gis.core.clock import today
from gis.core.errors import GisError
from gis.core.language import _
from gis.restoration.model.prices import PRICE_LEVELS, PRICES_SETTING, read_prices
from gis.restoration.model.visits import STOP, TRIP
from gis.runtime.plan_cache import Planner
from pages.components.shared.amounts import ask_amount
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, who

# Noted in the session when a price was changed: the page then runs anew; and why one was not.
_CHANGED, _REFUSED = "visit_prices_changed", "visit_prices_refused"


def ask_visit_prices(planner: Planner) -> None:
    """Ask what a trip and a stop cost, nothing at first; kept in the price list for everybody."""
    if st.session_state.pop(_CHANGED, False):
        st.rerun()
    labels = {TRIP: _("Cost of a trip to a commune"), STOP: _("Cost of a stop at a site")}
    for place, (kind, label) in zip(st.columns(2), labels.items(), strict=True):
        ask_amount(
            place,
            label,
            key=f"{kind}_price-{planner.analysis.provenance.revision}",
            usual_vnd=float(planner.prices["mid"][kind]),
            nothing=_("Not counted"),
            then=partial(_keep, kind),
        )
    if refused := st.session_state.pop(_REFUSED, ""):
        st.error(plain(refused), icon=":material/error:")
    st.caption(
        _("Counted once for all that is done there, and kept in the price list for everybody.")
    )


def _keep(kind: str, cost_vnd: float) -> None:
    store = current_snapshots().store
    stated = dict.fromkeys(PRICE_LEVELS, cost_vnd) | {
        "source": who() or _("stated on the plan page"),
        "date": today(),
    }
    held = (store.setting(PRICES_SETTING) or {}) | {kind: stated}
    try:
        read_prices(overrides=held)
        store.set(PRICES_SETTING, held, who=who())
        st.session_state[_CHANGED] = True
    except GisError as error:
        st.session_state[_REFUSED] = str(error)

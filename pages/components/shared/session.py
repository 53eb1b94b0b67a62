"""What a visitor's session holds: the language, the commune in view; and the shared snapshot."""

import os

import pandas as pd
import streamlit as st
from streamlit import config

from gis.analysis.result import Analysis
from gis.core.language import LANGUAGES, _, language, use_language
from gis.core.numbers import decimal
from gis.core.paths import DEFAULT_STORE, LOCAL
from gis.mapserver.basemap import Basemaps, find_basemaps
from gis.runtime.snapshot import Snapshot, Snapshots, snapshots
from pages.components.commune_choice import commune_choice
from pages.components.shared.door import serves_live_layers
from pages.components.shared.terms import terms

WHOLE_PROVINCE = ""


def current_snapshots() -> Snapshots:
    """Return the snapshots of the store this server runs on."""
    return snapshots(os.environ.get("CAMERA_STORE", DEFAULT_STORE))


def snapshot() -> Snapshot:
    """Return the analysis of the register as it is now, on this session's terms."""
    with st.spinner(_("Working out what every camera sees…"), show_time=True):
        return current_snapshots().current(terms())


def boundaries_source() -> str | None:
    """Return where the administrator wants boundaries taken from, if stated."""
    return os.environ.get("CAMERA_BOUNDARIES")


def network_is_allowed() -> bool:
    """Tell whether the administrator lets the app be reached from other machines."""
    return os.environ.get("CAMERA_NETWORK", "") not in {"", "0"}


def live_layers_are_asked_for() -> bool | None:
    """Tell whether the administrator lets programs read the layers live; None: not said.

    A word that is none of those lets nobody in.
    """
    said = os.environ.get("CAMERA_LIVE_LAYERS", "")
    return None if said == "" else said in {"1", "on"}


def live_layers_are_served() -> bool:
    """Tell whether programs may read the layers live from this server."""
    address, hosts = (config.get_option(f"server.{name}") for name in ("address", "allowedHosts"))
    return serves_live_layers(address, hosts, asked=live_layers_are_asked_for())


def tile_layer() -> dict[str, str] | None:
    """Return the map service the administrator chose to lie beneath the map; None for none.

    Only then does the browser ask another host.
    """
    url = os.environ.get("CAMERA_TILES")
    if not url:
        return None
    return {"url": url, "attribution": os.environ.get("CAMERA_TILES_SOURCE", "")}


def basemaps() -> Basemaps:
    """Return the files that lie beneath the map: named by the administrator, or put in place."""
    return find_basemaps(LOCAL, os.environ.get("CAMERA_BASEMAP", ""))


def choose_language() -> None:
    """Take the language of this session (Vietnamese first) and offer the other."""
    use_language(st.session_state.get("language", "vi"))
    st.sidebar.segmented_control(
        "Ngôn ngữ / Language",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        default="vi",
        required=True,
        key="language",
    )
    tell = f"<script>document.documentElement.lang = '{language()}'</script>"
    st.html(tell, unsafe_allow_javascript=True)  # by it browsers read aloud and hyphenate


def ask_who() -> None:
    """Ask, in the side bar, for the name that stands beside every change of this session."""
    st.sidebar.text_input(_("Your name, noted beside every change"), key="who", max_chars=80)


def who() -> str:
    """Return the name this session's changes are noted under."""
    return str(st.session_state.get("who", "")).strip()


def lacks_name() -> bool:
    """Say that what takes something away needs a name, while none is written; return if so."""
    if who():
        return False
    st.caption(_("Write your name in the side bar first."))
    return True


def choose_commune(analysis: Analysis) -> str | None:
    """Offer the province and its communes; return the chosen code, None for the province.

    The choice stays when the page changes and is in the address as ``?xa=``.
    """
    communes = analysis.communes
    held, known = st.query_params.get("xa", st.session_state.get("commune")), set(communes["code"])
    chosen = str(held) if held in known else WHOLE_PROVINCE
    commune_choice(
        communes,
        chosen,
        label=_("Commune, ward or special zone"),
        otherwise=_("Whole province"),
        key="commune_choice",
        on_change=lambda: _take_commune(known),
    )
    _keep_commune(chosen)
    return chosen or None


def _take_commune(known: set[str]) -> None:
    """Take what was just chosen, if there is such a commune."""
    chosen = st.session_state["commune_choice"]["chosen"]
    if chosen in known | {WHOLE_PROVINCE}:
        _keep_commune(chosen)


def go_to_commune(communes: pd.DataFrame, code: object) -> None:
    """Choose a commune, if there is one of this code, and run the page again."""
    if code in set(communes["code"]):
        _keep_commune(str(code))
        st.rerun()


def _keep_commune(chosen: str) -> None:
    """Keep the choice beyond the page, whose widgets end with it, and in the address."""
    st.session_state["commune"] = chosen
    if chosen == WHOLE_PROVINCE:
        st.query_params.pop("xa", None)
    else:
        st.query_params["xa"] = chosen


def budget_from_address(otherwise: float) -> float:
    """Return the money the address asks about (``?tien=``, million VND), else another amount."""
    try:
        asked = decimal(st.query_params.get("tien", ""))
    except ValueError:
        return otherwise
    return asked if asked >= 0 else otherwise


def opened_communes() -> set[str]:
    """Return the addresses of the pages this session has opened."""
    held: set[str] = st.session_state.setdefault("visited", set())
    return held

"""On what terms every page looks: level of detail, day or night, only what is live."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis, ViewTerms
from gis.core.language import _
from gis.core.numbers import number
from gis.coverage.levels import DENSITY_PX_PER_M, LIGHTS
from gis.demand.weights import PER_CAMERA
from gis.restoration.plans.descriptions import detail_sentence
from gis.vocabulary.words import category_words, level_words, light_words
from pages.components.shared.bookmarks import keep_up, take_up
from pages.components.shared.markdown import fresh_choice_key

USUAL_VIEW = ViewTerms()
LEVEL, LIGHT, LIVE = "terms_level", "terms_light", "terms_live"
_PART = "terms"
_ADDRESS = {LEVEL: "level", LIGHT: "light", LIVE: "live"}
_FIELDS = {LEVEL: USUAL_VIEW.level, LIGHT: USUAL_VIEW.light, LIVE: USUAL_VIEW.live_only}


def choose_terms() -> None:
    """Offer, in the side bar, the terms on which all pages of this session look."""
    _take_from_address()
    take_up(_PART, _FIELDS)
    st.sidebar.selectbox(
        _("What must be recognisable"),
        list(DENSITY_PX_PER_M),
        format_func=_level,
        key=fresh_choice_key(LEVEL, DENSITY_PX_PER_M, first=USUAL_VIEW.level),
        help=_("Pixels per metre of IEC 62676-4, editions 2014 and 2025"),
    )
    st.sidebar.segmented_control(
        _("Light"),
        LIGHTS,
        key=LIGHT,
        required=True,
        format_func=_light,
        help=_(
            "By night a camera sees no farther than its infrared lamps reach, unless street "
            "lamps light what it looks at"
        ),
    )
    st.sidebar.toggle(
        _("Only what is live at headquarters"),
        key=LIVE,
        help=_("A camera counts as seeing only when its picture reaches the commune police"),
    )
    keep_up(_PART, _FIELDS)


def _take_from_address() -> None:
    """Begin a session on the terms its address states (``?level=…&light=…&live=1``)."""
    known = {LEVEL: DENSITY_PX_PER_M, LIGHT: LIGHTS}
    for key, name in _ADDRESS.items():
        stated = st.query_params.get(name)
        if key not in st.session_state and stated is not None:
            if key == LIVE:
                st.session_state[key] = stated == "1"
            elif stated in known[key]:
                st.session_state[key] = stated


def terms_in_address(terms: ViewTerms) -> dict[str, str | None]:
    """Return how an address states terms; None for those that are as usual."""
    live = "1" if terms.live_only else None
    return {
        "level": None if terms.level == USUAL_VIEW.level else terms.level,
        "light": None if terms.light == USUAL_VIEW.light else terms.light,
        "live": live,
    }


def terms() -> ViewTerms:
    """Return the terms chosen in this session.

    Where a page is left while it is still drawn, a choice may be held as None until the next
    run: the usual one then, as before any choice.
    """
    held = st.session_state
    level, light = held.get(LEVEL) or USUAL_VIEW.level, held.get(LIGHT) or USUAL_VIEW.light
    return ViewTerms(level, light, bool(held.get(LIVE, USUAL_VIEW.live_only)))


def set_terms(terms: ViewTerms) -> None:
    """Choose terms, before they are offered."""
    held = st.session_state
    held[LEVEL], held[LIGHT], held[LIVE] = terms.level, terms.light, terms.live_only


def show_basis(analysis: Analysis, commune: str | None = None) -> None:
    """Say beneath the figures what they rest on: the terms, and the weights."""
    how = [_level(analysis.level), light_words()[analysis.terms.light]]
    if analysis.terms.live_only:
        how.append(_("only what is live at headquarters"))
    for sentence in detail_sentence(analysis, commune):
        st.caption(sentence)
    own = analysis.weights["per"] == PER_CAMERA
    places, cameras = (_in_words(analysis.weights["weight"][rows]) for rows in (~own, own))
    st.caption(
        _(
            "Figures for: {terms}. Weights: {weights} (roads: for each km).",
            terms=", ".join(how),
            weights=places,
        )
    )
    st.caption(_("Own weights: {weights}.", weights=cameras))


def _in_words(weights: pd.Series) -> str:
    labels = category_words()
    heaviest = weights.sort_values(ascending=False, kind="stable")
    return "; ".join(f"{labels[str(c)]} {_short(weight)}" for c, weight in heaviest.items())


def _short(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)


def _light(light: str) -> str:
    return {"day": _("By day"), "lit": _("By night under street lamps"), "night": _("By night")}[
        light
    ]


def _level(level: str) -> str:
    return f"{level_words()[level]} ({_short(DENSITY_PX_PER_M[level])} px/m)"

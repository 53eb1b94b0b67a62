"""What the plan page asks, commune by commune: it survives another page and a reload."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import streamlit as st

from gis.analysis.result import ViewTerms
from gis.core.choices import Goal, Weigh
from gis.core.numbers import short_amount
from gis.restoration.model.budgets import EVERY
from gis.restoration.plans.request import FLOOR_RULES, Request, as_values, months
from pages.components.shared.amounts import amount_of
from pages.components.shared.bookmarks import bookmark, bookmarked, keep_up, take_up
from pages.components.shared.terms import set_terms

# What must, and must not, be done: ids of repairs; and those of them not of the goal in view.
LOCKED, OUT, LOCKED_BESIDE, OUT_BESIDE = (
    *("plan_locked", "plan_excluded"),
    *("plan_locked_beside", "plan_excluded_beside"),
)
# The one sum somebody asked about, in đồng; the budgets of a file, as `as_values` writes them.
AMOUNT, FILE = "plan_amount_vnd", "plan_budgets_of"
# Whether the plan is to keep within its money in most draws of the costs.
FITS = "plan_fits"
# How often the fields were filled anew; part of the keys of slider and field of the one sum.
TURN = "plan_turn"
# The key of the kept plan that was opened.
OPENED = "plan_opened"
PHASES = 3
USUAL_PHASE_VND = 100e6
_SCOPE = "plan_scope"
# A field that is there as long as the page is: without it what the session holds is of before.
_SHOWN = "plan_goal"
_PHASES = {f"plan_phase_{k}": short_amount(USUAL_PHASE_VND) for k in range(PHASES)}
_USUAL: dict[str, Any] = {
    _SHOWN: Goal.SEE,
    "plan_weigh": Weigh.BOTH,
    "plan_money": "one",
    AMOUNT: None,
    **_PHASES,
    **{amount_of(key): USUAL_PHASE_VND for key in _PHASES},
    FILE: None,
    "plan_monthly": "",
    amount_of("plan_monthly"): 0.0,
    "plan_floor": 0.0,
    "plan_share": FLOOR_RULES[0],
    FITS: False,
    LOCKED: [],
    OUT: [],
    LOCKED_BESIDE: [],
    OUT_BESIDE: [],
    OPENED: "",
}


def restore_request(commune: str | None) -> None:
    """Put into the fields what was asked of the commune when they were last shown."""
    held, scope = st.session_state, commune or ""
    if held.get(_SCOPE) != scope or _SHOWN not in held:
        for key in _USUAL:
            held.pop(key, None)
        held[_SCOPE], held[TURN] = scope, held.get(TURN, 0) + 1
    take_up(_part(scope), _USUAL)


def remember_request(commune: str | None) -> None:
    """Keep what the fields ask of the commune."""
    keep_up(_part(commune or ""), _USUAL)


def ask_again(request: Request, terms: ViewTerms | None, *, opened: str) -> None:
    """Ask, when the page is next shown, what a kept plan asks; `opened`: its key."""
    commune = request.commune or ""
    st.session_state["commune"] = commune
    st.query_params.pop("tien", None)
    if commune:
        st.query_params["xa"] = commune
    else:
        st.query_params.pop("xa", None)
    if terms is not None:
        set_terms(terms)
    bookmark(_part(commune), {**_fields(request), OPENED: opened})
    st.session_state.pop(_SCOPE, None)


def require_repairs(ids: Iterable[str], commune: str | None) -> None:
    """Require repairs, when the page is next shown, in what is asked of the commune."""
    asked, wanted = asked_of(commune), set(ids)
    required = {LOCKED: sorted({*asked.get(LOCKED, []), *wanted})}
    left = {key: [i for i in asked.get(key, []) if i not in wanted] for key in (OUT, OUT_BESIDE)}
    values = {**asked, **required, **left}
    bookmark(_part(commune or ""), {k: v for k, v in values.items() if v != _USUAL[k]} or None)
    st.session_state.pop(_SCOPE, None)


def asked_of(commune: str | None) -> dict[str, Any]:
    """Return what the fields ask of the commune, as far as that is not the usual."""
    return dict(bookmarked(_part(commune or "")) or {})


def goal_of(commune: str | None) -> str:
    """Return what the plan of the commune is for."""
    return str(asked_of(commune).get(_SHOWN, _USUAL[_SHOWN]))


def _part(scope: str) -> str:
    return f"plan:{scope}"


def _fields(request: Request) -> dict[str, Any]:
    """Return what the page's fields hold when they ask what a request does."""
    monthly = request.monthly_vnd if np.isfinite(request.monthly_vnd) else 0.0
    return {
        "plan_goal": str(request.goal),
        "plan_weigh": str(request.weigh),
        **_money_fields(request),
        "plan_monthly": short_amount(monthly) if monthly else "",
        amount_of("plan_monthly"): monthly,
        "plan_floor": 100 * request.floor,
        "plan_share": request.share,
        FITS: request.fits > 0,
        LOCKED: sorted(request.locked),
        OUT: sorted(request.excluded),
    }


def _money_fields(request: Request) -> dict[str, Any]:
    budgets = request.budgets
    amounts = [float(vnd) for vnd in budgets["amount_vnd"]]
    plain = bool((budgets[["commune_code", "payer"]] == "").all(axis=None))
    plain &= bool((budgets["eligible_origin"] == EVERY).all())
    if plain and len(amounts) == 1 and request.months == months(1):
        return {"plan_money": "one", AMOUNT: min(amounts[0], request.total_vnd)}
    in_turn = budgets["phase"].tolist() == list(range(1, PHASES + 1))
    if plain and in_turn and np.isinf(request.total_vnd) and request.months == months(PHASES):
        fields = zip(_PHASES, amounts, strict=True)
        return {"plan_money": "phases"} | {
            name: value
            for key, vnd in fields
            for name, value in ((key, short_amount(vnd)), (amount_of(key), vnd))
        }
    return {"plan_money": "file", FILE: file_of("", request)}


def file_of(name: str, request: Request) -> dict[str, Any]:
    """Return the budgets of a file as plain values, with its name."""
    values = as_values(request)
    return {"name": name} | {field: values[field] for field in ("budgets", "total_vnd", "months")}

"""What a plan must keep to, as its page asks for it."""

from dataclasses import replace

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.language import _
from gis.numbers import number
from gis.planning.isolated import read_budgets_isolated
from gis.planning.request import SHARES, Request, money, months
from gis.restoration.budgets import unconfirmed_vnd
from gis.service.snapshot import Snapshot
from gis.units import MONTHLY
from pages.components.amounts import ask_amount
from pages.components.files import ask_file, read_once
from pages.components.plain import plain, told_anew

USUAL_PHASE_VND = 100e6
# What must, and must not, be done, as the session holds it: ids of repairs.
LOCKED, OUT = "plan_locked", "plan_excluded"
BUDGETS = "plan_budgets"


def conditions(taken: Snapshot, request: Request) -> Request:
    """Offer, folded in, what must and must not be done, running cost and fairness."""
    names = taken.planner.names(request.goal)
    for key in (LOCKED, OUT):
        held = st.session_state.get(key, ())
        st.session_state[key] = [i for i in held if i in names.index]
    shares = {"lost": _("by what each has lost"), "need": _("by need"), "equal": _("equally")}
    with st.expander(
        _("Conditions"), icon=":material/tune:", key="plan_folded", on_change="rerun"
    ) as folded:
        if folded.open:  # a list of thousands of repairs is not for who never looks at it
            must, never = st.columns(2)
            for place, title, key in ((must, _("Required"), LOCKED), (never, _("Excluded"), OUT)):
                place.multiselect(title, names.index, format_func=names.__getitem__, key=key,
                                  placeholder=_("None"))  # fmt: skip
        running, floor, share = st.columns(3)
        monthly_vnd = ask_amount(
            running,
            _("Ceiling of running cost a month"),
            key="plan_monthly",
            usual_vnd=0.0,
            unit=MONTHLY,
            nothing=_("No ceiling"),
        )
        part = floor.slider(
            _("Floor of every commune (%)"), 0, 100, 0, 5, key="plan_floor",
            help=_("Each commune regains at least this part of what its share of the money "
                   "could buy it alone"),
        )  # fmt: skip
        way = share.selectbox(
            _("Money shared out"),
            SHARES,
            format_func=shares.__getitem__,
            key=told_anew("plan_share", SHARES, first=SHARES[0]),
        )
    return replace(
        request, locked=frozenset(st.session_state[LOCKED]),
        excluded=frozenset(st.session_state[OUT]), floor=part / 100,
        share=way, monthly_vnd=monthly_vnd or np.inf,
    )  # fmt: skip


def choose_money(place: DeltaGenerator) -> str:
    """Offer one sum, money by phases, or a file of budgets."""
    ways = {"one": _("One sum"), "phases": _("By phases"), "file": _("From a file of budgets")}
    return place.segmented_control(
        _("Money"), list(ways), format_func=ways.__getitem__, default="one", required=True,
        key="plan_money",
    )  # fmt: skip


def divided_money(taken: Snapshot, request: Request, way: str) -> Request | None:
    """Ask for money by phases, or by commune, payer and phase from a file; None for one sum."""
    if way == "phases":
        titles = (_("This quarter"), _("This year"), _("Next year"))
        boxes = zip(st.columns(3), titles, strict=True)
        amounts = [
            ask_amount(box, title, key=f"plan_phase_{k}", usual_vnd=USUAL_PHASE_VND)
            for k, (box, title) in enumerate(boxes)
        ]
        return replace(request, budgets=money(amounts, phases=True), months=months(len(amounts)))
    return _from_file(taken, request) if way == "file" else None


def _from_file(taken: Snapshot, request: Request) -> Request | None:
    given = ask_file(
        _("Budgets (Excel or CSV: commune, payer, phase, amount, what it may pay for)"),
        None,
        key=BUDGETS,
    )
    if given is None:
        st.stop()
    communes = taken.analysis.communes
    budgets, findings = read_once(
        given,
        lambda tell: read_budgets_isolated(given.getvalue(), given.name, communes, progress=tell),
        key=BUDGETS,
    )
    for finding in findings:
        st.warning(plain(f"{finding.message}. {finding.suggestion}"), icon=":material/info:")
    if waiting := unconfirmed_vnd(budgets):
        st.warning(
            _("{amount} đồng are not spent: nobody has confirmed what they may pay for",
              amount=number(waiting)), icon=":material/pending:",
        )  # fmt: skip
    return replace(request, budgets=budgets, months=months(int(budgets["phase"].max())))

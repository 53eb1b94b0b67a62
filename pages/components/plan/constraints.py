"""What a plan must keep to, as its page asks for it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import Origin, Payer
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.core.schema import split_ids
from gis.core.units import MONTHLY
from gis.restoration.files.sandbox import read_budgets_isolated
from gis.restoration.model.budgets import EVERY, unconfirmed_vnd
from gis.restoration.model.repair_ids import resolve_repairs
from gis.restoration.plans.request import (
    FLOOR_RULES,
    Request,
    as_values,
    months,
    request_from_values,
    request_money,
)
from gis.runtime.plan_cache import Planner
from gis.vocabulary.words import words
from pages.components.plan.request import (
    FILE,
    LOCKED,
    LOCKED_BESIDE,
    OUT,
    OUT_BESIDE,
    USUAL_PHASE_VND,
    file_of,
)
from pages.components.plan.visit_prices import ask_visit_prices
from pages.components.shared.amounts import ask_amount
from pages.components.shared.file_upload import ask_file, read_once
from pages.components.shared.markdown import fresh_choice_key, plain
from pages.components.shared.tables import show_table

BUDGETS = "plan_budgets"


def conditions(planner: Planner, request: Request) -> Request:
    """Offer, folded in, what must and must not be done, running cost and fairness."""
    _part_by_goal(planner.work(request.goal, request.weigh).repairs.table)
    shares = {"lost": _("by what each has lost"), "need": _("by need"), "equal": _("equally")}
    with st.expander(
        _("Conditions"), icon=":material/tune:", key="plan_folded", on_change="rerun"
    ) as folded:
        if folded.open:  # a list of thousands of repairs is not for who never looks at it
            _ask_repairs(planner.names(request.goal))
            ask_visit_prices(planner)
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
            _("Floor of every commune (%)"),
            min_value=0.0,
            max_value=100.0,
            step=5.0,
            key="plan_floor",
            format="localized",
            help=_(
                "Each commune regains at least this part of what its share of the money "
                "could buy it alone"
            ),
        )
        way = share.selectbox(
            _("Money shared out"),
            FLOOR_RULES,
            format_func=shares.__getitem__,
            key=fresh_choice_key("plan_share", FLOOR_RULES, first=FLOOR_RULES[0]),
        )
    return replace(
        request,
        locked=frozenset(st.session_state[LOCKED]),
        excluded=frozenset(st.session_state[OUT]),
        floor=part / 100,
        share=way,
        monthly_vnd=monthly_vnd or np.inf,
    )


def _ask_repairs(names: pd.Series) -> None:
    """Offer repairs, by their names, to be required or excluded."""
    must, never = st.columns(2)
    for place, title, key in ((must, _("Required"), LOCKED), (never, _("Excluded"), OUT)):
        place.multiselect(
            title, names.index, format_func=names.__getitem__, key=key, placeholder=_("None")
        )


def _part_by_goal(table: pd.DataFrame) -> None:
    """Put aside what is required or excluded and is no repair for this goal, until it is one."""
    held, known = st.session_state, table["repair_id"]
    for key, beside in ((LOCKED, LOCKED_BESIDE), (OUT, OUT_BESIDE)):
        names = [*held[key], *held[beside]]
        meant = resolve_repairs(names, table).one  # a code may have become that of two, or of one
        ids = pd.Index([meant.get(name, name) for name in names], dtype=object).unique()
        held[key], held[beside] = (
            ids[rows].tolist() for rows in (ids.isin(known), ~ids.isin(known))
        )


def choose_money(place: DeltaGenerator) -> str:
    """Offer one sum, money by phases, or a file of budgets."""
    ways = {"one": _("One sum"), "phases": _("By phases"), "file": _("From a file of budgets")}
    place.segmented_control(
        _("Money"),
        list(ways),
        format_func=ways.__getitem__,
        required=True,
        key="plan_money",
    )
    way: str = st.session_state["plan_money"]
    return way


def divided_money(analysis: Analysis, request: Request, way: str) -> Request | None:
    """Ask for money by phases, or by commune, payer and phase from a file; None for one sum."""
    if way == "phases":
        titles = (_("This quarter"), _("This year"), _("Next year"))
        boxes = zip(st.columns(3), titles, strict=True)
        amounts = [
            ask_amount(box, title, key=f"plan_phase_{k}", usual_vnd=USUAL_PHASE_VND)
            for k, (box, title) in enumerate(boxes)
        ]
        return replace(
            request, budgets=request_money(amounts, phases=True), months=months(len(amounts))
        )
    return _from_file(analysis, request) if way == "file" else None


def _from_file(analysis: Analysis, request: Request) -> Request | None:
    given = ask_file(
        _("Budgets (Excel or CSV: commune, payer, phase, amount, what it may pay for)"),
        None,
        key=BUDGETS,
    )
    communes = analysis.communes
    if given is not None:
        budgets, findings = read_once(
            given,
            lambda tell: read_budgets_isolated(
                given.getvalue(), given.name, communes, progress=tell
            ),
            key=BUDGETS,
        )
        for finding in findings:
            st.warning(plain(f"{finding.message}. {finding.suggestion}"), icon=":material/info:")
        read = replace(request, budgets=budgets, months=months(int(budgets["phase"].max())))
        st.session_state[FILE] = file_of(given.name, read)
    if st.session_state[FILE] is None:
        st.stop()
    return _with_budgets(request, st.session_state[FILE], communes)


def _with_budgets(request: Request, held: dict[str, Any], communes: pd.DataFrame) -> Request:
    """Return the request with the budgets of a file, and say what these are."""
    values = {name: held[name] for name in ("budgets", "total_vnd", "months")}
    request = request_from_values(as_values(request) | values)
    name, there = held["name"] or _("the plan that was kept"), request.budgets["amount_vnd"].sum()
    st.caption(
        _(
            "Money of {file}: {count} lines, {amount} million VND",
            file=plain(name),
            count=number(len(held["budgets"])),
            amount=million_vnd(float(there)),
        )
    )
    show_table(_budgets_in_words(request.budgets, communes), key="plan_budget_lines")
    if np.isfinite(request.total_vnd):
        st.caption(_("At most {amount} million VND in all", amount=million_vnd(request.total_vnd)))
    if waiting := unconfirmed_vnd(request.budgets):
        st.warning(
            _(
                "{amount} đồng are not spent: nobody has confirmed what they may pay for",
                amount=number(waiting),
            ),
            icon=":material/pending:",
        )
    return request


def _budgets_in_words(budgets: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    names, origins = commune_names(communes), words(Origin)
    eligible = [
        _("all") if text == EVERY else ", ".join(origins.get(o, o) for o in split_ids(text))
        for text in budgets["eligible_origin"]
    ]
    return pd.DataFrame(
        {
            _("Commune"): budgets["commune_code"].map(names).fillna(_("Whole province")),
            _("Who pays"): budgets["payer"].map(words(Payer)).fillna(""),
            _("Phase"): budgets["phase"].astype(str),
            _("Amount (million VND)"): budgets["amount_vnd"].map(million_vnd),
            _("What it may pay for"): eligible,
        }
    )

"""Maintenance and technical rules as the page shows them."""

from functools import partial

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import EquipmentKind, Kind
from gis.core.clock import now, today
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import in_millions, number
from gis.drill_down import visited_cameras
from gis.export.calendar import calendar
from gis.export.confidential import released_due
from gis.register.queries import in_commune
from gis.survey.maintenance import (
    MAINTENANCE_SETTING,
    SOON_DAYS,
    VisitStanding,
    planned_on,
    yearly_cost_vnd,
)
from gis.survey.standards import ask_of_replacement, check, read_rules, share_met
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import rule_words, words
from pages.components.register.editing import save
from pages.components.shared.amounts import parse_amount, read_cells, tell_wrong
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.drill_down import show_figures
from pages.components.shared.file_names import name_file
from pages.components.shared.markdown import fresh_choice_key
from pages.components.shared.session import current_snapshots, who
from pages.components.shared.tables import SHOWN_ROWS, show_table

HALF_YEAR, YEAR = 183, 365


def show_due(analysis: Analysis, commune: str | None, table: pd.DataFrame) -> None:
    """Show what is due, by how it stands; a chosen line can be noted as done today."""
    name, titles = who(), _standings()
    groups = {standing: table[table["standing"] == standing] for standing in titles}
    cost = in_millions(yearly_cost_vnd(table).sum())
    figures: dict[str, tuple[float, str, str]] = {
        title: (len(groups[standing]), about, f"visits_{standing}")
        for standing, (title, about) in titles.items()
    }
    figures[_("Cost of a year (million VND)")] = (
        cost,
        _("Visits only, without spare parts"),
        "visits_cost",
    )
    visits = {f"visits_{standing}": rows for standing, rows in groups.items()}
    show_figures(
        analysis,
        commune,
        figures,
        lambda figure: visited_cameras(analysis, visits.get(figure, table)),
    )
    if commune is None:
        _show_by_commune(analysis, groups[VisitStanding.OVERDUE])
    shown = _choose_standing(groups)
    shown = shown.assign(planned_on=planned_on(table, today=today()).loc[shown.index])
    place = show_table(_due_in_words(analysis, shown.head(SHOWN_ROWS)), key="due", total=len(shown))
    done, file = st.columns(2)
    with file:
        asked = ask_confidential(in_commune(analysis.cameras, commune), key="due_confidential")
    leaving = released_due(table, analysis.cameras, confidential=asked)
    file.download_button(
        _("Calendar file (.ics)"),
        partial(calendar, leaving, now=now()),
        name_file(analysis, "calendar", commune, "ics"),
        "text/calendar",
        on_click="ignore",
        icon=":material/event:",
        width="stretch",
    )
    if place is None or place >= len(shown):
        done.caption(_("Choose a line to note that its visit is done."))
        return
    row = shown.iloc[place]
    label = _("Maintained today: {id}", id=row["subject_id"])
    if done.button(label, type="primary", key="visit", width="stretch"):
        visit = (row["subject_id"], "maintained_on", row["maintained_on"], today())
        save([visit], source=_("maintenance"), name=name, subject=row["subject"])


def _standings() -> dict[VisitStanding, tuple[str, str]]:
    """Return what each standing is called, and what it means."""
    return {
        VisitStanding.OVERDUE: (_("Overdue"), _("The day of the next visit has passed")),
        VisitStanding.SOON: (_("Due within 30 days"), _("The next visit is near")),
        VisitStanding.LATER: (_("Due later"), _("The next visit is more than 30 days away")),
        VisitStanding.REPAIR: (
            _("To be repaired first"),
            _("It has failed: it is repaired, and looked after then"),
        ),
        VisitStanding.ASSUMED: (
            _("Day assumed"),
            _("No visit and no installation is dated; write the day down where you know it"),
        ),
    }


def _choose_standing(groups: dict[VisitStanding, pd.DataFrame]) -> pd.DataFrame:
    """Offer the standings there are; return the visits of the one chosen."""
    titles = {str(s): title for s, (title, _about) in _standings().items() if len(groups[s])}
    if not titles:
        return groups[VisitStanding.OVERDUE]
    chosen = st.segmented_control(
        _("Show"),
        list(titles),
        format_func=titles.__getitem__,
        key=fresh_choice_key("due_standing", titles, first=next(iter(titles))),
        required=True,
    )
    return groups[VisitStanding(chosen or next(iter(titles)))]


def _show_by_commune(analysis: Analysis, late: pd.DataFrame) -> None:
    """Show, by commune, how much is overdue and in which week its visits are planned."""
    if late.empty:
        return
    late = late.assign(planned_on=planned_on(late, today=today()))
    found = late.groupby("commune_code").agg(
        visits=("subject_id", "size"), longest=("overdue_days", "max"), week=("planned_on", "min")
    )
    found = found.sort_values("week", kind="stable")
    names = commune_names(analysis.communes)
    shown = pd.DataFrame(
        {
            _("Commune"): names.reindex(found.index, fill_value="").to_numpy(),
            _("Overdue"): found["visits"].to_numpy(),
            _("Longest overdue"): [_how_late(days) for days in found["longest"]],
            _("Planned in the week of"): found["week"].map(date).to_numpy(),
        }
    )
    with st.expander(_("Overdue, commune by commune"), icon=":material/event_note:"):
        show_table(shown, key="due_by_commune")


def _how_late(days: int) -> str:
    """Say roughly how late something is, as people do."""
    if days <= 0:
        return ""
    if days <= SOON_DAYS:
        return _("up to a month")
    if days <= HALF_YEAR:
        return _("up to half a year")
    return _("up to a year") if days <= YEAR else _("more than a year")


def _due_in_words(analysis: Analysis, table: pd.DataFrame) -> pd.DataFrame:
    kinds = words(Kind) | words(EquipmentKind)
    names = commune_names(analysis.communes)
    following = table["next_on"].map(date)
    assumed = table["standing"] == VisitStanding.ASSUMED
    return pd.DataFrame(
        {
            _("Code"): table["subject_id"],
            _("Name"): table["name"],
            _("Type"): table["kind"].map(kinds),
            _("Commune"): table["commune_code"].map(names).fillna(""),
            _("Last visit"): table["maintained_on"].map(date),
            _("Next visit"): following.mask(
                assumed, following.map(lambda day: _("{day} (assumed)", day=day))
            ).mask(table["standing"] == VisitStanding.REPAIR, ""),
            _("Planned on"): table["planned_on"]
            .map(date)
            .mask(table["standing"] == VisitStanding.REPAIR, ""),
            _("Overdue by"): table["overdue_days"].map(_how_late),
        }
    )


def ask_intervals(intervals: pd.DataFrame) -> None:
    """Show intervals and costs by kind; changed ones are kept for everybody."""
    kinds = words(Kind) | words(EquipmentKind)
    shown = intervals[["interval_months", "visit_cost_vnd", "work", "source"]].copy()
    shown.insert(0, "kind", shown.index.map(kinds))
    shown["visit_cost_vnd"] = shown["visit_cost_vnd"].map(number)
    answered = st.data_editor(
        shown,
        key="intervals",
        hide_index=True,
        disabled=["kind", "work", "source"],
        column_config={
            "kind": st.column_config.TextColumn(_("Type")),
            "interval_months": st.column_config.NumberColumn(
                _("Every … months"), min_value=1, max_value=120, step=1, required=True
            ),
            "visit_cost_vnd": st.column_config.TextColumn(_("Cost of a visit (VND)")),
            "work": st.column_config.TextColumn(_("Work")),
            "source": st.column_config.TextColumn(_("Source")),
        },
    )
    st.caption(_("First estimates, until the province puts its own figures in."))
    columns = ["interval_months", "visit_cost_vnd"]
    after, wrong = read_cells(answered[columns], {"visit_cost_vnd": parse_amount})
    tell_wrong(wrong)
    changed = not wrong and not after.astype(float).equals(intervals[columns].astype(float))
    if st.button(_("Keep these intervals"), disabled=not changed, key="keep_intervals"):
        kept = after.astype(float).to_dict("index")
        current_snapshots().store.set(MAINTENANCE_SETTING, kept, who=who())
        st.rerun()


def show_standards(analysis: Analysis, cameras: pd.DataFrame) -> None:
    """Show the share of cameras that meet each rule, and what to ask of replacements."""
    rules, told = read_rules(), rule_words()
    outcomes = check(cameras, rules, today=today())
    share = share_met(outcomes, cameras["commune_code"])
    total = share.sum()
    names = commune_names(analysis.communes)
    shown = pd.DataFrame({_("Commune"): names.reindex(share.index, fill_value="").to_numpy()})
    for rule in outcomes:
        bound = share[f"{rule}_bound"].where(share[f"{rule}_bound"] > 0).to_numpy()
        percent = pd.Series(100 * share[f"{rule}_met"].to_numpy() / bound)
        shown[_("{rule} (%)", rule=told[str(rule)])] = percent.map(_percent)
    show_table(shown, key="standards")
    listed = rules[rules["rule"].isin(outcomes.columns)]
    st.dataframe(
        pd.DataFrame(
            {
                _("Rule"): listed["rule"].map(told),
                _("At least"): listed["value"].map(lambda v: "" if pd.isna(v) else number(v)),
                _("Binds cameras made from"): listed["binds_made_from"].map(date),
                _("Met"): [number(total.get(f"{rule}_met", 0)) for rule in listed["rule"]],
                _("Not known"): [
                    number(total.get(f"{rule}_unknown", 0)) for rule in listed["rule"]
                ],
                _("Source"): listed["source"],
            }
        ),
        hide_index=True,
    )
    _show_asked(cameras, rules, outcomes)


def _percent(value: float) -> str:
    """Write a share; a dash where no camera is bound."""
    return "–" if pd.isna(value) else number(value, 1)


def _show_asked(cameras: pd.DataFrame, rules: pd.DataFrame, outcomes: pd.DataFrame) -> None:
    """List what to ask of whatever replaces a broken camera."""
    told = rule_words()
    broken = cameras["status"].isin(["broken", "disposal"])
    asked = ask_of_replacement(rules, outcomes[broken])
    st.subheader(_("What to ask of a replacement"))
    shown = pd.DataFrame(
        {
            _("Code"): cameras.loc[broken, "camera_id"],
            _("Name"): display_names(cameras[broken]),
            _("Must have"): asked.map(
                lambda text: ", ".join(told[rule] for rule in text.split(";") if rule)
            ),
        }
    )
    show_table(shown, key="asked")

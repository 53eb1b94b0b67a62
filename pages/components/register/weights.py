"""How much each category of place weighs: shown, changed, and what a change would do."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.analysis.run import reweighed
from gis.core.choices import Coverage
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import in_one_way, read_number
from gis.core.units import PLAIN
from gis.demand.weights import WEIGHTS_SETTING, read_weights
from gis.restoration.plans.ranking import Ranking, rank_repairs
from gis.runtime.plan_cache import Planner
from gis.vocabulary.words import category_words, words
from pages.components.shared.amounts import read_cells, tell_wrong
from pages.components.shared.markdown import fresh_choice_key, plain
from pages.components.shared.session import current_snapshots, who
from pages.components.shared.tables import show_table

FIRST_REPAIRS = 10


def edit_weights(analysis: Analysis) -> None:
    """Show how much each category weighs, and keep what is changed."""
    weights, labels = analysis.weights, category_words()
    shown = pd.DataFrame(
        {
            _("Category"): [labels[category] for category in weights.index],
            _("Counted"): weights["per"].map(
                {"place": _("each place"), "km": _("per km"), "camera": _("each camera")}
            ),
            _("Weight"): weights["weight"].map(in_one_way),
        }
    )
    edited = st.data_editor(
        shown, hide_index=True, disabled=list(shown.columns[:2]), key="weights_table"
    )
    read, wrong = read_cells(edited, {_("Weight"): _weight})
    tell_wrong(wrong)
    after = read[_("Weight")]
    differs = not wrong and after.to_list() != weights["weight"].to_list()
    st.caption(_("A place or road that states a weight of its own keeps it."))
    if st.button(_("Keep these weights"), disabled=not differs, key="keep_weights"):
        usual = read_weights()["weight"]
        chosen = {str(name): value for name, value in after[after != usual].items()}
        try:
            read_weights(chosen)
        except GisError as error:
            st.error(plain(error))
            return
        current_snapshots().store.set(WEIGHTS_SETTING, chosen, who=who())
        del st.session_state["weights_table"]
        st.rerun()


def _weight(text: str) -> float:
    return read_number(text, PLAIN)


def try_weights(planner: Planner) -> None:
    """Show what changes when one category weighs half, or double, what it does."""
    labels = category_words()
    present = sorted(set(planner.analysis.demand["category"]))
    if not present:
        return
    what, how = st.columns(2)
    category = what.selectbox(
        _("What if this category"),
        present,
        key=fresh_choice_key("try_category", present, first=present[0]),
        format_func=lambda c: labels.get(c, c),
    )
    factor = how.segmented_control(
        _("weighed"),
        [0.5, 2.0],
        default=2.0,
        required=True,
        key="try_factor",
        format_func={0.5: _("half"), 2.0: _("double")}.__getitem__,
    )
    other = reweighed(planner.analysis, category, factor)
    shown = pd.DataFrame({_("Now (%)"): _shares(planner.analysis), _("Then (%)"): _shares(other)})
    show_table(shown.rename_axis(_("State")).reset_index(), key="try_shares")
    _show_repairs(planner, rank_repairs(other))


def _shares(analysis: Analysis) -> pd.Series:
    """Return the share of the whole weight in each state, in words."""
    sums = analysis.communes[[f"{state}_weight" for state in Coverage]].sum()
    told = words(Coverage)
    shares: pd.Series = 100 * sums / max(sums.sum(), 1e-12)
    return shares.set_axis([told[state] for state in Coverage])


def _show_repairs(planner: Planner, other: Ranking) -> None:
    """Say which repairs would come among the first, and which would make room for them."""
    before, after = (_first(ranking) for ranking in (planner.ranking, other))
    titles = planner.ranking.repairs.table.set_index("repair_id")["name"]
    come, go = (
        ", ".join(plain(titles[r] or r) for r in some if r not in rest)
        for some, rest in ((after, before), (before, after))
    )
    if not come and not go:
        st.markdown(_("The first {count} repairs stay the same.", count=FIRST_REPAIRS))
        return
    st.markdown(
        _(
            "Among the first {count} repairs come: {come}; make room: {go}.",
            count=FIRST_REPAIRS,
            come=come or "–",
            go=go or "–",
        )
    )


def _first(ranking: Ranking) -> list[str]:
    """Return the repairs of the first lines of a ranking."""
    ids = ranking.repairs.table["repair_id"].to_numpy()
    return [str(ids[r]) for step in ranking.steps[:FIRST_REPAIRS] for r in step.repairs]

"""Why weight is lost, and what hangs on one camera alone."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis, losses_by
from gis.communes.listing import commune_names
from gis.core.language import _
from gis.core.numbers import number
from gis.demand.gaps import near_names
from gis.register.queries import counts_in, in_commune
from gis.vocabulary.labels import display_names
from pages.components.shared.charts import losses_chart, losses_table
from pages.components.shared.drill_down import figures_of, show_figures
from pages.components.shared.tables import place_table, show_chart, show_table


def show_losses(analysis: Analysis, commune: str | None) -> None:
    """Show the lost weight by failed part and by cause, side by side."""
    titles = {"part": _("By what has failed"), "cause": _("By cause")}
    told = {what: losses_by(analysis, what, commune=commune) for what in titles}
    if all(losses.empty for losses in told.values()):
        st.markdown(_("Nothing is lost."))
        return
    st.caption(
        _(
            "The weight that would be seen again if this alone were mended. Where either of two "
            "would do, both have it; the rest needs several things at once."
        )
    )
    for place, (what, losses) in zip(st.columns(2), told.items(), strict=True):
        place.markdown(f"**{titles[what]}**")
        with place:
            table = losses_table(losses).set_axis([_("Why"), _("Weight lost")], axis=1)
            show_chart(losses_chart(losses), table, key=f"losses_{what}", alt=titles[what])


def show_single_points(analysis: Analysis, commune: str | None) -> None:
    """Show what only one working camera sees, and which cameras these are, heaviest first."""
    communes = in_commune(analysis.communes, commune)
    sums = communes[["covered_weight", "single_weight", "degraded_weight"]].sum()
    told = {
        "covered_weight": (_("Weight covered"), _("Seen by a camera that works")),
        "single_weight": (
            _("of it by one camera alone"),
            _("It is lost when that one camera fails"),
        ),
        "degraded_weight": (
            _("of it only unsteadily"),
            _("Seen only by cameras that work unsteadily"),
        ),
    }
    show_figures(analysis, commune, figures_of(sums, told))
    cameras = analysis.cameras.assign(alone=analysis.alone)
    cameras = cameras[cameras["alone"] > 0].sort_values("alone", ascending=False)
    cameras = in_commune(cameras, commune)
    st.markdown(
        _("{count} cameras are the only one to see some place.", count=number(len(cameras)))
    )
    names = commune_names(analysis.communes)
    shown = pd.DataFrame(
        {
            _("Code"): cameras["camera_id"],
            _("Name"): display_names(cameras),
            _("Commune"): cameras["commune_code"].map(names).fillna(""),
            _("Weight it alone sees"): cameras["alone"],
        }
    )
    show_table(shown, key="single_points")


def show_undirected(analysis: Analysis, commune: str | None) -> None:
    """Show what no view is known of, but a camera stands by whose direction is not known."""
    names = commune_names(analysis.communes)
    near = analysis.undirected_places
    near = near[counts_in(near, commune)]
    near = near.assign(near=near_names(near, analysis.demand)).reset_index(drop=True)
    st.caption(
        _(
            "Within the usual range of a camera whose direction nobody stated; counted as "
            "unconfirmed: survey it first"
        )
    )
    show_table(place_table(near, names), key="undirected")

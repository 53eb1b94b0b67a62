"""The parts of the overview: cameras, what is not seen and why, the worst communes, ground."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.analysis.summary import Summary
from gis.core.choices import Coverage
from gis.core.language import _
from pages.components.shared.charts import communes_chart, reasons_chart
from pages.components.shared.drill_down import figures_of, show_drill_down, show_figures
from pages.components.shared.tables import show_chart

WORST = 10


def show_cameras(analysis: Analysis, commune: str | None, now: Summary) -> None:
    """Show how many cameras there are and how many of them see."""
    told = {
        "cameras": (_("Camera views"), _("Every camera in the register, located or not")),
        "seeing": (_("Seeing"), _("The camera and all it depends on work")),
        "not_seeing": (_("Not seeing"), _("The camera, or something it depends on, has failed")),
        "unconfirmed": (_("Unconfirmed"), _("Not surveyed, or depends on something not surveyed")),
    }
    show_figures(analysis, commune, figures_of(now.counts, told))


def show_unseen(analysis: Analysis, commune: str | None, now: Summary) -> None:
    """Show what is lost, and what no camera was ever put up for."""
    lost, gap = Coverage.LOST, Coverage.GAP
    by_none, by_broken = _("In no camera's view"), _("Seen only by cameras known not to work")
    by_one = _(
        "Within the usual range of a camera whose direction nobody stated; counted as "
        "unconfirmed: survey it first"
    )
    told = {
        _("Places lost"): ("places", lost, by_broken),
        _("Road lost (km)"): ("road_km", lost, by_broken),
        _("Places without camera"): ("places", gap, by_none),
        _("Road without camera (km)"): ("road_km", gap, by_none),
        _("Camera there, direction not known"): ("places", "undirected", by_one),
        _("Road so (km)"): ("road_km", "undirected", by_one),
    }
    show_figures(
        analysis,
        commune,
        {
            label: (now.unseen[what][state], about, f"{what}_{state}")
            for label, (what, state, about) in told.items()
        },
    )
    st.page_link(
        "pages/gaps.py",
        label=_("Which places, and what would bring them back"),
        icon=":material/visibility_off:",
    )


def show_reasons(analysis: Analysis, commune: str | None, now: Summary) -> None:
    """Show why cameras do not see, by failed part and by cause; a row tells its cameras."""
    titles = {"fault_part": _("By what has failed"), "cause": _("By cause")}
    by = st.segmented_control(
        _("Why do they not see?"),
        list(titles),
        format_func=titles.__getitem__,
        required=True,
        default="fault_part",
        key="reasons_by",
        label_visibility="collapsed",
    )
    counted = now.not_seeing if by == "fault_part" else now.causes
    if counted.empty:
        st.success(_("All cameras whose state is known work."), icon=":material/check_circle:")
        return
    table = counted.reset_index().set_axis([titles[by], _("Camera views")], axis=1)
    row = show_chart(reasons_chart(counted), table, key=by, alt=_("Why do they not see?"))
    if row is not None:
        word = str(counted.index[row])
        show_drill_down(analysis, commune, word, f"{by}:{word}", table=by)


def show_worst(analysis: Analysis) -> None:
    """Show the communes with the most cameras that do not see."""
    worst = analysis.communes.nlargest(WORST, ["not_seeing", "unconfirmed"])
    table = commune_states(worst)
    show_chart(communes_chart(worst), table, key="worst", alt=_("Cameras by state and commune"))
    st.page_link("pages/communes.py", label=_("All communes"), icon=":material/location_city:")


def commune_states(communes: pd.DataFrame) -> pd.DataFrame:
    """Return in words how many cameras of each commune see, do not, or may."""
    columns = ["full_name", "cameras", "not_seeing", "unconfirmed", "seeing"]
    titles = [_("Commune"), _("Camera views"), _("Not seeing"), _("Unconfirmed"), _("Seeing")]
    return communes[columns].set_axis(titles, axis=1)


def show_survey(analysis: Analysis, commune: str | None, now: Summary) -> None:
    """Show what must be found out before money is spent."""
    show_figures(
        analysis,
        commune,
        {
            _("Never surveyed"): (now.counts["unknown"], _("Their state is not known"), "unknown"),
            _("Direction not known"): (
                now.counts["no_direction"],
                _("Located, but what they see cannot be worked out"),
                "no_direction",
            ),
            _("Not located"): (
                now.counts["not_located"],
                _("Listed without a position; counted and costed"),
                "not_located",
            ),
        },
    )


def show_ground(analysis: Analysis, commune: str | None, km2: pd.Series) -> None:
    """Show the ground seen, in hectares, overlaps counted once (`coverage.area.AREAS`)."""
    told = {
        _("As installed"): ("installed_km2", _("Overlaps are counted once")),
        _("Seen today"): ("working_km2", _("By cameras that work")),
        _("Not confirmed"): ("unconfirmed_km2", _("By cameras whose state is not known")),
        _("Lost"): ("lost_km2", _("Seen only by cameras known not to work")),
        _("By two or more"): ("twice_km2", _("By cameras that work")),
        _("By three or more"): ("thrice_km2", _("By cameras that work")),
    }
    show_figures(
        analysis,
        commune,
        {label: (100 * km2[name], about, name) for label, (name, about) in told.items()},
    )

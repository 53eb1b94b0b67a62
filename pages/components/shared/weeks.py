"""Week by week: the share of cameras that see, and how many have been restored since."""

import datetime as dt

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.clock import now, today
from gis.core.language import _
from gis.core.numbers import number
from gis.export.weeks import of_commune, of_province, weeks
from gis.export.weeks_table import share_seeing, week_headings, weeks_table
from gis.store.effective_history import happened
from pages.components.shared.charts import weeks_chart
from pages.components.shared.session import current_snapshots
from pages.components.shared.tables import show_table


def all_weeks(analysis: Analysis) -> pd.DataFrame:
    """Return the weeks of all communes, see `export.weeks`."""
    return _weeks(analysis.provenance.revision, today(), analysis)


@st.cache_data(max_entries=4, show_spinner=False)
def _weeks(revision: str, day: str, _analysis: Analysis) -> pd.DataFrame:  # noqa: ARG001 - the key
    found = _analysis
    return weeks(found.cameras, found.equipment, happened(current_snapshots().store), now=now())


def show_weeks(analysis: Analysis, commune: str | None) -> None:
    """Show the weeks of a commune, or of the province, drawn and listed."""
    table = all_weeks(analysis)
    ours = of_province(table) if commune is None else of_commune(table, commune)
    if ours.empty:
        return
    named = week_headings(ours)
    drawn = ours.assign(share=share_seeing(ours))
    if len(drawn) > 1:
        places = zip(st.columns(2, gap="large"), ("share", "restored_since"), strict=True)
        for place, figure in places:
            chart = weeks_chart(drawn.dropna(subset="share"), figure, named[figure])
            place.altair_chart(chart, width="stretch", key=f"weeks_{figure}", alt=named[figure])
    listed = weeks_table(ours)[list(named)].rename(columns=named)
    with st.expander(_("Table"), icon=":material/table:"):
        st.dataframe(listed, hide_index=True, key="weeks")
    st.caption(
        _(
            "At the end of each week. Restored: saw nothing a week before and works now; changes "
            "taken back and mistakes put right do not count."
        )
    )


def show_weeks_of_communes(analysis: Analysis) -> None:
    """Show the share of cameras that see of all communes, week by week."""
    table = all_weeks(analysis)
    communes = commune_names(analysis.communes)
    table = table[table["commune_code"].isin(communes.index)].assign(share=share_seeing)
    last = table[table["ends"] == table["ends"].max()].set_index("commune_code")
    trend = table.groupby("commune_code")["share"].agg(lambda share: share.round(1).tolist())
    first = table.groupby("commune_code")["share"].first().reindex(last.index)
    shown = pd.DataFrame(
        {
            _("Commune, ward or special zone"): last.index.map(communes),
            _("Camera views"): last["cameras"],
            _("Seeing (%)"): last["share"].round(1),
            _("Change (points)"): (last["share"] - first).round(1),
            _("Restored since {day}", day=_first_day(table)): last["restored_since"],
            _("Week by week"): trend.reindex(last.index),
        }
    ).sort_values(_("Seeing (%)"))
    trends = {_("Week by week"): st.column_config.LineChartColumn(y_min=0, y_max=100)}
    place = show_table(shown, key="weeks_of_communes", columns=trends)
    if place is not None:
        st.switch_page("pages/overview.py", query_params={"xa": str(shown.index[place])})
    st.caption(_("{count} communes have cameras.", count=number(len(shown))))


def _first_day(table: pd.DataFrame) -> str:
    return dt.date.fromisoformat(table["begins"].min()).strftime("%d/%m/%Y") if len(table) else ""

"""Phương án phục hồi, kết nối: what to repair first, what it costs, what to survey first."""

import pandas as pd
import streamlit as st

from gis.analysis import survey_first
from gis.choices import Sight, Status
from gis.language import _, number
from gis.words import words
from pages.components.figures import metrics, ranking_table, show_table
from pages.components.plain import plain
from pages.components.session import choose_commune, snapshot
from pages.components.terms import show_basis

st.title(_("Restoration and connection plan"))
taken = snapshot()
commune = choose_commune(taken)
communes = taken.analysis.communes
names = dict(zip(communes["code"], communes["full_name"], strict=True))
table, survey = taken.ranking_told(), survey_first(taken.analysis)
if commune is not None:
    table = table[table["communes"].map(lambda codes: commune in codes)]
    survey = survey[survey["commune_code"] == commune]

repair_tab, survey_tab = st.tabs([_("What to repair first"), _("What to survey first")])
with repair_tab:
    metrics(
        st.container(),
        {
            _("Repairs"): (len(table), _("Each line may mend several cameras at once")),
            _("Cost of all (million VND)"): (table["cost_vnd"].sum() / 1e6, _("Repairs only")),
            _("Cameras that see again"): (table["cameras"].map(len).sum(), _("When all is done")),
        },
    )
    if table.empty:
        st.info(_("There is nothing to repair here."), icon=":material/check_circle:")
    else:
        if taken.analysis.demand.empty:
            st.warning(_("No places or roads are loaded: the order goes by cost alone."))
        titles = taken.ranking.repairs.table.set_index("repair_id")
        named = titles["name"].where(titles["name"] != "", titles.index.to_series())
        columns = {
            _("Repair"): st.column_config.TextColumn(width=210),
            _("Commune"): st.column_config.TextColumn(width=130),
            _("Why"): st.column_config.TextColumn(width=430),
        }
        chosen = show_table(ranking_table(table, names, named), key="ranking", columns=columns)
        if chosen is not None:
            line = table.iloc[chosen]
            st.info(plain(line["why"]))
            st.caption(_("Cameras: {ids}", ids=plain(", ".join(line["cameras"]))))
        st.caption(
            _(
                "Order: demand weight regained per đồng, given all lines above are done. "
                "A cost marked as an estimate comes from the price list."
            )
        )
        show_basis(taken.analysis)
with survey_tab:
    st.markdown(
        _(
            "{count} cameras need a look before money is spent: their state, position or "
            "direction is not known.",
            count=number(len(survey)),
        )
    )
    state = survey["status"].map(words(Status))
    missing = pd.Series("", index=survey.index)
    missing = missing.mask(survey["sight"] == Sight.UNCONFIRMED, _("state"))
    missing = missing.mask(~survey["has_footprint"], _("direction"))
    missing = missing.mask(survey["lon"].isna(), _("position"))
    shown = pd.DataFrame(
        {
            _("Code"): survey["camera_id"],
            _("Name"): survey["name"],
            _("Address"): survey["address"],
            _("Commune"): survey["commune_code"].map(names).fillna(""),
            _("State in the register"): state,
            _("Not known"): missing,
        }
    )
    show_table(shown, key="survey")

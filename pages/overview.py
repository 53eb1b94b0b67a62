"""Tổng quan: the province or one commune at a glance, and what to do next."""

import streamlit as st

from gis.choices import Coverage
from gis.language import _, million_vnd, number
from pages.components.charts import reasons_chart, sight_chart
from pages.components.figures import metrics, show_areas
from pages.components.session import choose_commune, snapshot
from pages.components.terms import show_basis

st.title(_("Overview"))
taken = snapshot()
if taken.analysis.cameras.empty:
    told = _("There is no camera yet. Start with the commune's own list.")
    st.info(told, icon=":material/upload:")
    st.page_link("pages/register.py", label=_("Load a register file"), icon=":material/list_alt:")
    st.stop()

commune = choose_commune(taken)
now = taken.glance(commune)
counts, unseen = now.counts, now.unseen

metrics(
    st.container(),
    {
        _("Camera views"): (counts["cameras"], _("Every camera in the register, located or not")),
        _("Seeing"): (counts["seeing"], _("The camera and all it depends on work")),
        _("Not seeing"): (
            counts["not_seeing"],
            _("The camera, or something it depends on, has failed"),
        ),
        _("Unconfirmed"): (
            counts["unconfirmed"],
            _("Not surveyed, or depends on something not surveyed"),
        ),
        _("Not located"): (
            counts["not_located"],
            _("Listed without a position; counted and costed"),
        ),
    },
)
left, right = st.columns(2)
with left:
    st.subheader(_("How many see?"))
    st.altair_chart(sight_chart(counts), width="stretch")
with right:
    st.subheader(_("Why do they not see?"))
    st.altair_chart(reasons_chart(now.not_seeing), width="stretch")

st.subheader(_("What is not seen"))
metrics(
    st.container(),
    {
        _("Road lost (km)"): (
            unseen["road_km"][Coverage.LOST],
            _("Seen only by cameras known not to work"),
        ),
        _("Places lost"): (
            unseen["places"][Coverage.LOST],
            _("Seen only by cameras known not to work"),
        ),
        _("Road without camera (km)"): (unseen["road_km"][Coverage.GAP], _("In no camera's view")),
        _("Places without camera"): (unseen["places"][Coverage.GAP], _("In no camera's view")),
    },
)

st.subheader(_("Ground the cameras see (ha)"))
show_areas(now.sums)

show_basis(taken.analysis)

st.subheader(_("What to do next"))
table = taken.ranking_told()
if commune is not None:
    table = table[table["communes"].map(lambda codes: commune in codes)]
useful = table[table["gain_weight"] > 0]
if len(useful):
    first = useful.head(3)
    st.markdown(
        _(
            "1. Repair first: {count} repairs for {cost} million VND bring back the most.",
            count=number(len(first)),
            cost=million_vnd(first["cost_vnd"].sum()),
        )
    )
    st.dataframe(first[["why"]].rename(columns={"why": _("Why")}), hide_index=True)
    st.page_link(
        "pages/plan.py", label=_("Restoration and connection plan"), icon=":material/build:"
    )
st.markdown(
    _(
        "2. Survey {unknown} cameras never surveyed and {blind} whose direction is not known.",
        unknown=number(counts["unknown"]),
        blind=number(counts["no_direction"]),
    )
)
st.markdown(_("3. Put {count} cameras on the map.", count=number(counts["not_located"])))
st.page_link("pages/register.py", label=_("Camera register"), icon=":material/list_alt:")
st.page_link("pages/gaps.py", label=_("Places not seen"), icon=":material/visibility_off:")

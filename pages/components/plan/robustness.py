"""How sure a plan is, and what to find out before money is spent."""

import pandas as pd
import streamlit as st

from gis.communes.listing import commune_names
from gis.core.choices import Certainty
from gis.core.language import _
from gis.core.numbers import number
from gis.restoration.model.repair_ids import CAMERA, codes_of
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.restoration.robustness.assessment import DRAWS
from gis.restoration.robustness.report import NAMED, RobustnessReport, few_sentence, gain_sentence
from gis.runtime.plan_cache import Planner
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import unknown_in_words
from pages.components.shared.background_job import wait_for
from pages.components.shared.markdown import plain
from pages.components.shared.tables import show_table

# What the session is having judged; it judges one plan at a time.
JUDGING = "plan_judging"


def judge_plan(planner: Planner, request: Request, plan: Plan) -> RobustnessReport | None:
    """Offer to judge how sure a plan is; return what was found once it is."""
    job = planner.judging(request)
    if job is None:
        st.button(
            _("Judge how sure this plan is"),
            icon=":material/casino:",
            key="plan_judge",
            on_click=_judge,
            args=(planner, request, plan),
            disabled=plan.lines.empty,
            help=_(
                "Directions, lenses, heights, states and costs that nobody has stated are "
                "drawn {draws} times, and the plan is made anew each time",
                draws=DRAWS,
            ),
        )
        return None
    if not job.finished:
        wait_for(job, _("Judging the plan by {draws} draws…", draws=DRAWS), key="plan_judge_stop")
        return None
    judged = job.result()
    if judged is not None:
        _show_how_sure(judged, planner.names(request.goal))
        st.markdown(gain_sentence(plan, judged))
    return judged


def _judge(planner: Planner, request: Request, plan: Plan) -> None:
    """Begin to judge a plan; what else this session was having judged ends."""
    before = st.session_state.get(JUDGING)
    if before is not None:
        before.stop()
    st.session_state[JUDGING] = planner.judge(request, plan)


def _show_how_sure(report: RobustnessReport, names: pd.Series) -> None:
    planned = report.repairs.loc[report.repairs["planned"], "certainty"].value_counts()
    count = {c: number(int(planned.get(c, 0))) for c in Certainty}
    st.markdown(
        _(
            "Of the repairs of the plan, **{robust}** are certain, **{likely}** likely, and "
            "**{survey}** need a survey first ({draws} draws of what is not known).",
            robust=count[Certainty.ROBUST],
            likely=count[Certainty.LIKELY],
            survey=count[Certainty.SURVEY_FIRST],
            draws=number(report.draws),
        )
    )
    if report.few:
        st.caption(few_sentence())
    entering = report.entering["share"].head(NAMED)
    if len(entering):
        shares = [
            f"{plain(names[str(i)])} ({number(100 * part)} %)" for i, part in entering.items()
        ]
        st.caption(
            _("Not in this plan, but in that of some draws: {names}.", names=", ".join(shares))
        )
    if report.impossible:
        st.warning(
            _(
                "In {count} draws nothing can keep to what is asked",
                count=number(report.impossible),
            ),
            icon=":material/warning:",
        )


def show_surveys(planner: Planner, request: Request, report: RobustnessReport) -> None:
    """Show what to find out first, by how much it could change the plan."""
    st.subheader(_("Surveys worth doing first"))
    first = report.surveys[report.surveys["could_change"] > 0]
    if first.empty:
        st.info(
            _(
                "Nothing that is still unknown could change this plan: it can be carried out as "
                "it is."
            ),
            icon=":material/check_circle:",
        )
        return
    widths = {_("Camera or repair"): 260, _("Commune"): 138, _("Not known"): 150}
    columns = {name: st.column_config.TextColumn(width=wide) for name, wide in widths.items()}
    show_table(surveys_table(planner, request, first), key="plan_surveys", columns=columns)
    st.caption(
        _(
            "Could change: the weight of the plan that would move from one draw to another because "
            "of it. May see: what the camera sees that no other working camera does, in 9 of 10 "
            "draws."
        )
    )


def surveys_table(planner: Planner, request: Request, surveys: pd.DataFrame) -> pd.DataFrame:
    """Return surveys in words, order kept; see `RobustnessReport.surveys`."""
    cameras = planner.analysis.cameras.set_index("camera_id")
    communes = commune_names(planner.analysis.communes)
    ids, repairs = surveys["camera_id"], surveys["repair_id"]
    name = display_names(cameras).reindex(ids).fillna("").to_numpy()
    camera = [" · ".join(filter(None, pair)) for pair in zip(ids, name, strict=True)]
    # Equipment of unknown state is in no plan, so it has no name as a repair.
    units = planner.analysis.equipment
    unit = display_names(units, otherwise="equipment_id").set_axis(units["equipment_id"])
    repair = planner.names(request.goal).reindex(repairs)
    repair = repair.fillna(unit.reindex(codes_of(repairs)).set_axis(repairs)).fillna("")
    table = planner.work(request.goal, request.weigh).repairs.table
    own = table[table["target"] == CAMERA]
    mended = codes_of(own["repair_id"]).set_axis(own["repair_id"]).reindex(repairs)
    at = ids.where(ids != "", mended.to_numpy())
    commune = cameras["commune_code"].reindex(at).map(communes).fillna("").to_numpy()
    low, high = (surveys[c].map(lambda v: number(v, 1)) for c in ("low_weight", "high_weight"))
    return pd.DataFrame(
        {
            _("Camera or repair"): [c or r for c, r in zip(camera, repair, strict=True)],
            _("Commune"): commune,
            _("Not known"): surveys["unknown"].map(unknown_in_words).to_numpy(),
            _("Could change (weight)"): surveys["could_change"].to_numpy(),
            _("Could change (repairs)"): surveys["could_change_repairs"].to_numpy(),
            _("May see (weight)"): (low + " – " + high).where(ids != "", "").to_numpy(),
        }
    )

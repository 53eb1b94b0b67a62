"""A commune before a step of the duty chain: what is known of it, and the copy it submits."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from gis.analysis.result import Analysis
from gis.core.choices import Availability, Goal
from gis.core.dates import date
from gis.core.deadline import Deadline
from gis.core.errors import FileError, GisError, StoreError
from gis.core.language import _
from gis.core.numbers import million_vnd
from gis.packages.making import package_content
from gis.packages.package import Content, pack_package, unpack_package
from gis.register.availability import accepted
from gis.register.queries import lies_in
from gis.restoration.plans.account import Account
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.runtime.plan_cache import PLAN_LIMIT_S, Planner
from gis.runtime.reporting import commune_report
from gis.scenarios.records import Scenario
from gis.scenarios.reopening import request_today
from gis.scenarios.reopening import scenario_differences as differences_of_plan
from gis.scenarios.scenarios import ProposedScenario
from gis.store import submissions
from gis.store.changes import row_differences
from gis.store.doubts import PAIR, dismissed, in_doubt, pair_keys
from gis.store.rounds import survey_dates
from gis.store.store import Store
from gis.survey.checks import Facts, count_lacks
from gis.survey.progress import advance

# Numbers of `progress`.
COUNTED_COLUMNS = ("cameras", "surveyed", "not_located", "unknown", "missing")


def facts(
    planner: Planner, store: Store, row: pd.Series, plan: ProposedScenario | None, *, today: str
) -> Facts:
    """Return what is known of a commune before its next step.

    Parameters
    ----------
    planner
        Of the analysis of now.
    store
        Where copies submitted before lie.
    row
        The commune's of `survey.progress.progress`.
    plan
        The plan proposed for it; None where there is none.
    today
        ISO date.

    Returns
    -------
    Facts
        The best plan is worked out again, for at most `PLAN_LIMIT_S` seconds.
    """
    analysis, code = planner.analysis, row["commune_code"]
    mine = lies_in(analysis.cameras, code)
    cameras = analysis.cameras[mine]
    lacks = count_lacks(cameras, analysis.equipment, ~accepted(cameras), today=today)
    found = _today(planner, code, plan)
    pairs = planner.suspects
    pairs = pairs[in_doubt(pair_keys(pairs, analysis.cameras), dismissed(store, PAIR))]
    inside = mine.to_numpy()
    doubles = inside[pairs["first"].to_numpy(int)] & inside[pairs["second"].to_numpy(int)]
    last = last_copy(store, code)
    changed = 0 if last is None else changes_since(last, planner.analysis, store).rows
    return Facts(
        counts={name: int(row[name]) for name in COUNTED_COLUMNS} | lacks,
        outcomes=found.account.counts
        | {"seeing": int((cameras["sight"] == Availability.UP).sum())},
        sentence=found.account.sentence(),
        plan="" if plan is None else plan_in_words(plan),
        plan_wrong=found.wrong,
        plan_differing=found.differing,
        changed=changed,
        drafted_by=row["drafted_by"],
        simulated=analysis.provenance.simulated,
        doubles=int(doubles.sum()),
    )


def plan_in_words(plan: ProposedScenario) -> str:
    """Return what a proposed plan is called, what it costs, of which day."""
    name, _request, result = plan
    return _(
        "“{name}”, {amount} million VND, {day}",
        name=name,
        amount=million_vnd(result["cost_vnd"]),
        day=date(result["day"]),
    )


@dataclass(frozen=True, eq=False)
class _Today:
    """What becomes of the cameras of a commune, and of its proposed plan, on today's register.

    `wrong`: why the plan cannot be made; `differing`: repairs in which it differs from the kept.
    """

    account: Account
    wrong: str = ""
    differing: int = 0


def _today(planner: Planner, code: str, plan: ProposedScenario | None) -> _Today:
    nothing = Request(request_money([0.0]), commune=code)
    if plan is None:
        return _Today(_account(planner, nothing))
    kept = Scenario("", plan.name, code, plan.request, result=plan.result)
    todo = planner.work(plan.request.goal, plan.request.weigh)
    try:
        request = request_today(kept, planner.analysis, todo)
        told = _best(planner, request)
    except GisError as error:
        return _Today(_account(planner, nothing), wrong=str(error))
    differing = len(differences_of_plan(kept, planner.analysis, todo, told))
    if request.goal != Goal.SEE:
        return _Today(_account(planner, nothing), differing=differing)
    return _Today(planner.account(request, told), differing=differing)


def _account(planner: Planner, request: Request) -> Account:
    return planner.account(request, _best(planner, request))


def _best(planner: Planner, request: Request) -> Plan:
    """Return the best plan; where it takes long, the best found in a while."""
    todo = planner.work(request.goal, request.weigh)
    return make_plan(planner.analysis, todo, request, deadline=Deadline(PLAN_LIMIT_S))


def package(
    analysis: Analysis, store: Store, row: pd.Series, *, who: str, today: str, why: str = ""
) -> bytes:
    """Return the package of what a commune submits by its next step, the round as after it.

    Parameters
    ----------
    analysis
        Of the whole province.
    store
        Where its rounds, plan and places lie.
    row
        The commune's of `survey.progress.progress`, before the step.
    who
        Who takes the step.
    today
        ISO date.
    why
        The reason for going on although something is missing; "" where nothing is.

    Returns
    -------
    bytes
        A zip archive, see `packages.package.pack`.

    Raises
    ------
    GisError
        There is no such commune.
    """
    rounds = _after(store.rounds(), row, advance(row, who=who, today=today, why=why))
    day = dt.date.fromisoformat(today)
    return pack_package(
        commune_report(analysis, store, row["commune_code"], who=who, day=day, rounds=rounds)
    )


def _after(rounds: pd.DataFrame, row: pd.Series, edits: pd.DataFrame) -> pd.DataFrame:
    """Return the rounds with that of a commune, one of `progress`, as edits leave it."""
    mine = row[rounds.columns.tolist()].to_frame().transpose()
    mine[edits["field"].tolist()] = edits["after"].tolist()
    others: pd.DataFrame = rounds[~lies_in(rounds, row["commune_code"])]
    return pd.concat([others, mine])


def last_copy(store: Store, commune: str) -> Content | None:
    """Return what a commune submitted last and did not take back; None where there is nothing."""
    held = submissions.submissions(store, commune)
    held = held[~held["taken_back"]]
    if held.empty:
        return None
    try:
        return copy_of(store, held["submission_id"].iloc[0])
    except (FileError, StoreError):
        return None


def copy_of(store: Store, submission_id: str) -> Content:
    """Return what a submitted copy holds.

    Parameters
    ----------
    store
        Where it lies.
    submission_id
        See `store.submissions`.

    Returns
    -------
    Content
        As it was submitted.

    Raises
    ------
    GisError
        There is none, or it is no longer what was submitted.
    """
    return unpack_package(submissions.submission_content(store, submission_id), submission_id)


@dataclass(frozen=True, eq=False)
class Since:
    """What has become of a commune since it submitted a copy.

    `edits`: `subject subject_id field before after` of its cameras and equipment, see
    `store.changes.differences`. `figures`: of the analysis, by name, `then now`.
    """

    edits: pd.DataFrame
    figures: pd.DataFrame

    @property
    def rows(self) -> int:
        """Return how many cameras and pieces of equipment differ."""
        return len(self.edits[["subject", "subject_id"]].drop_duplicates())


def changes_since(before: Content, analysis: Analysis, store: Store) -> Since:
    """Return in what a commune differs now from what it submitted.

    Parameters
    ----------
    before
        The copy submitted.
    analysis
        Of now.
    store
        Of now: its rounds, and from when surveys count.

    Returns
    -------
    Since
        Fields of cameras and equipment that differ, and the figures then and now.
    """
    counted_from = survey_dates(store)["since"]
    now = package_content(analysis, before.about, rounds=store.rounds(), since=counted_from)
    edits = [
        row_differences(before.cameras, now.cameras, "camera_id").assign(subject="camera"),
        row_differences(before.equipment, now.equipment, "equipment_id").assign(
            subject="equipment"
        ),
    ]
    figures = pd.DataFrame({"then": pd.Series(before.figures), "now": pd.Series(now.figures)})
    table: pd.DataFrame = pd.concat(edits, ignore_index=True)
    return Since(table, figures)

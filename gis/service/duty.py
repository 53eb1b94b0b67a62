"""A commune before a step of the duty chain: what is known of it, and the copy it submits."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd

from gis.choices import Goal, RoundState, Sight
from gis.dates import date
from gis.errors import FileError, GisError, StoreError
from gis.language import _
from gis.numbers import million_vnd
from gis.packages.making import about, content_of
from gis.packages.package import Content, pack, unpack
from gis.planning.account import Account
from gis.planning.plans import make_plan
from gis.planning.request import Request, as_values, money
from gis.register.sight import accepted
from gis.service.planner import PLAN_LIMIT_S
from gis.service.snapshot import Snapshot
from gis.store import submissions
from gis.store.differences import differences
from gis.store.rounds import survey_dates
from gis.store.store import Store
from gis.upkeep.checks import Facts, count_lacks
from gis.upkeep.surveys import NEXT, advance

# Its name, what was asked, and what it came to.
Proposed = tuple[str, Request, dict[str, Any]]


def facts(
    taken: Snapshot, store: Store, row: pd.Series, plan: Proposed | None, *, today: str
) -> Facts:
    """Return what is known of a commune before its next step.

    Parameters
    ----------
    row
        The commune's of `upkeep.surveys.progress`.
    plan
        The plan proposed for it.
    """
    analysis, code = taken.analysis, row["commune_code"]
    mine = analysis.cameras["commune_code"] == code
    cameras = analysis.cameras[mine]
    lacks = count_lacks(cameras, analysis.equipment, ~accepted(cameras), today=today)
    found, wrong = _account(taken, code, plan)
    pairs = taken.suspects
    inside = mine.to_numpy()
    doubles = inside[pairs["first"].to_numpy(int)] & inside[pairs["second"].to_numpy(int)]
    last = last_copy(store, code)
    return Facts(
        counts={name: int(row[name]) for name in COUNTED} | lacks,
        outcomes=found.counts | {"seeing": int((cameras["sight"] == Sight.UP).sum())},
        sentence=found.sentence(),
        plan="" if plan is None else plan_in_words(plan),
        plan_wrong=wrong,
        changed=0 if last is None else int(changed(last, taken)["subject_id"].nunique()),
        drafted_by=row["drafted_by"],
        simulated=taken.simulated,
        doubles=int(doubles.sum()),
    )


COUNTED = ("cameras", "surveyed", "not_located", "unknown", "missing")


def plan_in_words(plan: Proposed) -> str:
    """Return what a proposed plan is called, what it costs, of which day."""
    name, _request, result = plan
    return _(
        "“{name}”, {amount} million VND, {day}",
        name=name,
        amount=million_vnd(result["cost_vnd"]),
        day=date(result["day"]),
    )


def _account(taken: Snapshot, code: str, plan: Proposed | None) -> tuple[Account, str]:
    """Return what becomes of the cameras of a commune, and why its plan cannot be made today."""
    request, wrong = Request(money([0.0]), commune=code), ""
    asked = request if plan is None or plan[1].goal != Goal.SEE else plan[1]
    try:
        return _account_of(taken, asked), wrong
    except GisError as error:
        return _account_of(taken, request), str(error)


def _account_of(taken: Snapshot, request: Request) -> Account:
    todo = taken.planner.work(request.goal, request.weigh)
    limited = replace(request, time_limit_s=PLAN_LIMIT_S)
    return taken.planner.account(request, make_plan(taken.analysis, todo, limited))


def package(
    taken: Snapshot,
    store: Store,
    row: pd.Series,
    plan: Proposed | None,
    *,
    who: str,
    today: str,
    why: str = "",
) -> bytes:
    """Return the package of what a commune submits by its next step, the round as after it."""
    rounds = _after(store.rounds(), row, advance(row, who=who, today=today, why=why))
    step = NEXT[RoundState(row["state"])]
    what = about(
        taken.analysis,
        row["commune_code"],
        rounds=rounds,
        day=dt.date.fromisoformat(today),
        who=who,
        revision=store.revision(),
        simulated=taken.simulated,
        step=step,
    )
    values = (
        None
        if plan is None
        else {
            "name": plan[0],
            "request": as_values(plan[1]),
            "result": plan[2],
        }
    )
    content = content_of(
        taken.analysis,
        what,
        rounds=rounds,
        since=survey_dates(store)["since"],
        plan=values,
        demand=store.demand(),
    )
    return pack(content)


def _after(rounds: pd.DataFrame, row: pd.Series, edits: pd.DataFrame) -> pd.DataFrame:
    edited = dict(zip(edits["field"], edits["after"], strict=True))
    values: dict[str, str] = row[rounds.columns.tolist()].to_dict() | edited
    others: pd.DataFrame = rounds[rounds["commune_code"] != row["commune_code"]]
    return pd.concat([others, pd.DataFrame([values])], ignore_index=True)


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

    Raises
    ------
    GisError
        There is none, or it is no longer what was submitted.
    """
    return unpack(submissions.content_of(store, submission_id), submission_id)


def changed(before: Content, taken: Snapshot) -> pd.DataFrame:
    """Return in what the cameras of a commune differ now from those submitted, as events.

    `subject_id field before after`: see `store.changes`; a camera that came or went is one
    row with the field empty.
    """
    cameras = taken.analysis.cameras
    now = cameras[cameras["commune_code"] == before.about.commune_code]
    return differences(before.cameras, now[before.cameras.columns], "camera_id")

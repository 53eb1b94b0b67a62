"""Small random worlds to choose repairs in, and the best choice found by trying all."""

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy import optimize, sparse

from gis.restoration.model.constraints import NO_PHASE, Constraints, value
from gis.restoration.model.problem import Problem
from gis.restoration.model.room import Room


def world(needs, views, weight, cost, *, monthly=None, communes=None):
    """A problem written out: 0/1 tables needs (revivals × repairs), views (revivals × places)."""
    return Problem(
        cost_vnd=np.asarray(cost, float),
        monthly_vnd=np.zeros(len(cost)) if monthly is None else np.asarray(monthly, float),
        needs=sparse.csr_array(np.asarray(needs, bool).reshape(len(needs), len(cost))),
        views=sparse.csr_array(np.asarray(views, bool).reshape(len(needs), len(weight))),
        weight=np.asarray(weight, float),
        commune_code=np.array(communes or ["A"] * len(weight), dtype=object),
    )


@st.composite
def worlds(draw, most_repairs=6):
    """Up to six repairs, shared or not; six revivals; six places in two communes."""
    repairs = draw(st.integers(1, most_repairs))
    revivals, places = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    flags = st.booleans()

    def table(rows, columns):
        line = st.lists(flags, min_size=columns, max_size=columns)
        return draw(st.lists(line, min_size=rows, max_size=rows))

    needs = np.array(table(revivals, repairs))
    needs[~needs.any(axis=1), 0] = True
    whole = st.integers(0, 9)
    return world(
        needs,
        table(revivals, places),
        draw(st.lists(whole, min_size=places, max_size=places)),
        [1e5 * c for c in draw(st.lists(whole, min_size=repairs, max_size=repairs))],
        monthly=[1e4 * m for m in draw(st.lists(whole, min_size=repairs, max_size=repairs))],
        communes=draw(st.lists(st.sampled_from("AB"), min_size=places, max_size=places)),
    )


def allowed(problem: Problem, limits: Constraints, phase: np.ndarray) -> bool:
    """Whether a choice keeps to all limits, each asked for on its own."""
    phases, done = len(limits.months), phase != NO_PHASE
    if limits.locked is not None and not done[limits.locked].all():
        return False
    if limits.excluded is not None and done[limits.excluded].any():
        return False
    running = [problem.monthly_vnd[done & (phase <= t)].sum() for t in range(phases)]
    if max(running) > limits.monthly_vnd + 1e-6:
        return False
    if problem.cost_vnd[done].sum() > limits.total_vnd + 1e-6:
        return False
    if any(regained_in(problem, limits, phase, c) < f - 1e-9 for c, f in limits.floors.items()):
        return False
    return all(payable(problem, limits, np.flatnonzero(phase == t), t) for t in range(phases))


def regained_in(problem: Problem, limits: Constraints, phase: np.ndarray, commune: str) -> float:
    weight = np.where(problem.commune_code == commune, problem.weight, 0.0)
    inside = Problem(
        problem.cost_vnd,
        problem.monthly_vnd,
        problem.needs,
        problem.views,
        weight,
        problem.commune_code,
    )
    return value(inside, limits, phase)


def payable(problem: Problem, limits: Constraints, repairs: np.ndarray, t: int) -> bool:
    """Whether the funds of a phase can bear its repairs: a transport problem of its own."""
    funds = np.flatnonzero(limits.phase == t)
    cost = problem.cost_vnd[repairs] / 1e5
    if limits.share is None:
        return bool(cost.sum() <= limits.amount_vnd[funds].sum() / 1e5 + 1e-9)
    if not len(repairs):
        return True
    share = limits.share.toarray()[np.ix_(repairs, funds)]
    size = share.shape
    if not share.size:
        return bool(cost.sum() == 0)
    each = np.kron(np.eye(size[0]), np.ones(size[1]))
    fund = np.kron(np.ones(size[0]), np.eye(size[1]))
    found = optimize.linprog(
        np.zeros(share.size),
        A_eq=each,
        b_eq=cost,
        A_ub=fund,
        b_ub=limits.amount_vnd[funds] / 1e5,
        bounds=list(zip(np.zeros(share.size), (share * cost[:, None]).ravel(), strict=True)),
    )
    return found.status == 0


def best(problem: Problem, limits: Constraints) -> float | None:
    """The most any allowed choice brings back; None when none is allowed."""
    choices = product(range(NO_PHASE, len(limits.months)), repeat=len(problem.cost_vnd))
    values = [
        value(problem, limits, np.array(c))
        for c in choices
        if allowed(problem, limits, np.array(c))
    ]
    return max(values, default=None)


def shared(needs, views, weight, cost, *, uses, adds, free, communes=None):
    """A world whose revivals share capacities; channels are its last repairs, one a revival.

    `uses`: revivals × capacities. `adds`: repairs × capacities.
    """
    needs = np.asarray(needs)
    channels, zero = np.eye(len(needs), dtype=int), np.zeros(len(needs))
    made = world(np.hstack([needs, channels]), views, weight, [*cost, *zero], communes=communes)
    take = np.vstack([-np.asarray(adds).reshape(len(cost), -1), np.asarray(uses)]).T
    return replace(
        made, room=Room(sparse.csr_array(take.astype(np.int64)), np.asarray(free, dtype=np.int64))
    )


def one_channel(cost_of_a_station):
    """Two broken cameras of weights 1 and 100, one channel; the third repair is a station."""
    return shared(
        [[1, 0, 0], [0, 1, 0]],
        np.eye(2),
        [1, 100],
        [1e6, 1e6, cost_of_a_station],
        uses=[[1], [1]],
        adds=[[0], [0], [4]],
        free=[1],
    )

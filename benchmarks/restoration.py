"""Plans beside other solvers and PySAL's maximal covering, and the plan for every budget.

``python -m benchmarks.restoration``; pip packages spopt and ortools (see
``benchmarks/requirements.txt``) are the peers; what is not installed is left out.
"""

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.coverage import many_roads
from benchmarks.covering import PRICE_VND, covering
from benchmarks.programme_peer import save
from benchmarks.run import row, seconds
from gis.analysis.result import Analysis
from gis.analysis.run import analyse
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.core.deadline import Deadline
from gis.restoration.model.constraints import budget
from gis.restoration.model.problem import Problem, build_problem
from gis.restoration.model.repair_options import work
from gis.restoration.plans.budget_curve import choices
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, months, request_money
from gis.restoration.solve.milp import solve
from gis.simulation.register import simulate

CAMERAS, BROKEN, EQUIPMENT, ROADS = 20_000, 7_000, 500, 112_000
# Cameras and places of the instances put to spopt, and how long it is waited for.
SIZES = ((6_000, 60_000), (2_000, 20_000), (1_000, 10_000))
PATIENCE_S, MINUTE_S = 300, 60.0
# Parts of all money, and the solvers put to the whole programme.
SHARES = (0.05, 0.2)
PEERS = {"scipy": "SciPy's HiGHS", "cpsat": "OR-Tools CP-SAT, one worker"}


def province() -> Analysis:
    """20,000 cameras, 7,000 broken, behind 500 recorders of their communes; 200,000 pieces."""
    communes = communes_or_schematic()
    made = simulate(communes, read_succession(), cameras=CAMERAS, seed=1)
    random = np.random.default_rng(7)
    cameras = made.cameras.assign(connects_through="", depends_on="")
    status = np.where(random.random(CAMERAS) < 0.15, "unknown", "working")
    status[random.choice(CAMERAS, BROKEN, replace=False)] = "broken"
    recorders = made.equipment[made.equipment["kind"] == "recorder"]
    recorders = recorders.iloc[random.choice(len(recorders), EQUIPMENT, replace=False)]
    state = random.choice(["working", "broken"], EQUIPMENT, p=[0.7, 0.3])
    recorders = recorders.assign(depends_on="", status=state)
    home = cameras["commune_code"].to_numpy()
    units = {
        c: recorders["equipment_id"].to_numpy()[k]
        for c, k in _by_commune(recorders, made.cameras).items()
    }
    behind = [random.choice(units[c]) if c in units and random.random() < 0.5 else "" for c in home]
    cameras = cameras.assign(status=status, depends_on=behind, repaired_on="")
    demand = gpd.GeoDataFrame(pd.concat([made.demand, many_roads(ROADS)], ignore_index=True))
    return analyse(cameras, recorders.reset_index(drop=True), communes, demand)


def _by_commune(recorders: pd.DataFrame, cameras: pd.DataFrame) -> dict[str, np.ndarray]:
    """Deal the recorders out to the communes, by the number of cameras."""
    codes = cameras["commune_code"].to_numpy()
    random = np.random.default_rng(8)
    home = random.choice(codes[codes != ""], len(recorders))
    return {c: np.flatnonzero(home == c) for c in np.unique(home)}


def plans(analysis: Analysis) -> list[str]:
    told, todo = seconds(lambda: work(analysis))
    start = time.perf_counter()
    world = todo.problem
    told += time.perf_counter() - start
    size = f"{len(analysis.incidence.pieces):,} pieces"
    what = f"All that can be repaired, {size}: {len(world.cost_vnd):,} repairs"
    rows = [row(what, told, None, "")]
    total = world.cost_vnd.sum()
    for part in (0.05, 0.2, 0.5):
        asked = Request(request_money([round(part * total, -5)]))
        ours, plan = seconds(partial(make_plan, analysis, todo, asked))
        whole, same = seconds(partial(solve, world, budget(asked.budgets["amount_vnd"].iloc[0])))
        # A plan tells what places and roads bring back; both are compared with all that weighs.
        assert abs(_regained(world, plan) - same.objective) < 1e-6 * same.objective
        assert plan.solution.gap == 0
        what = f"Exact plan for {100 * part:.0f} % of all money, proven"
        rows.append(row(what, ours, whole, "< 5 s", "HiGHS on the whole programme"))
        greedy = make_plan(analysis, todo, asked, method="greedy").solution
        assert greedy.objective <= plan.solution.objective + 1e-9
    return rows


def phases_and_floors(analysis: Analysis) -> list[str]:
    """One plan in three phases, with and without floors, once: what is proven in a minute."""
    todo = work(analysis)
    amounts = [round(0.05 * todo.problem.cost_vnd.sum(), -5)] * 3
    asked = Request(request_money(amounts, phases=True), months=months(3))
    rows = []
    for what, request in (
        ("Three phases", asked),
        ("Three phases, floors of half", replace(asked, floor=0.5)),
    ):
        start = time.perf_counter()
        plan = make_plan(analysis, todo, request, deadline=Deadline(MINUTE_S))
        spent, gap = time.perf_counter() - start, 100 * plan.solution.gap
        rows.append(row(f"{what}: gap {gap:.3f} % in a minute", spent, None, "< 10 s, proven"))
    return rows


def whole_curve(analysis: Analysis) -> list[str]:
    todo = work(analysis)
    asked = formulate(analysis, todo, Request(request_money([0.0])))
    ours, offered = seconds(lambda: choices(asked))
    table, points = seconds(lambda: offered.table(1_000))
    what = f"Whole curve: {len(points):,} budgets, largest gap {100 * points['gap'].max():.3f} %"
    rows = [row(what, ours + table, None, "< 20 s")]
    drags = [offered.all_vnd * part for part in (0.1, 0.3, 0.5, 0.7, 0.9)]
    drag, _plans = seconds(lambda: [offered.plan(amount) for amount in drags])
    rows.append(
        f"| One drag of the budget: plan, cost, what hangs on it | {200 * drag:.0f} ms "
        "| – | – | < 300 ms |"
    )
    return rows


def ours(repairs: int, places: int) -> tuple[float, float]:
    """Return processor time and objective of the whole programme."""
    todo, views, weight = covering(repairs, places)
    groups = pd.DataFrame({"commune_code": "A", "weight": weight})
    start = time.process_time()
    world = build_problem(todo, views, groups, np.zeros(places, bool))
    found = solve(world, budget(repairs // 10 * PRICE_VND))
    return time.process_time() - start, found.objective


def beside_solvers(analysis: Analysis) -> list[str]:
    """The whole programme of one budget: SciPy's HiGHS and CP-SAT beside the plan as it is made."""
    todo, rows = work(analysis), []
    total = todo.problem.cost_vnd.sum()
    make_plan(analysis, todo, Request(request_money([total])))  # what is compiled is compiled once
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.npz"
        save(todo.problem, path)
        for part in SHARES:
            amount = round(part * total, -5)
            start = time.process_time()
            plan = make_plan(analysis, todo, Request(request_money([amount])))
            spent, best = time.process_time() - start, plan.solution.objective
            what = f"{100 * part:.0f} % of all money, the whole programme, processor time"
            rows += [_beside(what, name, path, amount, spent, todo.problem, plan) for name in PEERS]
            print(f"best for {amount:,.0f}: {best:,.3f}", file=sys.stderr)
    return rows


def _beside(
    what: str,
    name: str,
    path: Path,
    amount: float,
    spent: float,
    problem: Problem,
    plan: Plan,
) -> str:
    """Ask a peer in a process of its own; what it calls best must be what we call best."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.programme_peer",
        name,
        str(path),
        str(amount),
        str(PATIENCE_S),
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        print(told.stderr.strip().splitlines()[-1], file=sys.stderr)
        why = "not installed" if "ModuleNotFoundError" in told.stderr else "failed"
        return f"| {what} | {spent:.2f} s | – ({PEERS[name]}, {why}) | – | ≥ 1× |"
    peer, objective, proven, within = (float(word) for word in told.stdout.split()[-4:])
    best = _regained(problem, plan)
    assert objective <= best * (1 + 1e-6) or not within, (name, objective, best)
    assert not (proven and within) or abs(objective - best) <= 1e-6 * best, (name, objective, best)
    if not within:
        said = f"{PEERS[name]}, exceeds the money"
    elif proven:
        said = f"{PEERS[name]}, same objective"
    else:
        said = f"{PEERS[name]}, not proven in {PATIENCE_S} s, {100 * objective / best:.2f} %"
    return row(what, spent, peer, "≥ 1×", said)


def _regained(problem: Problem, plan: Plan) -> float:
    done = np.zeros(len(problem.cost_vnd), bool)
    done[plan.lines["repair"].to_numpy()] = True
    return problem.regained(done)


def beside_spopt() -> list[str]:
    """The largest instance that spopt can hold in 8 GB, and the largest it ends in time."""
    rows = []
    for repairs, places in SIZES:
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "benchmarks.covering_peer",
            str(repairs),
            str(places),
        ]
        spent, best = ours(repairs, places)
        what = f"Maximal covering, {repairs:,} cameras × {places:,} places, processor time"
        try:
            told = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=PATIENCE_S
            )
        except subprocess.TimeoutExpired:
            name = f"spopt MCLP with HiGHS, not ended in {PATIENCE_S} s"
            rows.append(f"| {what} | {spent:.2f} s | – ({name}) | – | ≥ 20× |")
            continue
        if told.returncode == 0:
            peer, objective, most = (float(word) for word in told.stdout.split()[-3:])
            assert abs(best - objective) < 1e-6 * best, (best, objective)
            name = f"spopt MCLP with HiGHS, {most:,.0f} MB, same objective"
            return [*rows, row(what, spent, peer, "≥ 20×", name)]
        print(f"spopt could not hold {repairs:,} × {places:,}", file=sys.stderr)
    return rows


def main() -> None:
    print("| what | ours | peer | ratio | target |\n|---|---|---|---|---|")
    found = province()
    print(*plans(found), sep="\n", flush=True)
    print(*phases_and_floors(found), sep="\n", flush=True)
    print(*whole_curve(found), sep="\n", flush=True)
    print(*beside_solvers(found), sep="\n", flush=True)
    print(*beside_spopt(), sep="\n", flush=True)


if __name__ == "__main__":
    main()

"""The room that plans buy, prices and names: in tables the same as one after the other."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.run import analyse
from gis.core.choices import Goal
from gis.restoration.model.repair_ids import resolve_repairs
from gis.restoration.model.repair_options import work
from gis.restoration.plans.descriptions import plan_lines, repair_names
from gis.restoration.plans.loads import loads, usage
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.pricing import pricing
from gis.restoration.plans.request import Request, request_money
from gis.runtime.plan_cache import Planner
from gis.runtime.sizes import Sizes
from tests.world import cameras, communes, demand, equipment

VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60, "bitrate_kbps": 3000.0}
# A first extension of each adds so much; what is widened, and of what there is more then.
WIDENS = {"station": ("channels", 64), "upgrade": ("bandwidth", 100), "disk": ("storage", 8)}
# Codes like those of communes and of other repairs among them.
UNITS = ("R", "L", "HQ", "00001", "station:HQ", "HQ ×2")


def _register():
    linked = {"depends_on": "R", "connects_through": "L;HQ", **VIEW}
    beside = {"depends_on": "R", "connects_through": "00001;station:HQ;HQ ×2", **VIEW}
    rows = [
        {"xy": (300 * k, 500), "status": status, "repair_cost_vnd": 1e6 + k, **links}
        for k, (status, links) in enumerate(
            [("working", linked), ("broken", linked), ("broken", beside), ("broken", VIEW)]
        )
    ]
    room = {"status": "working", "channels": 2, "bandwidth_mbps": 7, "storage_tb": 1.5}
    kinds = ("recorder", "line", "hq", "hq", "hq", "line")
    units = [
        {"equipment_id": unit, "kind": kind, **room}
        for unit, kind in zip(UNITS, kinds, strict=True)
    ]
    places = [{"shape": f"POINT ({60 + 300 * k} 500)", "weight": 1.0 + k} for k in range(4)]
    return analyse(cameras(*rows), equipment(*units), communes(), demand(*places))


@pytest.fixture(scope="module")
def asked():
    """By goal: the analysis, all repairs, and the plan for much money."""
    found = _register()
    told = {}
    for goal in Goal:
        todo = work(found, goal)
        told[goal] = todo, make_plan(found, todo, Request(request_money([1e9]), goal=goal))
    return found, told


BOUGHT = st.lists(
    st.tuples(
        st.sampled_from([*WIDENS, "camera"]), st.sampled_from([*UNITS, "C1"]), st.integers(1, 3)
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=60)
@given(bought=BOUGHT)
def test_each_extension_adds_to_what_it_widens(asked, bought):
    found, told = asked
    todo, plan = told[Goal.LIVE]
    ids = [
        of if target == "camera" else f"{target}:{_apart(of)}" + (f" ×{k}" if k > 1 else "")
        for target, of, k in bought
    ]
    lines = pd.DataFrame({"target": [target for target, *_ in bought], "id": ids}, dtype=str)
    table = loads(found, todo, Goal.LIVE, replace(plan, lines=lines)).table
    more: Counter[tuple[str, str]] = Counter()
    for (target, of, _k), id_ in zip(bought, ids, strict=True):
        if target in WIDENS:
            what, adds = WIDENS[target]
            # “station:HQ ×2” is the second extension of HQ, and of what bears that code no first.
            more[("HQ" if id_ == f"{target}:HQ ×2" else of, what)] += adds
    expected = [
        more[(unit, what)] for unit, what in table[["equipment_id", "what"]].itertuples(index=False)
    ]
    added = (table["most_after"] - table["most_today"]).to_numpy()
    np.testing.assert_allclose(added, np.array(expected, dtype=float), atol=1e-9)


def _apart(code):
    return f"equipment:{code}" if code == "00001" else code


@pytest.mark.parametrize("goal", list(Goal))
@pytest.mark.parametrize("commune", [None, "00001"])
def test_loads_are_the_same_from_what_is_known_of_today(asked, goal, commune):
    found, told = asked
    todo, plan = told[goal]
    today = usage(found)
    for made in (plan, None, replace(plan, cameras=plan.cameras[:0])):
        anew = loads(found, todo, goal, made, commune=commune)
        pd.testing.assert_frame_equal(
            anew.table, loads(found, todo, goal, made, commune=commune, today=today).table
        )


@pytest.mark.parametrize("goal", list(Goal))
def test_lines_are_the_same_with_names_that_are_known(asked, goal):
    found, told = asked
    todo, plan = told[goal]
    names = repair_names(todo, found.communes)
    for most in (None, 0, 1):
        pd.testing.assert_frame_equal(
            plan_lines(found, todo, plan, most=most),
            plan_lines(found, todo, plan, most=most, names=names),
        )


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_some_repairs_are_priced_as_among_all(asked, data):
    todo, _plan = asked[1][Goal.LIVE]
    every = todo.repairs.table["repair_id"].tolist()
    ids = data.draw(st.lists(st.sampled_from(every), unique=True))
    some = pricing(todo, pd.Series(ids, dtype=str))
    assert some.index.tolist() == ids
    assert some.to_numpy(object).tolist() == pricing(todo).loc[ids].to_numpy(object).tolist()


NAMES = st.sampled_from(
    ["A", "camera:A", "equipment:A", "camera:camera:A", "station:A", "trip:A", "", ":", "camera:"]
)


@settings(deadline=None)
@given(names=st.lists(NAMES), ids=st.lists(NAMES, unique=True), data=st.data())
def test_names_are_sought_among_the_ids_they_may_be_alone(names, ids, data):
    targets = [data.draw(st.sampled_from(["camera", "equipment", "station"])) for _ in ids]
    table = pd.DataFrame({"repair_id": ids, "target": targets}, dtype=str)
    beginnings = ("camera:", "equipment:", "connection:", "channel:", "station:")
    beginnings += ("upgrade:", "disk:", "trip:", "stop:")
    one, several, unknown = {}, {}, []
    for name in sorted(set(names)):
        whole = [
            i
            for i, target in zip(ids, targets, strict=True)
            if name == (i if i.startswith(beginnings) else f"{target}:{i}")
        ]
        code = [i for i in ids if name == _without_target(i)]
        meant = [name] if name in ids else whole[-1:] or code
        if len(meant) == 1:
            one[name] = meant[0]
        elif meant:
            several[name] = meant
        else:
            unknown.append(name)
    found = resolve_repairs(names, table)
    assert (found.one, found.several, found.unknown) == (one, several, unknown)


def _without_target(id_):
    for target in ("camera:", "equipment:"):
        if id_.startswith(target):
            return id_.removeprefix(target)
    return id_


def test_what_is_known_of_today_is_kept_and_weighed(asked):
    found, told = asked
    todo, plan = told[Goal.SEE]
    planner = Planner(found, _Ranking(todo), todo.prices)
    request = Request(request_money([1e9]), goal=Goal.SEE)
    pd.testing.assert_frame_equal(
        planner.loads(request, plan).table, loads(found, todo, Goal.SEE, plan).table
    )
    today = planner.usage
    planner.loads(request, plan)
    assert planner.usage is today
    sizes = Sizes()
    sizes.add(planner)
    assert sizes.add(today) == 0  # it was counted with what holds it


class _Ranking:
    def __init__(self, todo):
        self.work = todo

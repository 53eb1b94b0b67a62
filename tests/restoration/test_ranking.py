import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from gis.register.availability import availability, dependence
from gis.restoration.model.prices import read_prices
from gis.restoration.model.repairs import repair_table
from gis.restoration.plans.ranking_lines import ranking_lines
from gis.restoration.plans.reasons import beside_others, brought_back
from gis.restoration.solve.greedy import rank
from tests.world import cameras, equipment

PRICES = pd.DataFrame(
    {"mid": {"fixed": 100.0, "ptz": 1000.0, "recorder": 300.0, "power": 10.0}}
).assign(low=lambda t: t["mid"] / 2, high=lambda t: 2 * t["mid"], estimated=True)


def work(table, shared=None, prices=PRICES):
    shared = (
        equipment({"equipment_id": "unused", "status": "working"}) if shared is None else shared
    )
    table = table.join(availability(table, shared))
    down = (table["sight"] == "down").to_numpy()
    return table, repair_table(
        table, shared, dependence(table, shared).needs, prices=prices, down=down
    )


def steps(table, todo, sees, weight, covered=None):
    covered = np.zeros(len(weight), bool) if covered is None else np.asarray(covered)
    views = sparse.csr_array(np.asarray(sees, dtype=bool))
    weight = np.asarray(weight, float)
    order = rank(todo, views, weight, covered)
    return ranking_lines(order, todo, table, views, np.where(covered, 0.0, weight))


def test_most_weight_per_dong_comes_first_and_what_is_seen_already_gains_nothing():
    table, todo = work(
        cameras(
            {"status": "broken", "repair_cost_vnd": 100},
            {"status": "broken", "repair_cost_vnd": 50},
            {"status": "abandoned", "repair_cost_vnd": 10},
            {"status": "working"},
        )
    )
    sees = [[1, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]]
    result = steps(table, todo, sees, [6, 4, 9], covered=[False, False, True])
    # per đồng: C0 10/100, C1 4/50, C2 0; after C0, C1 gains nothing, and C2 is cheaper
    assert result["repairs"].tolist() == [["C0"], ["C2"], ["C1"]]
    assert result["gain_weight"].tolist() == [10, 0, 0]
    assert result["total_cost_vnd"].tolist() == [100, 110, 160]


def test_a_recorder_is_bought_once_and_revives_all_behind_it():
    shared = equipment({"equipment_id": "R", "kind": "recorder", "status": "broken"})
    table, todo = work(
        cameras(
            {"status": "working", "depends_on": "R"},
            {"status": "working", "depends_on": "R"},
            {"status": "broken", "depends_on": "R"},
            {"status": "broken", "kind": "ptz"},
        ),
        shared,
    )
    result = steps(table, todo, np.eye(4), [1, 1, 4, 1])
    # R alone: 2/300; R with C2: 6/400, best; then C3 1/1000
    assert result["repairs"].tolist() == [["C2", "R"], ["C3"]]
    assert result["cameras"].tolist() == [["C0", "C1", "C2"], ["C3"]]
    assert result["cost_vnd"].tolist() == [400, 1000]
    assert result["estimated"].all()


def test_what_no_repair_brings_back_is_not_in_the_list():
    shared = equipment(
        {"equipment_id": "R", "status": "unknown"}, {"equipment_id": "S", "status": "disposal"}
    )
    table, todo = work(
        cameras(
            {"status": "unknown"},
            {"status": "disposal"},
            {"status": "broken", "depends_on": "R"},
            {"status": "working", "depends_on": "S"},
            {"status": "working"},
        ),
        shared,
    )
    assert not todo.mendable.any()
    assert len(steps(table, todo, np.eye(5), np.ones(5))) == 0


def test_a_fault_in_a_part_costs_that_part_and_a_stated_cost_wins():
    _table, todo = work(
        cameras(
            {"status": "broken", "fault_part": "power"},
            {"status": "broken", "fault_part": "camera", "kind": "ptz"},
            {"status": "broken", "repair_cost_vnd": 7},
        )
    )
    assert todo.table["cost_vnd"].tolist() == [10, 1000, 7]
    assert todo.table["estimated"].tolist() == [True, True, False]


def test_every_kind_and_part_that_can_break_has_a_price():
    parts = {"fixed", "turret", "dome", "fisheye", "ptz", "anpr", "recorder", "switch", "line"}
    parts |= {"power", "pole", "server", "account", "hq"}
    assert parts <= set(read_prices().index)


def brute_force_best(todo, views, weight):
    """The best first bundle by trying the needs of every camera and of every pair."""
    needs = [frozenset(np.flatnonzero(row)) for row in todo.needs.toarray()]
    wanted = [n for n, ok in zip(needs, todo.mendable, strict=True) if ok]
    cost = todo.table["cost_vnd"].to_numpy()
    best = 0.0
    for bundle in wanted:
        alive = [i for i, n in enumerate(needs) if todo.mendable[i] and n <= bundle]
        gain = weight[np.asarray(views)[alive].any(axis=0)].sum()
        best = max(best, gain / cost[list(bundle)].sum())
    return best


def test_the_first_line_is_at_least_as_good_as_any_single_camera():
    random = np.random.default_rng(3)
    shared = equipment(
        *({"equipment_id": f"R{i}", "kind": "recorder", "status": "broken"} for i in range(4))
    )
    rows = [
        {"status": random.choice(["working", "broken"]), "depends_on": f"R{random.integers(4)}"}
        for _ in range(30)
    ]
    table, todo = work(cameras(*rows), shared)
    views, weight = random.random((30, 40)) < 0.1, random.random(40)
    first = steps(table, todo, views, weight).iloc[0]
    assert first["gain_weight"] / first["cost_vnd"] >= brute_force_best(todo, views, weight) - 1e-12


def test_all_steps_together_regain_all_that_can_be_regained():
    random = np.random.default_rng(5)
    shared = equipment(
        *({"equipment_id": f"R{i}", "kind": "recorder", "status": "broken"} for i in range(3))
    )
    rows = [{"status": "broken", "depends_on": f"R{i % 3};R{i % 2}"} for i in range(20)]
    table, todo = work(cameras(*rows), shared)
    views, weight = random.random((20, 50)) < 0.2, random.random(50)
    result = steps(table, todo, views, weight)
    assert result["total_gain_weight"].iloc[-1] == pytest.approx(weight[views.any(axis=0)].sum())
    bought = result["repairs"].explode()
    assert bought.is_unique
    assert sorted(result["cameras"].explode().dropna()) == sorted(table["camera_id"])


def test_a_reason_names_roads_and_places_in_vietnamese():
    _table, todo = work(cameras({"status": "broken"}))
    views = sparse.csr_array(np.ones((1, 4), dtype=bool))
    step = rank(todo, views, np.ones(4), np.zeros(4, bool))[0]
    pieces = pd.DataFrame(
        {"demand": [0, 0, 1, 2], "length_m": [700.0, 534.0, np.nan, np.nan]}
    ).assign(group=range(4))
    names = pd.DataFrame(
        {"category": ["road_commune", "market", "school"], "name": ["", "Chợ Đông Hà", ""]}
    )
    sentence = brought_back([step.groups], [len(step.cameras)], pieces, names)[0]
    assert "1,23 km" in sentence
    assert "Chợ Đông Hà" in sentence
    assert "trường học" in sentence


def test_each_line_tells_how_it_stands_beside_the_others():
    shared = equipment({"equipment_id": "R", "kind": "recorder", "status": "broken"})
    table, todo = work(
        cameras(
            {"status": "working", "depends_on": "R"},
            {"status": "broken", "repair_cost_vnd": 100, "depends_on": "R"},
            {"status": "broken", "repair_cost_vnd": 100},
        ),
        shared,
    )
    # C0 sees places of 6 and 2, C1 one of 0.5, C2 those of 2 and 1.
    sees = [[1, 1, 0, 0], [0, 0, 1, 0], [0, 1, 0, 1]]
    result = steps(table, todo, sees, [6, 2, 0.5, 1])
    # Per đồng: C2 3/100; R 8/300 at first, then 6/300; R with C1 8.5/400; C1 then 0.5/100.
    assert result["repairs"].tolist() == [["C2"], ["R"], ["C1"]]
    assert result["gain_weight"].tolist() == [3, 6, 0.5]
    assert result["only_weight"].tolist() == [1, 6, 0.5]
    assert result["shared_weight"].tolist() == [2, 2, 0]
    # Without R neither C0 nor C1 sees: 6 and 0.5; the place of 2 is seen by C2.
    assert result["lost_if_dropped_weight"].tolist() == [1, 6.5, 0.5]
    assert result["needed_with"].tolist() == [[], [], ["R"]]
    # R would have gained 8 for 300 a line earlier: ahead of 3/100 when below 266,67.
    # With C1 for 25 instead of 100, R and C1 would come as one: 6.5/325 is as good as 6/300.
    up, down = (result[c].to_numpy() for c in ("up_if_cheaper_vnd", "down_if_dearer_vnd"))
    assert up == pytest.approx([np.nan, 300 - 800 / 3, 75], nan_ok=True)
    assert down == pytest.approx([12.5, np.nan, np.nan], nan_ok=True)


@pytest.mark.parametrize("shared", [0.0, 0.2])
def test_a_line_moves_at_the_cost_it_says(shared):
    random = np.random.default_rng(11)
    views = np.eye(12, 30, dtype=bool) | (random.random((12, 30)) < shared)
    weight, cost = random.random(30) + 0.1, random.integers(50, 150, 12).astype(float)

    def places(costs):
        rows = [{"status": "broken", "repair_cost_vnd": c} for c in costs]
        table = steps(*work(cameras(*rows)), views, weight)
        return table, {ids[0]: place for place, ids in enumerate(table["repairs"])}

    before, _place = places(cost)
    for line in before.iloc[1:8].to_dict("records"):
        camera, now = line["repairs"][0], line["rank"] - 1
        for column, sign in (("up_if_cheaper_vnd", -1), ("down_if_dearer_vnd", 1)):
            if np.isnan(line[column]):
                continue
            other = cost.copy()
            other[int(camera[1:])] += sign * 1.001 * line[column]
            assert (places(other)[1][camera] - now) * sign > 0
            # Where nobody shares a place, not sooner either.
            other[int(camera[1:])] = cost[int(camera[1:])] + sign * 0.999 * line[column]
            assert shared or places(other)[1][camera] == now


def test_money_and_running_cost_end_and_what_is_required_comes_first():
    _table, todo = work(
        cameras(
            {"status": "broken", "repair_cost_vnd": 100, "monthly_cost_vnd": 5},
            {"status": "broken", "repair_cost_vnd": 70, "monthly_cost_vnd": 1},
            {"status": "broken", "repair_cost_vnd": 30, "monthly_cost_vnd": 1},
        )
    )
    views, none = sparse.csr_array(np.eye(3, dtype=bool)), np.zeros(3, bool)

    def bought(**how):
        taken = rank(todo, views, np.array([10.0, 5.0, 1.0]), none, **how)
        return [int(r) for step in taken for r in step.repairs]

    assert bought(budget_vnd=130) == [0, 2]
    assert bought(budget_vnd=130, monthly_vnd=4) == [1, 2]
    assert bought(budget_vnd=130, first=np.array([1])) == [1, 2]


def test_what_stands_beside_a_line_is_said_in_vietnamese():
    line = {
        "only_weight": 1.0,
        "shared_weight": 2.0,
        "lost_if_dropped_weight": 6.5,
        "needed_with": ["R", "S", "T", "U", "V"],
        "up_if_cheaper_vnd": 2.5e6,
        "down_if_dearer_vnd": np.nan,
    }
    [told] = beside_others(pd.DataFrame([line]), pd.Series({"R": "Đầu ghi số 1", "S": ""}))
    assert "6,50" in told
    assert "Đầu ghi số 1, S, T, 2 hạng mục khác" in told
    assert "2,5 triệu đồng" in told

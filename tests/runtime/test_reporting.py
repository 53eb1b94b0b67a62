"""What a commune reports holds the plan it has chosen, and says how to ask for it again."""

import datetime as dt

from gis.packages.package import pack_package, unpack_package
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, as_values, request_from_values, request_money
from gis.runtime.reporting import commune_report
from gis.runtime.snapshot import Snapshots
from gis.scenarios import scenarios
from gis.store.store import Store
from tests.village import CAMERAS, PLACES, UNITS
from tests.world import cameras, communes, demand, equipment

DAY = dt.date(2026, 11, 27)


def test_the_chosen_plan_and_the_places_go_along(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", communes)
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    store = Store(url)
    store.save(
        cameras=cameras(*CAMERAS),
        equipment=equipment(*UNITS),
        demand=demand(*PLACES),
        source="test",
    )
    taken = Snapshots(url).current()
    assert commune_report(taken.analysis, store, "00001", who="An", day=DAY).plan is None

    request = Request(request_money([10e6]), commune="00001")
    plan = make_plan(taken.analysis, taken.planner.work(request.goal, request.weigh), request)
    scenarios.save_scenario(
        store, "Mười triệu", request, plan, terms=taken.analysis.terms, who="An"
    )
    scenarios.choose(store, scenarios.find_scenario(store, "Mười triệu"), who="An")
    content = unpack_package(
        pack_package(commune_report(taken.analysis, store, "00001", who="An", day=DAY)), "goi.zip"
    )
    assert content.plan["name"] == "Mười triệu"
    assert content.plan["result"]["cost_vnd"] == plan.cost_vnd
    assert as_values(request_from_values(content.plan["request"])) == as_values(request)
    assert len(content.demand) > 0
    assert content.about.revision == store.revision()
    store.engine.dispose()

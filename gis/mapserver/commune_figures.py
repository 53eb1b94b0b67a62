"""What communes are coloured by: shares of their cameras, money needed, what is overdue."""

import pandas as pd

from gis.core.choices import Availability
from gis.core.clock import today
from gis.mapserver.cameras import MapTables, as_json
from gis.register.availability import dependence, live
from gis.restoration.model.prices import read_prices
from gis.restoration.model.repair_ids import CAMERA, EQUIPMENT, codes_of
from gis.restoration.model.repairs import repair_table
from gis.survey.maintenance import due, read_intervals
from gis.survey.papers import orphans


def figure_json(tables: MapTables) -> bytes:
    """Return the figures of each commune, in the order of the table, None without ground to say.

    `working`, `live`: shares of its cameras; `cost_vnd`: of all repairs of its cameras and
    equipment; `orphans`, `overdue`: numbers of cameras nobody answers for, and of cameras and
    equipment to be maintained.
    """
    figures = commune_figures(tables).astype(object)
    return as_json(figures.where(figures.notna(), None).to_dict("records"))


def commune_figures(tables: MapTables) -> pd.DataFrame:
    """Return `working live cost_vnd orphans overdue` by code of the commune."""
    found = tables.analysis
    cameras, code = found.cameras, found.cameras["commune_code"]
    shares = pd.DataFrame(
        {
            "working": cameras["sight"] == Availability.UP,
            "live": live(cameras, found.equipment) == Availability.UP,
        }
    )
    intervals = read_intervals() if tables.intervals is None else tables.intervals
    upkeep = due(cameras, found.equipment, intervals, today=today())
    late = upkeep[upkeep["overdue_days"] > 0]
    counts = {
        "cost_vnd": _costs(tables),
        "orphans": orphans(cameras, found.communes)["commune_code"].value_counts(),
        "overdue": late["commune_code"].value_counts(),
    }
    codes = found.communes["code"]
    table = shares.groupby(code).mean().round(4).reindex(codes)
    sums = pd.DataFrame(counts).reindex(codes).fillna(0)
    return table.join(sums.where(table["working"].notna()))


def _costs(tables: MapTables) -> pd.Series:
    """Return the cost of all repairs (VND) by code; equipment is where most of its cameras are."""
    found = tables.analysis
    cameras, equipment = found.cameras, found.equipment
    prices = read_prices() if tables.prices is None else tables.prices
    down = (cameras["sight"] == Availability.DOWN).to_numpy()
    needs = dependence(cameras, equipment).needs
    table = repair_table(cameras, equipment, needs, prices=prices, down=down).table
    entries = needs.tocoo()
    codes = cameras["commune_code"].to_numpy()[entries.row]
    counted = pd.DataFrame({"unit": entries.col, "code": codes}).value_counts().reset_index()
    most = counted.drop_duplicates("unit").set_index("unit")["code"]
    homes = {
        CAMERA: cameras["commune_code"].set_axis(cameras["camera_id"]),
        EQUIPMENT: most.set_axis(equipment["equipment_id"].to_numpy()[most.index]),
    }
    code, where = codes_of(table["repair_id"]), pd.Series("", table.index)
    for target, home in homes.items():
        of = table["target"] == target
        where[of] = code[of].map(home[~home.index.duplicated()]).astype(object).fillna("")
    return table["cost_vnd"].groupby(where).sum()

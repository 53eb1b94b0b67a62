"""PostGIS as an independent judge of the areas: the same question asked in SQL."""

import numpy as np
import pandas as pd
import psycopg
import pytest
import shapely

from gis.core.crs import EQUAL_AREA
from gis.coverage.area import covered_area
from gis.coverage.footprints import footprints
from tests.world import cameras, communes

SQL = """
WITH seen AS (
  SELECT c.code, v.sight, ST_Intersection(
    ST_Transform(v.g, %(plane)s::text), ST_Transform(c.g, %(plane)s::text)) AS g
  FROM view v JOIN commune c ON ST_Intersects(v.g, c.g)
), nested AS (
  SELECT code,
    ST_Area(ST_Union(g) FILTER (WHERE sight = 'up')) AS working,
    ST_Area(ST_Union(g) FILTER (WHERE sight <> 'down')) AS confirmed_or_not,
    ST_Area(ST_Union(g)) AS installed
  FROM seen GROUP BY code
)
SELECT code, coalesce(working, 0), coalesce(confirmed_or_not, 0), installed
FROM nested ORDER BY code
"""


@pytest.mark.postgis
def test_postgis_finds_the_same_areas(postgis: str):
    random = np.random.default_rng(7)
    table = cameras(
        *(
            {"xy": (x, y), "azimuth_deg": a, "hfov_deg": h, "range_m": r}
            for x, y, a, h, r in zip(
                random.uniform(-50, 2050, 300),
                random.uniform(-50, 1050, 300),
                random.uniform(0, 360, 300),
                random.uniform(20, 360, 300),
                random.uniform(5, 120, 300),
                strict=True,
            )
        )
    )
    seen = footprints(table).assign(sight=random.choice(["up", "unconfirmed", "down"], 300))
    with (
        psycopg.connect(postgis.replace("+psycopg", "")) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE TEMP TABLE view (sight text, g geometry)")
        cursor.execute("CREATE TEMP TABLE commune (code text, g geometry)")
        add = "INSERT INTO {} VALUES (%s, ST_GeomFromWKB(%s, 4326))"
        cursor.executemany(
            add.format("view"), list(zip(seen["sight"], seen.to_wkb().geometry, strict=True))
        )
        cursor.executemany(
            add.format("commune"),
            list(zip(communes()["code"], communes().to_wkb().geometry, strict=True)),
        )
        cursor.execute(SQL, {"plane": EQUAL_AREA})
        judged = pd.DataFrame(cursor.fetchall()).set_index(0) / 1e6
    ours = covered_area(seen, communes())
    assert ours["working_km2"].to_numpy() == pytest.approx(judged[1].to_numpy(float), rel=1e-6)
    both = ours["working_km2"] + ours["unconfirmed_km2"]
    assert both.to_numpy() == pytest.approx(judged[2].to_numpy(float), rel=1e-6)
    assert ours["installed_km2"].to_numpy() == pytest.approx(judged[3].to_numpy(float), rel=1e-6)
    assert shapely.is_valid(seen.geometry.to_numpy()).all()

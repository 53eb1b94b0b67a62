import pytest

from gis.demand.layers import read_demand
from gis.errors import FileError


@pytest.mark.parametrize("start", ["", "\ufeff", "\n  "])
def test_a_layer_that_points_to_other_files_is_refused(tmp_path, start):
    secret = tmp_path / "secret.csv"
    secret.write_text("demand_id,category,weight,lon,lat\nD,market,1,106,17\n")
    layer = tmp_path / "cho.geojson"
    layer.write_text(
        f'{start}<OGRVRTDataSource><OGRVRTLayer name="secret">'
        f"<SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        "utf-8",
    )
    with pytest.raises(FileError, match=r"cho\.geojson"):
        read_demand([layer])

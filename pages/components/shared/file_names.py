"""What the files that a page offers are called."""

from gis.export.file_names import file_name, place_name
from gis.runtime.snapshot import Snapshot


def name_file(
    snapshot: Snapshot, what: str, commune: str | None, ending: str, *, vnd: float | None = None
) -> str:
    """Return the name of a file of a commune or the province, see `export.file_names`."""
    place = place_name(snapshot.analysis.communes, commune)
    return file_name(what, place, ending, vnd=vnd, simulated=snapshot.simulated)

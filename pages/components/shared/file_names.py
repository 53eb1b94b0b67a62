"""What the files that a page offers are called."""

from gis.analysis.result import Analysis
from gis.export.file_names import file_name, place_name


def name_file(
    analysis: Analysis, what: str, commune: str | None, ending: str, *, vnd: float | None = None
) -> str:
    """Return the name of a file of a commune or the province, see `export.file_names`."""
    place = place_name(analysis.communes, commune)
    return file_name(what, place, ending, vnd=vnd, basis=analysis.provenance)

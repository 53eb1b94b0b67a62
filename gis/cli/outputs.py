"""Where a command writes its file: as stated, or under the name that files have everywhere."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from gis.analysis.result import Analysis
from gis.core.language import _
from gis.export.file_names import file_name, output_path, place_name


def add_out(parser: ArgumentParser) -> None:
    """Add the option that says where a file goes."""
    help_ = _("file or folder; left out: here, named by what, where, how much and when")
    parser.add_argument("--out", type=Path, help=help_)


def add_confidential(parser: ArgumentParser) -> None:
    """Add the switch that lets cameras marked confidential leave."""
    help_ = _("with the cameras marked confidential, which else stay out")
    parser.add_argument("--with-confidential", action="store_true", help=help_)


def out_file(
    options: Namespace,
    what: str,
    analysis: Analysis,
    ending: str,
    *,
    vnd: float | None = None,
) -> Path:
    """Return where the file of a command goes, see `export.file_names`."""
    place = place_name(analysis.communes, options.commune)
    name = file_name(what, place, ending, vnd=vnd, simulated=analysis.provenance.simulated)
    return output_path(options.out, name)

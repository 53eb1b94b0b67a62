"""Where a command writes its file: as stated, or under the name that files have everywhere."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pandas as pd

from gis.analysis.result import Analysis
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.file_names import file_name, output_path, place_name
from gis.register.queries import is_confidential


def add_out(parser: ArgumentParser) -> None:
    """Add the option that says where a file goes."""
    help_ = _("file or folder; left out: here, named by what, where, how much and when")
    parser.add_argument("--out", type=Path, help=help_)


def add_confidential(parser: ArgumentParser) -> None:
    """Add the switch that lets cameras marked confidential leave."""
    help_ = _("with the cameras marked confidential, which else stay out")
    parser.add_argument("--with-confidential", action="store_true", help=help_)


def check_confidential(cameras: pd.DataFrame, options: Namespace) -> None:
    """Refuse a copy of the register that cannot leave them out: who reads it takes them for gone.

    Raises
    ------
    GisError
        There are some, and they were not asked for.
    """
    count = int(is_confidential(cameras).sum())
    if count and not options.with_confidential:
        raise GisError(
            _(
                "It would hold {count} cameras marked confidential; without them the province "
                "would take them for removed. Ask for them expressly (--with-confidential), and "
                "send the file only by a way that is allowed for them",
                count=number(count),
            )
        )


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
    name = file_name(what, place, ending, vnd=vnd, basis=analysis.provenance)
    return output_path(options.out, name)

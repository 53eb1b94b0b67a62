"""Where a command writes its file: as stated, or under the name that files have everywhere."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pandas as pd

from gis.analysis.result import Analysis
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.file_names import file_name, output_path, place_name
from gis.export.formats import FORMATS
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
    check_ending(options.out, ending)
    place = place_name(analysis.communes, options.commune)
    name = file_name(what, place, ending, vnd=vnd, basis=analysis.provenance)
    return output_path(options.out, name)


# What names of files end with that programs open by it.
_ENDINGS = {kind.ending for kind in FORMATS.values()} | {"shp", "docx", "html", "zip"}


def check_ending(out: Path | None, ending: str) -> None:
    """Refuse a name that says another kind of file than is written.

    Parameters
    ----------
    out
        As stated: a file, a folder, or None.
    ending
        Of the kind of file, without the dot.

    Raises
    ------
    GisError
        Other programs would take the file for what it is not.
    """
    name = "" if out is None else out.name.lower()
    told = [one for one in _ENDINGS if name.endswith(f".{one}")]
    if told and not any(f".{ending}".endswith(f".{one}") for one in told):
        raise GisError(_("{file}: its name must end with .{ending}", file=name, ending=ending))


def format_of(out: Path | None, default: str) -> str:
    """Return the format that the name of a file says, of those in `FORMATS`.

    Parameters
    ----------
    out
        As stated: a file, a folder, or None.
    default
        Where the name says none.

    Returns
    -------
    str
        Of the longest ending that fits.
    """
    name = "" if out is None else out.name.lower()
    fitting = [fmt for fmt, kind in FORMATS.items() if name.endswith(f".{kind.ending}")]
    return max(fitting, key=lambda fmt: len(FORMATS[fmt].ending), default=default)

"""``import --replace``: a commune's list in the place of the one before."""

from argparse import ArgumentParser, Namespace
from typing import Any

import pandas as pd

from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.history import changes_table
from gis.ingest.importing import Import
from gis.store.replacement import ListComparison, compare_lists
from gis.vocabulary.labels import display_names


def add_replacement(parser: ArgumentParser) -> None:
    """Add the options of a list that replaces the one before."""
    parser.add_argument(
        "--replace",
        action="store_true",
        help=_("archive the cameras of its communes that this list held before and lacks now"),
    )
    parser.add_argument(
        "--all-lists",
        action="store_true",
        help=_("with --replace: those of other lists of these communes, too"),
    )
    parser.add_argument(
        "--keep",
        action="append",
        default=[],
        metavar="CODE",
        help=_("with --replace: a camera that stays although it is not in the list"),
    )


def weigh_replacement(
    known: pd.DataFrame, result: Import, options: Namespace
) -> tuple[list[str], dict[str, Any], list[str]]:
    """Return the codes of the cameras that go, and what is told of it, as values and as lines.

    Nothing goes unless it was asked for.

    Raises
    ------
    GisError
        See `_leaving`.
    """
    if not options.replace:
        return [], {}, []
    told = compare_lists(known, result)
    gone = _leaving(told, options)
    lacking = told.absence.cameras
    other = lacking[~lacking["camera_id"].isin(gone)]
    values = {
        "new": told.new["camera_id"].tolist(),
        "changed": told.changed.to_dict("records"),
        "gone": gone,
        "kept": other["camera_id"].tolist(),
    }
    return gone, {"replacement": values}, _lines(told, lacking.drop(other.index), other)


def _leaving(comparison: ListComparison, options: Namespace) -> list[str]:
    """Return the codes of the cameras that a list puts into the archive.

    Raises
    ------
    GisError
        The list is of a part only, or holds little of what is known, and nobody said that this
        is meant; or one that is to be kept would not go.
    """
    lacking = comparison.absence.cameras["camera_id"].tolist()
    going = lacking if options.all_lists else _own(comparison)
    if strange := [code for code in options.keep if code not in going]:
        raise GisError(_("There is no camera “{id}” that would go", id=strange[0]))
    return [code for code in going if code not in options.keep]


def _own(comparison: ListComparison) -> list[str]:
    if comparison.absence.part:
        raise GisError(_("By its title the list is of a part only; import it without --replace"))
    if comparison.absence.few:
        message = _(
            "Only {present} of the {known} cameras known there are in the list; it may be "
            "another one. Import it without --replace, or with --all-lists if all others "
            "are to go",
            present=number(comparison.absence.present),
            known=number(comparison.absence.known),
        )
        raise GisError(message)
    return comparison.own


def _lines(comparison: ListComparison, gone: pd.DataFrame, other: pd.DataFrame) -> list[str]:
    """Say what is new, changed and gone, each with its cameras."""
    changed = changes_table(comparison.changed).to_numpy().tolist()
    return [
        _("New: {count}", count=number(len(comparison.new))),
        *_cameras(comparison.new, "camera_id", "name"),
        _("Changed: {count}", count=number(comparison.changed["camera_id"].nunique())),
        *(
            f"  {code} {name}: {what} “{before}” → “{after}”"
            for code, name, what, before, after in changed
        ),
        _("Gone, into the archive: {count}", count=number(len(gone))),
        *_cameras(gone, "camera_id", "name"),
        _("Not in the list, but kept: {count}", count=number(len(other))),
        *_cameras(other, "camera_id", "name", "custodian", "source"),
    ]


def _cameras(table: pd.DataFrame, *columns: str) -> list[str]:
    rows = table.assign(name=display_names(table))[[*columns]].astype(str).to_numpy().tolist()
    return ["  " + " · ".join(filter(None, row)) for row in rows]

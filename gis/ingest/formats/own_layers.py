"""Layers that this program exports, handed in as a register: which list cameras, which do not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from gis.core.choices import YesNo
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _, in_every_language
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, SHORT_NAME_LETTERS, short_names
from gis.core.text import fold
from gis.ingest.formats.grid import Grid
from gis.ingest.headings.heading_rows import SEARCHED_ROWS
from gis.vocabulary.labels import basis_words, column_words, layer_words

# By what columns a layer is known, the telling ones first; all that leaves says on what it rests.
_RESTS_ON = {"boundaries", "simulated"}
SIGNATURES: dict[str, set[str]] = {
    "footprints": {"footprint_rule", "blind_m"},
    "changes": {"operation", *_RESTS_ON},
    "new_sites": {"azimuths_deg", "new_investment"},
    "ranking": {"rank", "repairs", "gain_weight"},
    "plan": {"target", "phase", "gain_weight"},
    "estimate": {"plan repair", "plan weight", "plan result"},
    "gaps": {"demand_id", "coverage", "near"},
    "demand": {"demand_id", "category"},
    "communes": {"code", "full_name", "area_km2"},
    "links": {"link", "equipment_id"},
    "equipment": {"equipment_id", *_RESTS_ON},
    "cameras": {"sight", *_RESTS_ON},
    "": {"camera_id", *_RESTS_ON},
    "worked_out": _RESTS_ON,
}
REGISTER_LAYERS = ("cameras", "equipment", "")
# What rows of cameras carry beside the register's own columns; of equipment also a position,
# which it has none.
_WORKED_OUT = {"sight", "dark", "assumed", "commune_name", "north_m", "east_m"}
# What says in words what the column beside it says by a code.
_LABEL = "_label"
_NO_POSITION = {"lon", "lat"}
_LONGEST_WORD = 20
# Columns of the register by the names that they have in a Shapefile.
_SHORT_NAMES = {
    short: name
    for columns in (CAMERA_COLUMNS, EQUIPMENT_COLUMNS)
    for name, short in short_names(column.name for column in columns).items()
}


@dataclass(frozen=True, slots=True)
class OwnLayers:
    """What may list cameras or equipment (`grids`), and what was found beside.

    `simulated`: the file says so of its rows. `findings`: a notice for each layer left out.
    """

    grids: list[Grid]
    simulated: bool
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A grid, the layer it is ("" for none of ours), its columns, and the row of its headings."""

    grid: Grid
    name: str
    columns: list[str]
    row: int


def own_layers(grids: Sequence[Grid], file: str) -> OwnLayers:
    """Tell this program's own layers apart, and take off what it had added to them.

    Raises
    ------
    FileError
        None lists cameras or equipment (the message says what they are, and where they
        belong), or rows of a simulated and of a real register are mixed.
    """
    layers = [_recognised(grid) for grid in grids]
    read = [layer for layer in layers if layer.name in REGISTER_LAYERS]
    others = [layer for layer in layers if layer.name not in REGISTER_LAYERS]
    if others and (not read or others[0].name == "estimate"):
        raise FileError(f"{file}: {_sentence(others[0].name)}")
    marks = {mark for layer in read for mark in _marks(layer)}
    if len(marks) > 1:
        raise FileError(
            _(
                "{file}: rows of simulated data stand beside real ones; remove the simulated rows",
                file=file,
            )
        )
    findings = [
        Finding(layer.grid.name, 0, "", Severity.NOTICE, _sentence(layer.name), "")
        for layer in others
    ]
    return OwnLayers([_bare(layer) for layer in read], True in marks, findings)


def _recognised(grid: Grid) -> _Layer:
    """Look for the headings of a layer of ours, or for a mark of simulated data."""
    if grid.headings is not None:
        rows = [list(grid.headings)]
    else:
        rows = grid.cells.head(SEARCHED_ROWS).to_numpy(object).tolist()
    named = [[_column(cell) for cell in row] for row in rows]
    for row, columns in enumerate(named):
        for name, signature in SIGNATURES.items():
            if signature <= set(columns):
                return _Layer(grid, name, columns, row)
    marked = next((row for row, columns in enumerate(named) if "simulated" in columns), 0)
    return _Layer(grid, "", named[marked] if named else [], marked)


def _column(cell: object) -> str:
    return _names().get(fold(cell), "") if isinstance(cell, str) and len(cell) < 100 else ""


@cache
def _names() -> dict[str, str]:
    """Return folded heading → column, for all columns of layers and those of a plan on paper."""
    told = in_every_language(lambda: _telling_words() | layer_words() | column_words())
    own = {name for words in told for name in words}
    labels = {fold(label): name for words in told for name, label in words.items()}
    in_words = {fold(name + _LABEL): name + _LABEL for name in own}
    short = {name.replace("_", "")[:SHORT_NAME_LETTERS]: name for name in own}
    return short | labels | in_words | {fold(name): name for name in own}


def _telling_words() -> dict[str, str]:
    """Return further columns that layers, and a plan on paper, are known by → their names."""
    return {
        "plan repair": _("Repair"),
        "plan weight": _("Weight lost without it"),
        "plan result": _("Brings back"),
        "operation": _("What became of it"),
        "azimuths_deg": _("Directions of the views (°)"),
        "new_investment": _("New investment, no restoration"),
        "link": _("How it hangs on it"),
    }


def _cells(layer: _Layer, place: int) -> pd.Series:
    below = 0 if layer.grid.headings is not None else layer.row + 1
    return layer.grid.cells.iloc[below:, place]


def _marks(layer: _Layer) -> set[bool]:
    """Return what the rows say of being simulated."""
    places = [i for i, column in enumerate(layer.columns) if column == "simulated"]
    return set().union(*(truths(_cells(layer, place)) for place in places))


def truths(cells: pd.Series) -> set[bool]:
    """Return the answers, yes or no, that cells give; blank ones and other words give none."""
    words = {fold(text) for text in {str(cell)[:_LONGEST_WORD] for cell in cells}}
    answers = {YesNo.vocabulary().get(word) for word in words}
    return {answer == YesNo.YES for answer in answers if answer}


def _bare(layer: _Layer) -> Grid:
    """Return the grid without the columns that an export adds to the register's own."""
    added = {"simulated"}
    if layer.name:
        added |= {*basis_words(), *_WORKED_OUT, "id"}
    if layer.name == "equipment":
        added |= _NO_POSITION
    known = bool(layer.name)
    places = [
        i
        for i, column in enumerate(layer.columns)
        if column in added or (known and column.endswith(_LABEL))
    ]
    if not places:
        return layer.grid
    cells, headings = layer.grid.cells.copy(), layer.grid.headings
    if headings is None:
        cells.iloc[layer.row :, places] = None
    else:
        cells[places] = None
        names = (_SHORT_NAMES.get(text, text) if known else text for text in headings)
        headings = tuple("" if i in places else name for i, name in enumerate(names))
    return replace(layer.grid, cells=cells, headings=headings)


def _sentence(name: str) -> str:
    return {
        "footprints": _(
            "these are footprints drawn by this program, not cameras; load the layer of cameras"
        ),
        "changes": _(
            "these are the changes between two revisions, not the list of cameras; load the layer "
            "of cameras"
        ),
        "links": _(
            "these are links to shared equipment, not equipment; load the layers of cameras and of "
            "equipment, which hold them"
        ),
        "worked_out": _(
            "this layer is worked out by this program from the register; load the layer of cameras"
        ),
        "new_sites": _("these are sites for new cameras, not cameras that stand"),
        "ranking": _(
            "this is the order of repairs, not a list of cameras; it is worked out anew "
            "from the register"
        ),
        "plan": _(
            "this is a plan of repairs, not a list of cameras; it is worked out anew from "
            "the register"
        ),
        "estimate": _(
            "this is a plan of repairs, not a list of cameras; it is worked out anew "
            "from the register"
        ),
        "gaps": _(
            "these are places that nobody sees, not cameras; they are worked out anew from "
            "the register"
        ),
        "demand": _(
            "these are places and roads to be seen, not cameras; load them on the page "
            "of the register, beside the cameras"
        ),
        "communes": _(
            "these are communes with their figures, not cameras; they are worked out "
            "anew from the register"
        ),
    }[name]

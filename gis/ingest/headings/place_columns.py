"""The column that most likely says where the cameras are, when no heading names it."""

from collections.abc import Container, Sequence

import pandas as pd

from gis.core.text import fold
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import Heading

_ROWS_LOOKED_AT = 500
# Of the cells: texts, and different from each other; their letters, on average.
_MOST, _FEWEST_LETTERS = 0.6, 4


def likely_place(
    headings: Sequence[Heading], cells: pd.DataFrame, settled: Container[str]
) -> int | None:
    """Return where most different words stand under a heading that names nothing known.

    The column behind the running number goes before the others. `settled`: folded headings
    whose meaning people have said.
    """
    worth = {
        place: _words(cells[place].head(_ROWS_LOOKED_AT))
        for place, heading in enumerate(headings)
        if not heading.column and heading.text and fold(heading.text) not in settled
    }
    behind = [
        place
        for place in worth
        if place and headings[place - 1].column == Role.ORDINAL and worth[place]
    ]
    best = max(worth, key=worth.__getitem__, default=None)
    return behind[0] if behind else best if best is not None and worth[best] else None


def _words(cells: pd.Series) -> float:
    """Return how many letters the different texts of a column have; 0 when it holds others."""
    given = cells.dropna()
    texts = [text for text in given if isinstance(text, str) and any(c.isalpha() for c in text)]
    different = set(texts)
    letters = sum(map(len, different))
    if not texts or len(texts) < _MOST * len(given) or len(different) < _MOST * len(texts):
        return 0.0
    return float(letters) if letters >= _FEWEST_LETTERS * len(different) else 0.0

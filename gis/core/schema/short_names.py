"""Names of columns as Shapefiles have them, which hold ten letters."""

from collections.abc import Iterable

SHORT_NAME_LETTERS = 10


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return each name as a Shapefile has it: its first ten letters, of several alike numbered.

    Parameters
    ----------
    names
        Of the columns of one layer, in their order.

    Returns
    -------
    dict
        Name → at most ten ASCII letters, digits and ``_``; always the same for the same names.
    """
    short, taken = dict[str, str](), set[str]()
    for name in names:
        plain = name.replace("_label", "_vi") if len(name) > SHORT_NAME_LETTERS else name
        made = (
            plain
            if len(plain) <= SHORT_NAME_LETTERS
            else plain.replace("_", "")[:SHORT_NAME_LETTERS]
        )
        turn = 1
        while made in taken:
            turn += 1
            made = made[: SHORT_NAME_LETTERS - len(str(turn))] + str(turn)
        short[name] = made
        taken.add(made)
    return short

"""What the register's own tables say of themselves in a PostgreSQL store: rules, indexes, comments.

The rules hold for who writes by SQL. The program checks what it writes itself, and may bring
back what an older version let in; so rows that are there are not checked either.
"""

import math
from collections.abc import Collection, Iterator, Mapping

from gis.core.language import _
from gis.core.schema import Column, ColumnType
from gis.store import tables
from gis.store.sql_writes import BY_PROGRAM
from gis.vocabulary.labels import column_words, layer_words

_INDEXED = (
    *(("camera", "commune_code"), ("camera", "status"), ("camera", "site_id")),
    *(("equipment", "status"), ("demand", "category")),
)
INDEXES = tuple(f"ix_{table}_{column}" for table, column in _INDEXED)
_DAY = r"^\d{4}-\d{2}-\d{2}$"


def describing_statements(there: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Give what makes the rules, indexes and comments, these in the current language.

    Parameters
    ----------
    there
        The columns of each table as the database has them: this program may know more.

    Yields
    ------
    str
        Statements of SQL.
    """
    for place, name in _INDEXED:
        yield f'CREATE INDEX "ix_{place}_{name}" ON {place} ("{name}")'
    for table in (tables.camera, tables.equipment, tables.demand):
        names = there[table.name]
        columns = [c for c in tables.CONTENT[table] if c.name in names]
        for column in columns:
            if rule := _rule(column):
                yield (
                    f'ALTER TABLE {table.name} ADD CONSTRAINT "{table.name}_{column.name}_check" '
                    f"CHECK ({BY_PROGRAM} OR {rule}) NOT VALID"
                )
        yield f"COMMENT ON TABLE {table.name} IS {quoted(_table_words()[table.name])}"
        known = {column.name: _comment(column) for column in columns}
        plain = column_words() | layer_words()
        for name in names:
            if comment := known.get(name) or plain.get(name):
                yield f'COMMENT ON COLUMN {table.name}."{name}" IS {quoted(comment)}'


def _table_words() -> dict[str, str]:
    return {
        "camera": _("Cameras of the register; those marked confidential too"),
        "equipment": _("Shared equipment of the register"),
        "demand": _("Places and roads to be seen"),
    }


def _rule(column: Column) -> str:
    """Return what a column's values must be, as SQL; "" for any."""
    name = f'"{column.name}"'
    if column.choices is not None:
        codes = ", ".join(quoted(str(code)) for code in column.choices)
        return f"{name} IN ('', {codes})"
    if column.holds is ColumnType.DATE:
        return f"{name} = '' OR {name} ~ '{_DAY}'"
    bounds = ((">=", column.low), ("<=", column.high))
    return " AND ".join(
        f"{name} {sign} {bound!r}" for sign, bound in bounds if math.isfinite(bound)
    )


def _comment(column: Column) -> str:
    meaning = "" if column.meaning is None else column.meaning()
    choices = column.choices or ()
    codes = "; ".join(f"{code} = {code.word}" for code in choices)
    return ". ".join(filter(None, (column.label, meaning.rstrip("."), codes)))


def quoted(text: str) -> str:
    """Return a text as SQL writes it.

    Parameters
    ----------
    text
        Of any letters.

    Returns
    -------
    str
        Within single quotes; right whatever `standard_conforming_strings` says.
    """
    doubled = text.replace("'", "''")
    return f"E'{doubled.replace(chr(92), chr(92) * 2)}'" if "\\" in text else f"'{doubled}'"

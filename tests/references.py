"""The references of docs/ that come from the code: commands, columns, library.

``python -m tests.references`` writes them anew; a test holds the files to the code.
"""

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

import gis
from gis import library
from gis.__main__ import parser
from gis.core.language import in_every_language, use_language
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ROUND_COLUMNS, Column, ColumnType
from gis.export.dictionary import dictionary_table
from gis.export.schema import SCHEMAS
from gis.vocabulary.words import words

DOCS = Path(__file__).resolve().parents[1] / "docs"
MADE = "*Made by `python -m tests.references` from the code; do not edit.*"


# Layers that hold all columns of a table of the register, and more.
_REGISTER = {"cameras": CAMERA_COLUMNS, "equipment": EQUIPMENT_COLUMNS}


def references() -> dict[str, str]:
    """Return each file's text by its name."""
    use_language("vi")
    return {
        "cli.md": "\n".join(_commands()) + "\n",
        "data-dictionary.md": "\n".join((*_columns(), *_layers())) + "\n",
        "data-dictionary.csv": _dictionary(),
        "library.md": "\n".join(_verbs()) + "\n",
    }


def _commands() -> Iterator[str]:
    yield from ("# Lệnh: `python -m gis …`, hoặc `camera-gis …` khi đã cài", "", MADE)
    for name, command in _subcommands(parser()):
        yield from ("", f"## `{name}`", "", (command.description or "") + ".", "")
        yield from ("| tham số | ý nghĩa | giá trị |", "| --- | --- | --- |")
        for action in command._actions:  # argparse has no other way to tell them
            if not isinstance(action, argparse._HelpAction):
                yield _option(action)


def _subcommands(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _option(action: argparse.Action) -> str:
    names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.dest}`"
    choices = ", ".join(f"`{c}`" for c in action.choices or ())
    return f"| {names} | {_cell(action.help)} | {choices} |"


def _columns() -> Iterator[str]:
    yield from ("# Từ điển dữ liệu: các cột của danh mục", "", MADE)
    for title, columns in (
        ("Camera", CAMERA_COLUMNS),
        ("Thiết bị dùng chung", EQUIPMENT_COLUMNS),
        ("Đợt rà soát", ROUND_COLUMNS),
    ):
        yield from ("", f"## {title}", "")
        yield "| cột | tên | ý nghĩa | kiểu | đơn vị | giá trị |"
        yield "| --- | --- | --- | --- | --- | --- |"
        yield from (_column(column) for column in columns)


def _column(column: Column) -> str:
    meaning = column.meaning() if column.meaning else ""
    cells = (column.label, meaning, column.holds, column.unit, _values(column))
    return f"| `{column.name}` | {' | '.join(cells)} |"


def _values(column: Column) -> str:
    if column.choices is not None:
        return "; ".join(f"`{value}` {text}" for value, text in words(column.choices).items())
    if column.holds == ColumnType.NUMBER:
        return f"{column.low:,.0f} … {column.high:,.0f}"
    return "`YYYY-MM-DD`" if column.holds == ColumnType.DATE else ""


def _layers() -> Iterator[str]:
    yield from ("", "# Các lớp dữ liệu xuất ra", "", "Mỗi lớp một loại hình; cột khóa in đậm.")
    table = dictionary_table()
    for name, schema in SCHEMAS.items():
        yield from ("", f"## `{name}`: {schema.label}", "", _cell(schema.meaning()), "")
        yield f"Hình: {schema.geometry or 'không có'}."
        yield "Gồm các cột của danh mục ở trên và:" if name in _REGISTER else ""
        yield ""
        yield "| trường | tên | ý nghĩa | kiểu | đơn vị | mã |"
        yield "| --- | --- | --- | --- | --- | --- |"
        above = {column.name for column in _REGISTER.get(name, ())}
        for row in table[(table["layer"] == name) & ~table["field"].isin(above)].itertuples():
            field = f"**`{row.field}`**" if row.key else f"`{row.field}`"
            cells = (row.label, row.meaning, row.type, row.unit, row.codes)
            yield f"| {field} | {' | '.join(map(_cell, cells))} |"


def _dictionary() -> str:
    """Return the dictionary of layers in both languages, for programs."""
    told, english = in_every_language(dictionary_table)
    names = ["label", "meaning", "codes"]
    both = told.rename(columns={name: f"{name}_vi" for name in names})
    return both.assign(**{f"{n}_en": english[n] for n in names}).to_csv(index=False)


def _verbs() -> Iterator[str]:
    yield from ("# Library: `import gis`", "", MADE)
    source = ast.parse(Path(library.__file__).read_text("utf-8"))
    verbs = {node.name: node for node in source.body if isinstance(node, ast.FunctionDef)}
    for name in gis.__all__:
        verb = verbs[name]
        told = f"gis.{name}({ast.unparse(verb.args)}) -> {ast.unparse(verb.returns)}"
        yield from ("", f"## `{told}`", "", "```text", ast.get_docstring(verb), "```")


def _cell(text: str | None) -> str:
    return "" if text in (None, argparse.SUPPRESS) else text.replace("|", "\\|")


if __name__ == "__main__":
    for file, content in references().items():
        (DOCS / file).write_text(content, "utf-8")

"""Reading papers back: their words, and their tables by what stands at their head."""

import io

import docx
from docx.oxml.ns import qn


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def text(data: bytes) -> str:
    """Return all words of a paper's body and tables, a line each."""
    paragraphs = opened(data).element.body.iter(qn("w:p"))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)


def tables(data: bytes) -> list[list[list[str]]]:
    """Return the tables with headings: rows of cells, the first row its headings."""
    found = [[[c.text for c in row.cells] for row in t.rows] for t in opened(data).tables]
    return [rows for rows in found if "CỘNG HÒA" not in rows[0][-1]]


def by_heading(data: bytes, *headings: str) -> list[dict[str, str]]:
    """Return the rows, by heading, of the first table that has all these headings."""
    for head, *rows in tables(data):
        if set(headings) <= set(head):
            return [dict(zip(head, row, strict=True)) for row in rows]
    raise AssertionError(headings)

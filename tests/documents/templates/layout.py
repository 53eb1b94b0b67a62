"""Paper in the layout of Decree 30/2020/NĐ-CP: page, letterhead, text, tables, signatures.

Texts may hold fields of the paper (``{{ commune }}``) and `**bold**` parts.
"""

from dataclasses import dataclass

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Mm, Pt

FONT = "Times New Roman"
LEFT, CENTRE, RIGHT, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
A4_MM = (210, 297)
TOP_MM = BOTTOM_MM = 20
LEFT_MM, RIGHT_MM = 30, 15
SIGNED_PT = 60
# Shares of the width: the issuer on the left, the state and its motto on the right.
HEAD = (7.0, 9.5)
DAY = "ngày {{ day }} tháng {{ month }} năm {{ year }}"


@dataclass(frozen=True)
class Column:
    """A column: heading, field of each line ("": filled in by hand), its share of the width."""

    heading: str
    field: str
    width: float
    align: WD_ALIGN_PARAGRAPH = CENTRE


@dataclass(frozen=True)
class Issuer:
    """Who issues a paper: the body above it, its own name, and where it signs."""

    above: str
    name: str
    place: str = "{{ commune_name }}"
    above_is_bold: bool = False


COMMITTEE = Issuer("ỦY BAN NHÂN DÂN", "{{ commune_capitals }}", above_is_bold=True)
POLICE = Issuer("CÔNG AN TỈNH QUẢNG TRỊ", "CÔNG AN {{ commune_capitals }}")
PROVINCE = Issuer("BỘ CÔNG AN", "CÔNG AN TỈNH QUẢNG TRỊ", "Quảng Trị")


class Paper:
    """A paper being written, from its letterhead down to its annexes."""

    def __init__(self, issuer, number="", *, subject="", wide=False):
        self.file = docx.Document()
        self.file.core_properties.author = ""
        _set_font(self.file.styles["Normal"])
        page = self.file.sections[0]
        _set_page(page, wide=wide)
        page.different_first_page_header_footer = True
        self._head(page.first_page_header, numbered=False)
        self._head(page.header, numbered=True)
        self._letterhead(issuer, number, subject)

    def save(self, path):
        self.file.save(path)

    def _head(self, header, *, numbered):
        """Write the head of a page: its number, and what marks data that are not real."""
        header.is_linked_to_previous = False
        first = header.paragraphs[0]
        first.alignment = CENTRE
        if numbered:
            _add_page_number(first)
        _paragraph(header, "{{ mark }}", size=10, bold=True, align=CENTRE)

    def _letterhead(self, issuer, number, subject):
        table = self._grid(2, rows=2)
        (left, right), (below, beside) = (row.cells for row in table.rows)
        _fill(left, issuer.above, size=12, bold=issuer.above_is_bold, align=CENTRE)
        _paragraph(left, issuer.name, size=12, bold=True, align=CENTRE)
        _rule(left, self._width() * HEAD[0] / sum(HEAD), length_cm=2.2)
        _fill(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align=CENTRE)
        _paragraph(right, "Độc lập - Tự do - Hạnh phúc", bold=True, align=CENTRE)
        _rule(right, self._width() * HEAD[1] / sum(HEAD), length_cm=5.2)
        _fill(below, f"Số:        /{number}" if number else "", align=CENTRE, before=4)
        if subject:
            _paragraph(below, subject, size=12, align=CENTRE)
        _fill(beside, f"{issuer.place}, {DAY}", italic=True, align=CENTRE, before=4)
        self._set_widths(table, HEAD)

    def title(self, *lines):
        for place, line in enumerate(lines):
            _paragraph(self.file, line, size=14, bold=True, align=CENTRE, before=0 if place else 12)
        _rule(self.file, self._width(), length_cm=5.3)

    def centred(self, text, **look):
        return _paragraph(self.file, text, align=CENTRE, before=6, after=6, **look)

    def text(self, text, **look):
        usual = {"align": JUSTIFIED, "first_cm": 1.0, "before": 3, "after": 3, "line": 1.1}
        return _paragraph(self.file, text, **(usual | look))

    def heading(self, text):
        return self.text(text, bold=True, keep=True)

    def basis(self, text):
        return self.text(text, italic=True)

    def caption(self, text):
        look = {"bold": True, "keep": True}
        return _paragraph(self.file, text, align=CENTRE, before=8, after=4, **look)

    def picture(self, field):
        _paragraph(self.file, f"{{{{ {field} }}}}", align=CENTRE, before=4, after=4)

    def when(self, test, write):
        """Write a part that is there only if a test on the fields holds."""
        self._between(f"if {test}", write, "endif")

    def each(self, loop, line, **look):
        """Write a paragraph for every line of a list: ``e in equipment``."""
        self._between(f"for {loop}", lambda: self.text(line, **look), "endfor")

    def _between(self, begin, write, end):
        _paragraph(self.file, f"{{%p {begin} %}}", size=2)
        write()
        _paragraph(self.file, f"{{%p {end} %}}", size=2)

    def table(self, columns, rows, *, total=(), size=11):
        """Write a table with a row for each line of a list; its headings stand on every page."""
        table = self._grid(len(columns), bordered=True)
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            _fill(cell, column.heading, size=size, bold=True, align=CENTRE)
        _set_row(table.rows[0], "w:tblHeader")
        blank = [""] * (len(columns) - 1)
        fields = [f"{{{{ r.{column.field} }}}}" if column.field else "" for column in columns]
        lines = [[f"{{%tr for r in {rows} %}}", *blank], fields, ["{%tr endfor %}", *blank]]
        for texts in [*lines, *([total] if total else [])]:
            row = table.add_row()
            _set_row(row, "w:cantSplit")
            for cell, text, column in zip(row.cells, texts, columns, strict=True):
                _fill(cell, text, size=size, bold=texts is total, align=column.align)
        self._set_widths(table, [column.width for column in columns])
        _paragraph(self.file, "", size=6)

    def landscape(self, *captions, note=""):
        """Begin an annex on pages that lie wide."""
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        _set_page(section, wide=True)
        section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = True
        for caption in captions:
            self.caption(caption)
        if note:
            self.centred(note, size=12, italic=True)

    def sign(self, title, recipients, *, on_behalf_of=""):
        """Write who gets the paper, and the place where one signs."""
        table = self._grid(2)
        left, right = table.rows[0].cells
        _fill(left, "Nơi nhận:", size=12, bold=True, italic=True)
        for name in recipients:
            _paragraph(left, f"- {name}", size=11)
        if on_behalf_of:
            _fill(right, on_behalf_of, bold=True, align=CENTRE)
            _paragraph(right, title, bold=True, align=CENTRE, after=SIGNED_PT)
        else:
            _fill(right, title, bold=True, align=CENTRE, after=SIGNED_PT)
        _paragraph(right, "")
        self._set_widths(table, (8.0, 8.5))
        _set_row(table.rows[0], "w:cantSplit")

    def sign_all(self, *titles):
        """Write the places where several sign side by side."""
        table = self._grid(len(titles))
        for cell, title in zip(table.rows[0].cells, titles, strict=True):
            _fill(cell, title, size=12, bold=True, align=CENTRE)
            look = {"size": 11, "italic": True, "align": CENTRE}
            _paragraph(cell, "(Ký, ghi rõ họ tên)", after=SIGNED_PT, **look)
        self._set_widths(table, [1] * len(titles))
        _set_row(table.rows[0], "w:cantSplit")

    def _grid(self, columns, *, rows=1, bordered=False):
        table = self.file.add_table(rows, columns)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _set_borders(table, "single" if bordered else "nil")
        return table

    def _width(self):
        """Return the width between the margins of the present page."""
        page = self.file.sections[-1]
        return Emu(page.page_width - page.left_margin - page.right_margin)

    def _set_widths(self, table, shares):
        """Let a table fill the page from margin to margin."""
        table.autofit = False
        widths = [Emu(round(self._width() * share / sum(shares))) for share in shares]
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width


def _set_font(style):
    style.font.name, style.font.size = FONT, Pt(13)
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), FONT)
    properties.append(_element("w:lang", val="vi-VN"))


def _set_page(section, *, wide):
    short, long = (Mm(side) for side in A4_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(9), Mm(8)


def _set_borders(table, line):
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val=line, sz="4", color="000000"))
    after = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    table._tbl.tblPr.insert_element_before(borders, *after)


def _set_row(row, rule):
    """Let a row repeat on every page (``w:tblHeader``), or not be cut (``w:cantSplit``)."""
    row._tr.get_or_add_trPr().append(_element(rule, val="true"))


def _fill(cell, text, **look):
    """Write the first paragraph of a cell."""
    first = cell.paragraphs[0]._element
    first.getparent().remove(first)
    _paragraph(cell, text, **look)


def _paragraph(
    where,
    text,
    *,
    align=None,
    before=0,
    after=0,
    first_cm=0.0,
    keep=False,
    line=None,
    size=13,
    bold=False,
    italic=False,
):
    paragraph = where.add_paragraph()
    paragraph.alignment = align
    look = paragraph.paragraph_format
    look.space_before, look.space_after = Pt(before), Pt(after)
    look.line_spacing = line
    look.keep_with_next = keep or None
    if first_cm:
        look.first_line_indent = Cm(first_cm)
    for place, part in enumerate(text.split("**")):
        if part:
            _write(paragraph, part, size=size, bold=bold or place % 2 == 1, italic=italic)
    return paragraph


def _write(paragraph, text, *, size=13, bold=False, italic=False):
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold, run.italic = FONT, Pt(size), bold, italic
    for letters in ("w:cs", "w:eastAsia"):
        run._element.rPr.rFonts.set(qn(letters), FONT)
    return run


def _rule(where, width, *, length_cm):
    """Draw a line in the middle of a width."""
    paragraph = _paragraph(where, "", size=2)
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz="6", space="1", color="000000"))
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    paragraph._element.get_or_add_pPr().insert_element_before(borders, *after)
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = Emu(round((width - Cm(length_cm)) / 2))


def _add_page_number(paragraph):
    begin, end = (_element("w:fldChar", fldCharType=kind) for kind in ("begin", "end"))
    code = _element("w:instrText")
    code.text = "PAGE"
    for element in (begin, code, end):
        _write(paragraph, "")._element.append(element)


def _element(name, **attributes):
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element

"""What is said of a sheet as a whole: what of it is not read, what was guessed and how."""

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.text import fold
from gis.ingest.cells import show
from gis.ingest.sheets import Sheet


def sheet_remarks(sheet: Sheet) -> list[Finding]:
    """Say which columns are not read, which was taken for the place, how priorities count."""
    return _ignored(sheet) + _likely(sheet) + _ordered(sheet)


def not_read(sheet: Sheet) -> Finding:
    """Say that a sheet lists no cameras."""
    message = _("This sheet lists no cameras and was not read")
    suggestion = _("If it should, give its columns headings such as “Mã camera” and “Địa chỉ”")
    return Finding(sheet.name, 0, "", Severity.NOTICE, message, suggestion)


def summary_sheet_notice(sheet: Sheet) -> Finding:
    """Say that a sheet was compared with the others."""
    message = _("This sheet sums up the others; it was compared with them, not imported")
    return Finding(sheet.name, 0, "", Severity.NOTICE, message, "")


def _ignored(sheet: Sheet) -> list[Finding]:
    unknown = [
        heading.text
        for i, heading in enumerate(sheet.headings)
        if not sheet.is_read(i) and heading.text and sheet.cells[i].notna().any()
    ]
    if not unknown:
        return []
    message = _("Columns not read: {headings}", headings=", ".join(unknown))
    suggestion = _("Rename a heading if its column belongs to the register")
    return [Finding(sheet.name, 0, "", Severity.NOTICE, message, suggestion)]


def _likely(sheet: Sheet) -> list[Finding]:
    if not sheet.likely_place:
        return []
    message = _(
        "No heading names the place; the column “{heading}” was taken for it",
        heading=sheet.likely_place,
    )
    remedy = _("If that is wrong, say what the column means")
    return [Finding(sheet.name, 0, sheet.likely_place, Severity.WARNING, message, remedy)]


def _ordered(sheet: Sheet) -> list[Finding]:
    """Say how plain numbers of a priority were read: in some offices 1 comes first."""
    column = sheet.column("importance")
    heading = next((h.text for h in sheet.headings if h.column == "importance"), "")
    if "uu tien" not in fold(heading) or not any(show(c).isdecimal() for c in column.dropna()):
        return []
    message = _("Numbers of this column were read so that 5 is most important, 1 least")
    suggestion = _("Where 1 comes first, write “ưu tiên 1”, “ưu tiên 2”, …")
    return [Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion)]

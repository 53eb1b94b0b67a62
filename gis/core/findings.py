"""What a check says about one cell of a file. Dirty data is data, not an exception."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the row out (quarantine); a warning lets it in; a notice informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on one cell.

    Attributes
    ----------
    sheet
        The sheet, layer or file; of checks of a register ``cameras``, ``equipment`` or "".
    row
        The file's own row number (the header is usually row 1), 0 when the remark is about the
        whole sheet.
    column
        The heading as the file writes it, or the canonical name when the file has no such column.
    severity
        Whether the row is kept out, let in, or only spoken of.
    message
        What is wrong and where, in the language of who asked.
    suggestion
        What to do; "" where nothing need be done.
    """

    sheet: str
    row: int
    column: str
    severity: Severity
    message: str
    suggestion: str

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding as plain JSON values."""
        return asdict(self) | {"severity": str(self.severity)}

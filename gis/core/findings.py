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

    `row` is the file's own row number (the header is usually row 1), 0 when the remark is
    about the whole sheet; `column` is the heading as the file writes it, or the canonical
    name when the file has no such column.
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

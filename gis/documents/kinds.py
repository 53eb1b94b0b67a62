"""The kinds of official papers, and what their files are called."""

from enum import StrEnum

from gis.core.language import _


class DocumentKind(StrEnum):
    """A paper the order of 4 November 2025 asks for, or one that follows from it."""

    REVIEW = "review"
    PROPOSAL = "proposal"
    DECISION = "decision"
    ESTIMATE = "estimate"
    MAINTENANCE = "maintenance"
    INSPECTION = "inspection"
    HANDOVER = "handover"
    ACCEPTANCE = "acceptance"
    REPORT = "report"
    REMINDER = "reminder"
    STANDARDS = "standards"


# These speak of the whole province; all others of one commune.
PROVINCIAL = frozenset({DocumentKind.REPORT, DocumentKind.REMINDER, DocumentKind.STANDARDS})
# These carry a plan.
PLAN_KINDS = frozenset({DocumentKind.PROPOSAL, DocumentKind.DECISION, DocumentKind.ESTIMATE})
# These show a map.
MAPPED = frozenset({DocumentKind.REVIEW, DocumentKind.PROPOSAL, DocumentKind.REPORT})
# What their files are called, see `gis.export.file_names`.
STEMS = {
    DocumentKind.REVIEW: "bao-cao-ra-soat",
    DocumentKind.PROPOSAL: "to-trinh",
    DocumentKind.DECISION: "quyet-dinh",
    DocumentKind.ESTIMATE: "du-toan",
    DocumentKind.MAINTENANCE: "ke-hoach-bao-duong",
    DocumentKind.INSPECTION: "bien-ban-kiem-tra",
    DocumentKind.HANDOVER: "bien-ban-ban-giao",
    DocumentKind.ACCEPTANCE: "bien-ban-nghiem-thu",
    DocumentKind.REPORT: "bao-cao-tong-hop",
    DocumentKind.REMINDER: "cong-van-don-doc",
    DocumentKind.STANDARDS: "phu-luc-tieu-chuan",
}


def document_words() -> dict[str, str]:
    """Return what each kind of paper is called."""
    return {
        DocumentKind.REVIEW: _("Review report"),
        DocumentKind.PROPOSAL: _("Proposal of the plan"),
        DocumentKind.DECISION: _("Decision to approve the plan (draft)"),
        DocumentKind.ESTIMATE: _("Estimate of costs"),
        DocumentKind.MAINTENANCE: _("Maintenance plan of the year"),
        DocumentKind.INSPECTION: _("Record of inspection"),
        DocumentKind.HANDOVER: _("Record of handover"),
        DocumentKind.ACCEPTANCE: _("Record of acceptance"),
        DocumentKind.REPORT: _("Report of the province"),
        DocumentKind.REMINDER: _("Reminder to late communes"),
        DocumentKind.STANDARDS: _("Annex of technical standards"),
    }

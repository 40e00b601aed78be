"""Who reads the review, and who holds one."""

from partners.foundation.access import Permission


class ReportPermission(Permission):
    REVIEW = "report.review"
    HOLD_REVIEW = "report.hold_review"

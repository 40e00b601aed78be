"""Papers that are drawn up from a case: which make sense where it stands. Pure."""

from dataclasses import dataclass

from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.vocabulary import Words
from partners.foundation.words import _l

CONSENT_MOTION, CERTIFICATE, REPORT = "consent_motion", "appointment_certificate", "stage_report"


@dataclass(frozen=True)
class Draft:
    """A paper that Partners draws up: its code is that of its template."""

    code: str
    label: Words
    #: The type under which it goes on file.
    files_as: str = "other"


DRAFTS = {
    CONSENT_MOTION: Draft(CONSENT_MOTION, _l("Motion for consent")),
    CERTIFICATE: Draft(CERTIFICATE, _l("Certificate of appointment"), "certificate"),
    REPORT: Draft(REPORT, _l("Report on the state of the case")),
}


def drafts_for(pipeline: Pipeline, stage: Stage) -> list[Draft]:
    """The papers that make sense for a case at this stage: a report always."""
    council = [one for one in pipeline.stages if one.hears_council]
    appoints = [one for one in pipeline.stages if "appointment_certificate" in {paper.code for paper in one.papers}]
    made = [DRAFTS[REPORT]]
    if council and pipeline.position(stage) >= pipeline.position(council[0]) - 1:
        made.insert(0, DRAFTS[CONSENT_MOTION])
    if appoints and pipeline.position(stage) >= pipeline.position(appoints[0]) - 1:
        made.insert(0, DRAFTS[CERTIFICATE])
    return made

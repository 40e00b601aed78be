"""A partner institution of medical tourism: from the recruitment notice to its renewal every three years.

Source: the report to the council of November 2020, lines 167 (extended recruitment) and 176 (appointment);
the steps between from the rounds of 2019 to 2022 as the press reported them. That whoever is not registered
for foreign patients must not be appointed follows from 의료 해외진출 및 외국인환자 유치 지원에 관한 법률.
"""

from partners.agreements.pipelines.asks import body, day, document, score, until, words
from partners.agreements.pipelines.shape import Gate, Paper, Pipeline, Proof, Stage
from partners.agreements.vocabulary import Ending
from partners.foundation.words import _l

IN_RECEPTION_PERIOD = Gate(
    "reception_period",
    _l("Applied while applications were received"),
    proof=Proof.RECEIVED,
    asks=(day(_l("Date of application"), _l("Write down the day of the application.")),),
)

APPLICATION_PAPERS = Gate(
    "application_papers",
    _l("Application and registration papers"),
    proof=Proof.ON_FILE,
    papers=("application_form", "business_registration"),
)

REGISTRATION_PAPER = Gate(
    "registration_paper",
    _l("Certificate of registration for foreign patients"),
    proof=Proof.ON_FILE,
    papers=("patient_registration",),
    kinds=("hospital",),
)

ELIGIBLE = Gate(
    "eligibility",
    _l("Registration valid, seat in the district"),
    asks=(
        day(_l("Date of the check"), _l("Write down the day of the eligibility check.")),
        until(_l("Registration valid until")),
        words(_l("Why no registration is needed")),
    ),
    proof=Proof.REGISTERED,
)

DESK_REVIEW = Gate(
    "desk_review",
    _l("Points of the desk review"),
    asks=(
        score(_l("Points of the desk review"), _l("Write down the points of the desk review.")),
        day(_l("Date of the desk review"), _l("Write down the day of the desk review.")),
    ),
)

SITE_VISIT = Gate(
    "site_visit",
    _l("Enough points with the site visit"),
    asks=(
        score(_l("Points of the site visit"), _l("Write down the points of the site visit.")),
        day(_l("Date of the site visit"), _l("Write down the day of the site visit.")),
    ),
    proof=Proof.SCORED,
)

COUNCIL_REVIEW = Gate(
    "council_review",
    _l("Approval by the medical tourism council"),
    asks=(
        day(_l("Date of the decision"), _l("Write down the day on which the council approved.")),
        body(_l("Committee that decided"), _l("Choose the committee that decided.")),
        *document(_l("Minutes of the decision")),
    ),
    proof=Proof.COMMITTEE_FORMED,
)

STILL_REGISTERED = Gate(
    "still_registered",
    _l("Registration valid on the day of appointment"),
    proof=Proof.REGISTERED,
    asks=(until(_l("Registration valid until")), words(_l("Why no registration is needed"))),
    basis=_l("Act on foreign patients, article 6"),
)

APPOINTED = Gate(
    "appointed",
    _l("Appointment, its certificate and its term"),
    asks=(
        day(_l("Date of appointment"), _l("Write down the day of the appointment.")),
        until(_l("Last day of the term"), _l("Write down the last day of the term.")),
        *document(_l("Certificate of appointment"), _l("Write down the title of the certificate.")),
    ),
    signs="partner_institution",
    files_as="certificate",
)

CHECKED = Gate(
    "yearly_check",
    _l("Yearly check"),
    asks=(
        day(_l("Date of the check"), _l("Write down the day of the yearly check.")),
        *document(_l("Report on the check")),
    ),
)

RENEWED = Gate(
    "renewed",
    _l("Renewal: results checked, new term"),
    asks=(
        day(_l("Date of renewal"), _l("Write down the day of the renewal.")),
        until(_l("Last day of the new term"), _l("Write down the last day of the new term.")),
        words(_l("Results in the past term"), _l("Write down what came of the past term.")),
        *document(_l("Certificate of appointment")),
    ),
    signs="partner_institution",
    files_as="certificate",
)

PARTNER_INSTITUTION = Pipeline(
    code="partner_institution",
    label=_l("Partner institution of medical tourism"),
    kinds=("hospital", "company", "institution"),
    team="medical",
    in_rounds=True,
    pass_mark=70,
    stages=(
        Stage(
            "recruiting",
            _l("Recruitment notice"),
            short=_l("Notice"),
            to_leave=(IN_RECEPTION_PERIOD,),
            may_end_as=(Ending.WITHDRAWN,),
        ),
        Stage(
            "applied",
            _l("Applied"),
            short=_l("Applied"),
            to_leave=(APPLICATION_PAPERS, REGISTRATION_PAPER),
            papers=(
                Paper("application_form", _l("Application form")),
                Paper("business_registration", _l("Business registration certificate")),
                Paper("patient_registration", _l("Certificate of registration for foreign patients"), "certificate"),
            ),
            may_end_as=(Ending.WITHDRAWN, Ending.REJECTED),
        ),
        Stage(
            "eligibility",
            _l("Eligibility check"),
            short=_l("Eligibility"),
            to_leave=(ELIGIBLE,),
            may_return_to=("applied",),
            may_end_as=(Ending.WITHDRAWN, Ending.REJECTED),
        ),
        Stage(
            "desk_review",
            _l("Desk review"),
            short=_l("Desk review"),
            to_leave=(DESK_REVIEW,),
            may_return_to=("eligibility",),
            may_end_as=(Ending.WITHDRAWN, Ending.REJECTED),
        ),
        Stage(
            "site_visit",
            _l("Site visit"),
            short=_l("Site visit"),
            to_leave=(SITE_VISIT,),
            may_return_to=("desk_review",),
            may_end_as=(Ending.WITHDRAWN, Ending.REJECTED),
        ),
        Stage(
            "council_review",
            _l("Review by the medical tourism council"),
            short=_l("Council review"),
            to_leave=(COUNCIL_REVIEW,),
            may_return_to=("site_visit",),
            may_end_as=(Ending.WITHDRAWN, Ending.REJECTED),
        ),
        Stage(
            "appointed",
            _l("Appointed"),
            short=_l("Appointed"),
            to_enter=(COUNCIL_REVIEW, STILL_REGISTERED, APPOINTED),
            papers=(Paper("appointment_certificate", _l("Certificate of appointment"), "certificate"),),
            may_end_as=(Ending.DISMISSED,),
            makes="partner_institution",
            term_years=3,
        ),
        Stage(
            "active",
            _l("Active, with support"),
            short=_l("In activity"),
            to_leave=(CHECKED,),
            may_end_as=(Ending.EXPIRED, Ending.DISMISSED),
            rests="partner_institution",
        ),
        Stage(
            "renewal",
            _l("Renewal"),
            short=_l("Renewal"),
            to_leave=(STILL_REGISTERED, RENEWED),
            may_end_as=(Ending.EXPIRED, Ending.DISMISSED),
            renews="partner_institution",
            term_years=3,
            goes_on_at="active",
        ),
    ),
)

"""A goodwill ambassador: nominated, screened, approved, appointed for a term, and appointed again.

Source: the report to the council of November 2020, lines 132 and 166; the steps and the term of two years
from the ordinances of other districts, so the term is a setting. An ambassador is a natural person: no
appointment without a legal basis for keeping the data (개인정보 보호법 제15조).
"""

from partners.agreements.pipelines.asks import day, document, until, words
from partners.agreements.pipelines.shape import Gate, Paper, Pipeline, Proof, Stage
from partners.agreements.vocabulary import Ending
from partners.foundation.words import _l

SCREENED = Gate(
    "screened",
    _l("No ground for disqualification"),
    asks=(
        day(_l("Date of the check"), _l("Write down the day of the check.")),
        words(_l("What was checked"), _l("Write down what was checked.")),
    ),
)

CONSENTED = Gate(
    "consented",
    _l("Consent of the person on record"),
    proof=Proof.CONSENTED,
    missing=_l("Write down the person's consent and until when the data may be kept, on the partner's page."),
)

POLICY_APPROVAL = Gate(
    "policy_approval",
    _l("Mayor's policy approval"),
    asks=(
        day(_l("Date of approval"), _l("Write down the day of the mayor's policy approval.")),
        *document(_l("Policy paper")),
    ),
)

APPOINTED = Gate(
    "appointed",
    _l("Appointment, its certificate and its term"),
    asks=(
        day(_l("Date of appointment"), _l("Write down the day of the appointment.")),
        until(_l("Last day of the term"), _l("Write down the last day of the term.")),
        *document(_l("Certificate of appointment"), _l("Write down the title of the certificate.")),
    ),
    signs="ambassador",
    files_as="certificate",
)

REAPPOINTED = Gate(
    "reappointed",
    _l("Reappointment and its new term"),
    asks=(
        day(_l("Date of reappointment"), _l("Write down the day of the reappointment.")),
        until(_l("Last day of the new term"), _l("Write down the last day of the new term.")),
        *document(_l("Certificate of appointment")),
    ),
    signs="ambassador",
    files_as="certificate",
)

AMBASSADOR = Pipeline(
    code="ambassador",
    label=_l("Goodwill ambassador"),
    kinds=("ambassador",),
    stages=(
        Stage("nominated", _l("Nominated"), short=_l("Nominated"), may_end_as=(Ending.WITHDRAWN, Ending.DECLINED)),
        Stage(
            "screening",
            _l("Screening"),
            short=_l("Screening"),
            to_leave=(CONSENTED, SCREENED),
            may_return_to=("nominated",),
            may_end_as=(Ending.WITHDRAWN, Ending.DECLINED, Ending.REJECTED),
        ),
        Stage(
            "approved",
            _l("Policy approval"),
            short=_l("Approval"),
            to_leave=(POLICY_APPROVAL,),
            papers=(Paper("policy_paper", _l("Policy paper")),),
            may_return_to=("screening",),
            may_end_as=(Ending.WITHDRAWN, Ending.DECLINED),
        ),
        Stage(
            "appointed",
            _l("Appointed"),
            short=_l("Appointed"),
            to_enter=(CONSENTED, APPOINTED),
            papers=(Paper("appointment_certificate", _l("Certificate of appointment"), "certificate"),),
            may_end_as=(Ending.DISMISSED,),
            makes="ambassador",
            term_years=2,
        ),
        Stage(
            "active",
            _l("In activity"),
            short=_l("In activity"),
            may_end_as=(Ending.EXPIRED, Ending.DISMISSED),
            rests="ambassador",
        ),
        Stage(
            "reappointed",
            _l("Reappointment"),
            short=_l("Reappointment"),
            to_leave=(CONSENTED, REAPPOINTED),
            may_end_as=(Ending.EXPIRED, Ending.DISMISSED),
            renews="ambassador",
            term_years=2,
            goes_on_at="active",
        ),
    ),
)

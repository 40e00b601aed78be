"""A city in our own country: from the target region to the sister tie and its ceremony.

Source: the report to the council of November 2020, lines 207 to 209 (region, exchange of intent,
working consultation) and 99 (signature and ceremony on different days); the rest is practice.
Whether the council has to consent hangs on the ordinance: the consent matrix says "ask".
"""

from partners.agreements.pipelines.asks import ceremony, day, document, interaction
from partners.agreements.pipelines.shape import Gate, Paper, Pipeline, Proof, Stage
from partners.agreements.vocabulary import Ending, Outcome, Scope
from partners.foundation.words import _l

PARTNER_CHOSEN = Gate(
    "partner_chosen",
    _l("Target city chosen"),
    proof=Proof.PARTNER_KNOWN,
    missing=_l("Choose the partner of this case first."),
    overridable=False,
)

POLICY_APPROVAL = Gate(
    "policy_approval",
    _l("Policy approval"),
    asks=(
        day(_l("Date of approval"), _l("Write down the day of the policy approval.")),
        *document(_l("Policy paper")),
    ),
)

COUNTERPART_REPLY = Gate(
    "counterpart_reply",
    _l("Reply of the counterpart"),
    asks=(
        day(_l("Date of the reply"), _l("Write down the day of the counterpart's reply.")),
        *document(_l("Letter of reply")),
        interaction(_l("Interaction that bears it out")),
    ),
    files_as="reply",
)

DRAFT_AGREED = Gate(
    "draft_agreed",
    _l("Draft agreement settled"),
    asks=(
        day(_l("Date of settlement"), _l("Write down the day on which both sides settled the draft agreement.")),
        *document(_l("Draft agreement")),
    ),
)

COUNCIL_CONSENT = Gate(
    "council_consent",
    _l("Resolution of the council, or why none is needed"),
    proof=Proof.RESOLVED,
    consents_to="sister",
)

SISTER_SIGNED = Gate(
    "sister_signed",
    _l("Signed sister agreement and its date"),
    asks=(
        day(_l("Date of signature"), _l("Write down the day of the signature.")),
        ceremony(),
        *document(_l("Signed copy"), _l("Write down the title of the signed copy.")),
    ),
    signs="sister",
    files_as="agreement",
)

CITY_DOMESTIC = Pipeline(
    code="city_domestic",
    label=_l("Domestic city"),
    kinds=("city",),
    team="exchange",
    scope=Scope.DOMESTIC,
    partner_may_be_unknown=True,
    # No stage before the council knows a way back, so each has an ending: no case is a dead end.
    stages=(
        Stage(
            "region_target",
            _l("Target region"),
            short=_l("Target region"),
            may_end_as=(Ending.ON_HOLD, Ending.WITHDRAWN),
        ),
        Stage(
            "selection",
            _l("Selection"),
            short=_l("Selection"),
            to_leave=(PARTNER_CHOSEN, POLICY_APPROVAL),
            papers=(Paper("candidate_review", _l("Review of candidate cities")),),
            may_end_as=(Ending.ON_HOLD, Ending.WITHDRAWN),
        ),
        Stage(
            "intent_exchange",
            _l("Exchange of intent"),
            short=_l("Exchange of intent"),
            to_leave=(COUNTERPART_REPLY,),
            papers=(Paper("consultation_letter", _l("Letter on consultation")),),
            may_end_as=(Ending.DECLINED, Ending.DORMANT, Ending.WITHDRAWN),
        ),
        Stage(
            "working_consultation",
            _l("Working consultation"),
            short=_l("Working consultation"),
            to_leave=(DRAFT_AGREED,),
            papers=(Paper("working_report", _l("Report on working consultations")),),
            may_end_as=(Ending.DECLINED, Ending.DORMANT, Ending.WITHDRAWN),
        ),
        Stage(
            "council_consent",
            _l("Council consent (where the ordinance asks for it)"),
            short=_l("Council consent"),
            to_leave=(COUNCIL_CONSENT,),
            papers=(
                Paper("consent_motion", _l("Motion for consent")),
                Paper("written_resolution", _l("Written resolution"), files_as="council_resolution"),
            ),
            may_return_to=("working_consultation",),
            sent_back={
                Outcome.REJECTED: "working_consultation",
                Outcome.WITHDRAWN: "working_consultation",
                Outcome.LAPSED: "working_consultation",
            },
        ),
        Stage(
            "sister_signed",
            _l("Sister tie signed, with ceremony"),
            short=_l("Sister tie"),
            to_enter=(COUNCIL_CONSENT, SISTER_SIGNED),
            papers=(Paper("sister_agreement", _l("Sister agreement"), files_as="agreement"),),
            makes="sister",
            rests="sister",
            completes=True,
        ),
    ),
)

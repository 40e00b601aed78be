"""A city abroad: from its selection to the sister tie that the council consented to.

Source: the report to the council of November 2020, lines 214 and 215 (the procedure as printed);
gates and documents from the practice of district offices.
"""

from partners.agreements.pipelines.asks import day, document, interaction
from partners.agreements.pipelines.shape import Gate, Paper, Pipeline, Proof, Stage
from partners.agreements.vocabulary import Ending, Outcome, Scope
from partners.foundation.words import _l

POLICY_APPROVAL = Gate(
    "policy_approval",
    _l("Mayor's policy approval"),
    asks=(
        day(_l("Date of approval"), _l("Write down the day of the mayor's policy approval.")),
        *document(_l("Policy paper")),
    ),
)

COUNTERPART_REPLY = Gate(
    "counterpart_reply",
    _l("Written reply of the counterpart"),
    asks=(
        day(_l("Date of the reply"), _l("Write down the day of the counterpart's written reply.")),
        *document(_l("Letter of reply")),
        interaction(_l("Interaction that bears it out")),
    ),
    files_as="reply",
)

PRE_EXCHANGE_RECORD = Gate(
    "pre_exchange_record",
    _l("One pre-exchange or more on record"),
    proof=Proof.EXCHANGED,
    missing=_l("Record an exchange with this partner or its institutions after the stage began."),
)

DRAFT_AGREED = Gate(
    "draft_agreed",
    _l("Draft agreement settled"),
    asks=(
        day(_l("Date of settlement"), _l("Write down the day on which both sides settled the draft agreement.")),
        *document(_l("Draft agreement")),
    ),
)

FRIENDSHIP_CONSENT = Gate(
    "friendship_consent",
    _l("Council's word on the friendship tie"),
    proof=Proof.RESOLVED,
    consents_to="friendship",
)

FRIENDSHIP_SIGNED = Gate(
    "friendship_signed",
    _l("Signed friendship agreement and its date"),
    asks=(
        day(_l("Date of signature"), _l("Write down the day of the signature.")),
        *document(_l("Signed copy"), _l("Write down the title of the signed copy.")),
    ),
    signs="friendship",
    files_as="agreement",
)

PROGRAMME_RECORD = Gate(
    "programme_record",
    _l("One friendship exchange or more on record"),
    proof=Proof.EXCHANGED,
    missing=_l("Record an exchange with this partner or its institutions after the stage began."),
)

COMMITTEE_OPINION = Gate(
    "committee_opinion",
    _l("Opinion of the deliberation committee"),
    asks=(
        day(_l("Date of the opinion"), _l("Write down the day of the committee's opinion.")),
        *document(_l("Written opinion")),
    ),
)

COUNCIL_CONSENT = Gate(
    "council_consent",
    _l("Resolution of the council"),
    proof=Proof.RESOLVED,
    consents_to="sister",
)

SISTER_SIGNED = Gate(
    "sister_signed",
    _l("Signed sister agreement and its date"),
    asks=(
        day(_l("Date of signature"), _l("Write down the day of the signature.")),
        *document(_l("Signed copy"), _l("Write down the title of the signed copy.")),
    ),
    signs="sister",
    files_as="agreement",
)

CITY_FOREIGN = Pipeline(
    code="city_foreign",
    label=_l("Foreign city"),
    kinds=("city",),
    team="exchange",
    scope=Scope.FOREIGN,
    stages=(
        Stage(
            "selection",
            _l("Selection"),
            short=_l("Selection"),
            to_leave=(POLICY_APPROVAL,),
            papers=(
                Paper("candidate_review", _l("Review of candidate cities")),
                Paper("policy_paper", _l("Policy paper")),
            ),
            # Practice: what was never approved is put on hold or withdrawn.
            may_end_as=(Ending.ON_HOLD, Ending.WITHDRAWN),
        ),
        Stage(
            "approach",
            _l("Approach"),
            short=_l("Approach"),
            to_leave=(COUNTERPART_REPLY,),
            papers=(
                Paper("proposal_letter", _l("Letter of proposal")),
                Paper("letter_of_intent", _l("Letter of intent (LOI)"), files_as="loi"),
                Paper("consultation_report", _l("Report on consultations")),
            ),
            may_return_to=("selection",),
            may_end_as=(Ending.DECLINED, Ending.DORMANT),
        ),
        Stage(
            "pre_exchange",
            _l("Pre-exchange"),
            short=_l("Pre-exchange"),
            to_leave=(PRE_EXCHANGE_RECORD, DRAFT_AGREED),
            papers=(
                Paper("exchange_report", _l("Exchange plan and report")),
                Paper("minutes", _l("Minutes of understanding")),
                Paper("draft_translation", _l("Translation of the draft agreement")),
            ),
            may_return_to=("approach",),
        ),
        Stage(
            "friendship_signed",
            _l("Friendship tie signed"),
            short=_l("Friendship tie"),
            to_enter=(FRIENDSHIP_CONSENT, FRIENDSHIP_SIGNED),
            papers=(Paper("friendship_agreement", _l("Friendship agreement or MOU"), files_as="agreement"),),
            may_return_to=("pre_exchange",),
            makes="friendship",
            rests="friendship",
        ),
        Stage(
            "friendship_programme",
            _l("Friendship programme"),
            short=_l("Programme"),
            to_leave=(PROGRAMME_RECORD, COMMITTEE_OPINION),
            papers=(
                Paper("yearly_plan", _l("Yearly exchange plan")),
                Paper("results_report", _l("Report on results")),
            ),
            may_end_as=(Ending.DORMANT, Ending.SUSPENDED),
        ),
        Stage(
            "council_consent",
            _l("Council consent to the sister tie"),
            short=_l("Council consent"),
            to_leave=(COUNCIL_CONSENT,),
            papers=(
                Paper("consent_motion", _l("Motion for consent")),
                Paper("written_opinion", _l("Written opinion")),
                Paper("committee_report", _l("Committee report")),
                Paper("written_resolution", _l("Written resolution"), files_as="council_resolution"),
            ),
            may_return_to=("friendship_programme",),
            sent_back={
                Outcome.REJECTED: "friendship_programme",
                Outcome.WITHDRAWN: "friendship_programme",
                Outcome.LAPSED: "friendship_programme",
            },
        ),
        Stage(
            "sister_signed",
            _l("Sister tie signed"),
            short=_l("Sister tie"),
            to_enter=(COUNCIL_CONSENT, SISTER_SIGNED),
            papers=(
                Paper("sister_agreement", _l("Sister agreement"), files_as="agreement"),
                Paper("signing_report", _l("Report on the signing")),
            ),
            makes="sister",
            rests="sister",
            completes=True,
        ),
    ),
)

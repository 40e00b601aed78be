"""A city abroad: from its selection to the sister tie that the council consented to.

Source: the report to the council of November 2020, lines 214 and 215 (the procedure as printed);
gates and documents from the practice of district offices.
"""

from partners.agreements.pipelines.asks import day, document, interaction
from partners.agreements.pipelines.shape import Gate, Pipeline, Proof, Stage
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
    kind="city",
    scope=Scope.FOREIGN,
    stages=(
        Stage(
            "selection",
            _l("Selection"),
            short=_l("Selection"),
            to_leave=(POLICY_APPROVAL,),
            documents=(_l("Review of candidate cities"), _l("Policy paper")),
            # Practice: what was never approved is put on hold or withdrawn.
            may_end_as=(Ending.ON_HOLD, Ending.WITHDRAWN),
        ),
        Stage(
            "approach",
            _l("Approach"),
            short=_l("Approach"),
            to_leave=(COUNTERPART_REPLY,),
            documents=(_l("Letter of proposal"), _l("Letter of intent (LOI)"), _l("Report on consultations")),
            may_return_to=("selection",),
            may_end_as=(Ending.DECLINED, Ending.DORMANT),
        ),
        Stage(
            "pre_exchange",
            _l("Pre-exchange"),
            short=_l("Pre-exchange"),
            to_leave=(PRE_EXCHANGE_RECORD, DRAFT_AGREED),
            documents=(
                _l("Exchange plan and report"),
                _l("Minutes of understanding"),
                _l("Translation of the draft agreement"),
            ),
            may_return_to=("approach",),
        ),
        Stage(
            "friendship_signed",
            _l("Friendship tie signed"),
            short=_l("Friendship tie"),
            to_enter=(FRIENDSHIP_CONSENT, FRIENDSHIP_SIGNED),
            documents=(_l("Friendship agreement or MOU"),),
            may_return_to=("pre_exchange",),
            makes="friendship",
        ),
        Stage(
            "friendship_programme",
            _l("Friendship programme"),
            short=_l("Programme"),
            to_leave=(PROGRAMME_RECORD, COMMITTEE_OPINION),
            documents=(_l("Yearly exchange plan"), _l("Report on results")),
            may_end_as=(Ending.DORMANT, Ending.SUSPENDED),
        ),
        Stage(
            "council_consent",
            _l("Council consent to the sister tie"),
            short=_l("Council consent"),
            to_leave=(COUNCIL_CONSENT,),
            documents=(
                _l("Motion for consent"),
                _l("Written opinion"),
                _l("Committee report"),
                _l("Written resolution"),
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
            documents=(_l("Sister agreement"), _l("Report on the signing")),
            may_end_as=(Ending.DORMANT, Ending.SUSPENDED, Ending.TERMINATED),
            makes="sister",
            completes=True,
        ),
    ),
)

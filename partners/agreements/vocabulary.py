"""The words of the trade: outcomes of a motion, ways to end a case, answers of the consent matrix."""

from enum import StrEnum

from flask_babel.speaklater import LazyString

from partners.foundation.words import _l

#: A text that finds its language when it is shown.
Words = str | LazyString


class Scope(StrEnum):
    """Where the counterpart lies, seen from our own country."""

    FOREIGN = "foreign"
    DOMESTIC = "domestic"


class Consent(StrEnum):
    """What the council has to do with a tie before it may be signed."""

    REQUIRED = "required"
    REPORT_ONLY = "report_only"
    NOT_REQUIRED = "not_required"
    #: It hangs on the ordinance: a resolution, or a written reason why none is needed.
    ASK = "ask"


class Outcome(StrEnum):
    """What became of a motion in the council."""

    PASSED_AS_PROPOSED = "passed_as_proposed"
    PASSED_AS_AMENDED = "passed_as_amended"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


PASSED = frozenset({Outcome.PASSED_AS_PROPOSED, Outcome.PASSED_AS_AMENDED})


class SessionKind(StrEnum):
    """The council's two kinds of session."""

    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"


class Ending(StrEnum):
    """How a case ends without reaching its signature."""

    ON_HOLD = "on_hold"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    DORMANT = "dormant"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    DISMISSED = "dismissed"
    #: Not admitted: an application that a review turned down.
    REJECTED = "rejected"


#: What an ending does to the tie that the case made; other endings leave it as it is.
TIE_AFTER = {
    Ending.DORMANT: "dormant",
    Ending.SUSPENDED: "suspended",
    Ending.TERMINATED: "ended",
    Ending.EXPIRED: "ended",
    Ending.DISMISSED: "ended",
}

#: The states of a case that has not ended: on its way, or signed.
OPEN = "open"
COMPLETED = "completed"


class MoveKind(StrEnum):
    """What a row of the stage history tells."""

    START = "start"
    ADVANCE = "advance"
    RETURN = "return"
    #: A gate was passed by a manager's written reason; marked for ever.
    OVERRIDE = "override"
    #: A round begins again: the tie was renewed.
    RENEW = "renew"
    #: The partner was abolished or merged: the case goes on with its successor.
    HANDED_OVER = "handed_over"
    #: The council's decision sent the case back.
    OUTCOME = "outcome"
    ENDING = "ending"


CONSENT_LABELS = {
    Consent.REQUIRED: _l("Consent required"),
    Consent.REPORT_ONLY: _l("Report only"),
    Consent.NOT_REQUIRED: _l("Not required"),
    Consent.ASK: _l("Ask each time"),
}

SCOPE_LABELS = {Scope.FOREIGN: _l("Abroad"), Scope.DOMESTIC: _l("At home")}

OUTCOME_LABELS = {
    Outcome.PASSED_AS_PROPOSED: _l("Passed as proposed"),
    Outcome.PASSED_AS_AMENDED: _l("Passed as amended"),
    Outcome.DEFERRED: _l("Deferred"),
    Outcome.REJECTED: _l("Rejected"),
    Outcome.WITHDRAWN: _l("Withdrawn"),
    Outcome.LAPSED: _l("Lapsed with the council's term"),
}

SESSION_KIND_LABELS = {
    SessionKind.REGULAR: _l("Regular session"),
    SessionKind.EXTRAORDINARY: _l("Extraordinary session"),
}

ENDING_LABELS = {
    Ending.ON_HOLD: _l("On hold"),
    Ending.DECLINED: _l("Declined by the counterpart"),
    Ending.WITHDRAWN: _l("Withdrawn"),
    Ending.SUSPENDED: _l("Suspended"),
    Ending.DORMANT: _l("Dormant"),
    Ending.TERMINATED: _l("Terminated"),
    Ending.EXPIRED: _l("Expired"),
    Ending.DISMISSED: _l("Dismissed"),
    Ending.REJECTED: _l("Not admitted"),
}

STATE_LABELS = {
    OPEN: _l("Under way"),
    COMPLETED: _l("Signed"),
    **{ending.value: label for ending, label in ENDING_LABELS.items()},
}

MOVE_LABELS = {
    MoveKind.START: _l("Case opened"),
    MoveKind.ADVANCE: _l("Moved on"),
    MoveKind.RETURN: _l("Returned"),
    MoveKind.OVERRIDE: _l("Gate passed by a manager"),
    MoveKind.RENEW: _l("Renewed"),
    MoveKind.HANDED_OVER: _l("Handed over to the successor"),
    MoveKind.OUTCOME: _l("Returned by the council's decision"),
    MoveKind.ENDING: _l("Case ended"),
}

#: By `pipelines.shape.Level`, which stands above this file.
LEVEL_LABELS = {
    "required": _l("Required"),
    "warn": _l("Warns only"),
    "off": _l("Off"),
}

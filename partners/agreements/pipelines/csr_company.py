"""A company and its social contribution: found, engaged, bound by an agreement, verified, awarded.

Source: the report to the council of November 2020, lines 306 to 330 (ordinance, committee, events, award);
the steps of a company are practice. Nobody is awarded before the committee of the ordinance was formed.
"""

from partners.agreements.pipelines.asks import body, day, document, until, words
from partners.agreements.pipelines.shape import Gate, Paper, Pipeline, Proof, Stage
from partners.agreements.vocabulary import Ending
from partners.foundation.words import _l

SIGNED = Gate(
    "csr_signed",
    _l("Signed agreement and its date"),
    asks=(
        day(_l("Date of signature"), _l("Write down the day of the signature.")),
        until(_l("Last day of the agreement")),
        *document(_l("Signed copy"), _l("Write down the title of the signed copy.")),
    ),
    signs="csr_agreement",
    files_as="agreement",
)

RESULTS = Gate(
    "results",
    _l("Proof of what was done"),
    proof=Proof.ON_FILE,
    papers=("results_proof",),
)

VERIFIED = Gate(
    "results_verified",
    _l("Results verified"),
    asks=(
        day(_l("Date of verification"), _l("Write down the day on which the results were verified.")),
        words(_l("What was verified"), _l("Write down what was verified.")),
    ),
)

COMMITTEE_READY = Gate(
    "committee_ready",
    _l("Committee formed, nothing against an award"),
    proof=Proof.COMMITTEE_FORMED,
    asks=(
        body(_l("Committee"), _l("Choose the committee.")),
        words(_l("Check for disqualification"), _l("Write down the check for arrears and offences.")),
    ),
)

AWARD_DECIDED = Gate(
    "award_decided",
    _l("Decision of the committee on the award"),
    proof=Proof.COMMITTEE_FORMED,
    asks=(
        day(_l("Date of the decision"), _l("Write down the day of the committee's decision.")),
        body(_l("Committee that decided"), _l("Choose the committee that decided.")),
        *document(_l("Minutes of the decision")),
    ),
)

CONTINUED = Gate(
    "csr_renewed",
    _l("Renewal of the agreement and its date"),
    asks=(
        day(_l("Date of renewal"), _l("Write down the day of the renewal.")),
        until(_l("Last day of the agreement")),
        *document(_l("Signed copy")),
    ),
    signs="csr_agreement",
    files_as="agreement",
)

CSR_COMPANY = Pipeline(
    code="csr_company",
    label=_l("CSR company"),
    kinds=("company",),
    team="csr",
    stages=(
        Stage("lead", _l("Lead"), short=_l("Lead"), may_end_as=(Ending.ON_HOLD, Ending.DECLINED)),
        Stage(
            "engaged",
            _l("Takes part in training and forums"),
            short=_l("Engaged"),
            may_return_to=("lead",),
            may_end_as=(Ending.ON_HOLD, Ending.DECLINED, Ending.DORMANT),
        ),
        Stage(
            "negotiating",
            _l("Negotiating"),
            short=_l("Negotiating"),
            may_return_to=("engaged",),
            may_end_as=(Ending.ON_HOLD, Ending.DECLINED, Ending.DORMANT),
        ),
        Stage(
            "agreement",
            _l("Mutual agreement signed"),
            short=_l("Agreement"),
            to_enter=(SIGNED,),
            papers=(Paper("csr_agreement", _l("Mutual agreement"), "agreement"),),
            may_end_as=(Ending.TERMINATED, Ending.EXPIRED),
            makes="csr_agreement",
        ),
        Stage(
            "contributing",
            _l("Contributing"),
            short=_l("Contributing"),
            to_leave=(RESULTS,),
            papers=(Paper("results_proof", _l("Proof of the results")),),
            may_end_as=(Ending.TERMINATED, Ending.EXPIRED, Ending.DORMANT),
            rests="csr_agreement",
        ),
        Stage(
            "verified",
            _l("Results verified"),
            short=_l("Verified"),
            to_leave=(VERIFIED,),
            may_return_to=("contributing",),
            may_end_as=(Ending.TERMINATED, Ending.EXPIRED),
        ),
        Stage(
            "award_review",
            _l("Review for an award"),
            short=_l("Award review"),
            to_enter=(COMMITTEE_READY,),
            may_return_to=("verified",),
            may_end_as=(Ending.TERMINATED, Ending.EXPIRED),
            optional=True,
        ),
        Stage(
            "awarded",
            _l("Awarded, in the casebook"),
            short=_l("Awarded"),
            to_enter=(COMMITTEE_READY, AWARD_DECIDED),
            papers=(Paper("casebook", _l("Entry in the casebook")),),
            may_end_as=(Ending.TERMINATED, Ending.EXPIRED),
            optional=True,
        ),
        Stage(
            "renewed",
            _l("Renewal or end"),
            short=_l("Renewal"),
            to_leave=(CONTINUED,),
            may_end_as=(Ending.TERMINATED, Ending.EXPIRED),
            renews="csr_agreement",
            goes_on_at="contributing",
        ),
    ),
)

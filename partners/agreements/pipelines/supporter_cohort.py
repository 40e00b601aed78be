"""A cohort of supporters (기수): recruited, launched with its roster, at work, closed.

Source: the report to the council of November 2020, lines 165, 168 and 174; the order of the steps from the
press on the cohorts of 2020 and 2021. Its partner is the group that stands for the cohort.
"""

from partners.agreements.pipelines.asks import day, document, until
from partners.agreements.pipelines.shape import Gate, Paper, Pipeline, Proof, Stage
from partners.agreements.vocabulary import Ending
from partners.foundation.words import _l

ROSTER = Gate(
    "roster",
    _l("Roster of members and their consent"),
    proof=Proof.ROSTER,
    missing=_l("Register the members of this cohort, each with a legal basis for keeping the data."),
)

LAUNCHED = Gate(
    "launched",
    _l("Launch and the period of activity"),
    asks=(
        day(_l("Date of the launch"), _l("Write down the day of the launch.")),
        until(_l("Last day of activity"), _l("Write down the last day of activity.")),
        *document(_l("Report on the launch")),
    ),
    signs="supporter",
)

CLOSED = Gate(
    "closed",
    _l("Closing ceremony or report meeting"),
    asks=(
        day(_l("Date of the closing"), _l("Write down the day of the closing.")),
        *document(_l("Report on the activities")),
    ),
)

SUPPORTER_COHORT = Pipeline(
    code="supporter_cohort",
    label=_l("Cohort of SNS supporters"),
    kinds=("group",),
    member_kind="supporter",
    team="medical",
    stages=(
        Stage("recruiting", _l("Recruiting"), short=_l("Recruiting"), may_end_as=(Ending.WITHDRAWN,)),
        Stage(
            "selection",
            _l("Selection of members"),
            short=_l("Choice of members"),
            may_return_to=("recruiting",),
            may_end_as=(Ending.WITHDRAWN,),
        ),
        Stage(
            "launched",
            _l("Launched"),
            short=_l("Launched"),
            to_enter=(ROSTER, LAUNCHED),
            papers=(Paper("launch_report", _l("Report on the launch")),),
            may_end_as=(Ending.TERMINATED,),
            makes="supporter",
        ),
        Stage(
            "active",
            _l("In activity"),
            short=_l("In activity"),
            may_end_as=(Ending.TERMINATED,),
            rests="supporter",
        ),
        Stage(
            "training",
            _l("Tours and training"),
            short=_l("Training"),
            may_return_to=("active",),
            may_end_as=(Ending.TERMINATED,),
            optional=True,
        ),
        Stage(
            "evaluated",
            _l("Evaluation and award"),
            short=_l("Evaluation"),
            may_return_to=("training", "active"),
            may_end_as=(Ending.TERMINATED,),
            optional=True,
        ),
        Stage(
            "closed",
            _l("Closed with a report meeting"),
            short=_l("Closed"),
            to_enter=(CLOSED,),
            papers=(Paper("activity_report", _l("Report on the activities")),),
            ends="supporter",
            completes=True,
        ),
    ),
)

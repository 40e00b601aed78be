"""A hospital of the special zone: named in its plan, bound by a memorandum, and changed with the plan only.

Source: the report to the council of November 2020, lines 151 to 156. Who operates in the zone is part of the
zone's plan, which the ministry's committee changes (규제자유특구 및 지역특화발전특구에 관한 규제특례법).
"""

from partners.agreements.pipelines.asks import day, document, until
from partners.agreements.pipelines.shape import Gate, Paper, Pipeline, Stage
from partners.agreements.vocabulary import Ending
from partners.foundation.words import _l

MOU_SIGNED = Gate(
    "mou_signed",
    _l("Signed memorandum and its date"),
    asks=(
        day(_l("Date of signature"), _l("Write down the day of the signature.")),
        *document(_l("Signed copy"), _l("Write down the title of the signed copy.")),
    ),
    signs="mou",
    files_as="mou",
)

IN_ZONE_PLAN = Gate(
    "in_zone_plan",
    _l("Named in the zone's plan, within the zone's period"),
    asks=(
        day(_l("Operator since"), _l("Write down since when it operates in the zone.")),
        until(_l("Last day of the zone"), _l("Write down the last day of the zone's period.")),
        *document(_l("Notice of the plan")),
    ),
    signs="zone_operator",
)

PLAN_CHANGED = Gate(
    "plan_changed",
    _l("Change of the zone's plan by the ministry"),
    asks=(
        day(_l("Date of the change"), _l("Write down the day on which the plan was changed.")),
        *document(_l("Notice of the change")),
    ),
)

PLAN_CONTINUES = Gate(
    "plan_continues",
    _l("The changed plan names it, within the zone's new period"),
    asks=(
        day(_l("Operator under the new plan since"), _l("Write down since when the new plan stands.")),
        until(_l("Last day of the zone"), _l("Write down the last day of the zone's period.")),
        *document(_l("Notice of the plan")),
    ),
    signs="zone_operator",
)

ZONE_OPERATOR = Pipeline(
    code="zone_operator",
    label=_l("Zone operator"),
    kinds=("hospital",),
    team="medical",
    stages=(
        Stage("planned", _l("In the zone plan"), short=_l("In plan"), may_end_as=(Ending.WITHDRAWN,)),
        Stage(
            "mou",
            _l("Memorandum signed"),
            short=_l("Memorandum"),
            to_enter=(MOU_SIGNED,),
            papers=(Paper("zone_mou", _l("Memorandum of understanding"), "mou"),),
            may_end_as=(Ending.WITHDRAWN,),
            makes="mou",
        ),
        Stage(
            "operating",
            _l("Zone operator"),
            short=_l("Operator"),
            to_enter=(IN_ZONE_PLAN,),
            to_leave=(PLAN_CHANGED,),
            may_end_as=(Ending.EXPIRED,),
            makes="zone_operator",
            rests="zone_operator",
        ),
        Stage(
            "changed",
            _l("Change of plan or removal"),
            short=_l("Plan change"),
            to_leave=(PLAN_CONTINUES,),
            papers=(Paper("plan_change", _l("Notice of the change of plan")),),
            may_end_as=(Ending.TERMINATED,),
            renews="zone_operator",
            goes_on_at="operating",
        ),
    ),
)

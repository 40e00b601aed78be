"""An institution to work with: contact, consultation, an agreement where there is one, cooperation.

Source: practice.
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
        until(_l("Last day of the agreement")),
        *document(_l("Signed copy"), _l("Write down the title of the signed copy.")),
    ),
    signs="mou",
    files_as="mou",
)

INSTITUTION = Pipeline(
    code="institution",
    label=_l("Institution"),
    kinds=("institution",),
    stages=(
        Stage("contact", _l("Contact"), short=_l("Contact"), may_end_as=(Ending.ON_HOLD, Ending.DECLINED)),
        Stage(
            "consulting",
            _l("Consulting"),
            short=_l("Consulting"),
            may_return_to=("contact",),
            may_end_as=(Ending.ON_HOLD, Ending.DECLINED, Ending.DORMANT),
        ),
        Stage(
            "agreement",
            _l("Agreement (where there is one)"),
            short=_l("Agreement"),
            to_enter=(MOU_SIGNED,),
            papers=(Paper("institution_mou", _l("Memorandum of understanding"), "mou"),),
            may_return_to=("consulting",),
            may_end_as=(Ending.TERMINATED,),
            makes="mou",
            optional=True,
        ),
        Stage(
            "cooperating",
            _l("Cooperating"),
            short=_l("Cooperating"),
            papers=(Paper("cooperation_report", _l("Report on the cooperation")),),
            may_return_to=("consulting",),
            may_end_as=(Ending.DORMANT, Ending.TERMINATED),
            rests="mou",
        ),
    ),
)

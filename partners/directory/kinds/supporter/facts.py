"""SNS supporters: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

SUPPORTER = Kind(
    code="supporter",
    label=_l("SNS supporter"),
    plural=_l("SNS supporters"),
    all_label=_l("All supporters"),
    none_label=_l("No supporter registered yet"),
    counted="person",
    colour="#b3246a",
    shape="speech-bubble",
    icon="supporter",
    team="medical",
    pipelines=("supporter_cohort",),
    is_person=True,
    has_channels=True,
)

"""Groups: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

GROUP = Kind(
    code="group",
    label=_l("Group"),
    plural=_l("Groups"),
    all_label=_l("All groups"),
    none_label=_l("No group registered yet"),
    counted="place",
    colour="#464c53",
    shape="stacked",
    icon="group",
    team=None,
    pipelines=(),
    is_person=False,
)

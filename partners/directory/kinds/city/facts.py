"""Exchange cities: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

CITY = Kind(
    code="city",
    label=_l("City"),
    plural=_l("Exchange cities"),
    all_label=_l("All cities"),
    none_label=_l("No city registered yet"),
    counted="place",
    colour="#0b50d0",
    shape="circle",
    icon="city",
    team="exchange",
    pipelines=("city_foreign", "city_domestic"),
    is_person=False,
)

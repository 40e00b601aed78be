"""CSR companies: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

COMPANY = Kind(
    code="company",
    label=_l("CSR company"),
    plural=_l("CSR companies"),
    all_label=_l("All companies"),
    none_label=_l("No company registered yet"),
    counted="place",
    colour="#8f4f00",
    shape="hexagon",
    icon="company",
    team="csr",
    pipelines=("csr_company",),
    is_person=False,
)

"""How places read: where a point lies, and what the gazetteer offers."""

from partners.directory.rules.places import region_name
from partners.foundation.languages import language
from partners.foundation.pages import country_name
from partners.geography import atlas
from partners.geography.atlas import District


def place_at(lat: float, lon: float) -> str:
    """서울 영등포구, or abroad the country; empty at sea."""
    district = atlas.district_at(lat, lon)
    if district:
        return district_label(district)
    country = atlas.country_at(lat, lon)
    return country_name(country) if len(country) == 2 else country


def district_label(district: District) -> str:
    """서울 영등포구, in the reader's language."""
    name = district.name_en if language() == "en" else district.name_ko
    return f"{region_name(district.province)} {name}"

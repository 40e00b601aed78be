"""How places read: where a point lies, and what the gazetteer offers."""

from partners.directory.rules.places import region_name
from partners.foundation.languages import language
from partners.foundation.pages import country_name
from partners.geography import atlas
from partners.geography.atlas import District
from partners.geography.rules.places import HOME, Place, Precision


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


def place_label(place: Place) -> str:
    """경남 고성군, or 호치민 (베트남), in the reader's language."""
    in_english = language() == "en"
    name = (place.name_en if in_english else place.name_ko) or place.name
    if place.country == HOME:
        region = region_name(place.region)
        return name if place.precision is Precision.PROVINCE else f"{region} {name}"
    region = place.regions[-1 if in_english else 0] if place.regions else ""
    beside = [*([region] if region else []), country_name(place.country)]
    return f"{name} ({', '.join(beside)})"

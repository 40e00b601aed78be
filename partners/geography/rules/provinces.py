"""The provinces of Korea: the code that begins the codes of their districts, and how they are called. Pure."""

#: By code: as records keep them, then every other spelling.
PROVINCES: dict[str, tuple[str, ...]] = {
    "11": ("서울", "서울시", "서울특별시", "Seoul"),
    "26": ("부산", "부산시", "부산광역시", "Busan"),
    "27": ("대구", "대구시", "대구광역시", "Daegu"),
    "28": ("인천", "인천시", "인천광역시", "Incheon"),
    "29": ("광주", "광주시", "광주광역시", "Gwangju"),
    "30": ("대전", "대전시", "대전광역시", "Daejeon"),
    "31": ("울산", "울산시", "울산광역시", "Ulsan"),
    "36": ("세종", "세종특별자치시", "Sejong"),
    "41": ("경기", "경기도", "Gyeonggi", "Gyeonggi-do"),
    "42": ("강원", "강원도", "강원특별자치도", "Gangwon", "Gangwon-do"),
    "43": ("충북", "충청북도", "Chungbuk", "Chungcheongbuk-do"),
    "44": ("충남", "충청남도", "Chungnam", "Chungcheongnam-do"),
    "45": ("전북", "전라북도", "전북특별자치도", "Jeonbuk", "Jeollabuk-do"),
    "46": ("전남", "전라남도", "Jeonnam", "Jeollanam-do"),
    "47": ("경북", "경상북도", "Gyeongbuk", "Gyeongsangbuk-do"),
    "48": ("경남", "경상남도", "Gyeongnam", "Gyeongsangnam-do"),
    "50": ("제주", "제주도", "제주특별자치도", "Jeju", "Jeju-do"),
}


def province_of(district: str) -> str:
    """The province of a 시·군·구 by its code, as records keep it: 11560 → 서울. Empty when unknown."""
    return PROVINCES.get(district[:2], ("",))[0]


def spellings_of(district: str) -> tuple[str, ...]:
    """Every spelling of the province of a 시·군·구."""
    return PROVINCES.get(district[:2], ())

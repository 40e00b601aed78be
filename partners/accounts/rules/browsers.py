"""A browser in words, from what it says of itself: enough to tell one's own machines apart."""

#: Looked for in this order: each of them also claims to be some of those below it.
BROWSERS = (
    ("Whale/", "Whale"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """ "Chrome · Windows", "Safari · iPhone"; empty when it says nothing that we know."""
    parts = (_first(BROWSERS, agent), _first(SYSTEMS, agent))
    return " · ".join(part for part in parts if part)


def _first(table: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in table if sign in agent), "")

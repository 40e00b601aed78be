"""The house inspector: what every answer must be, whoever asked for whatever."""

import re
from collections import Counter
from urllib.parse import urlsplit

from tests.support.page import Node, Page, inline_attributes

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'; "
    "frame-ancestors {ancestors}"
)
FRAMED_BY_US = frozenset({"/map/view"})
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
LOADING = ("src", "srcset", "poster", "action", "formaction", "data", "background")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\{|\}\}|\{%|<(?:function|object|bound) |\bUndefined\b")
#: In English it may be a word; in Korean it can only be Python's.
NOTHING = re.compile(r"\bNone\b")
#: Attributes that say what an element is about by the ids of others.
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form")
NEEDS_NO_LABEL = frozenset({"hidden", "submit", "button", "image", "reset"})


def inspect(page: Page) -> None:
    """Fail with everything that is wrong with an answer."""
    faults = [*_headers(page)]
    if page.headers.get("Content-Type", "").startswith("text/html") and page.html.strip() and not _is_redirect(page):
        faults += _markup(page)
        faults += _addresses(page)
        faults += _words(page)
        faults += _names(page)
        if page.is_whole:
            faults += _frame(page)
    path = page.response.request.path if page.response.request else ""
    assert not faults, f"{path} answers {page.status}:\n" + "\n".join(f"  - {fault}" for fault in faults)


def _is_redirect(page: Page) -> bool:
    return 300 <= page.status < 400


def _headers(page: Page) -> list[str]:
    faults = [
        f"{name} is {page.headers.get(name)!r}, not {value!r}"
        for name, value in HEADERS.items()
        if page.headers.get(name) != value
    ]
    path = page.response.request.path if page.response.request else ""
    policy = page.headers.get("Content-Security-Policy", "")
    nonce = re.search(r"'nonce-([^']+)'", policy)
    ancestors = "'self'" if path in FRAMED_BY_US and page.status == 200 else "'none'"
    if policy != POLICY.format(nonce=nonce[1] if nonce else "", ancestors=ancestors):
        faults.append(f"Content-Security-Policy is {policy!r}")
    return faults


def _markup(page: Page) -> list[str]:
    lines = page.html.splitlines()
    faults = [
        f"invalid HTML: {what} {details or ''} in {lines[min(line, len(lines)) - 1].strip()[:120]!r}"
        for (line, _column), what, details in page.mistakes
    ]
    nonce = re.search(r"'nonce-([^']+)'", page.headers.get("Content-Security-Policy", ""))
    faults += [f"inline {name} on <{tag}>" for tag, name in inline_attributes(page)]
    for node in page.all("style") + page.all("script"):
        is_inline = node.tag == "style" or not node.get("src")
        if is_inline and not (nonce and node.get("nonce") == nonce[1]) and node.get("type") != "application/json":
            faults.append(f"inline <{node.tag}> without this answer's nonce")
    twice = [name for name, times in Counter(node["id"] for node in page.all("[id]")).items() if times > 1]
    return faults + [f"id {name!r} stands twice" for name in twice]


def _addresses(page: Page) -> list[str]:
    host = page.response.request.host if page.response.request else ""
    loads = [(node.tag, node[name]) for name in LOADING for node in page.all(f"[{name}]")]
    loads += [(node.tag, node["href"]) for node in page.all("[href]") if node.tag not in {"a", "area"}]
    return [f"<{tag}> goes to {address}" for tag, address in loads if _is_outside(address, host)]


def _is_outside(address: str, host: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc and parts.netloc != host) or parts.scheme in {"javascript", "vbscript"}


def _words(page: Page) -> list[str]:
    shown = [page.text, page.title if page.is_whole else ""]
    shown += [node[name] for name in ("placeholder", "title", "aria-label", "alt") for node in page.all(f"[{name}]")]
    signs = [PLACEHOLDER, NOTHING] if page.language == "ko" else [PLACEHOLDER]
    return [
        f"an unfilled placeholder: {text[max(0, found.start() - 40) : found.end() + 40]!r}"
        for text in shown
        for sign in signs
        if (found := sign.search(text))
    ]


def _names(page: Page) -> list[str]:
    labelled = {node["for"] for node in page.all("label[for]")}
    controls = [node for tag in ("input", "select", "textarea") for node in page.all(tag)]
    pressed = [node for tag in ("a", "button", "summary") for node in page.all(tag)]
    return [
        *(_broken_references(page) if page.is_whole else ()),
        *(
            f"<{node.tag} name={node.get('name')!r}> has no label"
            for node in controls
            if not _has_label(node, labelled)
        ),
        *(
            f"<{node.tag} {node.get('href') or node.get('class')}> has no name"
            for node in pressed
            if not _says_something(node)
        ),
        *(f"<img src={node.get('src')!r}> has no alt" for node in page.all("img") if "alt" not in node.element.attrib),
    ]


def _broken_references(page: Page) -> list[str]:
    ids = {node["id"] for node in page.all("[id]")}
    return [
        f"{name}={node[name]!r} points to nothing"
        for name in REFERENCES
        for node in page.all(f"[{name}]")
        if not ids.issuperset(node[name].split())
    ]


def _has_label(node: Node, labelled: set[str]) -> bool:
    if node.get("type") in NEEDS_NO_LABEL or node.get("aria-label") or node.get("aria-labelledby"):
        return True
    return node.get("id") in labelled or any(above.tag == "label" and above.text for above in node.ancestors())


def _says_something(node: Node) -> bool:
    if node.get("aria-label") or node.get("aria-labelledby") or node.text or node.get("title"):
        return True
    return any(inner.get("alt") or inner.get("aria-label") for inner in node.walk())


def _frame(page: Page) -> list[str]:
    faults = []
    headings = len(page.all("h1"))
    is_framed = "framed" in page.one("body").classes
    if headings != 1 and not is_framed:
        faults.append(f"{headings} h1")
    if not page.title.strip(" -"):
        faults.append("no title")
    if page.language not in {"ko", "en"}:
        faults.append("no language")
    if len(page.all("main")) != 1 and not is_framed:
        faults.append("not one <main>")
    return faults

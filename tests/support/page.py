"""An answer as its reader sees it: text, fields, errors, links. Found with a few CSS selectors."""

import re
from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib
import lxml.html
from werkzeug.test import TestResponse

COMPOUND = re.compile(
    r"(?P<tag>^[a-z0-9]+|\*)|#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|\[(?P<attr>[\w-]+)(?:=\"?(?P<value>[^\"\]]*)\"?)?\]"
)
UNSEEN = frozenset({"script", "style", "template", "title", "head"})
#: Inside of words: 총 <strong>3</strong>건 reads "총 3건".
INSIDE_WORDS = frozenset({"abbr", "b", "em", "i", "mark", "strong", "sub", "sup", "time", "u"})
BUTTONS = frozenset({"submit", "button", "image", "reset"})


#: Forms of answers in which html5lib found nothing wrong, in this process.
SOUND: set[int] = set()
VALUES = re.compile(r'="[^"]*"')
TEXTS = re.compile(r">[^<]+<")
STRAY_AMPERSAND = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[a-zA-Z][a-zA-Z0-9]*;)")

Mistake = tuple[tuple[int, int], str, dict[str, str]]


def form_of(html: str) -> int:
    """Its tags and the names of their attributes, without texts and values: two pages of one form are equally valid."""
    return hash(TEXTS.sub("><", VALUES.sub("=", html)))


def quickly_parsed(html: str, is_whole: bool) -> Element:
    """The same tree of a page that is known to be valid, by a parser in C."""
    if not html.strip():
        return Element("div")
    return lxml.html.document_fromstring(html) if is_whole else lxml.html.fragment_fromstring(html, create_parent="div")


class Node:
    """An element and what stands around it."""

    def __init__(self, element: Element, parent: "Node | None" = None) -> None:
        self.element = element
        self.parent = parent
        self.tag = element.tag if isinstance(element.tag, str) else ""
        self.children = [Node(child, self) for child in element if isinstance(child.tag, str)]

    def __getitem__(self, attribute: str) -> str:
        return self.element.attrib[attribute]

    def get(self, attribute: str, default: str = "") -> str:
        return self.element.get(attribute, default)

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    @cached_property
    def text(self) -> str:
        """What it says, blanks folded."""
        return " ".join("".join(_texts(self.element)).split())

    def walk(self) -> Iterator["Node"]:
        """It and everything inside, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def all(self, selector: str) -> list["Node"]:
        """Everything inside that matches: tag, #id, .class, [attribute=value], and blanks for "inside of"."""
        parts = selector.split()
        return [node for node in self.walk() if node is not self and node.matches(parts)]

    def one(self, selector: str) -> "Node":
        """The only one that matches."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}"
        return found[0]

    def matches(self, parts: list[str]) -> bool:
        if not _matches_compound(self, parts[-1]):
            return False
        rest = parts[:-1]
        return not rest or any(node.matches(rest) for node in self.ancestors())


class Page(Node):
    """One answer, parsed. `text` is what stands in <main>, or all of it in a block for htmx."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.html = response.get_data(as_text=True)
        self.is_whole = "<!doctype html" in self.html[:200].lower()
        #: What is wrong with the HTML: ((line, column), what, details).
        self.mistakes: list[Mistake] = []
        super().__init__(self._parsed())

    def _parsed(self) -> Element:
        """By the rules of HTML 5 to the letter, which takes long; a page of a form found sound before, quickly."""
        form = form_of(self.html)
        if form in SOUND and not STRAY_AMPERSAND.search(self.html):
            return quickly_parsed(self.html, self.is_whole)
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(self.html) if self.is_whole else parser.parseFragment(self.html)
        self.mistakes = parser.errors
        if not self.mistakes:
            SOUND.add(form)
        return tree

    @property
    def location(self) -> str:
        """Where the answer sends its reader, by redirect or by htmx."""
        headers = self.headers
        return headers.get("Location") or headers.get("HX-Location") or headers.get("HX-Redirect") or ""

    @cached_property
    def main(self) -> Node:
        return next(iter(self.all("main")), self)

    @cached_property
    def text(self) -> str:
        return Node(self.main.element).text

    @property
    def title(self) -> str:
        return (self.one("head title").element.text or "").strip()

    @property
    def language(self) -> str:
        return self.get("lang")

    @property
    def heading(self) -> str:
        return self.one("h1").text

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong with each field, by the field's name."""
        return {node["id"].removesuffix("-error"): node.text for node in self.all(".field-error") if node.get("id")}

    @property
    def notices(self) -> list[str]:
        """What the page says over all: refusals of the whole form, done messages."""
        return [node.text for node in self.walk() if node.get("role") in {"alert", "status"} and node.text]

    def form(self, action: str = "") -> "FormOnPage":
        """The form of <main> whose address holds these words; without words the only one that posts."""
        forms = [
            node
            for node in self.main.all("form")
            if action in node.get("action") and (action or node.get("method").lower() == "post")
        ]
        assert len(forms) == 1, f"{len(forms)} forms match {action!r}"
        return FormOnPage(forms[0])

    def field(self, name: str) -> str | list[str] | None:
        """What stands in a field, whichever form it is in; a list where several are chosen."""
        values = [value for control in self.walk() if control.get("name") == name for value in _values(control)]
        multiple = [node for node in self.walk() if node.get("name") == name]
        assert multiple, f"There is no field {name!r}"
        if (multiple[0].get("type") == "checkbox" and len(multiple) > 1) or "multiple" in multiple[0].element.attrib:
            return values
        return values[0] if values else None

    def link(self, text: str) -> str:
        """The address of the first link in <main> that says this."""
        return next(node["href"] for node in self.main.all("a[href]") if text in node.text)

    def rows(self, selector: str = "tbody tr") -> list[str]:
        """The text of each row of the tables."""
        return [node.text for node in self.main.all(selector)]


class FormOnPage:
    """A form as it came: its address and what stands in its fields."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.action = node.get("action")
        self.method = node.get("method", "get").lower()

    @property
    def values(self) -> dict[str, list[str]]:
        """What a browser would send."""
        sent: dict[str, list[str]] = {}
        for control in self.node.walk():
            if control.get("name") and "disabled" not in control.element.attrib:
                for value in _values(control):
                    sent.setdefault(control["name"], []).append(value)
        return sent


def _texts(element: Element) -> Iterator[str]:
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        gap = "" if child.tag in INSIDE_WORDS else " "
        yield gap
        yield from _texts(child)
        yield gap + (child.tail or "")


def _values(control: Node) -> list[str]:
    kind = control.get("type", "text")
    if control.tag == "textarea":
        return [(control.element.text or "").removeprefix("\n")]
    if control.tag == "select":
        options = control.all("option")
        chosen = [node for node in options if "selected" in node.element.attrib]
        if not chosen and "multiple" not in control.element.attrib:
            chosen = options[:1]
        return [node.get("value", node.text) for node in chosen]
    if control.tag != "input" or kind in BUTTONS:
        return []
    if kind in {"checkbox", "radio"}:
        return [control.get("value", "on")] if "checked" in control.element.attrib else []
    return [control.get("value")]


def _matches_compound(node: Node, compound: str) -> bool:
    for part in COMPOUND.finditer(compound):
        if part["tag"] and part["tag"] not in {"*", node.tag}:
            return False
        if part["id"] and node.get("id") != part["id"]:
            return False
        if part["cls"] and part["cls"] not in node.classes:
            return False
        if part["attr"] and part["attr"] not in node.element.attrib:
            return False
        if part["value"] is not None and node.get(part["attr"]) != part["value"]:
            return False
    return True

"""An answer as its reader sees it: text, fields, errors, links. Found with a few CSS selectors."""

import re
from collections.abc import Iterator
from functools import cache, cached_property

import html5lib
import lxml.etree
import lxml.html
from lxml.etree import _Element as Element
from werkzeug.test import TestResponse

COMPOUND = re.compile(
    r"^(?P<tag>[a-z0-9]+|\*)|#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|\[(?P<attr>[\w-]+)(?:=\"?(?P<value>[^\"\]]*)\"?)?\]"
)
UNSEEN = frozenset({"script", "style", "template", "title", "head"})
#: Inside of words: 총 <strong>3</strong>건 reads "총 3건".
INSIDE_WORDS = frozenset({"abbr", "b", "em", "i", "mark", "strong", "sub", "sup", "time", "u"})
BUTTONS = frozenset({"submit", "button", "image", "reset"})


#: Forms of answers in which html5lib found nothing wrong, in this process.
SOUND: set[int] = set()
VALUES = re.compile(r'="[^"]*"')
TEXTS = re.compile(r">[^<]+<")
#: Rows, entries and options of one form, one after the other.
REPEATED = re.compile(r"(<(tr|li|option|article)\b.*?</\2>)(?:><?|\1)*\1")
STRAY_AMPERSAND = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[a-zA-Z][a-zA-Z0-9]*;)")

Mistake = tuple[tuple[int, int], str, dict[str, str]]


def form_of(html: str) -> int:
    """Its tags and the names of their attributes, without texts and values: two pages of one form are equally valid."""
    return hash(REPEATED.sub(r"\1", TEXTS.sub("><", VALUES.sub("=", html))))


def mistakes_of(html: str, is_whole: bool) -> list[Mistake]:
    """What breaks the rules of HTML 5, to the letter; that takes long, so a form found sound is not read twice."""
    form = form_of(html)
    if form in SOUND and not STRAY_AMPERSAND.search(html):
        return []
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    (parser.parse if is_whole else parser.parseFragment)(html)
    if not parser.errors:
        SOUND.add(form)
    mistakes: list[Mistake] = parser.errors
    return mistakes


def parsed(html: str, is_whole: bool) -> Element:
    if not html.strip():
        return lxml.etree.Element("div")
    return lxml.etree.HTML(html) if is_whole else lxml.html.fragment_fromstring(html, create_parent="div")


@cache
def selected(selector: str) -> lxml.etree.XPath:
    """What finds everything inside that matches: tag, #id, .class, [attribute=value], blanks for "inside of"."""
    *around, last = selector.split()
    inside = ""
    for compound in around:
        inside = f"[ancestor::{_step(compound)}{inside}]"
    return lxml.etree.XPath(f"descendant::{_step(last)}{inside}")


def inline_attributes(page: "Page") -> list[tuple[str, str]]:
    """The tag and the name of every attribute that would run or draw something."""
    found = _INLINE(page.element)
    return [(one.getparent().tag, one.attrname) for one in found]


_INLINE = lxml.etree.XPath("descendant-or-self::*/@*[starts-with(name(), 'on') or name() = 'style']")


def _step(compound: str) -> str:
    tag, conditions = "*", []
    for part in COMPOUND.finditer(compound):
        if part["tag"]:
            tag = part["tag"]
        if part["id"]:
            conditions.append(f"@id='{part['id']}'")
        if part["cls"]:
            conditions.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {part['cls']} ')")
        if part["attr"]:
            conditions.append(f"@{part['attr']}" + ("" if part["value"] is None else f"='{part['value']}'"))
    return tag + "".join(f"[{condition}]" for condition in conditions)


class Node:
    """An element and what stands around it."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.tag = element.tag

    def __getitem__(self, attribute: str) -> str:
        return self.element.attrib[attribute]

    def get(self, attribute: str, default: str = "") -> str:
        return self.element.get(attribute, default)

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    @property
    def parent(self) -> "Node | None":
        above = self.element.getparent()
        return None if above is None else Node(above)

    @cached_property
    def text(self) -> str:
        """What it says, blanks folded."""
        said: list[str] = []
        _add_texts(self.element, said)
        return " ".join("".join(said).split())

    def walk(self) -> Iterator["Node"]:
        """It and everything inside, in order."""
        return map(Node, self.element.iter("*"))

    def ancestors(self) -> Iterator["Node"]:
        return map(Node, self.element.iterancestors())

    def all(self, selector: str) -> list["Node"]:
        """Everything inside that matches: tag, #id, .class, [attribute=value], and blanks for "inside of"."""
        return [Node(element) for element in selected(selector)(self.element)]

    def one(self, selector: str) -> "Node":
        """The only one that matches."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}"
        return found[0]


class Page(Node):
    """One answer, parsed. `text` is what stands in <main>, or all of it in a block for htmx."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        # A file to keep is no page.
        is_page = "attachment" not in response.headers.get("Content-Disposition", "")
        self.html = response.get_data(as_text=True) if is_page else ""
        self.is_whole = "<!doctype html" in self.html[:200].lower()
        super().__init__(parsed(self.html, self.is_whole))

    @cached_property
    def mistakes(self) -> list[Mistake]:
        """What is wrong with the HTML: ((line, column), what, details)."""
        return mistakes_of(self.html, self.is_whole)

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


def _add_texts(element: Element, said: list[str]) -> None:
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return
    said.append(element.text or "")
    for child in element:
        gap = "" if child.tag in INSIDE_WORDS else " "
        said.append(gap)
        _add_texts(child, said)
        said.append(gap + (child.tail or ""))


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

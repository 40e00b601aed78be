"""T7: sixty markers in every text field of every form of the house; no page ever shows one as markup."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.support.browser import new_tab, sign_in
from tests.support.hostile import traced
from tests.support.office import Office
from tests.support.page import FormOnPage, Node, Page
from tests.support.pages import every_page, one_of_each_view, one_page_of_each
from tests.support.server import LiveServer
from tests.support.visitor import HTMX, Visitor

MARKERS = 60
TEXT = frozenset({"text", "search", "email", "tel", "url"})
#: Forms whose sending would end the walk, or take away what it still has to look at.
LEFT_ALONE = ("logout", "/language", "archive", "disable", "remove", "void", "merge", "sessions", "undo", "password")
#: What a field that is no free text needs so that the rest is saved.
DAY = "'20. 3. 24."
DAYS = ("_on", "_date", "_from", "_until", "_to")
PROPER = {
    "date": DAY, "amount": "4,000천원", "lat": "37.5", "lon": "127.0", "fiscal_year": "2020", "url": "",
    "followers": "", "member_count": "", "cohort_no": "", "phone": "", "mobile": "", "email": "", "q": "",
    "occurrence_labels": "", "retain_until": "2099. 12. 31.",
}  # fmt: skip
MOST_TRIES = 4


class Attacker:
    """Fills every form that it meets with markers, and sends it until it is saved or hopeless."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.next = 0
        self.fields: set[str] = set()
        self.saved: set[str] = set()

    def attack(self, path: str) -> None:
        page = Page(self.visitor.raw("GET", path))
        if page.status != 200 or "text/html" not in page.headers.get("Content-Type", ""):
            return
        for form in page.all("form"):
            action = form.get("action") or path
            if form.get("method").lower() == "post" and not any(word in action for word in LEFT_ALONE):
                self._send(FormOnPage(form), action, path)

    def _send(self, form: FormOnPage, action: str, path: str) -> None:
        answered = {name: values for name, values in form.values.items() if any(values)}
        data = {**form.values, **first_choices(form.node), **answered}
        marked = {node["name"] for node in form.node.walk() if _is_free_text(node)}
        self.fields |= {f"{action.rsplit('/', 1)[-1]}:{name}" for name in marked}
        for name in sorted(marked):
            data[name] = [self._marker()]
        for _ in range(MOST_TRIES):
            answer = Page(self.visitor.raw("POST", action, data=data))
            must_not_run(answer.html, f"POST {action}")
            assert answer.status < 500, f"{action}: {answer.status}"
            if answer.status == 303:
                self.saved.add(answer.location.partition("?")[0] or path)
                return
            if any(node.get("name") == "confirm_duplicate" for node in answer.walk()) and "name_ko" in answer.errors:
                # The markers begin again after sixty: another partner has this name already.
                data["confirm_duplicate"] = ["y"]
                continue
            wrong = set(answer.errors) & marked
            if not wrong:
                return
            data.update({name: [PROPER.get(name, DAY if name.endswith(DAYS) else "")] for name in wrong})
            marked -= wrong

    def _marker(self) -> str:
        self.next += 1
        return traced(self.next % MARKERS)


def first_choices(form: Node) -> dict[str, list[str]]:
    """An answer to every question with given answers that nobody has answered yet."""
    choices: dict[str, list[str]] = {}
    for node in form.walk():
        if node.tag == "input" and node.get("type") == "radio" and node.get("value"):
            choices.setdefault(node["name"], [node["value"]])
        if node.tag == "select":
            choices[node["name"]] = [value for one in node.all("option") if (value := one.get("value"))][:1]
    return choices


def _is_free_text(node: Node) -> bool:
    if not node.get("name") or "disabled" in node.element.attrib or "readonly" in node.element.attrib:
        return False
    if node["name"] == "q" or node["name"].endswith("_q"):
        return False  # Text in a search box means looking for it, not saving.
    return node.tag == "textarea" or (node.tag == "input" and node.get("type", "text") in TEXT)


def must_not_run(html: str, where: str) -> None:
    at = html.find("<xss-")
    assert at < 0, f"{where}: {html[max(0, at - 200) : at + 60]}"


def every_answer(visitor: Visitor, paths: set[str]) -> Iterator[tuple[str, str]]:
    for path in sorted(paths):
        for headers in ({}, HTMX):
            answer = visitor.raw("GET", path, headers=headers)
            assert answer.status_code < 500, path
            if "text/html" in answer.headers.get("Content-Type", ""):
                yield path, answer.get_data(as_text=True)


def attack_every_form(office: Office) -> set[str]:
    """Send every form of the house with markers; returns the addresses of what was saved."""
    attackers = [Attacker(Visitor(office, who)) for who in ("manager", "admin")]
    for attacker in attackers:
        for path in every_page(office):
            attacker.attack(path)
    fields = set.union(*(attacker.fields for attacker in attackers))
    saved = set.union(*(attacker.saved for attacker in attackers))
    assert len(fields) >= MARKERS, f"only {len(fields)} fields were found"
    assert len(saved) >= 15, f"only {sorted(saved)} were saved"
    people = {path for path in saved if "/contacts/" in path}
    assert people, "No contact was saved."
    return saved | {f"{path}/{end}" for path in people for end in ("edit", "changes", "move", "leave", "remove")}


def test_no_marker_is_markup_in_any_answer_nor_runs_in_a_browser(browser: Browser, live: LiveServer) -> None:
    saved = attack_every_form(live.office)
    shown = 0
    for visitor in (Visitor(live.office, who) for who in ("manager", "admin", "viewer")):
        for path, html in every_answer(visitor, {*every_page(live.office), *saved}):
            must_not_run(html, path)
            shown += "&lt;xss-" in html
    assert shown > 50, f"The markers were shown on {shown} answers only."
    live.office.close()
    nothing_runs(browser, live, {*one_page_of_each(live.office), *one_of_each_view(live.office, saved)})


def nothing_runs(browser: Browser, live: LiveServer, paths: set[str]) -> None:
    """No dialog, no report of the content policy, no request to another host, on any page."""
    page, watch = new_tab(browser, live)
    sign_in(page, "manager")
    for path in sorted(paths):
        if not path.endswith((".ics", "/points")):
            page.goto(path, wait_until="load")
            page.wait_for_function("() => !document.querySelector('.htmx-request')")
            assert not page.locator("xss-1, [onerror], script:not([src]):not([type])").count(), path
    page.context.close()
    assert watch.faults == []

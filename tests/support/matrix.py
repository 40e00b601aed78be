"""T1: what each role gets at each address, asked by real requests.

`python -m tests.support.matrix` prints the whole of `tests/architecture/access_matrix.csv` as the house
answers now: read the difference before it is committed.
"""

import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, Rule
from werkzeug.test import TestResponse

from partners.accounts.models import Team, User, UserSession
from partners.agreements.actions import take_over_agreement
from partners.agreements.models import Agreement, CouncilSession, Motion, RecruitmentRound
from partners.agreements.pipelines import PIPELINES
from partners.directory.models import (
    Contact,
    ContactPost,
    Document,
    DuplicatePair,
    Partner,
    PartnerTag,
    Tag,
    Tie,
    VocabularyTerm,
)
from partners.files.models import Attachment, StoredFile
from partners.files.storage import Store
from partners.foundation.clock import now, today
from partners.interactions.models import FollowUp, Interaction
from partners.lists.models import SavedView
from partners.upkeep.models import Act, TrashEntry
from tests.support.databases import Sqlite
from tests.support.office import REPORT, Office
from tests.support.papers import PDF
from tests.support.visitor import Visitor

FILE = Path(__file__).resolve().parents[1] / "architecture" / "access_matrix.csv"
#: Who sits at the keyboard for a column. The disabled one signed in before the account was closed.
ROLES: dict[str, str | None] = {
    "anonymous": None,
    "viewer": "viewer",
    "officer": "exchange",
    "manager": "manager",
    "privacy_officer": "privacy",
    "administrator": "admin",
    "disabled": "finance",
}
ALLOWED, OWN_TEAM, OWN, REFUSED, HIDDEN, SIGN_IN = "allowed", "own team", "own", "refused", "hidden", "sign-in"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
STATE = "matrix"
COOKIE = "partners"
Key = tuple[str, str]
Row = dict[str, str]


@dataclass(frozen=True)
class Two:
    """What stands in the place of a name in an address: a record of the officer's team, and one of another's."""

    ours: Any
    theirs: Any


class House:
    """The report of 2020 with records of two teams, and somebody of each role signed in."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.restore(REPORT)
        with office.writing() as session:
            self.values: dict[str, Two] = planted(office, session)
            self.views: dict[str, int] = {name: _view(session, office, name) for name in ROLES.values() if name}
        self.visitors = {role: Visitor(office, username) for role, username in ROLES.items()}
        for visitor in self.visitors.values():
            assert visitor.token
        self.cookies = {role: visitor.client.get_cookie(COOKIE) for role, visitor in self.visitors.items()}
        with office.writing() as session:
            session.execute(update(User).where(User.username == ROLES["disabled"]).values(disabled_at=now()))
            self.sessions: dict[str, int] = dict(
                session.execute(select(User.username, UserSession.id).join(User, User.id == UserSession.user_id)).all()  # type: ignore[arg-type]
            )
        office.close()
        office.database.keep(STATE)

    @property
    def doors(self) -> Iterator[tuple[Rule, str]]:
        """Every address with every method that it answers."""
        for rule in self.office.app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method

    def row(self, rule: Rule, method: str) -> Row:
        """What each role gets there."""
        return {role: self.outcome(role, rule, method) for role in ROLES}

    def outcome(self, role: str, rule: Rule, method: str) -> str:
        """What the role gets: told from the answers to its own team's record and to another team's."""
        ours = self._answer(role, method, self.path(rule, role, "ours"))
        theirs = ours if not rule.arguments else self._answer(role, method, self.path(rule, role, "theirs"))
        if ours == theirs:
            return ours
        return {(ALLOWED, REFUSED): OWN_TEAM, (ALLOWED, HIDDEN): OWN}.get((ours, theirs), f"{ours}/{theirs}")

    def path(self, rule: Rule, role: str, whose: str) -> str:
        """The address with real values in it."""
        given = {
            name: self._value(self._name_in(rule, name), converter, role, whose)
            for name, converter in rule._converters.items()
        }
        return str(rule.build(given, append_unknown=False)[1])

    def _name_in(self, rule: Rule, name: str) -> str:
        """A file belongs to its kind of record: interactions/attachment_id."""
        of_kind = f"{rule.rule.split('/')[1]}/{name}"
        return of_kind if of_kind in self.values else name

    def restore(self) -> None:
        """Everything as it was, everybody signed in."""
        self.office.close()
        self.office.database.restore(STATE)

    def _value(self, name: str, converter: object, role: str, whose: str) -> Any:
        if name == "view_id":
            return self._view(role if whose == "ours" else "manager" if role != "manager" else "viewer")
        if name == "session_id":
            return self._session(role if whose == "ours" else "manager" if role != "manager" else "viewer")
        if isinstance(converter, AnyConverter) and name not in self.values:
            return min(converter.items)
        assert name in self.values, f"Say in tests/support/matrix.py, planted(), what stands for <{name}>."
        return getattr(self.values[name], whose)

    def _session(self, role: str) -> int:
        return self.sessions.get(ROLES[role] or "", 1)

    def _view(self, role: str) -> int:
        return self.views.get(ROLES[role] or "", 1)

    def _answer(self, role: str, method: str, path: str) -> str:
        visitor = self.visitors[role]
        cookie = self.cookies[role]
        # Signing out takes it away.
        visitor.client.set_cookie(COOKIE, cookie.value if cookie else "")
        data = None if method in SAFE else {"csrf_token": visitor.token}
        response = visitor.raw(method, path, data=data)
        if method not in SAFE and response.status_code < 400:
            self.restore()
        return meaning(response, f"{role}: {method} {path}")


def meaning(response: TestResponse, what: str = "") -> str:
    """An answer in the words of the matrix: a form that is shown again with its errors was allowed."""
    status = response.status_code
    assert status in {200, 204, 302, 303, 401, 403, 404, 409, 410, 413, 422, 429}, f"{what} answers {status}"
    if status in {302, 303} and response.headers.get("Location", "").startswith("/login"):
        return SIGN_IN
    return {401: SIGN_IN, 403: REFUSED, 404: HIDDEN}.get(status, ALLOWED)


def planted(office: Office, session: Session) -> dict[str, Two]:
    """Records of the exchange team and of the medical team: what stands for each name in an address."""
    teams = dict(session.execute(select(Team.code, Team.id)).all())  # type: ignore[arg-type]
    users = dict(session.execute(select(User.username, User.id)).all())  # type: ignore[arg-type]
    city, hospital = _first(session, Partner, teams["exchange"]), _first(session, Partner, teams["medical"])
    talk, tour = _first(session, Interaction, teams["exchange"]), _first(session, Interaction, teams["medical"])
    case = _first(session, Agreement, teams["exchange"])
    other = take_over_agreement(
        PIPELINES["city_domestic"], PIPELINES["city_domestic"].stages[0].code,
        by=office.person("manager"), owner_team_id=teams["medical"], as_of_date=None, source="시험", title="시험",
    )  # fmt: skip
    tags = [Tag(name=name, name_key=name, created_at=now()) for name in ("가", "나")]
    terms = [VocabularyTerm(vocabulary="industry", code=code, label_ko=code) for code in ("a", "b")]
    people = [Contact(name=name, name_key=name, created_at=now(), updated_at=now()) for name in ("김", "이")]
    documents = [_document(partner_id) for partner_id in (city, hospital)]
    steps = [_follow_up(*pair) for pair in ((city, teams["exchange"]), (hospital, teams["medical"]))]
    content = Store(office.settings.attachments_dir).put(PDF)
    stored = StoredFile(sha256=content, size=len(PDF), content_type="application/pdf", stored_at=now())
    held = session.scalars(select(CouncilSession.id)).first()
    motions = [
        Motion(agreement_id=id, session_id=held, bill_no="시험", outcome="deferred", recorded_at=now())
        for id in (case, other.id)
    ]
    acts = [Act(kind="bulk", at=now(), by_id=users[name], members=0) for name in ("exchange", "medical")]
    rounds = [_round(teams[code]) for code in ("exchange", "medical")]
    session.add_all([*acts, *rounds, *motions, *tags, *terms, *people, *documents, *steps, stored])
    session.flush()
    posts = [
        ContactPost(contact_id=person.id, partner_id=partner_id)
        for person, partner_id in zip(people, (city, hospital), strict=True)
    ]
    files = {
        subject_type: [_attachment(stored.id, subject_type, subject_id) for subject_id in pair]
        for subject_type, pair in {
            "interactions": (talk, tour),
            "agreements": (case, other.id),
            "documents": [row.id for row in documents],
        }.items()
    }
    session.add_all(
        [*posts, *(row for pair in files.values() for row in pair), PartnerTag(tag_id=tags[0].id, partner_id=city)]
    )
    session.add(PartnerTag(tag_id=tags[1].id, partner_id=hospital))
    deleted = [_deleted(teams[code]) for code in ("exchange", "medical")]
    session.add_all(deleted)
    pairs = [_pair(session, teams[code]) for code in ("exchange", "medical")]
    session.add_all(pairs)
    session.flush()
    return {
        "partner_id": Two(city, hospital),
        "interaction_id": Two(talk, tour),
        "agreement_id": Two(case, other.id),
        "council_session_id": Two(held or 0, held or 0),
        "motion_id": Two(*(row.id for row in motions)),
        "round_id": Two(*(row.id for row in rounds)),
        "paper": Two("candidate_review", "candidate_review"),
        "draft_code": Two("stage_report", "stage_report"),
        "pipeline": Two("city_foreign", "city_foreign"),
        "contact_id": Two(*(row.id for row in people)),
        "post_id": Two(*(row.id for row in posts)),
        "document_id": Two(*(row.id for row in documents)),
        **{f"{kind}/attachment_id": Two(*(row.id for row in pair)) for kind, pair in files.items()},
        "entry_id": Two(*(row.id for row in deleted)),
        "follow_up_id": Two(*(row.id for row in steps)),
        "tie_id": Two(*(_tie(session, partner_id) for partner_id in (city, hospital))),
        "act_id": Two(*(row.id for row in acts)),
        "key": Two("quiet", "quiet"),
        "list_code": Two("partners", "partners"),
        "pair_id": Two(*(row.id for row in pairs)),
        "tag_id": Two(*(row.id for row in tags)),
        "term_id": Two(*(row.id for row in terms)),
        "user_id": Two(users["csr"], users["medical"]),
        "team_id": Two(teams["csr"], teams["finance"]),
        "kind": Two("city", "hospital"),
        "vocabulary": Two("industry", "industry"),
        "subject_type": Two("interactions", "interactions"),
        "subject_id": Two(talk, tour),
        "record": Two("partner", "partner"),
        "record_id": Two(city, hospital),
        **{name: Two(0, 0) for name in ("zoom", "x", "y")},
    }


def expected() -> dict[Key, Row]:
    """The committed matrix."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if line.strip() and not line.startswith("#"))
        return {(row["endpoint"], row["method"]): {role: row[role] for role in ROLES} for row in rows}


def line(key: Key, row: Mapping[str, str]) -> str:
    """The line of one address, as the file has it."""
    return ",".join([*key, *(row[role] for role in ROLES)])


def head() -> list[str]:
    """What stands over the lines: how the file is read and kept."""
    with FILE.open(encoding="utf-8") as file:
        return [text.rstrip("\n") for text in file if text.startswith("#")]


def _first(session: Session, model: Any, team_id: int) -> int:
    return int(session.scalars(select(model.id).where(model.owner_team_id == team_id).order_by(model.id)).first() or 0)


def _tie(session: Session, partner_id: int) -> int:
    return session.scalars(select(Tie.id).where(Tie.partner_id == partner_id).order_by(Tie.id)).first() or 0


def _round(team_id: int) -> RecruitmentRound:
    return RecruitmentRound(
        pipeline="partner_institution", title="시험", opens_on=now().date(), closes_on=now().date(),
        owner_team_id=team_id, created_at=now(),
    )  # fmt: skip


def _view(session: Session, office: Office, username: str) -> int:
    owner = office.person(username).id
    view = SavedView(list="partners", name="시험", name_key="시험", query="", owner_id=owner, created_at=now())
    session.add(view)
    session.flush()
    return view.id


def _pair(session: Session, team_id: int) -> DuplicatePair:
    ids = session.scalars(
        select(Partner.id).where(Partner.owner_team_id == team_id).order_by(Partner.id).limit(2)
    ).all()
    told = {"record": "partners", "points": 80, "reasons": [["name", 100]], "fingerprint": "", "found_at": now()}
    return DuplicatePair(first_id=ids[0], second_id=ids[1], **told)


def _document(partner_id: int) -> Document:
    return Document(partner_id=partner_id, type="mou", title="시험", recorded_at=now())


def _deleted(team_id: int) -> TrashEntry:
    """A follow-up in the trash, without its row: who may bring it back is asked, not what then stands there."""
    return TrashEntry(
        record="follow_up", record_id=0, name="시험", owner_team_id=team_id, deleted_at=now(), destroy_on=today()
    )


def _follow_up(partner_id: int, team_id: int) -> FollowUp:
    return FollowUp(title="시험", partner_id=partner_id, owner_team_id=team_id, created_at=now(), updated_at=now())


def _attachment(file_id: int, subject_type: str, subject_id: int) -> Attachment:
    return Attachment(subject_type=subject_type, subject_id=subject_id, file_id=file_id, name="a.pdf", added_at=now())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Sqlite(Path(folder)), Path(folder))
        house = House(office)
        print("\n".join(head()))
        print(",".join(["endpoint", "method", *ROLES]))
        lines = {(rule.endpoint, method): house.row(rule, method) for rule, method in house.doors}
        print("\n".join(line(key, lines[key]) for key in sorted(lines)))
        office.close()


if __name__ == "__main__":
    sys.exit(main())

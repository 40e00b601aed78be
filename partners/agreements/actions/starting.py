"""Starting a case, choosing its partner, and saying what comes next."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.owners import ensure_may_lead
from partners.agreements.actions.trail import ensure_open, leave_line, touch
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries import cases
from partners.agreements.rules import consent
from partners.agreements.vocabulary import MoveKind
from partners.audit.actions import record
from partners.directory.actions import keep_country
from partners.directory.models import Partner
from partners.foundation.access import ensure
from partners.foundation.clock import now, today
from partners.foundation.database import db
from partners.foundation.identifiers import refuse_identifiers
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a case is after and what comes next. Days may be unknown; the goal is kept as written."""

    target_text: str = ""
    target_start: date | None = None
    target_end: date | None = None
    next_action: str = ""
    next_due_on: date | None = None
    owner_id: int | None = None


NO_PLAN = Plan()


def start_agreement(
    pipeline: Pipeline,
    *,
    by: SignedIn,
    owner_team_id: int,
    partner: Partner | None = None,
    title: str = "",
    target_regions: Sequence[str] = (),
    plan: Plan = NO_PLAN,
) -> Agreement:
    """Open a case at the first stage, today. Without a partner it needs a region or a title."""
    _ensure_aim(pipeline, partner, title, target_regions)
    agreement = open_case(pipeline, pipeline.first, partner, owner_team_id, title, target_regions, plan, by=by)
    leave_line(agreement, MoveKind.START, by=by, to=pipeline.first, effective_on=today())
    record(by, "agreement:started", agreement, {"stage": (None, agreement.stage)})
    return agreement


def take_over_agreement(
    pipeline: Pipeline,
    stage: str,
    *,
    by: SignedIn,
    owner_team_id: int,
    as_of_date: date,
    source: str,
    partner: Partner | None = None,
    title: str = "",
    target_regions: Sequence[str] = (),
    plan: Plan = NO_PLAN,
) -> Agreement:
    """Bring in a case that was under way before Partners: where the source saw it on its base date.

    The day of its arrival there stays unknown. Refused for a stage that makes a tie: standing
    ties are taken over in the directory, under its own rule.
    """
    there = pipeline.stage(stage)
    if there.makes:
        raise Refusal(_l("A signed tie is taken over on the partner's page, not as a case."), "stage")
    _ensure_aim(pipeline, partner, title, target_regions)
    agreement = open_case(pipeline, there, partner, owner_team_id, title, target_regions, plan, by=by)
    agreement.source = source
    leave_line(agreement, MoveKind.START, by=by, to=there, as_of_date=as_of_date, reason=source)
    record(by, "agreement:taken_over", agreement, {"stage": (None, agreement.stage)}, reason=source)
    return agreement


def choose_partner(agreement: Agreement, partner: Partner, *, by: SignedIn) -> None:
    """Say with whom the case is. Once said it stays: another partner is another case."""
    ensure(by, AgreementPermission.EDIT, agreement)
    ensure_open(agreement)
    if agreement.partner_id is not None:
        raise Refusal(_l("This case has its partner. End it and start another for another partner."), "partner")
    _ensure_fit(cases.pipeline_of(agreement), partner)
    agreement.partner_id = partner.id
    touch(agreement)
    record(by, "agreement:partner:chosen", agreement, {"partner": (None, partner.id)})


def plan_next(agreement: Agreement, plan: Plan, *, by: SignedIn) -> None:
    """Say what comes next, by when, who does it, and what the case is after."""
    ensure(by, AgreementPermission.EDIT, agreement)
    ensure_open(agreement)
    ensure_may_lead(agreement, plan.owner_id)
    names = ("target_text", "target_start", "target_end", "next_action", "next_due_on", "owner_id")
    changes = {name: (getattr(agreement, name), getattr(plan, name)) for name in names}
    for name in names:
        setattr(agreement, name, getattr(plan, name))
    touch(agreement)
    record(by, "agreement:planned", agreement, changes)


def open_case(
    pipeline: Pipeline,
    stage: Stage,
    partner: Partner | None,
    owner_team_id: int,
    title: str,
    target_regions: Sequence[str],
    plan: Plan,
    *,
    by: SignedIn,
) -> Agreement:
    """Put a case at a stage into the database; its first line of history is for the caller to leave."""
    refuse_identifiers({"title": title, "target_regions": target_regions, **asdict(plan)})
    agreement = Agreement(
        pipeline=pipeline.code,
        stage=stage.code,
        partner_id=partner.id if partner else None,
        title=title.strip(),
        target_regions=list(target_regions),
        target_text=plan.target_text,
        target_start=plan.target_start,
        target_end=plan.target_end,
        next_action=plan.next_action,
        next_due_on=plan.next_due_on,
        owner_id=plan.owner_id,
        owner_team_id=owner_team_id,
        created_at=now(),
        created_by_id=by.id,
        updated_at=now(),
    )
    ensure(by, AgreementPermission.START, agreement)
    db.session.add(agreement)
    db.session.flush()
    return agreement


def _ensure_aim(pipeline: Pipeline, partner: Partner | None, title: str, target_regions: Sequence[str]) -> None:
    """A case is with somebody, or, where the pipeline lets it, looks for somebody somewhere."""
    if partner is not None:
        _ensure_fit(pipeline, partner)
    elif not pipeline.partner_may_be_unknown:
        raise Refusal(_l("Choose the partner of this case first."), "partner")
    elif not title.strip() and not target_regions:
        raise Refusal(_l("Without a partner, write down the target regions."), "target_regions")


def _ensure_fit(pipeline: Pipeline, partner: Partner) -> None:
    # Held before it is looked at: its country decides, and may be corrected beside us until then.
    country = keep_country(partner)
    if partner.kind not in pipeline.kinds or pipeline.member_kind not in (None, getattr(partner, "member_kind", None)):
        raise Refusal(_l("This pipeline is for partners of another kind."), "partner")
    if not consent.fits(pipeline, country):
        raise Refusal(_l("The partner's country does not fit this pipeline. Choose the other one."), "partner")
    if cases.find_open_case(partner.id, pipeline.code) is not None:
        raise Refusal(_l("A case with this partner is under way already."), "partner")
    if pipeline.goal and cases.find_tie(partner.id, pipeline.goal) is not None:
        raise Refusal(_l("This tie stands already."), "partner")

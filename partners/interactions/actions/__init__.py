"""What people do with interactions and with what is to follow. Each keeps the partners' standing true."""

from partners.interactions.actions.counting import count_interactions_anew
from partners.interactions.actions.follow_ups import (
    call_off,
    change,
    change_many,
    check_assignee,
    finish,
    finish_many,
    plan_follow_up,
    plan_follow_ups,
    reopen,
)
from partners.interactions.actions.records import correct, ensure_not_void, log, undo_log, void
from partners.interactions.actions.searching import follow_names, rebuild_search
from partners.interactions.actions.standings import rebuild_standings, refresh_standings

__all__ = [
    "call_off",
    "change",
    "change_many",
    "check_assignee",
    "correct",
    "count_interactions_anew",
    "ensure_not_void",
    "finish",
    "finish_many",
    "follow_names",
    "log",
    "plan_follow_up",
    "plan_follow_ups",
    "rebuild_search",
    "rebuild_standings",
    "refresh_standings",
    "reopen",
    "undo_log",
    "void",
]

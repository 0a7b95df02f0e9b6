"""The words that the grammar knows: no new name is made of them, and slips of the keys are measured on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from tracker.domain import Activity, EarningKind, Event, PayoutKind, Status
from tracker.quickadd.dates import DAY_NAMES, LONG_DAYS, MONTHS
from tracker.quickadd.days import DAY_WORDS
from tracker.quickadd.prices import THINGS
from tracker.words import meant_by

CHATTER = frozenset(
    (
        "has", "is", "project", "projects", "contract", "i", "ive", "i've", "i'm", "im", "my", "me", "we", "worked",
        "work", "working", "did", "do", "doing", "done",
        "was", "were", "have",
        "had", "just", "some", "about", "around", "approx", "approximately", "roughly", "ca", "circa", "spent",
        "put", "logged", "log", "then",
        "a", "an", "session", "shift", "total", "finished", "there", "so", "also", "today's", "time", "hi",
        "hello", "pls", "please", "plz", "hey", "add", "another", "finally", "earlier", "far", "lol", "ugh", "thx",
        "thanks", "they", "immediately", "tracked", "forgot",
        "extra", "additional", "good", "like", "bout", "abt", "aprox", "clocked", "annotated",
        "labelled", "labeled", "transcribed", "reviewed", "study", "studies",
    )
)  # fmt: skip
"""Words beside the work that was done which change nothing of it."""

NEARLY = frozenset(("almost", "nearly"))
KINDS = {a.value: a.value for a in Activity} | {
    "applying": "application", "interviewing": "interview", "test": "assessment", "tests": "assessment",
    "qualification": "assessment", "qual": "assessment", "quals": "assessment", "exam": "assessment",
    "quiz": "assessment",
    "screening": "assessment", "onboard": "onboarding", "tutorial": "training", "search": "searching",
    "wait": "waiting", "waited": "waiting", "standby": "waiting", "looking": "searching", "bidding": "application",
    "proposals": "application", "call": "communication", "calls": "communication",
    "webinar": "training", "webinars": "training",
    "meeting": "communication", "meetings": "communication", "email": "communication", "emails": "communication",
    "paperwork": "admin",
    "invoicing": "admin", "applications": "application", "assessments": "assessment", "interviews": "interview",
    "trainings": "training",
}  # fmt: skip
STATUSES = {s.value: s.value for s in Status}

RESERVED = (
    DAY_WORDS
    | CHATTER
    | frozenset(KINDS)
    | frozenset(("task", "tasks"))
    | frozenset(
        (
            "fee", "fees", "rate", "due", "announced", "because", "counted", "unpaid", "as", "paid", "got",
            "received", "made", "earned", "spent",
            "am", "pm", "@", "to", "+", "/", "&", "via", "break", "lunch", "minus", "less", "each", "per", "h", "hr",
            "hrs", "hour", "hours", "min",
            "mins", "minutes", "sec", "not", "no", "nothing", "queue", "empty", "off", "sick", "notice", "by",
            "after", "before", "every", "both",
            "half", "quarter", "owes", "sent", "gave", "arrived", "payment", "owe", "owed", "deducted", "cent",
            "cents", "usdt", "usdc", "btc", "eth",
            "crypto", "refund", "refunded", "charged", "lost", "tax", "invoice", "invoiced", "account", "all",
            "back", "took", "submitted", "bill", "only", "or", "never", "didn't", "didnt", "hourly", "total", "maybe",
            "x",
            "will", "won't", "wont", "would", "should", "might", "could", "hasn't", "hasnt", "haven't", "isn't",
            "wasn't", "doesn't", "don't", "dont", "can't", "cannot", "yet", "going", "gonna",
            "expected",
            "expecting", "failed", "bounced", "delayed", "postponed", "processing", "scheduled", "promised",
            "underpaid", "overpaid", "gross", "net", "over", "under", "most", "least", "more", "than", "max", "maximum",
            "minimum", "except", "excluding", "including", "included", "excluded", "instead", "plus", "breaks",
            "partially", "skipped", "stays", "stayed", "unchanged", "monthly", "yearly", "weekdays", "weekends",
            "twice", "thrice", "double", "couple", "several", "dozen", "longer", "idle", "overdue", "missing",
            "withheld", "fined", "owing", "out", "thirds", "two-thirds", "one-third",
            "but", "although", "though", "however", "while", "without", "unless", "if", "when", "where", "still",
            "already", "again", "even", "too", "it", "that", "these", "those", "their", "she", "wrong", "mistake",
            "correction", "actually", "sorry", "oops", "nope",
            "lakh", "lakhs", "lac", "crore", "million", "thousand", "hundred", "grand",
            "til", "goal", "target", "plan", "planned", "planning", "down", "outage", "blackout", "brownout", "appeal",
            "appealed", "appealing", "offboarded", "kicked", "screened", "timed", "timed-out", "released", "screenout",
            "screen-out", "wkly", "stuck", "threshold", "split", "across", "avg", "average", "tops", "waitlisted",
            "requested", "partial", "times", "period",
            "reward", "accepted", "accept", "signed",
            *Event, *Status, *EarningKind, *PayoutKind, *NEARLY,
        )
    )
)  # fmt: skip
"""Words of the grammar: what is left of them was not understood, and no new name is made of them."""

_TYPED = (
    *DAY_NAMES, *LONG_DAYS, *MONTHS, *KINDS, *STATUSES, *Event, *EarningKind, "yesterday", "today", "tomorrow", "hours",
    "hour", "minutes", "unpaid", "announced", "because", "counted", "received", "clawback", "night", "morning",
    "afternoon", "evening", "surveys", "tasks", "before", "notice", "week", "weeks", "month", "last", "paypal", "spent",
    "worked", "withdrew", "bought", "available", "nothing", "checked", "canceled",
)  # fmt: skip
_DAYS = "|".join(DAY_NAMES)
_MONTHS = "|".join(MONTHS)
_UNITS = "(?:h|m|s|mins?|hrs?|hours?|am|pm|st|nd|rd|th|k|c|%|d|wks?)"
_SPELLED = tuple(sorted({str(w) for w in _TYPED if len(w) > 3}))


def slips(word: str) -> tuple[str, ...]:
    """Words of the grammar that a word may be a slip of the keys for; none if it is one itself.

    >>> slips("yesteday"), slips("onbording"), slips("lantern"), slips("rlhf")
    (('yesterday',), ('onboarding',), (), ())
    """
    low = word.casefold()
    if len(low) < 4 or not low.isalpha() or low in RESERVED or low in _SPELLED:
        return ()
    close = get_close_matches(low, _SPELLED, n=3, cutoff=0.8)
    return tuple(w for w in close if abs(len(w) - len(low)) < 2 and (len(w) > 5 or w[0] == low[0]))[:2]


def doubtful(word: str) -> bool:
    """Whether a word may be a name, and may as well be what was counted (3 studies)."""
    return word.casefold().removesuffix("s") in THINGS


def strange(words: Sequence[str]) -> list[str]:
    """Those of some words that no new name is made of: words of the grammar, measures, numbers, currencies."""
    return [w for w in words if w.casefold() in RESERVED or not any(c.isalpha() for c in w) or measured(w) or _money(w)]


def measured(text: str) -> bool:
    """Something like 30m, 14:00, 3rd, mon-fri or 2026-W45, which was not used: said twice, or written wrong."""
    low = text.casefold()
    return bool(
        re.fullmatch(rf"[\d.,:/½¼¾-]*\d[\d.,:/-]*{_UNITS}?[\d:.,-]*", low)
        or re.fullmatch(r"x\d+|\d+x", low)
        or re.match(r"\d{4}-(?:\d\d|w\d)|\d+(?:h|am|pm)?-\d", low)
        or re.fullmatch(rf"(?:{_DAYS})(?:[-,+&/](?:{_DAYS}))+|(?:{_MONTHS})-(?:{_MONTHS})", low)
        or re.search(r"/(?:h|hr|hour|task|day|d|week|wk|month|min)$", low)
    )


def _money(text: str) -> bool:
    return (len(text) < 10 and bool(meant_by(text))) or any(sign in text for sign in "$€£₹₱₦¥")

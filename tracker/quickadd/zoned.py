"""Clock times of another zone: `3pm-5pm PT`. A line is read in that zone, if that is agreed to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.clocks import clock, span
from tracker.quickadd.context import Here
from tracker.quickadd.line import Word
from tracker.say import Said
from tracker.say import Word as Shown

_NEW_YORK, _CHICAGO, _DENVER, _ANGELES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip
ZONES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("et", "est", "edt", "eastern"), (_NEW_YORK,)),
    **dict.fromkeys(("ct", "cdt", "central"), (_CHICAGO,)),
    "cst": (_CHICAGO, "Asia/Shanghai"),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain"), (_DENVER,)),
    **dict.fromkeys(("pt", "pdt", "pacific"), (_ANGELES,)),
    "pst": (_ANGELES, "Asia/Manila"),
    **dict.fromkeys(("utc", "gmt", "zulu"), ("UTC",)),
    "bst": ("Europe/London", "Asia/Dhaka"),
    **dict.fromkeys(("cet", "cest"), ("Europe/Paris",)),
    **dict.fromkeys(("eet", "eest"), ("Europe/Athens",)),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "pht": ("Asia/Manila",), "pkt": ("Asia/Karachi",), "sgt": ("Asia/Singapore",), "wib": ("Asia/Jakarta",),
    "jst": ("Asia/Tokyo",), "wat": ("Africa/Lagos",), "eat": ("Africa/Nairobi",), "cat": ("Africa/Maputo",),
    "sast": ("Africa/Johannesburg",),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney",)),
}  # fmt: skip
"""The zones that people write beside a clock time, each with those that it may mean."""
_WORDS = frozenset(("et", "est", "eat", "cat", "mt", "central", "eastern"))
"""Those of them that are words of a language too: small they are meant behind am or pm only."""
_HALF = pattern(r"\d ?[ap]\.?m\.?$|^[ap]\.?m\.?$|^(?:noon|midnight)$", re.IGNORECASE)
_TALK = frozenset(("time", "zone", "timezone"))
_OWN = frozenset(("my", "local", "our", "the", "this", "same", "total", "in", "of", "for", "extra", "spare"))
"""Words that `time` may follow without naming a zone."""
_OFFSET = pattern(r"(?:utc|gmt)([+-])0?(\d{1,2})(?::?00)?")


def in_its_zone(here: Here, words: Sequence[Word]) -> tuple[Here, list[Word]]:
    """What the line is read against, and its words less the zone that they name. Raises `InputError`, `Open`."""
    at = [i for i in range(1, len(words)) if _is_zone(here, words, i)]
    said = {words[i].text.casefold() for i in at}
    for before, name, behind in zip(words, words[1:], words[2:], strict=False):
        plain = name.text.isalpha() and name.low not in _OWN and name.text.casefold() not in ZONES
        if plain and behind.low in _TALK and _HALF.search(before.text) and not here.names.fits(name.text):
            raise InputError(
                "“{value}” may be another zone.",
                hint="Write the clock times in your own zone.",
                value=f"{name.text} {behind.text}",
            )
    if not said:
        return here, list(words)
    if len(said) > 1:
        raise InputError("Two time zones are named.", hint="Write the clock times in yours.", value=" ".join(said))
    word = words[at[0]].text
    options: list[tuple[str, str]] = [("", zone) for zone in _meant(word)]
    message = Said(
        "“{word}” is another zone. Is this when it was in yours, {zone}?", word=word, zone=Shown(here.zone.key)
    )
    zone = ZoneInfo(here.ask(f"zone {word}", message, options, hint="Write the clock times in your own zone."))
    left = [w for i, w in enumerate(words) if i not in at and not (i - 1 in at and w.low in _TALK)]
    now = here.now.astimezone(zone)
    return replace(here, zone=zone, now=now, day=_day(here, now)), left


def _meant(word: str) -> tuple[str, ...]:
    """The zones that a word may mean; of `UTC+8` that offset."""
    if found := _OFFSET.fullmatch(word.casefold()):
        return (f"Etc/GMT{'-' if found[1] == '+' else '+'}{int(found[2])}",) if int(found[2]) <= 12 else ()
    return ZONES.get(word.casefold(), ())


def _day(here: Here, now: dt.datetime) -> dt.date | None:
    return now.date() if here.live and here.day == here.today else here.day


def _is_zone(here: Here, words: Sequence[Word], at: int) -> bool:
    word, before = words[at], words[at - 1]
    low = word.text.casefold()
    if word.quoted or before.quoted or not _meant(word.text) or here.names.knows(word.text):
        return False
    plain = low not in _WORDS or word.text.isupper()
    return bool(_HALF.search(before.text)) or (plain and _is_clock(words, at - 1))


def _is_clock(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a clock time, a span of them, or the hour behind a word that one follows."""
    low = words[at].low
    if re.fullmatch(r"\d{1,4}", low):
        return at > 0 and words[at - 1].low in ("at", "from", "to", "till", "til", "until", "-", "–", "by")
    return clock(low) is not None or bool(re.match(r"\d.*[-–]", low) and span(low, bare=True))

"""The words of a line made ready: short forms written out, `3x45min` and `1h30 + 20m` as one length, and what no line
can say refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.asking import NotUnderstood
from tracker.quickadd.clocks import clock
from tracker.quickadd.context import Here
from tracker.quickadd.days import COUNTS
from tracker.quickadd.halves import with_halves
from tracker.quickadd.lengths import NUMBER_WORDS, length
from tracker.quickadd.line import Word
from tracker.quickadd.prices import THINGS, marked
from tracker.quickadd.vocabulary import KINDS, NEARLY, RESERVED
from tracker.quickadd.work import tasks
from tracker.say import Word as Shown
from tracker.units import duration_text

_UP_TO = frozenset(("until", "till", "til", "to", "-", "–"))
_SHORT = {"wk": "week", "wks": "weeks", "wkend": "weekend", "wknd": "weekend", "lastweek": "last week"}
_CORRECTS = frozenset(
    (
        "undo", "delete", "remove", "edit", "change", "correct", "correction", "oops", "actually", "sorry", "mistake",
        "scratch", "ignore", "cancel", "revert", "replace", "update", "amend",
    )
)  # fmt: skip
"""What begins a line that would set right an earlier one."""
_BEGAN = frozenset(("started", "start", "began", "begun", "in", "from", "on"))
_ENDED = frozenset(("finished", "finish", "ended", "end", "stopped", "stop", "out", "done", "off"))
_CLOCKED = frozenset(("clocked", "logged", "signed", "and", "at", "-", "–"))
_CLOCK_HOURS = pattern(r"((?:[01]\d|2[0-3])[0-5]\d) ?h(?:r?s)?", re.IGNORECASE)
_A_DAY = pattern(r"(\d[\d.,]*(?:h|hrs?|hours?|m|mins?))/(?:day|d)")
_ORDINAL = pattern(r"\d{1,2}(?:st|nd|rd|th)")
_ROUNDS = ("session", "round", "attempt", "try", "shift", "batch", "part", "stage", "week", "month", "time")
_TIMES = pattern(r"(\d{1,3}) ?(?:x|×|\*)", re.IGNORECASE)
_GLUED_TIMES = pattern(r"(\d{1,3})[x×*](\d.*)", re.IGNORECASE)
_TIMES_BEHIND = pattern(r"[x×*] ?(\d{1,3})|(\d{1,3})[x×]", re.IGNORECASE)
_GLUED_SUM = pattern(r"(\d[\d.,]*[hm]\w*)([+x×*])(\d.*)", re.IGNORECASE)
_SESSIONS = frozenset(("sessions", "shifts", "blocks", "stints", "times", "rounds", "sittings"))
_OF = frozenset(("of", "at", "@", "x", "×"))
_PER = pattern(r"(?:/|per) ?(?:(?:audio|video|recorded|aud) )?(min(?:ute)?s?|word|words|sec(?:ond)?|line)\b")
_AUDIO_HOUR = pattern(r"(?:/|per )(?:audio|video|recorded|aud)(?: |-)?(hours?|hrs?|h|min(?:ute)?s?)\b")
_COINS = frozenset(("cent", "cents", "¢", "pence", "kobo", "centavos", "sentimos", "paise"))
_LONGEST_LENGTH = 6


def ready(here: Here, words: Sequence[Word]) -> list[Word]:
    """The words as the grammar reads them. Raises `InputError`, `Open`."""
    _refuse(here, words)
    out = _less_nearly(_until_now(here, _written_out(here, words)))
    out = _summed(here, _multiplied(_things_together(here, out)))
    return with_halves(_at_so_much(out))


# --- what no line can say -----------------------------------------------------------------------------------------


def _refuse(here: Here, words: Sequence[Word]) -> None:
    first = words[0]
    if first.low in _CORRECTS and not here.names.fits(first.text):
        raise InputError(
            "A line adds something, and changes nothing that is logged.",
            hint="Change it where it is listed, or undo it.",
            value=first.text,
        )
    text = " ".join("" if w.quoted else w.low for w in words)
    if found := _PER.search(text) or _AUDIO_HOUR.search(text):
        raise InputError(
            "“{unit}”: a rate is for an hour or for a task.",
            hint="Write what it came to: 40m outlier made 18 usd.",
            value=found[0],
            unit=Shown(found[0]),
        )
    for before, word in pairwise(words):
        if _ORDINAL.fullmatch(before.low) and (word.low in KINDS or word.low.removesuffix("s") in (*THINGS, *_ROUNDS)):
            raise NotUnderstood([before.text])  # the second interview is not of the 2nd
        if before.low[:1].isdigit() and word.low in _COINS and not word.quoted:
            raise InputError(
                "“{value}” is not read as money.",
                hint="Write it with its currency: 0.75 usd.",
                value=f"{before.text} {word.text}",
            )


# --- short forms ----------------------------------------------------------------------------------------------------


def _written_out(here: Here, words: Sequence[Word]) -> list[Word]:
    out: list[Word] = []
    for word in words:
        if word.low in _SHORT and not here.names.knows(word.text):
            out.append(replace(word, sense=_SHORT[word.low]))
        elif not word.quoted and (daily := _A_DAY.fullmatch(word.low)):
            out += [replace(word, text=daily[1], tail=""), Word("a day", tail=word.tail)]
        elif not word.quoted and (hours := _CLOCK_HOURS.fullmatch(word.low)):
            out.append(replace(word, text=hours[1], sense=""))
        else:
            out.append(word)
    return _between_clocks(out)


def _between_clocks(words: Sequence[Word]) -> list[Word]:
    """`started 9:10 finished 11:40`, `clocked in 9:00 out 17:00` as `9:10 to 11:40`."""
    for at, word in enumerate(words):
        first = _clock_behind(words, at + 1, _BEGAN) if word.low in _BEGAN else None
        last = _clock_behind(words, first + 1, _ENDED) if first else None
        if first and last and any(w.low in _ENDED for w in words[first + 1 : last]):
            start = at - 1 if at and words[at - 1].low in _CLOCKED else at
            return [*words[:start], words[first], Word("to"), words[last], *words[last + 1 :]]
    return list(words)


def _clock_behind(words: Sequence[Word], at: int, between: frozenset[str]) -> int | None:
    """Where the next clock time is, with nothing but such words before it."""
    for i in range(at, min(at + 4, len(words))):
        low = words[i].low
        if clock(low) or re.fullmatch(r"\d{4}", low):
            return i
        if low not in between | _CLOCKED:
            return None
    return None


def _until_now(here: Here, words: Sequence[Word]) -> list[Word]:
    """`9am until now` with the clock time that it is."""
    out = list(words)
    for at in range(1, len(words)):
        if here.is_now and words[at].low == "now" and words[at - 1].low in _UP_TO:
            out[at] = replace(words[at], sense=f"{here.now:%H:%M}")
    return out


def _less_nearly(words: Sequence[Word]) -> list[Word]:
    """The words less `almost` in front of a number, which stays about as large; `almost cancelled` is another thing."""
    behind = [*words[1:], Word("")]
    return [w for w, b in zip(words, behind, strict=True) if w.low not in NEARLY or not _begins_a_number(b)]


# --- several of something -------------------------------------------------------------------------------------------


def _things_together(here: Here, words: Sequence[Word]) -> list[Word]:
    """`12 lidar tasks` as `lidar 12 tasks`, if lidar may be a name of the ledger."""
    out = list(words)
    for at in range(len(out) - 2):
        if not re.fullmatch(r"\d{1,6}", out[at].low):
            continue
        for n in (1, 2):
            names, thing = out[at + 1 : at + 1 + n], out[at + 1 + n : at + 2 + n]
            named = all(
                w.quoted or (w.text.isalpha() and w.low not in RESERVED and here.names.fits(w.text)) for w in names
            )
            if named and thing and tasks(f"1 {thing[0].low}"):
                out[at : at + 2 + n] = [*names, out[at], thing[0]]
                break
    return out


def _multiplied(words: Sequence[Word]) -> list[Word]:
    """`3x45min`, `3 x 45 min`, `45 min x3`, `3 sessions of 45 min` as 2h 15m."""
    out: list[Word] = []
    for word in _apart(words):
        glued = None if word.quoted else _GLUED_TIMES.fullmatch(word.low)
        if glued and (length(glued[2]) is not None or glued[2].replace(".", "").isdigit()):
            out += [Word(f"{glued[1]}x"), replace(word, text=glued[2])]
        else:
            out.append(word)
    out = _behind_its_length(out)
    for at in range(len(out)):
        if found := _times_before(out, at) or _times_behind(out, at):
            first, end, seconds = found
            text = " ".join(w.text for w in out[first:end])
            out[first:end] = [Word(text, sense=_as_length(seconds))]
            break
    return out


def _apart(words: Sequence[Word]) -> list[Word]:
    """`1h+30m`, `45m*3` with their parts as words."""
    out: list[Word] = []
    for word in words:
        while not word.quoted and (glued := _GLUED_SUM.fullmatch(word.low)) and length(glued[1]) is not None:
            out += [Word(glued[1]), Word(glued[2])]
            word = replace(word, text=glued[3])
        out.append(word)
    return out


def _behind_its_length(words: list[Word]) -> list[Word]:
    """`30m outlier x 4` as `30m x 4 outlier`, if it holds one length."""
    end = next((n for n in (2, 1) if _TIMES_BEHIND.fullmatch(" ".join(w.low for w in words[-n:]))), 0)
    if not end or len(words) <= end:
        return words
    lengths, at = [], 0
    while at < len(words) - end:
        run = _length_at(words[:-end], at)
        lengths += [at + run[0]] if run else []
        at += run[0] if run else 1
    return [*words[: lengths[0]], *words[-end:], *words[lengths[0] : -end]] if len(lengths) == 1 else words


def _times_before(words: Sequence[Word], at: int) -> tuple[int, int, int] | None:
    """A number of times and a length behind it: where it begins and ends, and the seconds in all."""
    low = [w.low for w in words]
    n, start = None, at
    if at + 2 < len(low) and low[at + 1] in _SESSIONS and low[at + 2] in _OF:
        n, start = COUNTS.get(low[at]), at + 3
    elif found := _TIMES.fullmatch(low[at]):
        n, start = int(found[1]), at + 1
    elif low[at].isdigit() and at + 1 < len(low) and low[at + 1] in ("x", "×", "*"):
        n, start = int(low[at]), at + 2
    run = _length_at(words, start) if n else None
    return (at, start + run[0], n * run[1]) if n and run else None


def _times_behind(words: Sequence[Word], at: int) -> tuple[int, int, int] | None:
    """A length and a number of times behind it."""
    run = _length_at(words, at)
    if run is None:
        return None
    end, seconds = at + run[0], run[1]
    for n in (1, 2):
        behind = _TIMES_BEHIND.fullmatch(" ".join(w.low for w in words[end : end + n]))
        if behind and len(words[end : end + n]) == n:
            return at, end + n, seconds * int(behind[1] or behind[2])
    return None


def _length_at(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """How many words from a place on are a length, the most there are, and its seconds."""
    if at >= len(words) or not words[at].low[:1].isdigit():
        return None
    for n in range(min(_LONGEST_LENGTH, len(words) - at), 0, -1):
        run = words[at : at + n]
        try:
            found = None if any(w.quoted for w in run) else length(" ".join(w.low for w in run))
        except InputError:
            return None
        if found:
            return n, found
    return None


def _summed(here: Here, words: Sequence[Word]) -> list[Word]:
    """`1h30 + 20m` as one length, if nothing is said of one of them alone: `1h + 20m unpaid` is two things."""
    out = list(words)
    low = [w.low for w in out]
    if "unpaid" in low or "+" not in low[1:]:
        return out
    for at in range(len(out)):
        if (first := _length_at(out, at)) is None:
            continue
        end, seconds = at + first[0], first[1]
        while end < len(out) and out[end].low == "+" and (more := _length_at(out, end + 1)):
            end, seconds = end + 1 + more[0], seconds + more[1]
        if seconds > first[1]:
            text = " ".join(w.text for w in out[at:end])
            out[at:end] = [Word(text, sense=_as_length(seconds))]
            break
    return out


def _as_length(seconds: int) -> str:
    return duration_text(seconds).replace(" ", "")


def _at_so_much(words: Sequence[Word]) -> list[Word]:
    """`12 tasks of 0.50 usd` is at so much each, not 0.50 in all."""
    out = list(words)
    for at in range(1, len(words) - 2):
        things = tasks(f"{words[at - 1].low} {words[at].low}")
        if things and words[at + 1].low in ("of", "at", "@") and _is_length(words[at + 2 : at + 4]):
            raise NotUnderstood([words[at + 1].text])  # so long each, or in all
        if things and words[at + 1].low == "of" and _begins_a_number(words[at + 2]):
            out[at + 1] = replace(words[at + 1], sense="at")
    return out


def _is_length(words: Sequence[Word]) -> bool:
    return any(length(" ".join(w.low for w in words[:n])) for n in (1, 2))


def _begins_a_number(word: Word) -> bool:
    return word.low[:1].isdigit() or word.low in NUMBER_WORDS or word.low == "hour" or bool(marked(word.said))

"""One line of plain words -> a record of the ledger: the quick-add of pages and terminal, and of notes.

    2h30 outlier rlhf yesterday            work, its length, a day
    14:00-16:30 outlier                    work between two clock times
    32h outlier last week                  hours known for a stretch only
    + 120 tasks prolific 18.40 usd         tasks and their pay, the time unknown
    bonus 50 usd outlier                   money owed that no logged work earns
    paid 412.50 usd mercor fee 2.10        money that arrived
    mercor ridge paused today 15:00        what happened to a project
    spent 12 usd headset                   off 3-9 aug        nothing on outlier
    approved outlier 3 june                what is logged was approved on that day

The whole grammar is in docs/quickadd.md. A line is understood whole, or the words that are left are shown.
Words in quotes are names, whatever they say. What is not given is not guessed: the day is today, the kind of work
is task, all else that is needed is asked for in the error; what may mean several things is a question.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from tracker.domain import Expense, Platform, Project, ProjectEvent
from tracker.errors import Ambiguous, InputError, Invalid
from tracker.later import pattern
from tracker.names import nearest
from tracker.quickadd.alternatives import in_one_of
from tracker.quickadd.as_line import line_of_all
from tracker.quickadd.asking import IN_QUOTES, Missing, NotUnderstood, Open
from tracker.quickadd.context import MOST, Here, Loggable, Lookup, Markable
from tracker.quickadd.heads import read
from tracker.quickadd.languages import LANGUAGES
from tracker.quickadd.line import FILLERS, Word, is_question, quote, split, spoken
from tracker.quickadd.marks import Marked
from tracker.quickadd.place import Place, trimmed
from tracker.quickadd.places import Names
from tracker.quickadd.sentences import say, say_all
from tracker.quickadd.translated import in_own_words, ways, with_thousands
from tracker.quickadd.understood import Understood, asks, new_in_words
from tracker.quickadd.vocabulary import RESERVED, STATUSES, slips
from tracker.say import Many, Part, Said, Whole, joined, told, where
from tracker.say import Word as Shown

_ONE_EACH = Said("Write a line for each thing; a name is in quotes, and a note behind a #.")
_FIGURE = pattern(
    r"\d[\d.,]*(?:h\d*m?|hrs?|hours?|m|mins?)|hrs?|hours?|mins?|minutes?|\d[\d:.]*(?:am|pm)?-\d[\d:.]*(?:am|pm)?"
)
LONGEST_RUN = 8
"""Words that a question repeats at most."""
MOST_SLIPS = 2
"""A line with more misspelt words than this is not read for what it may mean."""


def parse(
    text: str,
    now: dt.datetime,
    zone: ZoneInfo,
    platforms: Sequence[Platform],
    projects: Sequence[Project],
    *,
    home_currency: str = "USD",
    dates: str | None = None,
    decimal: str | None = None,
    until: dt.date | None = None,
    order: str | None = None,
    logged: Lookup | None = None,
    locale: str = "",
) -> Understood:
    """The record that a line of words means. `now` has a zone; days are those of `zone`.

    `dates` (dmy, mdy, ymd) and `decimal` read numbers that are not settled by themselves; `order` is that of the
    reader's locale; `until` is the last day of a stretch, said elsewhere; `logged` finds what is in the ledger that
    a line may set a day on; `locale` is the reader's. Raises InputError (what is missing or not
    understood) and Ambiguous (its `choices` are the lines that mean one thing each).

    >>> now = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
    >>> known = [Platform(platform="Outlier")]
    >>> str(parse("2h30 outlier rlhf yesterday", now, ZoneInfo("UTC"), known, []).sentence)
    '2h 30m for Outlier / rlhf on Tue 2026-05-05'
    """
    local = now.astimezone(zone)
    names = Names(platforms, projects)
    here = Here(
        local,
        zone,
        names,
        home_currency,
        local.date(),
        dates,
        decimal,
        until,
        order=order,
        locale=locale,
        logged=logged,
    )
    return understand(text, here)


DANGLING = frozenset(("on", "for", "at", "from", "with", "of", "in", "by", "and", "or", "the", "a", "an", "i", "to"))
"""Words that something must follow: at the end of a line they are a name (project A), or it is not finished."""


_IN_BRACKETS = pattern(
    r"\s*(?:got |was )?(?:paid|payment|payout|received|got)\b[^#\"]*\([^\w\s(]?\d[\d.,]*\)", re.IGNORECASE
)


def understand(text: str, here: Here) -> Understood:
    """`parse` against what is made ready once for many lines."""
    words, note = split(text)
    if _IN_BRACKETS.match(text):
        raise InputError(
            "An amount in brackets may be one that was taken away.",
            hint="Write it without brackets, or: clawback 20 usd outlier.",
            value=text,
        )
    if not words:
        raise InputError("There is nothing to understand.", hint="Such as: 2h30 outlier rlhf yesterday.")
    meant = _in_any_language(here.names.joined(words), note, here)
    if is_question(text):
        choices = meant.choices or ((joined([meant.sentence, *meant.news]), meant.line),)
        raise Ambiguous("That is a question.", hint="Write what was, without a question mark.", choices=choices)
    return meant


def _in_any_language(words: list[Word], note: str | None, here: Here) -> Understood:
    if here.language not in LANGUAGES and in_own_words(words, here.names) and not with_thousands(words):
        try:
            return _whole(words, note, here)
        except (NotUnderstood, Missing):
            pass  # it may be in another language after all
    return in_one_of(ways(words, here.names, here.language), lambda way: _whole(way, note, here))


def _whole(words: list[Word], note: str | None, here: Here) -> Understood:
    """The meaning of words that are a whole line."""
    meant = _asked(words, note, here)
    last = words[-1]
    if {last.low, last.text.casefold()} & DANGLING and not last.quoted and not here.names.has(last.text):
        raise _with_the_rest(NotUnderstood([last.text]), words)
    return meant


def _asked(words: list[Word], note: str | None, here: Here) -> Understood:
    """The meaning of words; where they leave a question open, the question with its answers."""
    try:
        return _spelled(words, note, here)
    except Open as question:
        choices = _answers(words, note, here, question)
        message = _as_typed(question.message, words)
        raise Ambiguous(message, hint=question.hint, choices=choices, code=question.code) from None


def _as_typed(said: Said, words: Sequence[Word]) -> Said:
    """A sentence that repeats words of the line, in the words that were typed instead of those that they say."""
    typed: dict[str, str] = {}
    for at in range(len(words)):
        for end in range(at + 1, min(at + LONGEST_RUN, len(words)) + 1):
            run = words[at:end]
            texts = [w.text for w in run if w.text]
            in_order = len(texts) == 1 or not any(" " in text for text in texts)
            if in_order and any(w.sense for w in run):
                typed.setdefault(" ".join(w.said for w in run), " ".join(texts))
    parts: dict[str, Part] = {}
    for name, part in said.parts:
        text = str(part.text) if isinstance(part, Shown) else part
        own = typed.get(text) if isinstance(text, str) else None
        parts[name] = Shown(own) if own else part
    return Said(said.text, **parts)


def _answers(
    words: list[Word], note: str | None, here: Here, question: Open, depth: int = 0
) -> tuple[tuple[Said | str, str], ...]:
    """What each answer says, and the line that means it; answers that cannot be are left out."""
    found: dict[str, Said | str] = {}
    wrong: InputError | None = None
    for n, label in enumerate(question.labels):
        answered = replace(here, ask=here.ask.answered(question.about, n))
        try:
            meant = _spelled(words, note, answered)
            said = told(label) if label and not depth else meant.sentence
            found.setdefault(meant.line, joined([said, *meant.news]))
        except Open as more:
            if depth < 3:
                found |= {line: said for said, line in _answers(words, note, answered, more, depth + 1)}
        except InputError as error:
            wrong = wrong or error
    if not found and wrong:
        raise wrong
    return tuple((said, line) for line, said in found.items())[:MOST]


# --- slips of the keys ----------------------------------------------------------------------------------------


def _spelled(words: list[Word], note: str | None, here: Here) -> Understood:
    """The meaning, unless a word that was left over is near one of the grammar, or a name: then it is asked about."""
    try:
        meant = _meaning(words, note, here)
    except (NotUnderstood, Missing, Open) as error:
        for word, near in _slipped(here, words):
            if question := _misspelt(words, note, here, word, near, None):
                raise question from None
        raise error from None
    for word, near in _slipped(here, _taken_for_names(words, meant), platforms=False):
        if question := _misspelt(words, note, here, word, near, meant):
            raise question
    return meant


def _slipped(here: Here, left: Sequence[Word], *, platforms: bool = True) -> list[tuple[Word, list[Word]]]:
    """Words that nothing took, each with those that it may be a slip of the keys for; more than a few are none."""
    found: dict[str, tuple[Word, list[Word]]] = {}
    for word in left:
        if word.quoted or word.low in RESERVED or not word.text.isalpha() or here.names.fits(word.text):
            continue
        near = [Word(w) for w in slips(word.text)]
        if not near and platforms:
            near = [Word(name, True) for name in nearest(word.text, list(here.names.platforms), most=1)]
        if near:
            found[word.low] = (word, near)
    return list(found.values()) if len(found) <= MOST_SLIPS else []


def _taken_for_names(words: Sequence[Word], meant: Understood) -> list[Word]:
    """The words that became a name which the ledger has not met, or say what was bought."""
    said = [new.name for new in meant.new_names]
    if isinstance(meant.record, Expense):
        said.append(meant.record.category)
    parts = {part for name in said for part in name.split()}
    return [w for w in words if not w.quoted and w.text in parts]


def _misspelt(
    words: list[Word], note: str | None, here: Here, word: Word, near: Sequence[Word], meant: Understood | None
) -> Ambiguous | None:
    """The question whether a word is another one, with what it would be else; None if it can be no other."""
    found: dict[str, Said | str] = {}
    wrong: InputError | None = None
    for right in near:
        others = [replace(right, tail=w.tail) if w.low == word.low else w for w in words]
        try:
            other = _spelled(others, note, here)
            found.setdefault(other.line, joined([other.sentence, *other.news]))
        except Open as question:
            found |= {line: said for said, line in _answers(others, note, here, question)}
        except Ambiguous as question:
            found |= {line: said for said, line in question.choices}
        except InputError as error:
            wrong = error
    text = "“{word}” is not understood. Is it {near}?"
    said = Said(text, word=word.text, near=Many([where(w.text) for w in near], " or "))
    if not found and meant is None:
        return None
    if not found and wrong:
        why = Said("{said} {why}", said=said, why=wrong.message)
        raise InputError(why, hint=wrong.hint, code=wrong.code, value=word.text)
    if meant is not None:
        found.setdefault(meant.line, _new(meant.place) if meant.place and meant.new_names else meant.sentence)
    choices = tuple((answer, line) for line, answer in found.items())[:MOST]
    return Ambiguous(said, hint="Write it so, or put a name in quotes.", choices=choices)


# --- the meaning ----------------------------------------------------------------------------------------------


def _meaning(words: list[Word], note: str | None, here: Here) -> Understood:
    try:
        found = read(here, words)
        if isinstance(found, Marked):
            return _marks(found, words, note)
        records, place = found
        records = [_noted(r, note) for r in records]
    except NotUnderstood as error:
        raise _with_the_rest(error, words) from None
    except Invalid as error:
        raise InputError(Whole("{said}.", said=error.problems[0].message), code=error.code, value=error.value) from None
    meant = Understood(
        records[0],
        place is not None and place.new_platform,
        _sentence(here, records, place),
        place is not None and place.new_project,
        line=line_of_all(records, here.zone),
        said=_said(words, records[0]),
        place=place,
        more=tuple(records[1:]),
    )
    return _with_news(words, note, here, meant) if place and place.is_new else meant


def _marks(found: Marked, words: Sequence[Word], note: str | None) -> Understood:
    """Rows that are logged, as they shall be."""
    if note:
        raise InputError("A day set on what is logged has no note of its own.", hint="Leave the note out.")
    first, *more = found.records
    return Understood(
        first, False, found.sentence, line=found.line, said=_said(words, first), place=found.place, more=tuple(more),
        rows=found.rows,
    )  # fmt: skip


def _with_the_rest(error: NotUnderstood, words: Sequence[Word]) -> NotUnderstood:
    """The error with what was understood."""
    typed = {w.sense: w.text for w in reversed(words) if w.sense and w.text}
    left = [typed.get(word, word) for word in error.words]
    rest = [w.text for w in words if w.text and w.text not in left and (w.quoted or w.low not in FILLERS)]
    several = any(map(_a_figure, left)) and any(map(_a_figure, rest))
    said = NotUnderstood(left, _ONE_EACH if several and error.hint == IN_QUOTES else error.hint)
    if rest:
        said.message = Said(
            "{message} Understood: {rest}.", message=said.message, rest=Many([Said("“{w}”", w=w) for w in rest])
        )
    return said


def _a_figure(word: str) -> bool:
    """Whether a word says how long, or from when to when."""
    return bool(_FIGURE.fullmatch(word.casefold()))


def _noted(record: Loggable, note: str | None) -> Loggable:
    """With the note, behind what the line itself notes."""
    if not note:
        return record
    return replace(record, note=f"{record.note}; {note}" if record.note else note)


def _with_news(words: list[Word], note: str | None, here: Here, meant: Understood) -> Understood:
    """What is new about it, and the question that this needs."""
    place = meant.place
    if place is None:
        return meant
    unmet = here.names.unmet(place)
    question = asks(place, unmet, words, fresh=here.names.fresh)
    more = replace(meant, new_names=unmet, news=tuple(map(new_in_words, unmet)), question=question)
    if question is None:
        return more
    choices = [*_instead(words, note, here, place), *_as_note(words, note, here, place)]
    return replace(more, choices=tuple(choices), yes=_new(place))


def _new(place: Place) -> Said:
    return Said("new: {place}", place=place.name)


def _instead(words: list[Word], note: str | None, here: Here, place: Place) -> Iterator[tuple[Said, str]]:
    """The places that may be meant in a new one's stead: what each is called, and its line."""
    said = here.names.said_by_one(place.words)
    for near in here.names.instead(place):
        left = spoken(
            [w for w in trimmed(place.words) if w.text != (said[near].text if near in said else "") and not w.quoted]
        )
        with_note = (
            near in said and left and not here.names.fits(left) and not nearest(left, list(here.names.platforms))
        )
        both = f"{left}; {note}" if with_note and note else left if with_note else note
        label = Said("{place}, a note: {note}", place=near.name, note=left) if with_note else near.name
        try:
            yield label, _meaning(words, both, replace(here, pick=near)).line
        except (InputError, Ambiguous):
            continue


def _as_note(words: list[Word], note: str | None, here: Here, place: Place) -> Iterator[tuple[Said, str]]:
    """The words that are left beside a known platform as a note."""
    said = [w for w in place.words if not w.quoted]
    if place.new_platform or not said or not place.project:
        return
    both = f"{place.project}; {note}" if note else place.project
    kept = replace(here, pick=Place(place.platform))
    try:
        yield Said("a note: {note}", note=place.project), _meaning(words, both, kept).line
    except (InputError, Ambiguous):
        return


def _sentence(here: Here, records: Sequence[Loggable], place: Place | None) -> Said:
    if place is None:
        return say(records[0], here.zone)
    currency = here.currency(place) if isinstance(records[0], ProjectEvent) else ""
    return say_all(records, here.zone, per_task=here.per_task(place), currency=currency)


def _said(words: Sequence[Word], record: Loggable | Markable) -> str:
    """The line in small letters; status and note are no part of what makes a line the same."""
    status = getattr(record, "status", None)
    kept = [quote(w.text) if w.quoted else w.text.casefold() for w in words if not (status and w.low in STATUSES)]
    return " ".join(w for w in kept if w)

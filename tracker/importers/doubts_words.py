"""Doubts about words: which way the money went, the state and kind of a row, whose row it is, rows that are parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from tracker import say
from tracker.importers import vocabulary as v
from tracker.importers.doubts import Question, Word
from tracker.importers.doubts_money import signed
from tracker.importers.look import Look
from tracker.importers.mapping import FEES, Mapping, word_key
from tracker.importers.states import status_word
from tracker.say import Said

Likely: TypeAlias = Callable[[str], str]
MOST = 20
"""Distinct words of a column that may still sort rows; more of them are names or texts."""
MOST_PEOPLE = 200
LONGEST = 40
"""Letters of a word; longer ones are texts."""
_NAMES = ("payer", "client", "platform", "description", "note")
"""Fields whose columns hold names and texts."""
_CARD = frozenset(("card", "cvc", "zip", "avs", "funding", "country"))
_TOLD = ("date", "start", "end", "duration", "amount", "amount_out", *FEES, "id", "currency")


def direction(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A column whose words say in or out."""
    if mapping.kind not in ("payout", "earning", "expense"):
        return
    for i in _sorting(look, mapping, MOST):
        words = [w for w in look.words(i) if w]
        told = [w for w in words if v.direction(w) in ("in", "out") and (w != "-" or "+" in words)]
        known = any(w.column == look.header[i] for w in mapping.words)
        if not known and _is_of_a_balance(look, mapping, i):
            continue
        if not known and v.named(look.header[i], v.STATUS_HEADERS) and len({v.direction(w) for w in told}) < 2:
            continue  # "Sent" of a transfer that is done, whichever way it went
        if not known and any(v.state(w) and _has_both_signs(look, mapping, i, w) for w in told):
            continue
        if not known and "amount_out" in mapping.columns and _signs_say_so(look, mapping, i):
            continue
        if set(words) - {"-", "/"} and told and len(told) * 2 >= len(words) and not _signs_say_so(look, mapping, i):
            yield _question(
                look,
                mapping,
                i,
                "direction",
                Said("{header}: which way did the money go?", header=say.Word(look.header[i])),
                v.direction,
            )


def _is_of_a_balance(look: Look, mapping: Mapping, i: int) -> bool:
    """Whether a column is behind a balance as another of its name is behind the sum: the balance's own "Dr / Cr"."""
    at = look.index(mapping.columns.get("amount", ""))
    twins = at is not None and at + 1 < i and v.bare(look.header[at + 1]) == v.bare(look.header[i])
    return twins and v.ends_with(look.header[i - 1], v.BALANCE)


def _has_both_signs(look: Look, mapping: Mapping, i: int, word: str) -> bool:
    """Whether sums of both signs have a word: then it does not say which way they went."""
    at = look.index(mapping.columns.get("amount", ""))
    if at is None:
        return False
    rows = zip(look.numbers(at), look.rows, strict=True)
    return len({units > 0 for units, row in rows if units and word_key(row[i]) == word_key(word)}) == 2


def _signs_say_so(look: Look, mapping: Mapping, i: int) -> bool:
    """Whether the sums have two signs of their own, and each word of a way agrees with the sign of its rows."""
    at = look.index(mapping.columns.get("amount", ""))
    if at is None or any(w.column == look.header[i] for w in mapping.words):
        return False
    rows = [(units, v.direction(row[i])) for units, row in zip(signed(look, mapping), look.rows, strict=True) if units]
    agree = all((units > 0) == (way == "in") for units, way in rows if way in ("in", "out"))
    return agree and any(units < 0 for units, _ in rows)


def state(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A column whose words say what became of a row, or what kind of movement it is."""
    for i in _sorting(look, mapping, MOST):
        if any(w.column == look.header[i] for w in mapping.words):
            continue
        if v.is_share(look.header[i]):
            continue  # Approved %
        words = list(look.words(i))
        if mapping.kind == "payout" and (flagged := v.flag(look.header[i], words)):
            if not flagged.tells_nothing(words):
                text = Said("{name}: which of these words are money that you were paid?", name=say.Word(look.header[i]))
                yield _question(look, mapping, i, "state", text, flagged.meaning)
            continue
        headers = v.STATUS_HEADERS if mapping.kind == "work_session" else v.STATE_HEADERS
        if not (_says_state(look.header[i], words, headers) or _speaks_against(look, mapping, i)):
            continue
        if all(word_key(w) in v.SURE_PAID for w in words):
            continue  # there is nothing to tell apart
        if _is_kind_beside_a_state(look, mapping, i, words):
            continue
        if len(words) == 1 and not v.state(words[0]) and not v.ends_with(look.header[i], v.STATUS_HEADERS):
            continue  # nor here; a later file with a second word is asked about
        if mapping.kind == "payout" and _one_word_came(look, mapping, i):
            continue
        name = look.header[i]
        if mapping.kind in ("work_session", "earning"):
            text = Said(
                "{name}: what became of rows with each of these words? (a cancelled row that was paid is approved)",
                name=say.Word(name),
            )
            yield _question(look, mapping, i, "status", text, _status)
        elif mapping.kind == "payout":
            text = Said("{name}: which of these words are money that you were paid?", name=say.Word(name))
            yield _question(look, mapping, i, "state", text, partial(_likely_state, look, mapping, i))


def _is_kind_beside_a_state(look: Look, mapping: Mapping, i: int, words: list[str]) -> bool:
    """Whether a column of earnings names kinds only, as "Test Type" does, where another one has their states."""
    if mapping.kind != "earning" or v.ends_with(look.header[i], v.STATUS_HEADERS):
        return False
    if any(v.state(w) or v.GIVEN_BACK.search(w) or v.NOT_THERE.search(w) for w in words):
        return False
    return any(v.ends_with(name, v.STATUS_HEADERS) and look.kinds[n] == "text" for n, name in enumerate(look.header))


def _one_word_came(look: Look, mapping: Mapping, i: int) -> bool:
    """Whether the sums have two signs, and all that are above zero the same word, which does not speak against them."""
    if any(w.column == look.header[i] for w in mapping.words) or v.named(look.header[i], v.STATUS_HEADERS):
        return False
    sums = signed(look, mapping)
    came = {word_key(row[i]) for units, row in zip(sums, look.rows, strict=True) if units and units > 0}
    return len(came) == 1 and any(n and n < 0 for n in sums) and v.state(next(iter(came))) in ("", "paid")


def _likely_state(look: Look, mapping: Mapping, i: int, word: str) -> str:
    """What a word says of a payment; one such as "Sent" says nothing on rows of both ways."""
    said = v.state(word)
    return "" if said == "not yet" and v.direction(word) and _has_both_signs(look, mapping, i, word) else said


def _status(word: str) -> str:
    return status_word(word) or ""


def _says_state(header: str, words: list[str], headers: frozenset[str]) -> bool:
    named = v.named(header, headers) or v.ends_with(header, headers)
    telling = [w for w in words if w and v.state(w)]
    return named or (bool(telling) and len(telling) * 2 >= len([w for w in words if w]))


def _speaks_against(look: Look, mapping: Mapping, i: int) -> bool:
    """Whether a word of a payment that came in says that it did not, or went back: "Refund" beside "Payment"."""
    if mapping.kind != "payout" or look.header[i] in (mapping.columns.get(f) for f in _NAMES):
        return False
    came = {row[i] for units, row in zip(signed(look, mapping), look.rows, strict=True) if units and units > 0}
    if look.header[i] in (mapping.columns.get(f) for f in ("project", "task")):
        return any(map(v.NOT_THERE.search, came))
    return any(
        v.state(word) in ("not yet", "not income") or v.GIVEN_BACK.search(word) or v.NOT_THERE.search(word)
        for word in came
        if word
    )


def person(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A column that names several people: whose rows are they?"""
    if mapping.kind == "expense":
        return
    for i, name in enumerate(look.header):
        if not v.named(name, v.PERSON_HEADERS) or look.kinds[i] not in ("text", "number"):
            continue
        words = [w for w in look.words(i) if not v.is_total(word_key(w).strip(" :."))]
        if 1 < len(words) <= MOST_PEOPLE:
            yield _question(
                look,
                mapping,
                i,
                "person",
                Said("{name}: which of these are you?", name=say.Word(name)),
                lambda word: "mine",
            )
            return


def parts(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Rows of a tag beside a row of the whole: the same period and project, once without and once with a word."""
    at, at_end, project = (look.index(mapping.columns.get(f, "")) for f in ("date", "date_until", "project"))
    if mapping.kind != "work_session" or at is None or project is None:
        return
    for i in _sorting(look, mapping, MOST):
        keys: dict[tuple[str, ...], set[bool]] = {}
        for row in look.rows:
            key = (row[at], row[at_end] if at_end is not None else "", row[project])
            keys.setdefault(key, set()).add(bool(row[i]))
        if i not in (at, at_end, project) and any(len(both) == 2 for both in keys.values()):
            text = Said(
                "{header}: rows with and without a word are beside each other. Are some part of others?",
                header=say.Word(look.header[i]),
            )
            yield _question(look, mapping, i, "part", text, lambda word: "part of another row" if word else "counts")
            return


def _sorting(look: Look, mapping: Mapping, most: int) -> Iterator[int]:
    """Columns of few words that may sort the rows."""
    taken = {mapping.columns.get(f) for f in _TOLD}
    for i, name in enumerate(look.header):
        if name in taken or look.kinds[i] not in ("text", "currency", "number"):
            continue
        words = look.words(i)
        if look.kinds[i] == "number" and not any(v.direction(w) for w in words if w) and not v.flag(name, words):
            continue
        filled = [w for w in words if w]
        if 0 < len(filled) <= most and max(map(len, filled)) <= LONGEST and not _CARD & set(v.bare(name).split()):
            yield i


def _question(look: Look, mapping: Mapping, i: int, role: str, text: Said | str, likely: Likely) -> Question:
    words = tuple(Word(word, rows, _sums(look, mapping, i, word), likely(word)) for word, rows in look.words(i).items())
    known = {word_key(k): m for w in mapping.words if w.column == look.header[i] for k, m in w.values.items()}
    return Question(
        f"{role}:{look.header[i]}",
        text,
        words=tuple(Word(w.word, w.rows, w.sums, known.get(word_key(w.word), w.likely)) for w in words),
        column=look.header[i],
        role=role,
    )


def _sums(look: Look, mapping: Mapping, i: int, word: str) -> tuple[tuple[str, int], ...]:
    at = look.index(mapping.columns.get("amount", ""))
    if at is None:
        return ()
    key, codes, sums = word_key(word), look.currencies(at, mapping), dict[str, int]()
    for n, units in enumerate(signed(look, mapping)):
        if units and word_key(look.rows[n][i]) == key:
            sums[codes[n]] = sums.get(codes[n], 0) + units
    return tuple(sorted(sums.items()))

"""Doubts about money: what the rows are, which sum was paid, which way it went, in which currency."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import permutations

from tracker.importers import vocabulary as v
from tracker.importers.cell_currency import of_header
from tracker.importers.doubts import Choice, Question
from tracker.importers.guess_columns import LENGTH_NAMES, cents, plain
from tracker.importers.guess_spans import is_same_length
from tracker.importers.look import Look
from tracker.importers.mapping import BELOW_ZERO, FEES, Mapping
from tracker.importers.parsers import without_way
from tracker.importers.plain_sums import is_total, net_of, partner, settled
from tracker.say import Said, Word

_TIMED = ("date", "date_until", "start", "end", "end_date", "duration", "duration_minutes", "counted", "tasks", "id")
NONE = "none"
MOST_WORDS = 20
"""Distinct words of a column that may say which way money went."""
_NUMBERED = frozenset(("id", "no", "nr", "number", "nummer", "ref", "reference"))


def sums_of(look: Look, mapping: Mapping) -> list[int]:
    """The columns that may be money, the likeliest first: by their signs, decimals or names."""
    taken = {look.index(c) for f, c in mapping.columns.items() if f in _TIMED}
    free = [i for i in range(len(look.header)) if i not in taken]
    found = [i for i in free if _money(look, i) and not is_same_length(look, mapping, i)]
    if mapping.kind != "work_session" and all(v.named(look.header[i], v.BALANCE) for i in found):
        # names in a language that is not known here
        others = (i for i in free if i not in found and look.kinds[i] == "number")
        found += [i for i in others if not v.named(look.header[i], v.NO_MONEY)]
    return sorted(found, key=lambda i: (_rank(look.header[i]), i))


def _money(look: Look, i: int) -> bool:
    name, what = look.header[i], look.kinds[i]
    if what == "empty":
        return v.named(name, v.IN | v.OUT)
    if v.bare(name).split()[-1] == "id":
        return False
    if not any(look.numbers(i)) or of_rate(name) or v.named(name, v.NO_MONEY) or v.is_share(name):
        return False
    if v.ends_with(name, v.LENGTHS) or (plain(name) in LENGTH_NAMES and what == "number"):
        return False
    if what not in ("number", "money"):
        return what == "text" and v.named(name, v.PAID)  # with cells that are none: they are refused, not passed over
    called = _ends(name, v.MONEY | v.IN | v.OUT) or of_header(name) is not None
    cells = list(look.filled(i))
    return what == "money" or called or cents(cells) or any(without_way(c)[1] for c in cells)


def of_rate(name: str) -> bool:
    """Whether a column is named as a price per hour or another rate."""
    return v.ends_with(name, v.RATE) or any(w in v.bare(name).split() for w in ("rate", "kurs", "percent", "trust"))


def _rank(name: str) -> int:
    if v.named(name, v.OUT) or v.ends_with(name, frozenset(("balance", "saldo", "kontostand", "solde", "tax", "vat"))):
        return 4
    return 0 if v.named(name, v.PAID) else 1 if v.ends_with(name, v.PAID) else 2 if v.ends_with(name, v.MONEY) else 3


# --- what and which ------------------------------------------------------------------------------------


def kind(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A table of sums without time: what arrived, what was earned, or what was spent.

    Where money went out too, one answer says both what the rows are and what becomes of those.
    """
    if mapping.kind == "work_session":
        return
    rows = len(look.rows)
    account = Choice(
        "account",
        "an account's statement: what came in arrived for me, what went out is left out",
        (("kind", "payout"), ("below_zero", "outgoing")),
        rows,
    )
    yield Question(
        "kind",
        "What are the rows: money that arrived, money that was earned, or money that was spent for work?",
        (
            *([account] if _goes_out(look, mapping) else []),
            Choice("payout", "money that arrived (an account, a payment list)", (("kind", "payout"),), rows),
            Choice("earning", "money earned, which may not have arrived yet", (("kind", "earning"),), rows),
            Choice("expense", "money spent for work", (("kind", "expense"),), rows),
            Choice("work_session", "none of these: hours of work", (("kind", "work_session"),), rows),
        ),
    )


def _goes_out(look: Look, mapping: Mapping) -> bool:
    """Whether money went out by the signs of sums, by a pair of columns, or by words for both ways.

    Where a row below zero speaks of money given back, what went out may be pay taken back: that is asked by itself.
    """
    sums = sums_of(look, mapping)
    gone = {o for i, o in permutations(sums, 2) if _pair(look, i, o)}
    out = [row for i in sums for n, row in zip(look.numbers(i), look.rows, strict=True) if n and (n < 0 or i in gone)]
    if any(n < 0 for i in sums for n in look.numbers(i) if n) or gone:
        return not any(map(given_back, out))
    few = (look.words(i) for i, kind in enumerate(look.kinds) if kind == "text")
    return any(_says_both_ways(words) for words in few if len(words) <= MOST_WORDS)


def given_back(row: Iterable[str]) -> bool:
    """Whether a row speaks of money that goes back."""
    return any(map(v.GIVEN_BACK.search, row))


def _says_both_ways(words: Iterable[str]) -> bool:
    """Whether words of a column are for both ways; one way alone may be marked, such as CR on a card's statement."""
    ways = {v.direction(w) if w else "none" for w in words}
    return {"in", "out"} <= ways or ways in ({"in", "none"}, {"out", "none"})


def amount(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Which sum is the one that counts; nothing is asked where a single, plainly named one is there."""
    found = sums_of(look, mapping)
    now = look.index(mapping.columns.get("amount", ""))
    if mapping.kind == "payout" and (now, look.index(mapping.columns.get("amount_out", ""))) == settled(look, found):
        return
    if now is not None and now not in found:
        found.insert(0, now)
    timed = mapping.kind == "work_session"
    if not found or (len(found) == 1 and (timed or found == [now]) and _plainly(look.header[found[0]])):
        return
    text = {
        "work_session": "Which of these sums was earned for the row's time?",
        "expense": "Which of these sums is what you spent?",
        "earning": "Which of these sums is what you earned?",
        "payout": "Which of these sums is what you were paid?",
    }[mapping.kind]
    choices = [choice for i in found for choice in _sum_choices(look, mapping, i, found)]
    last = Choice(NONE, "none of them", (("columns.amount", ""),))
    yield Question("amount", text, (*choices, last))


def _plainly(name: str) -> bool:
    return v.named(name, v.PAID)


def _sum_choices(look: Look, mapping: Mapping, i: int, others: Sequence[int]) -> Iterator[Choice]:
    """The column with what went out in another one; alone too, where only the lack of names makes them a pair."""
    made = _sum_choice(look, mapping, i, others)
    yield made
    paired = dict(made.sets).get("columns.amount_out")
    if paired and not (_ends(look.header[i], v.IN | v.OUT) and _ends(paired, v.IN | v.OUT)):
        sets = tuple(s for s in made.sets if s[0] != "columns.amount_out")
        yield Choice(
            f"{look.header[i]} alone", Said("the column {header} and no other", header=Word(look.header[i])),
            (("columns.amount_out", ""), *sets), made.rows, made.sums,
        )  # fmt: skip


def _sum_choice(look: Look, mapping: Mapping, i: int, others: Sequence[int]) -> Choice:
    name = look.header[i]
    rows, sums = look.total(i, mapping)
    sets = [("columns.amount", name)]
    if code := of_header(name):
        sets += [("constants.currency", code), ("columns.currency", "")]
    elif (its := partner(look, i)) is not None:
        sets.append(("columns.currency", look.header[its]))
    spent = mapping.kind == "expense"
    pairs = (o for o in others if o != i and (_pair(look, o, i) if spent else _pair(look, i, o)))
    out = next(pairs, None)
    if out is None or mapping.kind not in ("payout", "expense"):
        return Choice(name, Said("the column {name}", name=Word(name)), (("columns.amount_out", ""), *sets), rows, sums)
    if spent:
        back = (("columns.amount_out", look.header[out]),)
        return Choice(
            name,
            Said("the column {name}, less what came back in {header}", name=Word(name), header=Word(look.header[out])),
            (*sets, *back),
            rows,
            sums,
        )
    went = (("columns.amount_out", look.header[out]),)
    return Choice(
        name,
        Said("the column {name}; {header} is what went out", name=Word(name), header=Word(look.header[out])),
        (*sets, *went),
        rows,
        sums,
    )


def _pair(look: Look, into: int, out: int) -> bool:
    """Whether two columns are the two ways of one sum: no row fills both, and their names do not say otherwise."""
    one, other = look.header[into], look.header[out]
    codes = {of_header(one), of_header(other)} - {None}
    if len(codes) > 1:
        return False
    both = zip(look.numbers(into), look.numbers(out), look.rows, strict=True)
    if any(a and b and not is_total(row) for a, b, row in both):
        return False
    if _ends(one, v.IN) and _ends(other, v.OUT):
        return True
    return not any(_ends(name, v.MONEY | v.IN | v.OUT) for name in (one, other))


def _ends(name: str, words: frozenset[str]) -> bool:
    return v.named(name, words) or v.ends_with(name, words) or v.bare(name).split()[0] in words


# --- which way -----------------------------------------------------------------------------------------


def signed(look: Look, mapping: Mapping) -> list[int | None]:
    """The sum of each row with the sign that columns and direction words give it; None if there is none."""
    into, out = (look.index(mapping.columns.get(f, "")) for f in ("amount", "amount_out"))
    found: list[int | None] = list(look.numbers(into)) if into is not None else [None] * len(look.rows)
    for n, gone in enumerate(look.numbers(out) if out is not None else ()):
        if gone:
            found[n] = (found[n] or 0) - abs(gone)
    for words in (w for w in mapping.words if w.role == "direction"):
        at = look.index(words.column)
        for n, row in enumerate(look.rows if at is not None else ()):
            way = words.find(row[at or 0])
            units = found[n]
            if units:
                found[n] = {"in": abs(units), "out": -abs(units)}.get(way or "")
    return found


def below_zero(look: Look, mapping: Mapping) -> Iterator[Question]:
    """What sums below zero are: money taken back, money that went out, or what came in with its sign turned round."""
    if mapping.kind not in BELOW_ZERO or (mapping.kind == "earning" and _ways_said(mapping)):
        return
    if mapping.kind == "payout" and mapping.below_zero:
        return  # said with what the rows are
    numbers = signed(look, mapping)
    below = [n for n, units in enumerate(numbers) if units and units < 0]
    above = [n for n, units in enumerate(numbers) if units and units > 0]
    if not below or (mapping.kind == "expense" and not above):
        return
    at = look.index(mapping.columns.get("amount", "")) or 0
    key = f"below_zero:{look.header[at]}"
    count = partial(_signed_sums, look, mapping, numbers, at)
    if mapping.kind == "expense":
        yield Question(f"spent:{look.header[at]}", "The sums have two signs. Which of them is what you spent?", (
            Choice("spent", "below zero is spent, above zero came back", (("below_zero", "spent"),), *count(below)),
            Choice("refund", "above zero is spent, below zero came back", (("below_zero", "refund"),), *count(above)),
        ))  # fmt: skip
        return
    choices = [
        Choice(
            "outgoing", "money that you spent or moved: it is left out", (("below_zero", "outgoing"),), *count(below)
        ),
        Choice("clawback", "pay that was taken back", (("below_zero", "clawback"),), *count(below)),
    ]
    back = [n for n in below if given_back(look.rows[n])]
    if 0 < len(back) < len(below):
        some = Choice(
            "returned", "pay that was taken back where the row speaks of it, else money that you spent or moved",
            (("below_zero", "returned"),), *count(back),
        )  # fmt: skip
        choices.insert(0, some)
    if not _ways_said(mapping) and "amount_out" not in mapping.columns:
        turned = Choice(
            "income", "what you were paid: the signs are turned round, and what is above zero went out",
            (("below_zero", "income"),), *count(below),
        )  # fmt: skip
        choices.append(turned)
    yield Question(key, "What are the sums below zero?", tuple(choices))


def _ways_said(mapping: Mapping) -> bool:
    """Whether words say which way sums went: what went out was not earned."""
    return any(w.role == "direction" for w in mapping.words)


def _signed_sums(
    look: Look, mapping: Mapping, numbers: Sequence[int | None], at: int, rows: Sequence[int]
) -> tuple[int, tuple[tuple[str, int], ...]]:
    codes, sums = look.currencies(at, mapping), dict[str, int]()
    for n in rows:
        sums[codes[n]] = sums.get(codes[n], 0) + (numbers[n] or 0)
    return len(rows), tuple(sorted(sums.items()))


def fee(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Whether a fee still comes off the amount; settled where a third column is their sum or difference."""
    fees = [i for f in FEES if (i := look.index(mapping.columns.get(f, ""))) is not None and any(look.numbers(i))]
    into = look.index(mapping.columns.get("amount", ""))
    if not fees or into is None or mapping.kind != "payout":
        return
    if net_of(look, into, fees) is not None and mapping.fee_is == "on top":
        return
    at, paid = fees[0], look.header[into]
    name = ", ".join(look.header[i] for i in fees)
    counted = look.total(at, mapping)
    its = Word(paid)
    yield Question(f"fee_is:{look.header[at]}", Said("Does {name} still come off {paid}?", name=Word(name), paid=its), (
        Choice("on top", Said("yes: {paid} is before the fee", paid=its), (("fee_is", "on top"),), *counted),
        Choice("taken off", Said("no: {paid} is what was left after it", paid=its), (("fee_is", "taken off"),),
               *counted),
        Choice(NONE, "it is not a fee of mine", tuple((f"columns.{f}", "") for f in FEES), *counted),
    ))  # fmt: skip


def share(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A fee as a share of the sum that no column gives in money: it would be left out."""
    at = look.index(mapping.columns.get("amount", ""))
    if at is None or mapping.kind not in ("payout", "earning"):
        return
    for i, name in enumerate(look.header):
        shares = [_share(cell) for cell in look.column(i)]
        called = v.named(name.replace("%", ""), v.TAKEN) or v.ends_with(name.replace("%", ""), v.TAKEN)
        if not called or not any(shares) or not (v.is_share(name) or any("%" in c for c in look.filled(i))):
            continue
        if not any(_less(look, one, other, shares) for one, other in permutations(sums_of(look, mapping), 2)):
            text = Said(
                "{name} is a share of {header}, and no column has it in money: add one first. Or is {header} what was "
                "left after it?",
                name=Word(name),
                header=Word(look.header[at]),
            )
            left = Said("yes: nothing comes off {header}", header=Word(look.header[at]))
            yield Question(f"share:{name}", text, (Choice("left", left, (), *look.total(at, mapping)),))


def _share(cell: str) -> Decimal:
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?) ?%?", cell)
    return Decimal(found[1].replace(",", ".")) / 100 if found else Decimal(0)


def _less(look: Look, gross: int, net: int, shares: Sequence[Decimal]) -> bool:
    """Whether one sum is another less its share, to the cent."""
    rows = [(a, b, s) for a, b, s in zip(look.numbers(gross), look.numbers(net), shares, strict=True) if a is not None]
    return bool(rows) and all(b is not None and abs(a * (1 - s) - b) <= _CENT for a, b, s in rows)


_CENT = 100
"""In units of 1/10 000."""


def two_sides(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Books in which each entry is there twice, once as what came in and once as what went out."""
    into, out = (look.index(mapping.columns.get(f, "")) for f in ("amount", "amount_out"))
    if mapping.kind != "payout" or into is None or out is None:
        return
    for i, name in enumerate(look.header):
        if not v.ends_with(name, _NUMBERED):
            continue
        came, went = Counter[str](), Counter[str]()
        rows = list(zip(look.column(i), look.numbers(into), look.numbers(out), strict=True))
        for entry, a, b in rows:
            came[entry] += a or 0
            went[entry] += abs(b or 0)
        if len(set(look.column(i))) * 2 <= len(rows) and came == went and any(came.values()):
            text = Said(
                "Each {name} is there from both sides, in and out alike, as in books: keep the lines of the account "
                "that the money came into first. Or is each line a payment?",
                name=Word(name),
            )
            yield Question(f"sides:{name}", text, (Choice("each", "each line is a payment", ()),))
            return


def once(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A sum that is the same on all lines of one invoice: once for each, or on every line."""
    at = look.index(mapping.columns.get("amount", ""))
    if at is None or mapping.kind == "work_session":
        return
    numbers = look.numbers(at)
    for i in range(len(look.header)):
        if i == at or not v.ends_with(look.header[i], v.NUMBER_OF | _NUMBERED):
            continue
        groups: dict[str, set[int | None]] = {}
        for n, row in enumerate(look.rows):
            if row[i]:
                groups.setdefault(row[i], set()).add(numbers[n])
        filled = sum(1 for row in look.rows if row[i])
        if 1 < len(groups) < filled and all(len(g) == 1 for g in groups.values()) and any(map(any, groups.values())):
            name, rows = look.header[i], look.total(at, mapping)
            firsts = {row[i]: n for n, row in reversed(list(enumerate(look.rows)))}
            single = look.total(at, mapping, frozenset(firsts.values()).__contains__)
            choices = (
                Choice("once", Said("once for each {name}", name=Word(name)), (("once_per", name),), *single),
                Choice("each", "on every line", (("once_per", ""),), *rows),
            )
            text = Said(
                "{header} is the same on all lines of one {name}. How often does it count?",
                header=Word(look.header[at]),
                name=Word(name),
            )
            yield Question(f"once_per:{name}", text, choices if v.ends_with(name, v.NUMBER_OF) else choices[::-1])
            return

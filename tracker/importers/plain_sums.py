"""Which sum counts, if the names of the columns and the numbers in them leave no doubt.

Amount, Balance (the amounts have two signs, or the balance runs on by them)     Amount
Amount, Balance (a column of words says in or out of each row)       Amount
Credit, Debit, Balance (no row fills both)                                       Credit; Debit went out
Amount, credit, debit (each amount is one less the other)                        Amount
Amount (EUR), Original Amount                                                    Amount (EUR)
Amount, Fee, Net (each net is the amount less the fees)                           Amount
Amount, Fee (whether the fee still comes off is asked)                           Amount
one column of sums with two signs in a table without names                       it
any names; one column runs on by another, or by one less another                 the one; the other went out
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, permutations

from tracker.importers import vocabulary as v
from tracker.importers.look import Look
from tracker.importers.mapping import FEES

_GENERAL = v.CURRENCY | {
    "amount",
    "sum",
    "total",
    "value",
    "betrag",
    "importe",
    "monto",
    "montant",
    "valor",
    "importo",
    "сумма",
    "金额",
}
"""Words of a name that do not tell one sum, or one currency, from another."""
_UNNAMED = re.compile(r"column \d+")


def settled(look: Look, found: Sequence[int]) -> tuple[int, int | None] | None:
    """The columns of what came in (or of both ways, signed) and of what went out; None if there is a doubt.

    `found`: the columns that may be money.
    """
    return _by_names(look, found) or _by_a_balance(look, found)


def _by_names(look: Look, found: Sequence[int]) -> tuple[int, int | None] | None:
    names = {i: look.header[i] for i in found}
    home = [i for i in found if not v.foreign(names[i])] or list(found)
    sums = [i for i in home if not v.named(names[i], v.BALANCE)]
    pair = _pair(look, sums)
    if pair and len(sums) == 2:
        return pair
    fees = [i for i in sums if i in fee_columns(look)]
    if fees and len(sums) - len(fees) > 1:
        gross = [i for i in sums if i not in fees and net_of(look, i, fees) in sums]
        if len(gross) == 1 and v.ends_with(names[gross[0]], v.MONEY):
            return gross[0], None
    elif fees and len(sums) - len(fees) == 1:
        home = [i for i in home if i not in fees]
        sums = [i for i in sums if i not in fees]
    signed = [i for i in sums if v.named(names[i], v.PAID) and not v.named(names[i], v.IN | v.OUT)]
    if pair and len(sums) == 3 and _is_both(look, next(i for i in sums if i not in pair), *pair):
        return (signed[0], None) if len(signed) == 1 else pair
    if len(sums) != 1 or not (v.named(names[sums[0]], v.PAID) or _UNNAMED.fullmatch(names[sums[0]])):
        return None
    balances = [i for i in home if i != sums[0]]
    if not balances and not _UNNAMED.fullmatch(names[sums[0]]):
        return sums[0], None
    runs = bool(balances) and all(_runs_on(look, i, sums[0]) for i in balances)
    return (sums[0], None) if runs or _has_two_ways(look, sums[0]) or _is_marked(look) else None


def _pair(look: Look, sums: Sequence[int]) -> tuple[int, int] | None:
    """One column of money in and one of money out, by their names, of which each row fills one at most."""
    into = [i for i in sums if v.named(look.header[i], v.IN)]
    out = [i for i in sums if v.named(look.header[i], v.OUT)]
    if len(into) != 1 or len(out) != 1 or into == out:
        return None
    both = zip(look.numbers(into[0]), look.numbers(out[0]), look.rows, strict=True)
    filled = any(a and b and not is_total(row) for a, b, row in both)
    return None if filled else (into[0], out[0])


def is_total(row: Sequence[str]) -> bool:
    """Whether a row is called a total."""
    return any(map(v.called_total, row))


def fee_columns(look: Look) -> list[int]:
    """The columns of what came off a payment, up to three: by their names, which a sum beside them shows to be fees.

    Of several, one that is the others together stands for them.
    """
    prices = [i for i, kind in enumerate(look.kinds) if kind in ("number", "money") and not v.is_share(look.header[i])]
    found = [i for i in prices if v.ends_with(look.header[i], v.TAKEN) and any(look.numbers(i))]
    if not any(v.named(look.header[i], v.FEE) for i in found) and not any(
        v.ends_with(look.header[i], v.MONEY) for i in prices if i not in found
    ):
        return []  # "Project fee" alone is what was earned
    for i in found:
        others = [look.numbers(o) for o in found if o != i]
        if others and look.numbers(i) == [sum(n or 0 for n in row) for row in zip(*others, strict=True)]:
            return [i]
    taxed = [*found, *(i for i in prices if i not in found and v.ends_with(look.header[i], v.TAX))]
    if found and len(taxed) > len(found) and not _nets(look, prices, found) and _nets(look, prices, taxed):
        found = taxed
    return found if len(found) <= len(FEES) else []


def _nets(look: Look, prices: Sequence[int], fees: Sequence[int]) -> bool:
    """Whether a sum less the fees is another sum on each row."""
    return any(net_of(look, i, fees) is not None for i in prices if i not in fees)


def net_of(look: Look, at: int, fees: Sequence[int]) -> int | None:
    """The column that is on each row the sum less the fees; None without one, or if all rows are without a fee.

    What went out may have its fee within the sum.
    """
    kept = [sum(abs(n or 0) for n in row) for row in zip(*map(look.numbers, fees), strict=True)]
    charged = list(zip(look.numbers(at), kept, strict=True))
    if not any(f for _, f in charged):
        return None
    for i, kind in enumerate(look.kinds):
        if i in (at, *fees) or kind not in ("number", "money"):
            continue
        nets = zip(charged, look.numbers(i), strict=True)
        if all((n or 0) - f == (net or 0) or ((n or 0) < 0 and (n or 0) + f == net) for (n, f), net in nets):
            return i
    return None


def _is_both(look: Look, at: int, into: int, out: int) -> bool:
    rows = zip(look.numbers(at), look.numbers(into), look.numbers(out), strict=True)
    return all((units or 0) == (came or 0) - abs(went or 0) for units, came, went in rows)


def _has_two_ways(look: Look, at: int) -> bool:
    return any(n < 0 for n in look.numbers(at) if n)


def _is_marked(look: Look) -> bool:
    """Whether a column says of each sum, none of which has a sign, that it came in or went out."""
    few = (look.words(i) for i, kind in enumerate(look.kinds) if kind == "text")
    return any({v.direction(word) for word in words} == {"in", "out"} for words in few)


def _runs_on(look: Look, balance: int, at: int) -> bool:
    """Whether a balance is the one before it and the row's sum, from the top down or from the bottom up."""
    return _goes_by(look, balance, look.numbers(at))


def _goes_by(look: Look, balance: int, moved: Sequence[int | None]) -> bool:
    rows = [(b, n) for b, n in zip(look.numbers(balance), moved, strict=True) if b is not None]
    orders = (rows, rows[::-1])
    return len(rows) > 2 and any(
        all(was + (units or 0) == now for (was, _), (now, units) in pairwise(o)) for o in orders
    )


def _by_a_balance(look: Look, found: Sequence[int]) -> tuple[int, int | None] | None:
    """What came in and went out, whatever the columns are called, if one balance runs on by them and by nothing else.

    A balance that would run on by the same two the other way round proves nothing.
    """
    sums = [i for i in found if any(look.numbers(i)) and not v.foreign(look.header[i])]
    ways: set[tuple[int, int | None]] = set()
    for balance in (i for i in sums if all(n is not None for n in look.numbers(i)[:1])):
        others = [i for i in sums if i != balance]
        ways |= {(i, None) for i in others if _has_two_ways(look, i) and _runs_on(look, balance, i)}
        ways |= {(i, o) for i, o in permutations(others, 2) if _runs_on_by(look, balance, i, o)}
    return ways.pop() if len(ways) == 1 else None


def _runs_on_by(look: Look, balance: int, into: int, out: int) -> bool:
    """Whether a balance goes up by one column and down by the other, neither filled where the other is."""
    came, went = look.numbers(into), look.numbers(out)
    if not any(came) or not any(went) or any(a and b for a, b in zip(came, went, strict=True)):
        return False
    moved = [(a or 0) - abs(b or 0) for a, b in zip(came, went, strict=True)]
    return _goes_by(look, balance, moved)


def partner(look: Look, amount: int) -> int | None:
    """The only column of currencies whose name goes with that of a sum: "Paid currency" with "Paid amount".

    None if only its being the only one says so, or if several do.
    """
    columns = [i for i, k in enumerate(look.kinds) if k == "currency"]
    of = set(v.bare(look.header[amount]).split()) - _GENERAL
    found = [i for i in columns if set(v.bare(look.header[i]).split()) - _GENERAL == of]
    return found[0] if len(columns) > 1 and len(found) == 1 else None

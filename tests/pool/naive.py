"""The comparison worked out the slow way, one contributor after the other."""

from __future__ import annotations

import math
from collections import defaultdict
from statistics import median

import numpy as np

from tracker.pool.compare import MIDDLES
from tracker.pool.quarters import shift

Z = 1.6448536269514722


def mean(rows, value):
    known = [(value(r), max(r["hours"], 1)) for r in rows if value(r) is not None]
    return sum(v * w for v, w in known) / sum(w for _, w in known) if known else None


def of_headline(rows):
    both = [r for r in rows if r["kept"] is not None and r["headline"] is not None]
    promised = sum(r["headline"] * max(r["hours"], 1) for r in both)
    return sum(r["kept"] * max(r["hours"], 1) for r in both) / promised if promised else None


def groups(rows, by):
    held = defaultdict(lambda: defaultdict(list))
    for r in rows:
        held[(r["quarter"], *(r[b] for b in by))][r["seat"]].append(r)
    return held


def own_shares(name, shares):
    """A mean of own shares, and the sums of all but a twentieth at either end."""
    held, n = np.sort(np.array(shares, float)), len(shares)
    g = math.ceil(n / 20)
    least, most = (held[: n - g], held[g:]) if n else (held, held)
    return {
        f"{name}_n": n,
        name: held.mean() if n else None,
        f"{name}_least": least.sum() if len(least) else None,
        f"{name}_most": most.sum() if len(most) else None,
        f"{name}_min": held[0] if n else None,
        f"{name}_max": held[-1] if n else None,
    }


def ends(name, values):
    """The values at the places that a median's interval ends at."""
    held, n = sorted(values), len(values)
    low = math.floor((n - Z * math.sqrt(n)) / 2)
    return {f"{name}_low": held[low - 1] if low >= 1 else None, f"{name}_high": held[n - low] if low >= 1 else None}


def figures(rows, by, wages):
    """(quarter, group …) -> the columns of `compare.comparison`, as far as they can be told apart."""
    held = groups(rows, by)
    kept = {(k, s): mean(own, lambda r: r["kept"]) for k, people in held.items() for s, own in people.items()}
    made = {}
    for key, people in held.items():
        rates = sorted(v for s in people if (v := kept[key, s]) is not None)
        n = len(rates)
        before = (shift(key[0], -1), *key[1:])
        pairs = [(kept.get((before, s)), kept[key, s]) for s in people]
        pairs = [(a, b) for a, b in pairs if a and b is not None]
        lost = [(a - b) / a for a, b in pairs if b < a]
        promised = [v for own in people.values() if (v := mean(own, lambda r: r["headline"])) is not None]
        ratios = [v for own in people.values() if (v := of_headline(own)) is not None]
        due = {s: sum(MIDDLES[r["due"]] for r in own) for s, own in people.items()}
        on_time = [sum(MIDDLES[r["on_time"]] for r in own) / due[s] for s, own in people.items() if due[s]]
        started = {s: sum(r["started"] for r in own) for s, own in people.items()}
        ended = [sum(r["ended_platform_30"] for r in own) / started[s] for s, own in people.items() if started[s]]
        told = {s: [r for r in own if r["drift"] != "too_short"] for s, own in people.items()}
        fell = [
            2 * sum(max(r["hours"], 1) for r in own if r["drift"] == "drop") > sum(max(r["hours"], 1) for r in own)
            for own in told.values() if own
        ]  # fmt: skip
        below = [kept[key, s] < wages[own[0]["region"]] for s, own in people.items()
                 if kept[key, s] is not None and own[0]["region"] in wages]  # fmt: skip
        made[key] = {
            "contributors": len(people), "kept_n": n, "kept": median(rates) if n else None,
            "kept_q1": np.quantile(rates, 0.25) if n else None, "kept_q3": np.quantile(rates, 0.75) if n else None,
            **ends("kept", rates),
            "headline_n": len(promised), "headline": median(promised) if promised else None,
            **ends("headline", promised),
            "of_headline": median(ratios) if ratios else None,
            "unpaid": median(mean(own, lambda r: r["unpaid_share"]) for own in people.values()),
            **own_shares("on_time", on_time), **own_shares("ended", ended),
            "fell_n": len(fell), "fell": sum(fell) if fell else None,
            "below_n": len(below), "below": sum(below) if below else None,
            "both": len(pairs), "lost": len(lost), "loss": median(lost) if lost else None,
        }  # fmt: skip
    return made

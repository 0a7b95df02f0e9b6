"""`python -m bench.strange_files`: files that nobody here has seen, as a newcomer drops them on the program.

Each file is written by code here in the layout that its tool, site or bank writes, with values that betray a silent
error (a night over a change of clocks, decimal commas, pending and refunded rows, totals, two currencies …), and with
what it must add up to. The real command line imports it; what it asks is answered as its owner would; an unknown table
goes through the draft of a mapping. Then the sums of the ledger are compared, the file is imported again (which must
add nothing) and the import is taken back (which must restore every row).
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.strange_banks import TABLES
from bench.strange_books import BOOKS
from bench.strange_cases import WORDS, Case
from bench.strange_doubts import DOUBTS
from bench.strange_hours import BY_HAND, MORE_TOOLS
from bench.strange_letters import CONTAINERS, MAILS, STATEMENTS
from bench.strange_money import ACCOUNTS, BANKS
from bench.strange_reports import AGAIN, SITES, TOOLS
from bench.strange_rest import REST
from bench.strange_sites import JOBS, SERVICES
from bench.strange_statements import OTHERS, PAYPAL, WISE
from bench.strange_variants import MONEY, WORK
from bench.strange_work import PLATFORMS, TRACKERS
from bench.strange_world import WORLD
from tracker.cli import main as tracker
from tracker.desk.session import Desk
from tracker.records import Earning, Payout, WorkSession

_WORK = {
    "time trackers and timesheets": TRACKERS,
    "platforms": PLATFORMS,
    "tables of work": WORK,
    "trackers, other settings": TOOLS,
    "platforms, other settings": SITES,
    "timesheets in workbooks": BOOKS,
    "reports, second round": AGAIN,
    "further tools": MORE_TOOLS,
    "hours by hand": BY_HAND,
    "further sites": JOBS,
}
GROUPS = _WORK | {
    "accounts": ACCOUNTS,
    "banks": BANKS,
    "more accounts": MONEY,
    "statements of PayPal": PAYPAL,
    "statements of Wise": WISE,
    "other statements": OTHERS,
    "more banks": TABLES,
    "doubtful tables": DOUBTS,
    "the rest": REST,
    "files of banks": STATEMENTS,
    "receipts by mail": MAILS,
    "archives": CONTAINERS,
    "banks of many countries": WORLD,
    "further services": SERVICES,
}
RULES = tuple(w for f in ("payer", "description", "client") for w in ("--rule", f"{f}=*acme*:Acme"))
WHOLE = ("--rule", "payer=*:Acme", "--rule", "description=*:Acme", "--rule", "client=*:Acme")
MOST_ASKED = 3
_ALIKE = {"paid": ("in", "counts"), "in": ("paid",), "not income": ("out", "neither"), "out": ("not income",)}
"""What the owner of a file says where a question calls the same by another name."""
RECOGNISED, LED, MORE, REFUSED, SAID, SILENT = OUTCOMES = (
    "recognised",
    "led to it",
    "more questions",
    "refused",
    "wrong, but said",
    "WRONG IN SILENCE",
)
Sums = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a ledger holds: seconds of work, pay of sessions and earnings, money that arrived; days and states of work,
    and payments one by one."""

    seconds: int
    earned: Sums
    paid: Sums
    when: tuple[str, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    each: tuple[str, ...] = ()


@dataclass(slots=True)
class Attempt:
    """How one file went: what was asked, what came out, what was said."""

    case: Case
    asked: list[str]
    mapped: bool = False
    said: str = ""
    outcome: str = ""
    fault: str = ""


def _now() -> dt.datetime:
    return dt.datetime(2026, 6, 26, 12, tzinfo=dt.UTC)


def run(*words: str) -> tuple[int, Any, str]:
    """One command of the program: its exit code, its JSON and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = tracker(list(words), clock=_now)
    try:
        return code, json.loads(out.getvalue() or "{}"), err.getvalue()
    except ValueError:
        return code, {"error": "no_json", "message": out.getvalue()[:300]}, err.getvalue()


# --- what is stored -----------------------------------------------------------------------------------------


def stored(ledger: Path) -> Stored:
    """The sums of a ledger."""
    earned, paid, states = Counter[str](), Counter[str](), Counter[str]()
    when, each, seconds = list[str](), list[str](), 0
    with Desk.open(ledger, who="bench", clock=_now) as desk:
        for _, s in desk.rows(WorkSession):
            if s.status not in ("rejected", "removed"):
                earned[s.currency or ""] += _pay(s)
            seconds += _seconds(s)
            states[s.status or ""] += 1
            when.append(f"{s.started_at:%Y-%m-%dT%H:%M}" if s.started_at else str(s.worked_on))
        for _, e in desk.rows(Earning):
            if e.status not in ("rejected", "removed"):
                earned[e.currency] += e.amount
            states[e.status or ""] += 1
        for _, p in desk.rows(Payout):
            kept = p.amount - (p.fee or 0)
            paid[p.currency] += -kept if p.kind == "clawback" else kept
            each.append(_one(p))
    return Stored(seconds, _sums(earned), _sums(paid), tuple(sorted(when)), states, tuple(sorted(each)))


def _one(p: Payout) -> str:
    fee = f"/{p.fee / 10_000:.2f}" if p.fee else ""
    return f"{p.received_on} {'-' if p.kind == 'clawback' else ''}{p.amount / 10_000:.2f}{fee} {p.currency}"


def _seconds(s: WorkSession) -> int:
    if s.minutes is not None:
        return s.minutes  # kept in seconds
    return int((s.ended_at - s.started_at).total_seconds()) if s.started_at and s.ended_at else 0


def _pay(s: WorkSession) -> int:
    if s.amount is not None or s.rate is None:
        return s.amount or 0
    return round(s.rate * Decimal(_seconds(s)) / 3600)


def _sums(found: Mapping[str, int]) -> Sums:
    return {c: Decimal(n) / 10_000 for c, n in found.items() if n}


def _decimals(said: Mapping[str, str]) -> Sums:
    return {c: Decimal(v) for c, v in said.items()}


# --- one file -----------------------------------------------------------------------------------------------


def attempt(case: Case, folder: Path, work: bool) -> Attempt:
    """Import one file as its owner would, and compare."""
    folder.mkdir(parents=True)
    path, ledger = folder / case.file, folder / "ledger.db"
    path.write_bytes(case.data)
    before = _snapshot(ledger)
    made = Attempt(case, [])
    words = ["--ledger", str(ledger), "import", str(path), "--json"]
    words += ["--platform", "Acme"] if work else WHOLE if case.whole else RULES
    code, answer = _asked_out(made, words, folder)
    made.said = str(answer.get("message", ""))
    if code:
        return _judged(made, stored(ledger), 0)
    rejected = sum(len(f["rejected"]) for f in answer.get("files", ()))
    made.said = "; ".join(r["message"] for f in answer.get("files", ()) for r in f["rejected"])[:200]
    _judged(made, stored(ledger), rejected)
    made.fault = _again_and_back(words, ledger, before, folder, made.mapped)
    return made


def _snapshot(ledger: Path) -> dict[str, Any]:
    with Desk.open(ledger, who="bench", clock=_now) as desk:
        return {t: r for t, r in desk.store.snapshot().items() if t not in ("operations", "changes")}


def _asked_out(made: Attempt, words: list[str], folder: Path) -> tuple[int, Any]:
    """Import, answering what is asked. `words` takes the answers up."""
    for _ in range(8):
        code, answer, _err = run(*words, "--yes", "--new")
        error = answer.get("error")
        if error == "needs_answer" and (name := re.search(r"--([\w-]+)", answer.get("hint", ""))):
            key = name[1].replace("-", "_")
            made.asked.append(key)
            if (said := made.case.answers.get(key)) is None:
                return 1, {"message": f"asked and not foreseen: {answer['message']}"}
            words += [f"--{name[1]}", said]
        elif error == "unknown_format" and not made.mapped:
            made.mapped = True
            if problem := _draft(made, words, folder):
                return 1, {"message": problem}
            words += ["--map", str(folder / "map.json")]
        else:
            return code, answer
    return code, answer


def _draft(made: Attempt, words: list[str], folder: Path) -> str:
    """Draft a mapping and answer what it asks; gives a sentence if that does not end."""
    path = folder / "map.json"
    begun: list[str] = []
    for _ in range(10):
        code, answer, _err = run(*words, "--draft-map", *begun, "-o", str(path))
        if code:
            return f"{answer.get('error')}: {answer.get('message')}"
        draft = json.loads(path.read_text())
        open_now = [q for q in draft["open"] if not q.get("optional")]
        if not open_now:
            return ""
        problems = [_answer(made, question) for question in draft["open"]]
        if all(problems[n] for n, q in enumerate(draft["open"]) if not q.get("optional")):
            return next(p for p in problems if p)
        path.write_text(json.dumps(draft))
        begun = ["--map", str(path)]
    return "asks without end"


def _answer(made: Attempt, question: dict[str, Any]) -> str:
    """Write the answer into a question; gives a sentence if its owner would not know it."""
    key, optional = question["key"], question.get("optional")
    if not optional and key not in made.asked:
        made.asked.append(key)
    said = made.case.answers
    if question.get("words"):
        meant = {w["word"]: _meaning(said, w["word"], question["meanings"]) for w in question["words"]}
        missing = [w for w, m in meant.items() if m is None or m not in question["meanings"]]
        question["answer"] = None if missing else meant
        return f"not foreseen: {key} {missing} {question['meanings']}" if missing else ""
    given = said.get(key, said.get(key.split(":")[0]))
    choices = [c["answer"] for c in question.get("choices", ())]
    if given == "payout" and "account" in choices and said.get("below_zero") == "outgoing":
        given = "account"
    if given is None or (choices and given not in choices and not question.get("takes")):
        return "" if optional else f"not foreseen: {key}: {question['question']} {choices}"
    question["answer"] = given
    return ""


def _meaning(said: Mapping[str, str], word: str, meanings: Sequence[str]) -> str | None:
    """What its owner says of a word: as foreseen, or as everybody would say."""
    given = said.get(f"word:{word}") or WORDS.get(word.casefold())
    return given if given in meanings else next((m for m in _ALIKE.get(given or "", ()) if m in meanings), given)


def _judged(made: Attempt, got: Stored, rejected: int) -> Attempt:
    case = made.case
    nothing = not (got.seconds or got.earned or got.paid or got.when or got.each)
    unasked = [key for key in case.asks if key not in made.asked]
    right = got == _due(case, got) and rejected == case.rejects and not unasked
    if case.seconds is None and nothing and (made.said or rejected):
        made.outcome = LED if made.mapped else REFUSED
    elif right:
        many = len(made.asked) > MOST_ASKED
        made.outcome = MORE if many else LED if made.mapped else RECOGNISED
    else:
        made.outcome = REFUSED if nothing and made.said else SAID if rejected else SILENT
        never = f" Never asked: {', '.join(unasked)}." if unasked else ""
        made.said = f"{_told(got)} instead of {_told(_due(case, got))}.{never} {made.said}"
    return made


def _due(case: Case, got: Stored) -> Stored:
    """What the ledger should hold; what the case says nothing of is as it is."""
    when, states = tuple(sorted(case.when)) or got.when, case.states or got.states
    paid = _paid(case.each) if case.each else _decimals(case.paid)
    each = tuple(sorted(case.each)) or got.each
    return Stored(case.seconds or 0, _decimals(case.earned), paid, when, states, each)


def _paid(each: Sequence[str]) -> Sums:
    """What payments come to, after their fees."""
    paid = Counter[str]()
    for said in each:
        _, sums, code = said.split()
        gross, _, fee = sums.removeprefix("-").partition("/")
        kept = round((Decimal(gross) - Decimal(fee or 0)) * 10_000)
        paid[code] += -kept if sums.startswith("-") else kept
    return _sums(paid)


def _told(s: Stored) -> str:
    if s.each:
        return ", ".join(s.each)
    sums = [f"{v} {c} {what}" for what, of in (("earned", s.earned), ("paid", s.paid)) for c, v in of.items()]
    return f"{s.seconds} s {' '.join(sums)} {' '.join(s.when)} {dict(s.states)}".strip()


def _again_and_back(words: list[str], ledger: Path, before: dict[str, Any], folder: Path, mapped: bool) -> str:
    """What is wrong with importing again and with taking back; "" for nothing."""
    first = _snapshot(ledger)
    code, _, _ = run(*words, "--yes", "--new")
    records = ("work_sessions", "earnings", "payouts", "transfers", "expenses")
    again = _snapshot(ledger)
    if any(again[t] != first[t] for t in records):
        return "again: not the same" if not code else "again: failed"
    for _ in range(8):
        if run("--ledger", str(ledger), "undo", "--json")[0]:
            break
    left = [t for t in records if _snapshot(ledger)[t] != before[t]]
    return f"undo left {left}" if left else ""


# --- all ----------------------------------------------------------------------------------------------------


def attempts(folder: Path, only: str) -> Iterator[tuple[str, Attempt]]:
    for at, (group, cases) in enumerate(GROUPS.items()):
        for n, case in enumerate(cases):
            if only in f"{group}/{case.file}":
                yield group, attempt(case, folder / f"{at}-{n}", group in _WORK)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.strange_files", description=__doc__)
    parser.add_argument("--only", default="", help="files whose group and name (group/name) have this in it")
    parser.add_argument("--told", action="store_true", help="say for each file what was asked and what came out")
    args = parser.parse_args()
    counts: dict[str, Counter[str]] = {g: Counter() for g in GROUPS}
    with tempfile.TemporaryDirectory() as folder:
        for group, made in attempts(Path(folder), args.only):
            counts[group][made.outcome] += 1
            print(_line(made, args.told), flush=True)
    print(_table(counts))
    return int(any(c[SILENT] for c in counts.values()))


def _line(made: Attempt, told: bool) -> str:
    confirmed = "" if made.case.confirmed else " (layout unconfirmed)"
    line = f"{made.outcome:17} {len(made.asked)} asked  {made.case.kind}{confirmed}"
    if made.fault:
        line += f"\n    FAULT {made.fault}"
    if told and (made.asked or made.said):
        line += f"\n    {made.case.file}: {', '.join(made.asked)}\n    {made.said[:400]}"
    return line


def _table(counts: Mapping[str, Counter[str]]) -> str:
    head = f"\n{'':30}" + "".join(f"{o:>18}" for o in OUTCOMES)
    lines = [f"{g:30}" + "".join(f"{c[o]:18d}" for o in OUTCOMES) for g, c in counts.items()]
    total = sum(counts.values(), Counter[str]())
    return "\n".join((head, *lines, f"{'all':30}" + "".join(f"{total[o]:18d}" for o in OUTCOMES)))


if __name__ == "__main__":
    sys.exit(main())

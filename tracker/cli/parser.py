"""The words and options of the command line. Values are read later, if the ledger is known."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from tracker.cli.parsing import GLOBALS, Add, Of, Parser, global_options
from tracker.domain import (
    Availability,
    Earning,
    Event,
    ExchangeRate,
    Expense,
    PayCycle,
    Payout,
    PayTerms,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Transfer,
    WorkSession,
)

CONFLICTS = (
    "same_id", "same_slot", "moved", "part_of", "other_place", "typed_match", "same_payment", "same_expense",
    "withdrawal", "arrived", "other_report", "in_this_import", "proposed", "deposit", "maybe_deposit",
)  # fmt: skip
"""Kinds of rows that seem to be there already, or may be no work, and can be stored all the same."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Arguments of one call; raises UsageError. No command means `app`."""
    parser = build(_command(argv))
    args = parser.parse_args(list(argv))
    for name, value in GLOBALS.items():
        if not hasattr(args, name):
            setattr(args, name, value)
    if args.command is None:
        rest = build().parse_args([*argv, "app"])
        for name, value in vars(rest).items():
            setattr(args, name, value)
    return args


def _command(argv: Sequence[str]) -> str | None:
    """The command of a call, behind the options of every command; None if it cannot be told before all is read."""
    words = iter(argv)
    for word in words:
        if word in ("--ledger", "--as-of"):
            next(words, None)
        elif word not in ("--json", "--quiet"):
            return word
    return None


def build(command: str | None = None) -> argparse.ArgumentParser:
    """The whole parser, off which the docs read the commands; for a call of a known command only its family."""
    shared = global_options()
    parser = Parser(
        prog="tracker",
        description="What gig work really pays: hours, money and stability, in a ledger of your own.",
        parents=[shared],
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    subs = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return subs.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", parents=[shared])

    asked = [family for family, commands in _FAMILIES.items() if command in commands]
    for family in asked or _FAMILIES:
        family(add)
    return parser


def _pools(add: Add) -> None:
    from tracker.cli.parser_contribute import contribute
    from tracker.cli.parser_pool import pool
    from tracker.cli.parser_release import release

    for family in (contribute, pool, release):
        family(add)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> NoReturn:
        from importlib.metadata import version

        print(f"tracker {version('gig-tracker')}")
        parser.exit()


def _app(add: Add) -> None:
    p = add("app", "open the app in the browser, on this machine only")
    p.add_argument("--port", type=int, help="the port (one that is free)")
    p.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    p.add_argument("--demo", action="store_true", help="open a throw-away sample ledger")
    p.add_argument("--stop", action="store_true", help="stop the app that runs (on --port, if several do)")


def _time(add: Add) -> None:
    p = add("log", "log one line of plain words, such as: 2h30 outlier rlhf yesterday")
    of = Of(p, WorkSession)
    p.add_argument("text", nargs="+", help="one line: time, platform, project, day; or money, an event, time off")
    p.add_argument("--dry-run", action="store_true", help="show what is understood, write nothing")
    of("--project", help="the project, instead of the one in the words")
    of("--activity")
    of("--counted", column="counted_minutes")
    of("--until", column="worked_until")
    of("--tasks", "--rate", "--amount", "--currency", "--status")
    of("--submitted", column="submitted_on")
    of("--approved", column="approved_on")
    of("--note")
    _new(p)
    p = add("event", "note what happened to a project: started, paused, cancelled, rate_changed …")
    of = Of(p, ProjectEvent)
    of("platform", "project")
    of("event", metavar="EVENT", help=", ".join(Event))
    of("--at", column="happened_at", usual="today")
    of("--announced", column="announced_at")
    of("--rate")
    of.rest()
    _new(p)
    p = add("available", "declare hours a week that you are able and willing to work")
    of = Of(p, Availability)
    of("hours", column="weekly_hours")
    of("--days", column="weekdays")
    of("--from", column="starts_on", dest="start", usual="today")
    of("--until", column="ends_on", dest="end")
    of.rest("kind")
    p = add("off", "declare time off")
    of = Of(p, Availability)
    of("start", column="starts_on", metavar="FROM")
    of("end", column="ends_on", metavar="TO", nargs="?")
    of.rest("kind", "weekly_hours", "weekdays")
    p = add("checked", "note that you looked for work, and what was there")
    of = Of(p, QueueCheck)
    of("platform")
    of("outcome", choices=["nothing", "offered"])
    of("--at", column="checked_at", usual="now")
    of.rest()
    _new(p)


def _timing(add: Add) -> None:
    for word, help in (
        ("start", "start the timer; it survives closing everything"),
        ("switch", "keep the timer's time and start it for something else"),
    ):
        p = add(word, help)
        of = Of(p, WorkSession)
        of("platform")
        of("project", nargs="?")
        of("--activity")
        _new(p)
    p = add("pause", "let the timer rest; pauses are taken off")
    p.add_argument("--from", dest="begin", metavar="WHEN", help="a rest that is over: when it began, such as 14:05")
    p.add_argument("--to", dest="end", metavar="WHEN", help="when that rest ended; the timer runs on")
    add("resume", "let the paused timer go on")
    p = add("stop", "stop the timer and keep its time")
    p.add_argument("--at", metavar="WHEN", help="when it ended, such as 18:30 (now)")
    Of(p, WorkSession)("--note")
    add("status", "is the timer running, and what was logged today")


def _repeating(add: Add) -> None:
    from tracker.cli.parser_repeats import repeating

    repeating(add)


def _money(add: Add) -> None:
    p = add("paid", "note money that arrived")
    of = Of(p, Payout)
    of("platform", "amount")
    of("currency", nargs="?", metavar="CUR")
    of("--kind", default="payout", usual="payout")
    of("--on", column="received_on", usual="today")
    of("--fee", "--project")
    p.add_argument("--covers", nargs=2, metavar=("FROM", "TO"), help="first and last day it pays for")
    of("--home", column="home_amount")
    how = p.add_mutually_exclusive_group()
    how.add_argument("--sent", dest="stage", action="store_const", const="sent", help="it was sent, and is on its way")
    how.add_argument(
        "--arrived", dest="stage", action="store_const", const="arrived", help="it has arrived (so unless set)"
    )
    of("--asked", column="asked_on")
    of("--place")
    p.add_argument("--rate", metavar="VALUE", help="one CUR in home currency on that day, in place of any table's rate")
    of("--note")
    _new(p)
    p = add("earned", "note money owed to you that no logged work earns: a milestone, stipend, bonus …")
    of = Of(p, Earning)
    of("platform", "amount")
    of("currency", nargs="?", metavar="CUR")
    of("--kind", default="bonus", usual="bonus")
    of("--from", column="earned_from", dest="start", usual="today")
    of("--to", column="earned_to", dest="end")
    of("--due", column="due_on")
    of("--submitted", column="submitted_on")
    of("--approved", column="approved_on")
    of("--project", "--status", "--note")
    _new(p)
    p = add("spent", "note a work expense")
    of = Of(p, Expense)
    of("amount")
    p.add_argument("words", nargs="+", metavar="[CUR] CATEGORY", help="the currency, and what it was for")
    of("--on", column="spent_on", usual="today")
    of("--platform")
    of.rest("currency", "category")
    _new(p)
    p = add("moved", "note money moved between your own accounts")
    of = Of(p, Transfer)
    of("amount", column="amount_out")
    of("currency", column="currency_out", metavar="CUR")
    of("source", column="from_account", metavar="FROM")
    of("target", column="to_account", metavar="TO")
    p.add_argument("--received", nargs="+", metavar="AMOUNT", help="what came in, and its currency")
    of("--fee")
    of("--on", column="moved_on", usual="today")
    of.rest("amount_in", "currency_in")
    p = add("rate", "note an exchange rate: one unit of CUR in home currency")
    of = Of(p, ExchangeRate)
    of("currency", metavar="CUR")
    of("value", column="in_home_currency")
    of("--on", usual="today")


def _people(add: Add) -> None:
    p = add("set", "change a setting; without a value, show it")
    p.add_argument("key", nargs="?")
    p.add_argument("value", nargs="*")
    p = add("platform", "add a platform, or change what is known of it; without options, show it")
    of = Of(p, Platform)
    of("platform", metavar="NAME")
    of("--currency")
    cycles = ", ".join(PayCycle)
    p.add_argument("--cycle", metavar="CYCLE[:END]", help=f"{cycles}; weekly:fri, biweekly:2026-01-09")
    of("--cycle-zone", column="pay_cycle_zone")
    of("--delay", column="pay_delay_days")
    of("--threshold", column="payout_threshold")
    of("--fee", column="fee_percent")
    of("--floor", column="floor_rate")
    p.add_argument("--preset", action="store_true", help="take the pay cycle that is known of it, to be checked")
    p.add_argument("--since", metavar="always", help="its currency was always so, for logged work too")
    p.add_argument("--rename", metavar="NAME", help="another name, everywhere it is used")
    of.rest("pay_cycle", "pay_cycle_ends")
    _new(p)
    p = add("project", "add a project, or change what is known of it; without options, show it")
    of = Of(p, Project)
    of("platform")
    of("project", metavar="NAME")
    of("--model", column="pay_model")
    p.add_argument("--advertised", metavar="LOW[-HIGH]", help="the listing's figures, such as 30-45")
    of("--agreed", column="agreed_rate")
    p.add_argument("--since", metavar="DATE|always", help="from when on these terms hold, if work is logged")
    of("--currency")
    of("--hours", column="promised_weekly_hours")
    of("--until", column="promised_until")
    of("--successor-of", metavar="PROJECT")
    p.add_argument("--rename", metavar="NAME", help="another name, everywhere it is used")
    of.rest("advertised_low", "advertised_high")
    _new(p)


def _terms(add: Add) -> None:
    p = add("terms", "show the terms of pay of your platforms; take known ones, add, change or remove them")
    of = Of(p, PayTerms)
    of("platform", nargs="?", help="the platform (all of them)")
    p.add_argument("--known", action="store_true", help="take the terms that are known of it, after you confirmed them")
    p.add_argument("--learnt", action="store_true", help="compare them with what came; take better ones if you agree")
    p.add_argument("--change", type=int, metavar="N", help="correct the terms of this number")
    p.add_argument("--remove", type=int, metavar="N", help="remove the terms of this number")
    p.add_argument("--yes", action="store_true", help="with --known or --learnt: your contract says so, do not ask")
    of.rest()
    _new(p)


def _files(add: Add) -> None:
    p = add("import", "read files of platforms, time trackers and payment accounts, or an archive")
    p.add_argument("files", nargs="+", metavar="FILE")
    p.add_argument("--format", metavar="NAME", help="the format, whatever the file looks like")
    _reading(p)
    p.add_argument("--map", metavar="FILE|NAME", help="a mapping: its file, or the name of a saved one")
    p.add_argument(
        "--draft-map", action="store_true", help="write the mapping of a table with its open questions; import nothing"
    )
    p.add_argument("-o", "--output", metavar="MAP", help="with --draft-map: the file to write it to")
    p.add_argument("--rates", metavar="FILE", help="a table of code, type and rate that the mapping looks up")
    p.add_argument("--replace", action="store_true", help="if a row differs now, take the file's")
    p.add_argument(
        "--add",
        action="append",
        default=[],
        choices=["all", *CONFLICTS],
        metavar="KIND",
        help="store rows that seem to be there all the same: of this kind, or all; can be given several times",
    )
    p.add_argument(
        "--match",
        action="store_true",
        help="deposits that are clearly payments you know, or pay that you are owed: note that these arrived",
    )
    p.add_argument("--dry-run", action="store_true", help="show the plan, write nothing")
    p.add_argument("--yes", action="store_true", help="do not ask before writing")
    _new(p)
    p = add("watch", "watch a folder: plan each new file, and store what is new in it with --yes; until Ctrl+C")
    p.add_argument("folder", metavar="FOLDER")
    _reading(p)
    p.add_argument("--every", type=float, default=2.0, metavar="SECONDS", help="how often to look (2)")
    p.add_argument("--yes", dest="store", action="store_true", help="store what is new")
    p.set_defaults(
        format=None, map=None, rates=None, draft_map=False, output=None, replace=False, match=False, add=[], new=False
    )
    p = add("formats", "list the files that are read: how to get each, what it becomes, how sure its layout is")
    p.add_argument("words", nargs="*", metavar="WORD", help="only those of which these words are said")
    p = add("export", "write the ledger as an archive, or as a journal, workbook or calendar for another program")
    p.add_argument("path", metavar="PATH")
    p.add_argument(
        "--as", dest="form", default="archive",
        choices=["archive", "hledger", "ledger", "beancount", "workbook", "calendar"],
        help="an archive (a .zip, or a folder of CSV files), or for another program",
    )  # fmt: skip
    p.add_argument("--from", dest="start", metavar="DATE", help="with a journal or a calendar: first day")
    p.add_argument("--to", dest="end", metavar="DATE", help="with a journal or a calendar: last day")
    p.add_argument("--force", action="store_true", help="write over what is there")
    p = add("backup", "make a copy of the ledger")
    p.add_argument("path", nargs="?", metavar="PATH")
    p.add_argument(
        "--seal", action="append", default=[], metavar="KEY",
        help="for elsewhere: one file that only the owner of this age key can open; can be given several times",
    )  # fmt: skip
    p.add_argument("--force", action="store_true", help="with --seal: write over what is there")
    p = add("attach", "keep a file beside a platform, project or row; list, write out or remove kept files")
    p.add_argument("file", nargs="?", metavar="FILE")
    p.add_argument("platform", nargs="?", metavar="PLATFORM")
    p.add_argument("project", nargs="?", metavar="PROJECT")
    p.add_argument("--change", type=int, metavar="ID", help="with the row that this change wrote")
    p.add_argument("--row", metavar="TABLE:ROW", help="with this row, such as payouts:12")
    p.add_argument("--list", action="store_true", help="show what is kept")
    p.add_argument("--get", type=int, metavar="N", help="write kept file N out (with -o)")
    p.add_argument("-o", "--output", metavar="PATH", help="to this file or folder (the current folder)")
    p.add_argument("--force", action="store_true", help="write over what is there")
    p.add_argument("--remove", type=int, metavar="N", help="take kept file N off its row")
    p.add_argument(
        "--for-good", action="store_true", help="with --remove: its bytes go too, undo cannot bring them back"
    )
    p = add("restore", "put a backup in the ledger's place, after showing what would change")
    p.add_argument("file", metavar="FILE")
    p.add_argument("--key", metavar="FILE", help="of a sealed copy: the file of the keys that open it")
    p.add_argument("--dry-run", action="store_true", help="compare, change nothing")
    p.add_argument("--yes", action="store_true", help="do not ask")
    p = add("doctor", "look whether the ledger is whole, and for rows that are odd")
    p.add_argument("--fix", action="store_true", help="put right what can be")
    p.add_argument(
        "--same",
        action="append",
        default=[],
        metavar="TABLE:ROW|KIND",
        help="a possible double is one: remove this row, or all of a kind; can be given several times",
    )


def _reading(p: argparse.ArgumentParser) -> None:
    """What can be said of files that leave something open."""
    p.add_argument("--zone", help="the zone of clock times that name none")
    p.add_argument("--dates", choices=["dmy", "mdy", "ymd"], help="the order of numeric dates")
    p.add_argument("--decimal", choices=[".", ","], help="the decimal sign")
    p.add_argument("--platform", help="the platform, if the file names none")
    p.add_argument("--currency", help="of sums that name none, and of the rates in a table of --rates")
    p.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="FIELD=PATTERN:PLATFORM[/PROJECT]",
        help="what rows belong to; PLATFORM - means not work; can be given several times",
    )


def _answers(add: Add) -> None:
    p = add("report", "what an hour really paid, what a year comes to, and where the rest went")
    p.add_argument("--from", dest="start", metavar="DATE", help="first day")
    p.add_argument("--to", dest="end", metavar="DATE", help="last day")
    p.add_argument("--by", choices=["platform", "project", "role"], help="the same for each")
    p.add_argument("--headline", choices=["mid", "high", "low"], default="mid", help="of an advertised range")
    p.add_argument("--claims", action="store_true", help="what the press says, your figure beside it, and its source")
    _prior(p)
    add("owed", "what is owed to you, and how late it is")
    p = add("outlook", "what is owed and when it should come, what 13 weeks may bring, how long savings last")
    _prior(p)
    p.add_argument("--ical", metavar="FILE", help="write the pay days to come and last days to object as a calendar")
    p.add_argument("--force", action="store_true", help="write over what is there")
    p = add("gaps", "days on offer without work: how many, why, what they cost, how long they last")
    p.add_argument("--from", dest="start", metavar="DATE", help="first day")
    p.add_argument("--to", dest="end", metavar="DATE", help="last day")
    p.add_argument("--minimum", type=int, default=3, metavar="DAYS", help="idle days that make a gap (3)")
    p = add("platforms", "each platform: what it pays, does it last, warn and pay, does the rate hold")
    _prior(p)


def _prior(p: argparse.ArgumentParser) -> None:
    p.add_argument("--prior", metavar="FILE", help="a collective's release: what may come leans on what it tells too")


def _papers(add: Add) -> None:
    from tracker.cli.parser_papers import papers

    papers(add)


def _locking(add: Add) -> None:
    from tracker.cli.parser_locking import locking

    locking(add)


def _journal(add: Add) -> None:
    p = add("undo", "take back an import or any other change: the last one, or the one of a number")
    p.add_argument("id", nargs="?", type=int)
    p.add_argument("--list", action="store_true", help="list the changes")
    p.add_argument("--together", action="store_true", help="take back later changes of the same rows too")
    p = add("forget", "wipe names and notes for good, from rows, journal and backups")
    p.add_argument("name", nargs="?", metavar="PROJECT|PLATFORM", help="PLATFORM, PROJECT or PLATFORM/PROJECT")
    p.add_argument("--before", metavar="DATE", help="everything older than this day")
    p.add_argument("--yes", action="store_true", help="do not ask")


def _new(p: argparse.ArgumentParser) -> None:
    p.add_argument("--new", action="store_true", help="a platform or project that the ledger has not met is meant")


_FAMILIES: dict[Callable[[Add], None], tuple[str, ...]] = {
    _app: ("app",),
    _time: ("log", "event", "available", "off", "checked"),
    _timing: ("start", "pause", "resume", "switch", "stop", "status"),
    _repeating: ("again", "template", "recurring"),
    _money: ("paid", "earned", "spent", "moved", "rate"),
    _people: ("set", "platform", "project"),
    _terms: ("terms",),
    _files: ("import", "watch", "formats", "export", "backup", "attach", "restore", "doctor"),
    _answers: ("report", "owed", "outlook", "gaps", "platforms"),
    _papers: ("dispute", "statement", "verify", "tax", "invoice"),
    _journal: ("undo", "forget"),
    _locking: ("encrypt", "decrypt", "unlock", "lock", "passphrase"),
    _pools: ("contribute", "pool", "release", "explore"),
}
"""What adds commands, and which: a call builds those of its own family."""

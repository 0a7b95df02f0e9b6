"""The words and options of `tracker pool …`: commands under a command."""

from __future__ import annotations

import argparse

from tracker.cli.parsing import Add, nested
from tracker.pool.invitation import SMALLEST_CELLS


def pool(add: Add) -> None:
    under = nested(add("pool", "keep a collective's pool: seats, contributions, comparison"))
    _make(under)
    _members(under)
    _keep(under)
    _comparing(under)


def _make(add: Add) -> None:
    p = _of_pool(add("init", "make a pool in a new folder, with its policy, keys and invitation"))
    p.add_argument("--name", required=True, help="what members know it by")
    p.add_argument("--currency", default="USD", metavar="CUR", help="the currency of its rates (USD)")
    p.add_argument("--region", action="append", default=[], help="a region; can be given several times (world)")
    p.add_argument("--platform", action="append", default=[], help="a platform (those that the tracker knows)")
    p.add_argument("--role", action="append", default=[], help="a kind of work (those that the tracker knows)")
    p.add_argument("--minimum-wage", action="append", default=[], metavar="REGION=RATE", help="per hour, of a region")
    p.add_argument("--most-rate", type=int, default=300, metavar="RATE", help="higher rates are clipped to it (300)")
    p.add_argument("--most-hours", type=int, default=800, metavar="HOURS", help="of a quarter; more is clipped (800)")
    p.add_argument("--smallest-cell", type=int, choices=SMALLEST_CELLS, default=10, help="of the members' sheet (10)")
    p.add_argument("--keep", type=int, default=8, metavar="QUARTERS", help="how long rows are kept (8)")
    p.add_argument("--rho", default="0.05", help="budget of one quarterly release (0.05)")
    p.add_argument("--two-keepers", action="store_true", help="two keepers have to sign to remove a seat or to release")
    p = _of_pool(add("keys", "show who keeps the pool; show, bring or make keys on this machine"))
    how = p.add_mutually_exclusive_group()
    how.add_argument("--show", action="store_true", help="print the recovery key")
    how.add_argument("--recover", metavar="KEY", help="bring the keys here from the recovery key; - asks for it")
    how.add_argument("--join", action="store_true", help="become a keeper with keys of your own")


def _members(add: Add) -> None:
    p = _of_pool(add("invite", "make seats and write their codes as a table to tick off"))
    p.add_argument("--count", type=int, required=True, metavar="N", help="how many")
    p.add_argument("--by", default="", metavar="NAME", help="who hands them out")
    p.add_argument("-o", "--output", required=True, metavar="FILE", help="the table: a CSV file that is not there yet")
    p.add_argument("--slips", metavar="FILE", help="also as slips to print and cut: an HTML file that is not there yet")
    p = _of_pool(add("add", "take in contributions and withdrawals, any number of files"))
    p.add_argument("files", nargs="+", metavar="FILE")
    p = _of_pool(add("withdraw", "take in a withdrawal: the maker's rows are erased"))
    p.add_argument("file", metavar="FILE")
    p = _of_pool(add("list", "list the seats, and who is missing for a quarter"))
    p.add_argument("--quarter", metavar="Q", help="such as 2026Q3 (the last that is over)")
    p = _of_pool(add("rekey", "make a new code for a seat; its old key is worth nothing from then on"))
    p.add_argument("seat", type=int, metavar="SEAT")
    p = _of_pool(add("remove", "erase a seat and its rows"))
    p.add_argument("seat", type=int, metavar="SEAT")
    p.add_argument("--yes", action="store_true", help="do not ask")


def _keep(add: Add) -> None:
    _of_pool(add("prune", "erase rows older than the policy keeps them"))
    p = _of_pool(add("log", "show what keepers did, and who signed for it"))
    p.add_argument("--sign", action="store_true", help="sign what nobody has signed for yet, with your keys")
    _of_pool(add("verify", "look whether the log is as it was written and signed"))
    p = _of_pool(add("doctor", "look whether the pool is whole"))
    p.add_argument("--fix", action="store_true", help="put right what can be")


def _comparing(add: Add) -> None:
    p = _of_pool(add("compare", "compare platforms, kinds of work or regions within a quarter, for keepers"))
    p.add_argument("--quarter", metavar="Q", help="such as 2026Q3 (the last with rows)")
    by = ("all", "region", "platform", "role", "cell")
    p.add_argument("--by", choices=by, default="platform", help="cell: kinds of work on platforms (platform)")
    p.add_argument("--shares-from", type=int, choices=(20, 10), default=20, help="people to a share (20)")
    p.add_argument(
        "--backed", action="store_true", help="only rows that are file or better: hours and money from files"
    )
    p.add_argument("--engine", default="duckdb", help="duckdb, spark or the URL of a PostgreSQL database (duckdb)")
    p = _of_pool(add("sheet", "write the members' sheet of a quarter: one HTML file, for contributors"))
    p.add_argument("--quarter", metavar="Q", help="such as 2026Q3 (the last with rows)")
    p.add_argument("-o", "--output", required=True, metavar="FILE", help="the HTML file")
    p = _of_pool(add("simulate", "make a pool in a new folder with contributors who do not exist"))
    p.add_argument("--workers", type=int, required=True, metavar="N", help="contributors in each quarter")
    p.add_argument("--quarters", type=int, required=True, metavar="Q", help="how many, up to the last that is over")
    p.add_argument("--seed", type=int, default=1, metavar="S", help="another seed makes others (1)")


def _of_pool(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("folder", metavar="FOLDER", help="the pool's folder")
    return parser

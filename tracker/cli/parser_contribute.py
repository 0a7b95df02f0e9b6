"""The words and options of `tracker contribute`."""

from __future__ import annotations

from tracker.cli.parsing import Add


def contribute(add: Add) -> None:
    p = add("contribute", "show what a pool would get of your ledger, word for word, then write it to a file")
    p.add_argument("invitation", metavar="INVITATION", help="the file that a keeper gave you")
    p.add_argument("-o", "--output", metavar="FILE", help="the file to write, such as mine.bundle")
    p.add_argument("--from", dest="start", metavar="DATE", help="from the quarter of this day on")
    p.add_argument("--to", dest="end", metavar="DATE", help="up to the quarter of this day")
    p.add_argument("--region", help="your region, one of the pool's (the one given before)")
    p.add_argument(
        "--code",
        help="the code for your seat, as @FILE or - for standard input; asked for on a terminal if it is needed",
    )
    p.add_argument("--text", action="store_true", help="write it as text, to paste into a message")
    p.add_argument("--qr", action="store_true", help="write it as a page of QR codes to print, such as mine.html")
    p.add_argument("--dry-run", action="store_true", help="show it, write nothing")
    p.add_argument("--withdraw", action="store_true", help="the file that makes the pool erase your rows")
    p.add_argument("--yes", action="store_true", help="write it without asking")

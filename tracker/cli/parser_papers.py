"""The words and options of the commands that make papers to hand over."""

from __future__ import annotations

import argparse
import re

from tracker.cli.parsing import Add


def papers(add: Add) -> None:
    _dispute(add)
    _statement(add)
    _tax(add)
    _invoice(add)


def _dispute(add: Add) -> None:
    p = add("dispute", "your clock beside the hours a platform counted, as a sheet to send")
    p.add_argument("platform")
    p.add_argument("--from", dest="start", metavar="DATE", help="first day; pay periods count whole")
    p.add_argument("--to", dest="end", metavar="DATE", help="last day")
    p.add_argument("--deadline", metavar="DATE", help="until when it can be disputed, if you know it")
    p.add_argument("-o", dest="output", metavar="FILE", help="write it: a .pdf or .html to print, or a .csv")
    p.add_argument("--force", action="store_true", help="write over what is there")


def _statement(add: Add) -> None:
    p = add("statement", "proof of income: what came in, month by month and from whom, as a PDF to hand over")
    p.add_argument("--months", type=int, default=12, metavar="N", help="the last N whole months (12)")
    p.add_argument("--from", dest="start", metavar="DATE", help="first day")
    p.add_argument("--to", dest="end", metavar="DATE", help="last day (with --from: today)")
    p.add_argument("-o", dest="output", metavar="FILE.pdf", help="write it")
    p.add_argument("--name", help="whose it is, as it is to stand on the paper")
    p.add_argument("--alias", action="store_true", help="platforms by letters, not by name")
    p.add_argument("--locale", metavar="TAG", help="in whose numbers and dates it is written (en-US)")
    p.add_argument("--paper", choices=["a4", "us-letter"], default="a4", help="the size of a page (a4)")
    _fonts(p)
    p.add_argument("--force", action="store_true", help="write over what is there")
    p = add("verify", "whether a statement agrees with this ledger, without showing it")
    p.add_argument("file", metavar="FILE")
    _fonts(p)


def _year(text: str) -> int:
    if re.fullmatch(r"\d{4}", text.strip()):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a year: write the one in which it begins, such as 2026")


def _tax(add: Add) -> None:
    p = add("tax", "a tax year: income as received, fees, expenses, by platform, currency, month and quarter")
    p.add_argument("year", type=_year, metavar="YEAR", help="the year in which it begins")
    p.add_argument("--starts", default="01-01", metavar="DAY", help="the day on which it begins, such as 6 april")
    p.add_argument("--form", choices=["us"], help="further tables for Schedule C, estimated payments and Form 1099")
    p.add_argument(
        "--got", action="append", default=[], metavar="PAYER=AMOUNT",
        help="the amount on a Form 1099 that came, held against the record; once for each",
    )  # fmt: skip
    p.add_argument(
        "-o", dest="output", metavar="FILE", help="write it: an .xlsx, a .zip of every table, a .csv by month"
    )
    p.add_argument("--force", action="store_true", help="write over what is there")


def _invoice(add: Add) -> None:
    p = add("invoice", "an invoice of logged work with its timesheet, for a platform that pays from your paper")
    p.add_argument("platform", nargs="?", help="whom to bill; without it: what was handed in and is not paid")
    p.add_argument("--from", dest="start", metavar="DATE", help="first day (the first of last month)")
    p.add_argument("--to", dest="end", metavar="DATE", help="last day (the last of that month)")
    p.add_argument("--currency", help="which, if the work is in several")
    p.add_argument("--tax", default="0", metavar="PERCENT", help="tax on top (0)")
    p.add_argument("--number", help="the number of the invoice")
    for name, what in (("seller", "who bills"), ("buyer", "who is billed (the platform)"), ("remark", "below the sum")):
        p.add_argument(f"--{name}", action="append", default=[], metavar="LINE", help=f"{what}; once for each line")
    p.add_argument("--due", metavar="DATE", help="until when it is to be paid")
    p.add_argument("--reference", metavar="TEXT", help="what the buyer wants named, such as an order")
    p.add_argument("--pay-to", metavar="ACCOUNT", help="where to pay, such as an IBAN")
    p.add_argument("--open", dest="only_open", action="store_true", help="only what was not handed in before")
    p.add_argument("--hand-in", action="store_true", help="note that the work was handed in today")
    p.add_argument("--locale", metavar="TAG", help="in whose numbers and dates it is written (en-US)")
    p.add_argument("--paper", choices=["a4", "us-letter"], default="a4", help="the size of a page (a4)")
    p.add_argument("-o", dest="output", metavar="FILE", help="write it")
    p.add_argument("--force", action="store_true", help="write over what is there")
    _for_programs(p)


def _for_programs(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--as", dest="form", choices=["pdf", "ubl", "facturx"], default="pdf",
        help="pdf; ubl: an .xml for programs; facturx: a PDF with the same for programs inside",
    )  # fmt: skip
    p.add_argument(
        "--vat", choices=["standard", "zero", "reverse", "exempt", "export", "outside"],
        help="how it stands to value added tax; an e-invoice has to say",
    )  # fmt: skip
    p.add_argument("--vat-reason", metavar="TEXT", help="why no tax is on it, in the words of your law")
    for who in ("seller", "buyer"):
        p.add_argument(f"--{who}-country", metavar="CODE", help=f"two letters of the {who}'s country")
        p.add_argument(f"--{who}-vat", metavar="NUMBER", help=f"VAT number of the {who}")
        p.add_argument(
            f"--{who}-id", metavar="NUMBER", help=f"number of the {who} in a register, or for the other side"
        )
    p.add_argument("--seller-tax-number", metavar="NUMBER", help="tax number of the seller, without a VAT number")


def _fonts(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--fonts", action="append", default=[], metavar="FOLDER",
        help="further fonts, for letters that the built-in ones lack; can be given several times",
    )  # fmt: skip

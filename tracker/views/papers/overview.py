"""What the page Papers is made of."""

from __future__ import annotations

from tracker.views.text import _


def parts() -> dict[str, str]:
    """By the name in the page's address: what a part is called."""
    return {
        "hours": _("Time not counted"),
        "income": _("Proof of income"),
        "invoice": _("Invoice"),
        "tax": _("Tax year"),
        "books": _("For other programs"),
    }


def months() -> dict[str, str]:
    """How many whole months a statement is of."""
    return {"12": _("12 months"), "3": _("3 months"), "24": _("24 months"), "own": _("Days I choose")}


def sizes() -> dict[str, str]:
    return {"a4": "A4", "us-letter": "US Letter"}


def invoices() -> dict[str, str]:
    """What an invoice is written as: for people, for people and programs, for programs."""
    return {
        "pdf": _("PDF"),
        "facturx": _("PDF with the same for programs inside (Factur-X, ZUGFeRD)"),
        "ubl": _("For programs alone (UBL)"),
    }


def programs() -> dict[str, str]:
    return {
        "hledger": "hledger",
        "ledger": "Ledger",
        "beancount": "Beancount",
        "workbook": _("Spreadsheet"),
        "calendar": _("Calendar"),
    }


def ending(program: str) -> str:
    """How the name of its file usually ends."""
    other = {"hledger": ".journal", "workbook": ".xlsx", "calendar": ".ics"}
    return other.get(program, f".{program}")


def starts() -> dict[str, str]:
    """Days on which tax years begin, by month and day."""
    return {
        "01-01": _("1 January"),
        "04-06": _("6 April (United Kingdom)"),
        "07-01": _("1 July (Australia)"),
        "04-01": _("1 April (India)"),
        "03-01": _("1 March (South Africa)"),
    }

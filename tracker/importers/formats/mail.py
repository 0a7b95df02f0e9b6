"""Receipts by e-mail of PayPal, Wise and Payoneer: one payment that came in per mail, of an `.eml` or an `.mbox`."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from tracker.domain import Evidence, Payout, PayoutKind
from tracker.errors import InputError, NeedsAnswer, Problem
from tracker.importers.base import (
    UNASSIGNED,
    About,
    Facts,
    IgnoredRow,
    ParsedBatch,
    ReadOptions,
    Recognition,
    SourceRow,
    Text,
)
from tracker.importers.columns import Harvest
from tracker.importers.formats.common import NO, Told, batch
from tracker.importers.identity import normal
from tracker.importers.mail_text import Mail, is_mail, mails
from tracker.importers.mail_words import Receipt, receipt, tells_of_money_back, tells_of_something_else
from tracker.importers.settling import said_currency, sign_of
from tracker.say import Said
from tracker.words import currency_hint, decimal_sign, parse_day, parse_money, zone_info

_SERVICES = {
    "PayPal": re.compile(r"[^@\s]+@(?:[\w-]+\.)*paypal\.(?:com(?:\.[a-z]{2})?|co\.[a-z]{2}|[a-z]{2})"),
    "Wise": re.compile(r"[^@\s]+@(?:[\w-]+\.)*(?:transfer)?wise\.com"),
    "Payoneer": re.compile(r"[^@\s]+@(?:[\w-]+\.)*payoneer\.com"),
}
_NO_DAY = "Mails that do not name the day of their payment: {n}. The day on which each was sent counts ({zone})."
_FORWARDED = "Mails that somebody has passed on, as they were quoted: {n}."
_HELD = "Payments that had not arrived when their mail was written: {n}, {sum}. Nothing of them is stored."
_UNCONFIRMED = "Unconfirmed: no real mail of {service} has been seen. Check the first rows."
_ATTACHED = "Mails with files attached, which are not looked into: {n}. Save the files and import them."
_SHOWN = 12
"""So many senders of other mails are named."""


class MailReceipts:
    """Money in becomes payouts by their payer; the key is the number of the transaction, or the mail's own."""

    name = "mail"
    title = "Receipts by e-mail of PayPal, Wise or Payoneer (.eml, .mbox)"
    about = About(
        becomes="payouts",
        get="In your mail: search for the receipts (from:paypal.com), give them a label, and export that: Gmail by "
        "Takeout as .mbox, Thunderbird and Apple Mail by Save as or Export; or save single mails as .eml.",
        times="the day that a mail names, else that on which it was sent, in your zone",
        confirmed="mails of PayPal in the tests of other readers, in English; those of Wise and Payoneer, and "
        "PayPal's in Spanish, Portuguese, French, German and Italian, are unconfirmed",
    )

    def recognise(self, text: Text) -> Recognition:
        return Recognition(0.95, "e-mail") if is_mail(text) else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform. Raises `NeedsAnswer` where a currency or a decimal sign is open."""
        reader = _Reader(options, text.name)
        for mail in mails(text):
            if isinstance(mail, InputError):
                reader.found.problems.append(Problem(mail.code, mail.message, mail.line or 0, "", ""))
            else:
                reader.read(mail)
        return batch(self.name, self.name, reader.found, reader.notes())


@dataclass(slots=True)
class _Reader:
    options: ReadOptions
    file: str
    found: Harvest = field(default_factory=Harvest)
    told: Told = field(default_factory=Told)
    others: Counter[str] = field(default_factory=Counter)
    subjects: dict[str, str] = field(default_factory=dict)
    services: set[str] = field(default_factory=set)
    seen: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    """By service and number of transaction: what came."""

    def read(self, mail: Mail) -> None:
        try:
            made = self._made(mail)
        except NeedsAnswer:
            raise
        except InputError as error:
            self.found.problems.append(Problem(error.code, error.message, mail.line, "", error.value or mail.subject))
            return
        if isinstance(made, SourceRow):
            self.found.rows.append(made)
        else:
            self.found.ignored.append(made)

    def _made(self, mail: Mail) -> SourceRow | IgnoredRow:
        service = next((name for name, of in _SERVICES.items() if of.fullmatch(mail.sender)), "")
        if not service or mail.spam:
            return self._other(mail)
        said = receipt(mail)
        if said is None:
            if tells_of_money_back(mail):
                raise _wrong("The mail tells of money that went back: enter it by hand.", "not_understood")
            if tells_of_something_else(mail):
                return self._other(mail)
            raise _wrong("The mail names a sum and does not say in known words that it came in.", "not_understood")
        if mail.refused:
            raise _wrong("Whoever received the mail found that its sender is forged (dmarc=fail).", "not_understood")
        return self._payment(mail, service, said)

    def _other(self, mail: Mail) -> IgnoredRow:
        who = mail.sender or "nobody"
        self.others[who] += 1
        if mail.attached:
            self.told.add(_ATTACHED)
        self.subjects.setdefault(who, mail.subject[:60])
        return IgnoredRow(mail.line, "no_receipt")

    def _payment(self, mail: Mail, service: str, said: Receipt) -> SourceRow | IgnoredRow:
        units, code = self._sum(said)
        amount, fee = self._before_fee(said, units, code)
        if said.not_yet:
            self.told.money(_HELD, units, code)
            return IgnoredRow(mail.line, "not_completed", amount=units, currency=code)
        if not said.payer:
            raise _wrong("The mail does not say who paid.", "missing")
        if mail.forwarded and not said.id:
            raise _wrong("A mail that was passed on, and names no transaction: it may be one that is here.", "missing")
        if said.id:
            before = self.seen.setdefault((service, said.id), (amount, code))
            if before != (amount, code):
                raise _wrong("Another mail says another sum of the same transaction.", "several_amounts")
            if any(r.source_id == said.id and self._service(r) == service for r in self.found.rows):
                return IgnoredRow(mail.line, "repeated", amount=units, currency=code)
        self.services.add(service if said.english else f"{service} in another language")
        day = self._day(mail, said)
        if mail.forwarded:
            self.told.add(_FORWARDED)
        record = Payout(
            platform=UNASSIGNED,
            kind=PayoutKind.PAYOUT.value,
            received_on=day,
            amount=amount,
            fee=fee or None,
            currency=code,
            evidence=Evidence.FILE.value,
            note=mail.subject or None,
            source=f"{service.casefold()}_mail",
        )
        facts = Facts(payer=said.payer, description=mail.subject, account=f"{service} {code}")
        content = normal(amount, code) if said.id else normal(amount, code, said.payer, mail.key)
        return SourceRow(mail.line, record, facts, content, said.id)

    def _service(self, row: SourceRow) -> str:
        return row.facts.account.partition(" ")[0]

    def _sum(self, said: Receipt) -> tuple[int, str]:
        """The sum that came and its currency; a mail that says two of them is refused."""
        sums = {self._units(s) for s in said.sums}
        codes = {code for s in said.sums if (code := _code(s))}
        if len(sums) > 1 or len(codes) > 1:
            raise _wrong("The mail says several sums that came in.", "several_amounts")
        return sums.pop(), codes.pop() if codes else said_currency(self.options, self.file)

    def _units(self, said: str) -> int:
        code = currency_hint(said)
        sign = decimal_sign([said]) or sign_of(self.options, [said], [code] if code else [], self.file)
        return parse_money(said, sign, exact=True)

    def _before_fee(self, said: Receipt, came: int, code: str) -> tuple[int, int]:
        """Amount before the fee, and the fee: sums that are called net, gross or amount must agree with it."""
        fee = self._units(said.fee) if said.fee else 0
        if said.fee and _code(said.fee) not in ("", code):
            raise _wrong("The mail names a fee in another currency than its sum.", "fee_unclear")
        net = {self._units(s) for s in said.net if _code(s) in ("", code)}
        gross = {self._units(s) for s in said.gross if _code(s) in ("", code)}
        if not fee:
            if (net | gross) - {came}:
                raise _wrong("The mail says several sums that came in.", "several_amounts")
            return came, 0
        before = (
            came if net == {came - fee} else came + fee if net == {came} or (not net and came + fee in gross) else 0
        )
        if not before or gross - {came, before} or len(net) > 1:
            raise _wrong("The mail does not show whether its sum is before or after its fee.", "fee_unclear")
        return before, fee

    def _day(self, mail: Mail, said: Receipt) -> dt.date:
        if said.day:
            try:
                return parse_day(re.sub(r"^[A-Za-z]{3,9}, | at .*$|,? \d{1,2}:\d\d.*$", "", said.day))
            except InputError:
                if mail.forwarded:
                    raise
        if mail.sent is None or (mail.forwarded and mail.day):
            raise _wrong("The mail says no day.", "no_day")
        zone = self.options.home_zone
        self.told.add(_NO_DAY.replace("{zone}", zone))
        return mail.sent.astimezone(zone_info(zone)).date()

    def notes(self) -> list[Said | str]:
        said: list[Said | str] = [Said(_UNCONFIRMED, service=service) for service in sorted(self.services - {"PayPal"})]
        said += self.told.sentences()
        for who, n in self.others.most_common(_SHOWN):
            said.append(Said("No receipt: {n} from {who} (“{subject}”).", n=n, who=who, subject=self.subjects[who]))
        if (more := len(self.others) - _SHOWN) > 0:
            left = sum(n for _, n in self.others.most_common()[_SHOWN:])
            said.append(Said("No receipt: {n} from {more} more senders.", n=left, more=more))
        return said


def _code(said: str) -> str:
    """The currency that a sum names; "" for a sign that several have."""
    code = currency_hint(said) or ""
    return "" if code == "USD" and "US" not in said.upper() else code


def _wrong(message: str, code: str) -> InputError:
    return InputError(message, code=code)

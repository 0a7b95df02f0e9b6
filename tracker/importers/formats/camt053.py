"""CAMT.053: a bank's statement in XML, in any version of it, with its namespace or without.

What an entry moved is `Ntry/Amt` in its own currency, in the direction of `CdtDbtInd`: that of a reversal too, as the
standard has it. Where the balances show that a bank means it the other way round, they count.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tracker.errors import InputError
from tracker.importers.bank_marks import CAMT
from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.formats.account import Movement
from tracker.importers.formats.bank import MOVED, Balance, BankFile, Move, Statement, bad_file, check_size, tail
from tracker.importers.formats.common import NO
from tracker.importers.formats.sorts import Sort
from tracker.importers.identity import own_words
from tracker.importers.settling import said_currency
from tracker.importers.xml_text import Part, contents, tree
from tracker.say import Said
from tracker.words import parse_currency, parse_day, parse_money, zone_info

_NUMBER = re.compile(r"\+?(?:\d+\.?\d*|\.\d+)")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:\d{2})?")
_OPEN, _CLOSED = ("OPBD", "PRCD"), ("CLBD",)
_NAMES = {
    whose: tuple(f"RltdPties/{party}/{name}" for party in parties for name in ("Nm", "Pty/Nm"))
    for whose, parties in (("payer", ("Dbtr", "UltmtDbtr")), ("payee", ("Cdtr", "UltmtCdtr")))
}
_STATEMENTS = ("BkToCstmrStmt/Stmt", "Stmt")
_DETAILS, _REFERENCES = "NtryDtls/TxDtls", "Refs"
_PARTS = {
    "": _STATEMENTS,
    "Stmt": ("Ntry", "Bal"),
    "Ntry": (_DETAILS, _REFERENCES),
    "TxDtls": (_DETAILS, _REFERENCES),
}
"""By its name what each part has in it that is a part of its own."""
_LINKS = ("EndToEndId", "InstrId", "TxId", "UETR", "AcctSvcrRef", "ClrSysRef")
_SENT = "AmtDtls/InstdAmt/Amt"
_NO_LINK = ("NOTPROVIDED", "NONREF", "NOT PROVIDED")
_TURNED = "Reversals were read against what they say of their direction: the balances agree only so ({n} in all)."


class Camt053:
    """Money in becomes payouts by its payer (`Dbtr`)."""

    name = "camt053"
    title = "CAMT.053, bank statement (XML)"
    about = About(
        becomes="payouts",
        get="On your bank's site: the account, Statements, CAMT.053 or ISO 20022 XML; a zip of them is read as well.",
        times="the bank's own days, as the file has them",
        confirmed="test files of two readers in five versions, and the standard",
    )

    def recognise(self, text: Text) -> Recognition:
        return Recognition(0.95, "CAMT.053") if CAMT.search(text.text[:20_000]) else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform. Raises `NeedsAnswer` (`--currency`) where a sum names no currency."""
        check_size(text.name, text.text)
        document = tree(text.name, text.text, _PARTS)
        statements = [s for path in _STATEMENTS for s in document.all(path)]
        if not statements:
            raise bad_file(text.name, "This is CAMT.053 without a statement.")
        bank = BankFile(self.name, text.name)
        own = {_number(s) for s in statements} - {""}
        whole = _whole(text, statements)
        turned = sum(
            _Statement(s, said, tail(_number(s)), own, options, text.name).read(bank)
            for s, said in zip(statements, whole, strict=True)
        )
        return bank.parsed([_TURNED.format(n=turned)] if turned else [])


def _whole(text: Text, statements: Sequence[Part]) -> list[str]:
    """What each statement says, to tell whether it is there twice: all of it where less does not tell them apart."""
    brief = [f"{len(s.all('Ntry'))} {s.found}" for s in statements]
    return brief if len(set(brief)) == len(brief) else contents(text.name, text.text, _STATEMENTS)


def _number(statement: Part) -> str:
    return statement.text("Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN")


@dataclass(frozen=True, slots=True)
class _Statement:
    """One `Stmt`; `whole`: all that it says, or enough of it; `lane`: the end of its account's number; `own`: the
    numbers of all accounts of the file."""

    said: Part
    whole: str
    lane: str
    own: set[str]
    options: ReadOptions
    file: str

    def read(self, bank: BankFile) -> int:
        """Put its rows into the file; gives how many reversals were read the other way round."""
        entries = self.said.all("Ntry")
        if entries and not bank.first_time(self.whole):
            for entry in entries:
                bank.add(entry.line, partial(IgnoredRow, entry.line, "repeated"))
            return 0
        opening, closing = self._balance(_OPEN), self._balance(_CLOSED)
        turned = self._turned(entries, opening, closing)
        whole, moved = True, Counter[str]()
        for entry in entries:
            for part, make in self._parts(entry, turned):
                move = bank.add(part.line, make, links=_links(part), shown=entry.text("AcctSvcrRef", "NtryRef"))
                whole = whole and move is not None
                if isinstance(move, Movement):
                    moved[move.currency] += move.amount
        bank.statements.append(Statement(self.said.line, self.lane, opening, closing, moved, whole))
        return sum(_reversed(e) for e in entries) if turned else 0

    def _balance(self, kinds: Sequence[str]) -> Balance | None:
        """The balance of a kind; None without exactly one that can be read."""
        found = [b for b in self.said.all("Bal") if b.text("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry") == kinds[0]]
        found = found or [b for b in self.said.all("Bal") if b.text("Tp/CdOrPrtry/Cd") in kinds]
        if len(found) != 1:
            return None
        try:
            units, code = self._sum(found[0])
            return Balance(self._day(found[0], "Dt"), units * _way(found[0]), code)
        except InputError:
            return None

    def _turned(self, entries: Sequence[Part], opening: Balance | None, closing: Balance | None) -> bool:
        """Whether the balances agree with the rows only if the direction of reversals is turned round."""
        if not (opening and closing and any(map(_reversed, entries))) or opening.currency != closing.currency:
            return False
        plain = other = 0
        try:
            for entry in (e for e in entries if _status(e) == "BOOK"):
                units = self._sum(entry)[0] * _way(entry)
                plain, other = plain + units, other + (-units if _reversed(entry) else units)
        except InputError:
            return False
        return opening.units + plain != closing.units == opening.units + other

    def _sum(self, element: Part, path: str = "Amt") -> tuple[int, str]:
        """Units and currency of an amount. Raises `InputError` for what is not a number of XML."""
        said = next(iter(element.found.get(path, ())), "")
        if not said:
            raise InputError("The amount is missing.", code="missing", column=path)
        if not _NUMBER.fullmatch(said):
            raise InputError("{value!r} is not a number.", code="bad_number", column=path, value=said)
        code = element.side(path, "Ccy") or self.said.text("Acct/Ccy")
        return parse_money(said, exact=True), parse_currency(code or said_currency(self.options, self.file))

    def _day(self, element: Part, *paths: str) -> dt.date:
        """The day of the first of these dates that is there. Raises `InputError` (`missing`, `bad_date`)."""
        said = element.text(*(f"{path}/{kind}" for path in paths for kind in ("Dt", "DtTm")))
        if not said:
            raise InputError("The date is missing.", code="missing", column=paths[0])
        found = _MOMENT.fullmatch(said)
        if not found:
            raise InputError("{value!r} is not a date.", code="bad_date", column=paths[0], value=said)
        if found[3] == "Z" and found[2] not in (None, "00:00"):  # an instant, and not a day of the bank's
            at = dt.datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00")
            return at.astimezone(zone_info(self.options.home_zone)).date()
        return parse_day(found[1])

    def _parts(self, entry: Part, turned: bool) -> Iterator[tuple[Part, partial[Move]]]:
        """An entry as one row, or as the payments that it was made of where they come to its sum."""
        details = entry.all(_DETAILS)
        parts = self._payments(entry, details) if len(details) > 1 else []
        for part in parts:
            yield part, partial(self._move, entry, part, turned, parts=len(parts))
        if not parts:
            yield entry, partial(self._move, entry, details[0] if details else entry, turned, parts=1)

    def _payments(self, entry: Part, details: list[Part]) -> list[Part]:
        """The details of a batch if their sums come to that of the entry, else nothing."""
        try:
            whole = self._sum(entry)
            sums = [self._part(d) for d in details]
        except InputError:
            return []
        same = all(d.text("CdtDbtInd") in ("", entry.text("CdtDbtInd")) for d in details)
        fits = same and {code for _, code in sums} == {whole[1]} and sum(units for units, _ in sums) == whole[0]
        return details if fits and all(units > 0 for units, _ in sums) else []

    def _part(self, detail: Part) -> tuple[int, str]:
        path = next((p for p in ("Amt", "AmtDtls/TxAmt/Amt") if p in detail.found), "AmtDtls/InstdAmt/Amt")
        return self._sum(detail, path)

    def _move(self, entry: Part, detail: Part, turned: bool, *, parts: int) -> Move:
        """What an entry, or one payment of it, is. Raises `InputError` for one that cannot be read."""
        units, code = self._sum(entry) if parts == 1 else self._part(detail)
        units *= _way(entry) * (-1 if turned and _reversed(entry) else 1)
        if (status := _status(entry)) != "BOOK":
            return IgnoredRow(entry.line, "not_completed", amount=units, currency=code)
        if units > 0 and parts == 1:
            _refuse_several(entry)
        sort, doubt = self._sort(entry, detail)
        payer, note = _words(entry, detail, units, code)
        refs = [entry.text("AcctSvcrRef", "NtryRef"), *sorted(_links(detail))]
        on = self._day(entry, "BookgDt", "ValDt")
        return Movement(
            on=on,
            amount=units,
            currency=code,
            sort=sort,
            content=own_words([self.lane, on.isoformat(), str(units), code, payer, note, *refs, status]),
            payer=payer,
            note=note,
            lane=self.lane,
            doubt=doubt,
        )

    def _sort(self, entry: Part, detail: Part) -> tuple[Sort, Said | str]:
        """What an entry is, and what is to be said where only a rule on its payer can tell."""
        if _reversed(entry) or "RtrInf" in detail.found:
            return Sort.RETURN, ""
        if detail.text("RltdPties/DbtrAcct/Id/IBAN", "RltdPties/DbtrAcct/Id/Othr/Id") in self.own:
            return Sort.CREDIT, ""
        sub = {detail.text("BkTxCd/Domn/Fmly/SubFmlyCd"), entry.text("BkTxCd/Domn/Fmly/SubFmlyCd")}
        if "INTR" in sub:
            return Sort.CREDIT, ""
        owner = self.said.text("Acct/Ownr/Nm", "Acct/Ownr/Pty/Nm").casefold()
        mine = owner and _name(detail, "payer").casefold() == owner
        return Sort.PAYMENT, MOVED if mine or "CDPT" in sub else ""


def _status(entry: Part) -> str:
    """Booked, if nothing is said: a statement is of what is booked. Raises `InputError` for an unknown status."""
    said = entry.text("Sts", "Sts/Cd", "Sts/Prtry").upper() or "BOOK"
    if said not in ("BOOK", "PDNG", "INFO", "FUTR"):
        raise InputError("{value!r} is not a status of CAMT.", code="unknown_value", column="Sts", value=said)
    return said


def _way(element: Part) -> int:
    """1 for what came in, -1 for what went out."""
    said = element.text("CdtDbtInd")
    if said not in ("CRDT", "DBIT"):
        raise InputError("{value!r} is neither CRDT nor DBIT.", code="unknown_value", column="CdtDbtInd", value=said)
    return 1 if said == "CRDT" else -1


def _reversed(entry: Part) -> bool:
    return entry.text("RvslInd").lower() in ("true", "1")


def _links(part: Part) -> frozenset[str]:
    """References of an entry or of a payment in it."""
    there = [reference for one in (part, *part.all(_DETAILS)) for reference in one.all(_REFERENCES)]
    found = {said for reference in there for name in _LINKS if (said := reference.text(name))}
    return frozenset([f for f in found if f.upper() not in _NO_LINK])


def _name(detail: Part, whose: str) -> str:
    return detail.text(*_NAMES[whose])


def _refuse_several(entry: Part) -> None:
    names = {_name(d, "payer") for d in entry.all(_DETAILS)}
    if len(names) > 1:
        raise InputError(
            "The entry is of several payers, and the file does not say how much is of whom.",
            code="several_payers",
            value=", ".join(sorted(names)),
        )


def _words(entry: Part, detail: Part, units: int, booked: str) -> tuple[str, str]:
    """Who paid (or was paid), and all that is said; a sum that was sent in another currency is part of it."""
    said = [*detail.found.get("RmtInf/Ustrd", ()), *detail.found.get("RmtInf/Strd/CdtrRefInf/Ref", ())]
    said = [s for s in said if s] or [detail.text("AddtlTxInf") or entry.text("AddtlNtryInf")]
    back = _reversed(entry) and units < 0
    payer = _name(detail, "payer" if units > 0 or back else "payee")
    if (code := detail.side(_SENT, "Ccy")) and code != booked:
        said.append(f"({detail.found[_SENT][0]} {code} sent)")
    note = " ".join(filter(None, said))
    return payer or note, note

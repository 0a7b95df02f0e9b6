"""Revolut: the statement of an account, in its layout of today and the old one with `;`."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import Any

from tracker.errors import InputError
from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.columns import Field, Layout, Reading, Row, currency, day, moment, money, own_id
from tracker.importers.formats.account import FROM_SHOP, TOP_UP, MoneyAccount, Move, Movement, in_or_out
from tracker.importers.formats.common import NO, by_header, header
from tracker.importers.formats.sorts import Sort, State, Words, plain, state_of
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.words import parse_currency, zone_info

STATEMENT = Layout(
    kind=Field("Type", "Tipo", "Art", "Typ", "Rodzaj", need=True),
    product=Field("Product", "Producto", "Produit", "Produkt", "Produto", "Prodotto", need_column=False),
    started=Field(
        "Started Date",
        "Fecha de inicio",
        "Date de début",
        "Datum des Beginns",
        "Startdatum",
        "Data de início",
        "Data di inizio",
        "Data rozpoczęcia",
        parse=moment,
    ),
    completed=Field(
        "Completed Date",
        "Fecha de finalización",
        "Date de fin",
        "Datum des Abschlusses",
        "Data de conclusão",
        "Data di completamento",
        "Data zrealizowania",
        parse=moment,
    ),
    description=Field("Description", "Descripción", "Beschreibung", "Descrição", "Descrizione", "Opis"),
    amount=Field("Amount", "Importe", "Montant", "Betrag", "Montante", "Importo", "Kwota", parse=money, need=True),
    fee=Field(
        "Fee", "Comisión", "Frais", "Gebühr", "Comissão", "Taxa", "Costo", "Commissione", "Opłata", parse=money, empty=0
    ),
    currency=Field("Currency", "Divisa", "Devise", "Währung", "Moeda", "Valuta", "Waluta", parse=currency, need=True),
    status=Field("State", "Estado", "État", "Status", "Stato", need=True),
    balance=Field("Balance", "Saldo", "Solde", "Kontostand", "Guthaben", parse=money, need_column=False),
)


def _when(cell: str, reading: Reading) -> Any:
    """A time in UTC, or a day if the file has no times."""
    try:
        return moment(cell, reading)
    except InputError:
        return day(cell, reading)


BUSINESS = Layout(
    id=Field("ID", parse=own_id, need=True),
    kind=Field("Type", need=True),
    started=Field("Date started (UTC)", parse=_when),
    completed=Field("Date completed (UTC)", parse=_when),
    description=Field("Description"),
    reference=Field("Reference", need_column=False),
    amount=Field("Amount", parse=money, need=True),
    fee=Field("Fee", parse=money, empty=0),
    currency=Field("Payment currency", "Currency", parse=currency, need=True),
    status=Field("State", need=True),
    account=Field("Account", need_column=False),
    balance=Field("Balance", parse=money, need_column=False),
)
OLD = Layout(
    on=Field("Completed Date", parse=day, need=True),
    description=Field("Description", "Reference", need=True),
    out=Field("Paid Out (*)", parse=money),
    came=Field("Paid In (*)", parse=money),
    exchange_out=Field("Exchange Out*", need_column=False),
    balance=Field("Balance (*)", parse=money, need_column=False),
)
_KINDS = Words(
    (Sort.CONVERSION, r"exchange|^cambio$|^câmbio$|^umtausch$|^wymiana$|^changes?$"),
    (Sort.FEE, r"^fees?$|^charge$|\bfee\b|^comisión|^gebühr$|^comissão$|^opłata$"),
    (Sort.RETURN, r"refund|charge ?back|reversal|^reembolso|erstattung|^rimborso"),
    (Sort.CREDIT, r"cash ?back|reward|interest|loan|^intereses$|^zinsen$|^juros$|^interessi$"),
    (Sort.DEPOSIT, r"top ?up|^deposit$|^recargas?$|^aufladung$|^carregamento$|^ricarica$|^ajout de fonds$"),
    (
        Sort.PAYMENT,
        r"transfer|^card credit$|^rev payment$|^überweisung$|^transferência$|^trasferimento$|^przelew$|^virement$",
    ),
)
_STATES = {
    "completado": State.DONE,
    "terminé": State.DONE,
    "pendiente": State.OPEN,
    "en attente": State.OPEN,
    "renvoyé": State.VOID,
    "revertido": State.VOID,
    "abgeschlossen": State.DONE,
    "ausstehend": State.OPEN,
    "rückgängig gemacht": State.VOID,
    "concluída": State.DONE,
    "concluído": State.DONE,
    "pendente": State.OPEN,
    "revertida": State.VOID,
    "zakończono": State.DONE,
    "completato": State.DONE,
    "in sospeso": State.OPEN,
}
_CURRENT = ("", "current", "actual", "valeur actuelle", "aktuell", "atual", "bieżące", "attuale")
_OLD_KINDS = Words(
    (Sort.CONVERSION, r"^exchange|^sold |^bought |^converted"),
    (Sort.FEE, r"\bfee\b"),
    (Sort.RETURN, r"refund|charge ?back|reversal"),
    (Sort.CREDIT, r"cash ?back|reward|interest"),
    (Sort.DEPOSIT, r"top.?up"),
)
_POCKET = re.compile(r"\b(pocket|vault|savings?|subconta|spar\w*|épargne|coffre)\b", re.IGNORECASE)
_MOVED = re.compile(r"transfer|überweisung|trasferimento|przelew|carregamento|virement")
_FROM = re.compile(
    r"(?:(?:.*\s)?from|(?:transferencia|transferência|pago|pagamento) de|(?:zahlung|überweisung) von|pagamento da"
    r"|(?:przelew|płatność) od|virement de|paiement (?:de|envoyé par)) (.+)",
    re.IGNORECASE,
)
_POCKETS = "Moved between your own pockets: {n}, {sum}."


class Revolut:
    """Money in from somebody becomes payouts, exchanges transfers; only what is completed counts."""

    name = "revolut"
    title = "Revolut, account statement"
    about = About(
        becomes="payouts, transfers",
        get="In Revolut: the account, Statement, Excel (which is a CSV file), choose the dates.",
        times="the file names no zone; its own dates are taken",
        confirmed="a real file of today's layout; parsers of the old one, of es, fr, de, pt and pl, and of Revolut "
        "Business; it is unconfirmed",
    )

    def recognise(self, text: Text) -> Recognition:
        if len(header(text)) and STATEMENT.fits(header(text)):
            return by_header(text, STATEMENT, "the columns of a Revolut statement", marks=("Started Date", "State"))
        if BUSINESS.fits(header(text)):
            return by_header(text, BUSINESS, "the columns of Revolut Business", marks=("Date completed (UTC)", "State"))
        if OLD.fits(header(text)):
            return by_header(text, OLD, "the columns of Revolut's old statement", own=("Exchange Out*", "Exchange In*"))
        return NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform and transfers. Raises `NeedsAnswer` where dates or decimal sign are open."""
        found = header(text)
        layout = next((one for one in (STATEMENT, BUSINESS, OLD) if one.fits(found)), STATEMENT)
        sheet, account = layout.bind(table(text)), MoneyAccount("Revolut")
        if layout is OLD:
            code = parse_currency(sheet.star("came"))
            dates = settle_dates(options, sheet, "on")
            sums = settle_decimal(options, sheet, "out", "came", "balance", currencies=(code,))
            move: Move = partial(_old_movement, code=code)
        else:
            dates = settle_dates(options, sheet, "started", "completed")
            sums = settle_decimal(options, sheet, "amount", "fee", "balance", currencies="currency")
            business = partial(_business, home_zone=options.home_zone)
            move = business if layout is BUSINESS else partial(_movement, account=account)
        sheet.reading = Reading(dates, sums)
        return account.read(sheet, move, self.name, self.name)


def _movement(row: Row, account: MoneyAccount) -> Movement:
    kind, said = plain(row["kind"]), row["description"]
    sort, payer, doubt = _meaning(_KINDS.find(kind), said, _KINDS.find(kind) is None)
    at = row["completed"] or row["started"]
    if at is None:
        raise row.problem("started", "missing", "neither Started Date nor Completed Date is filled")
    state, product = state_of(row["status"], _STATES), plain(row["product"])
    if state.moved and (product not in _CURRENT or (_MOVED.search(kind) and _POCKET.search(said))):
        account.told.money(_POCKETS, row["amount"], row["currency"])
        sort = Sort.MEMO
    return Movement(
        on=at.date(),
        amount=row["amount"],
        currency=row["currency"],
        sort=sort,
        state=state,
        fee=row["fee"],
        content=row.words("kind", "product", "started", "description", "amount", "fee", "currency"),
        payer=payer,
        note=said,
        at=f"{at:%Y-%m-%d %H:%M:%S}",
        balance=row["balance"],
        lane=f"{product} {row['currency']}",
        doubt=doubt,
    )


def _business(row: Row, home_zone: str) -> Movement:
    """A row of Revolut Business: under an id, with times in UTC or days; a fee has any sign.

    On days alone the two sides of an exchange are known by their common description.
    """
    kind, said = plain(row["kind"]), row["description"]
    sort, payer, doubt = _meaning(_KINDS.find(kind), said, _KINDS.find(kind) is None)
    at = row["completed"] or row["started"]
    if at is None:
        raise row.problem("started", "missing", "the row has no date")
    return Movement(
        on=at.replace(tzinfo=dt.UTC).astimezone(zone_info(home_zone)).date() if isinstance(at, dt.datetime) else at,
        amount=row["amount"],
        currency=row["currency"],
        sort=sort,
        state=state_of(row["status"]),
        fee=abs(row["fee"]),
        id=row["id"],
        payer=payer,
        note=row["reference"] or said,
        at=f"{at:%Y-%m-%d %H:%M:%S}{said if not isinstance(at, dt.datetime) else ''}",
        balance=row["balance"],
        lane=f"{row['account']} {row['currency']}",
        doubt=doubt,
    )


def _old_movement(row: Row, code: str) -> Movement | IgnoredRow:
    amount = in_or_out(row, "came", "out")
    if amount is None:
        return IgnoredRow(row.line, "no_amount")
    said = row["description"]
    found = _OLD_KINDS.find(said) or (Sort.CONVERSION if row["exchange_out"] and amount > 0 else None)
    sort, payer, doubt = _meaning(found, said, not _FROM.match(said))
    return Movement(
        on=row["on"],
        amount=amount,
        currency=code,
        sort=sort,
        content=row.words("on", "description", "out", "came"),
        payer=payer,
        note=said,
        at=f"{row.raw('on')} {said}",
        balance=row["balance"],
        doubt=doubt,
    )


def _meaning(sort: Sort | None, said: str, is_shop: bool) -> tuple[Sort, str, str]:
    """What a row is, who paid, and what there is to ask: a bank transfer comes in as a top-up "from" somebody."""
    named = _FROM.match(said)
    payer = named.group(1) if named else said
    if sort is Sort.DEPOSIT:
        return (Sort.PAYMENT, payer, TOP_UP) if named else (Sort.CREDIT, payer, "")
    return sort or Sort.PAYMENT, payer, FROM_SHOP if is_shop else ""

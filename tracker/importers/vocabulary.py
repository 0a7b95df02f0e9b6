"""Words by which tables from anywhere name their columns and the state, kind and direction of their rows.

They only put questions and likely answers in order: nothing is stored because a word is in a list here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tracker.importers.guess_columns import plain
from tracker.importers.mapping import word_key


def _words(text: str) -> frozenset[str]:
    return frozenset(word_key(w) for w in text.split("|"))


PAID = _words(
    "amount|amount paid|paid|payout|earnings|earned|pay|payment|betrag|importe|monto|montant|valor|importo"
    "|kwota|belopp|bedrag|belob|summa|credit|credit amount|paid in|deposits|deposit|income|haben|credito|abono"
    "|gutschrift|net|net amount|received|entrada|ingreso|ingresos|kredit|money in|in|bevetel|prijem|wplata"
    "|avoir|reward|fare|payment amount|金额|金額|сумма|сумма операции|сумма платежа|castka|zauctovana castka"
    "|transaction amount|txn amount|tran amount|osszeg|tranzakcio osszege|tutar|jumlah|入金|受取|収入|buchungsbetrag"
)
"""Names of columns that are what somebody was paid, for the order of choices."""
MONEY = PAID | _words(
    "残高|余额|остаток|egyenleg|zustatek|total|sum|gross|gross amount|subtotal|price|value|balance"
    "|running balance|saldo|kontostand|solde|tax|vat|mwst|ust|iva|tva|fee|fees|gebuhr|gebuhren|commission"
    "|service fee|tip|tips|bonus|debit|debit amount|withdrawals|withdrawal|paid out|money out|out|soll|debe"
    "|cargo|charge|discount|refund|refunded|revenue|turnover|invoice total|cost|expense|spent|umsatz|summe|suma"
    "|somme|totale|originalbetrag|amount due|outstanding|salary|wage|wages|lohn|gehalt|honorar|allowance"
    "|deduction|deductions|per diem|mileage|guarantee|adjustment|adjustments|earnings total|total earnings"
)
OUT = _words(
    "出金|支出|debit|debit amount|withdrawals|withdrawal|paid out|money out|out|soll|debe|cargo|cargos|debito"
    "|debet|ausgang|belastung|sortie|salida|uscite|outflow|payments out|spent|kiadas|vydej|wyplata|depenses"
    "|gasto|gastos|saida|saidas|af|lastschrift|dare|dr|withdrawal amt|withdrawal amount|debits|uscita"
    "|obciazenia|obciazenie|[-]|retiros|retiro|egresos|egreso|debitos|salidas|payments out|money spent|sent|db"
)
IN = _words(
    "入金|credit|credit amount|deposits|deposit|paid in|money in|in|haben|haber|abono|abonos|credito|kredit"
    "|eingang|gutschrift|entree|entrada|entradas|ingreso|ingresos|entrate|inflow|received|bevetel|prijem|wplata"
    "|recettes|bij|avere|cr|deposit amt|deposit amount|credits|entrata|uznania|uznanie|[+]|depositos|deposito"
    "|creditos|payments in"
)
FEE = _words(
    "fee|fees|service fee|commission|gebuhr|gebuhren|comision|frais|platform fee|transaction fee|total fees|poplatek"
)
TAKEN = FEE | _words(
    "refund|refunds|refunded|amount refunded|deduction|deductions|withheld|tax withheld|withholding|withholding tax"
    "|chargeback|chargebacks|reembolsado|retencion|retenido|retencao|abzug|abzuge|remboursement|retenue|rimborso|ritenuta"
)
"""Names of columns of what came off a payment: fees, and what was withheld or given back."""
TAX = _words("tax|vat|mwst|ust|iva|tva|gst|iof|vat on fee")
RATE = _words("rate|hourly rate|pay rate|price per hour|per hour|stundensatz|tarifa|taux|rate per hour|taux horaire")
RATE_SURE = RATE - _words("rate|tarifa|taux")
NO_MONEY = _words(
    "id|no|nr|num|number|nummer|row|line|account|card|iban|bic|zip|plz|mcc|code|quantity|qty|count|items|units"
    "|tasks|miles|distance|km|percent|%|exchange rate|wechselkurs|umrechnungskurs|year|month|week|day|hour"
    "|latitude|longitude|trust|score|rating|age|phone|sort code|submissions|approvals|rejections"
    "|reference|referencia|ref|branch|sucursal|oficina|agencia|documento|docto|doc|cod|codigo|cheque|chq|cheque no"
    "|check number|check no|cheque number|cuenta|conta|conto|konto|kontonummer|srl|sl|sl no|s no"
)
LENGTHS = _words("hours|hrs|hour|minutes|mins|seconds|secs|stunden|minuten|horas|heures|ore|uren|godziny")
"""What a column of time is called at its end: "Paid hours", "Hours (decimal)"."""
GIVEN_BACK = re.compile(
    r"refund|revers|\brev-|charge ?back|clawback|taken back|returned|storno|erstattung|rückgabe|rücklastschrift"
    r"|reembolso|devoluci|estorno|rembours|rimborso",
    re.IGNORECASE,
)
"""Words of a row whose money goes back."""

NOT_THERE = re.compile(
    r"\b(clearing|pending|on hold|held|withheld|escrow|scheduled|upcoming|unpaid|not paid|cancell?ed|declined|failed"
    r"|rejected|revoked|en garantía|pendiente|pendente|ausstehend|en attente)\b",
    re.IGNORECASE,
)
"""Words of a row whose money has not arrived, or will not."""

_IN_WORDS = _words(
    "credit|cr|c|in|inflow|income|incoming|received|deposit|receipt|money in|paid in|+|haben|h|gutschrift"
    "|eingang|einnahme|abono|ingreso|entrada|credito|crédit|recette|entrata|accredito|kredit|bevétel|jóváírás"
    "|příjem|wpływ|uznanie|приход|поступление|зачисление|收入|收|入金|crédito|bij|inn|insättning|indbetaling"
    "|creditar"
)
_OUT_WORDS = _words(
    "debit|dr|d|out|outflow|outgoing|sent|withdrawal|spent|money out|paid out|expense|-|soll|s|lastschrift"
    "|ausgang|ausgabe|belastung|cargo|gasto|salida|saida|saída|debito|débito|débit|dépense|uscita|addebito"
    "|debet|kiadás|terhelés|výdaj|wydatek|obciążenie|расход|списание|支出|支|出金|af|ut|uttag|udbetaling"
)
_NEITHER = _words("/|不计收支|neutral|internal|none|n/a")
PAID_WORDS = _words(
    "approved|paid|completed|complete|succeeded|success|settled|ok|done|accepted|posted|booked|cleared|paid out"
    "|deposited|交易成功|支付成功|已收钱|bezahlt|gebucht|pagado|payé|paye|pago|zaplaceno|processed|disbursed"
    "|received"
)
SURE_PAID = _words("paid|completed|complete|approved|ok|paid out|settled|succeeded|true|yes|y|1")
"""Of a column that says nothing else on any row there is nothing to ask."""
_NOT_YET = _words(
    "pending|draft|open|processing|in review|under review|submitted|unpaid|scheduled|authorized|authorised"
    "|on hold|held|ausstehend|offen|entwurf|pendiente|en attente|in progress|awaiting payment|sent|overdue|due"
    "|upcoming|等待确认收货"
)
_NO_INCOME = _words(
    "reverted|reversed|canceled|cancelled|declined|failed|refunded|exchange|topup|top up|top-up|transfer"
    "|own transfer|own pocket|conversion|currency conversion|voided|void|expired|rejected|denied|removed|atm"
    "|card payment|fee|cashback|interest|refund|storniert|abgelehnt|umbuchung|cancelado|annulé|annule|交易关闭"
    "|退款成功|提现已到账|已转账|chargeback|deleted|bounced|returned"
)
STATUS_HEADERS = _words(
    "status|state|zustand|estado|statut|stato|stav|payment status|invoice status|approval|approved|paid|paid?"
    "|invoiced|approval status|review status|task status"
)
STATE_HEADERS = STATUS_HEADERS | _words(
    "type|transaction type|kind|art|umsatzart|buchungstext|transaktionstyp|tipo|typ|typ transakce|product|mode"
    "|posting text|tranzakcio tipusa|class|movement|operation|captured|payment type|transaction details type"
    "|transaction status"
)
PERSON_HEADERS = _words(
    "user|username|user name|member|employee|worker|worker id|workerid|email|first name|last name|team member"
    "|mitarbeiter|empleado|person|who|annotator|tasker|contractor|freelancer|name of worker|staff|resource"
    "|consultant|agent|driver"
)
TOTALS = _words(
    "total|totals|subtotal|sub total|sub-total|sum|grand total|summe|gesamt|gesamtsumme|zwischensumme|insgesamt"
    "|totale|suma|somme|totaal|итого|всего|合计|总计|合計|somma|soma|celkem|razem|total general|total général"
    "|összesen|yhteensä|sous-total"
)
_OF_A_GROUP = re.compile(r"(sub-?)?total (of|for) .*|.* (sub-?)?total")
BALANCES = _words(
    "saldo anterior|opening balance|balance brought forward|balance forward|brought forward|beginning balance"
    "|starting balance|previous balance|closing balance|ending balance|anfangssaldo|endsaldo|alter kontostand"
    "|neuer kontostand|saldo inicial|saldo final|solde initial|solde final|saldo iniziale|saldo finale"
    "|balance carried forward|carried forward|balance b/f|balance b/fwd|balance c/f|balance c/fwd|opening bal"
    "|closing bal|saldo dia anterior|saldo do dia|saldo total disponivel dia|ancien solde|nouveau solde"
)
_STANDS = _words("balance|saldo|solde|kontostand|saldo final|saldo atual|saldo actual|current balance")
"""Words of a balance, or of the rest of an invoice: its row is a balance if the rows before it come to it."""
_BEGINNINGS = frozenset(words.split()[0] for words in TOTALS | BALANCES | _STANDS)
_YES = _words("yes|y|true|t|1|x|✓|✔|si|sí|sim|oui|ja|j|on|done")
_NO = _words("no|n|false|f|0|-|✗|nao|não|non|nein|off") | {""}
_DONE = _words("confirmed|released|transferred|withdrawn|reconciled|pagado|bezahlt|payé")
ASSETS = _words("asset|coin|token|crypto|cryptocurrency|ticker|symbol|moneda|divisa")
"""Names of columns that say in what a sum is, though not all in it are currencies."""
CURRENCY = _words("currency|ccy|cur|wahrung|moneda|devise|moeda|munt|valuta|devizanem|mena|валюта|币种|通貨")
FOREIGN = frozenset(("original", "foreign", "local", "transfer", "fremdwahrung", "counter"))
"""What marks a currency as that of another sum."""
BALANCE = _words(
    "balance|running balance|available balance|closing balance|running bal|saldo"
    "|kontostand|solde|egyenleg|残高|余额|остаток|zustatek|disponible|saldo disponible|bal|bal before|bal after"
    "|balance before|balance after|ending balance|partial balance|account balance|current balance"
)
_DATED = frozenset(
    ("as", "of", "at", "on", "al", "a", "au", "am", "em", "vom", "per", "zum", "do", "dia", "del", "de", "le")
)
"""Words between a balance and its day."""
NUMBER_OF = _words(
    "invoice|invoice no|invoice number|invoice id|order|order id|order number|rechnung|rechnungsnummer|factura"
)


@lru_cache(maxsize=8_192)
def called_total(cell: str) -> bool:
    """Whether a cell is the word for a total, or for a balance of what came before: its row is one if it adds up.

    >>> called_total("Total April"), called_total("Week 16 total:"), called_total("S A L D O"), called_total("Totalia")
    (True, True, True, False)
    """
    mark = word_key(cell).strip(" :.")
    if mark in TOTALS or mark in _STANDS or mark.replace(" ", "") in _STANDS:
        return True
    parts = mark.split()
    return 1 < len(parts) <= 5 and (parts[0].strip(":") in TOTALS or parts[-1] in TOTALS)


@lru_cache(maxsize=8_192)
def called_balance(cell: str) -> bool:
    """Whether a cell is the word for an opening or closing balance, perhaps with its day.

    >>> called_balance("SALDO ANTERIOR"), called_balance("Opening balance 01/04/2026"), called_balance("Balance due")
    (True, True, False)
    """
    mark = word_key(re.sub(r"\d[\d./-]*", " ", cell)).strip(" :.")
    parts = mark.split()
    while parts and parts[-1].strip(":.,") in _DATED:
        parts.pop()
    return " ".join(parts) in BALANCES


def says_nothing(mark: str) -> bool:
    """Whether a cell is surely no word for a total or a balance, told by how it begins and ends; most notes are none.

    >>> says_nothing("labels of a street"), says_nothing("opening balance"), says_nothing("acme total")
    (True, False, False)
    """
    parts = mark.split() or [""]
    first, last = parts[0], parts[-1]
    plain = len(first) > 1 and first.isalpha() and first not in _BEGINNINGS
    return plain and last not in TOTALS and "total" not in mark and mark.replace(" ", "") not in _STANDS


def is_total(mark: str) -> bool:
    """Whether a cell calls its row a total, or that of a group.

    >>> is_total("total"), is_total("acme total"), is_total("total for april"), is_total("total wine")
    (True, True, True, False)
    """
    return mark in TOTALS or bool(_OF_A_GROUP.fullmatch(mark))


def named(header: str, words: frozenset[str]) -> bool:
    """Whether a column goes by one of the names, less what is in brackets or names a currency.

    >>> named("Deposits (SGD)", IN), named("Total Fee", FEE), named("Running_Balance", MONEY)
    (True, False, True)
    """
    return bare(header) in words


def is_share(header: str) -> bool:
    """Whether a column is a share of something, and no money.

    >>> is_share("Fee %"), is_share("Fee (percent)"), is_share("Fee")
    (True, True, False)
    """
    return "%" in header or not {"percent", "percentage", "pct", "prozent", "porcentaje"}.isdisjoint(
        re.findall(r"[a-z]+", plain(header))
    )


def foreign(header: str) -> bool:
    """Whether a name says that it is of another currency than the account's.

    >>> foreign("Original Amount"), foreign("Betrag (Fremdwährung)"), foreign("Originalbetrag"), foreign("Betrag")
    (True, True, True, False)
    """
    parts = plain(header).replace("(", " ").replace(")", " ").split()
    return any(p in FOREIGN or p.startswith("original") for p in parts)


def bare(header: str) -> str:
    """A header without brackets, accents and a currency at its end.

    >>> bare("Betrag in EUR"), bare("金额(元)"), bare("Crédit"), bare("Money In")
    ('betrag', '金额', 'credit', 'money in')
    """
    short = re.sub(r"[(\[].*?[)\]]", " ", header)
    parts = (plain(short) or word_key(short)).split()
    coded = len(parts) > 1 and parts[-1] in _CURRENCIES
    if coded:
        parts = parts[:-1]
    if (coded or short != header) and len(parts) > 1 and parts[-1] == "in":
        parts = parts[:-1]
    return " ".join(parts) or plain(header) or word_key(header)


_CURRENCIES = frozenset(
    [
        "usd",
        "eur",
        "gbp",
        "cad",
        "aud",
        "inr",
        "php",
        "kes",
        "ngn",
        "brl",
        "mxn",
        "jpy",
        "chf",
        "pln",
        "sek",
        "nok",
        "dkk",
        "czk",
        "huf",
        "zar",
        "sgd",
        "euro",
        "euros",
    ]
)


def ends_with(header: str, words: frozenset[str]) -> bool:
    """Whether the last words of a name are one of the names: "Invoice Total", "Tax amount"."""
    name = bare(header).split()
    return any(" ".join(name[i:]) in words for i in range(len(name)))


@dataclass(frozen=True, slots=True)
class Flag:
    """A column whose name is a state and whose words are yes and no: `of` is what "yes" means of a payment."""

    of: str

    def meaning(self, word: str) -> str:
        """paid, not yet or not income."""
        if word_key(word) in _YES:
            return self.of
        return "not yet" if self.of == "paid" else "paid"

    def tells_nothing(self, words: Iterable[str]) -> bool:
        """Whether all rows are paid by it."""
        return all(self.meaning(word) == "paid" for word in words)


def flag(header: str, words: Iterable[str]) -> Flag | None:
    """A column such as "Settled" or "Is Pending" with yes and no in it; None for any other.

    >>> flag("Is Pending", ["TRUE", "FALSE"]), flag("Settled", ["yes", ""]), flag("Settled", ["Berlin"])
    (Flag(of='not yet'), Flag(of='paid'), None)
    """
    name = bare(header).removeprefix("is ").removeprefix("was ").removeprefix("has been ").strip(" ?")
    of = state(name) or ("paid" if name in _DONE else "")
    return Flag(of) if of and _YES.union(_NO).issuperset(map(word_key, words)) else None


def direction(word: str) -> str:
    """in, out, neither, or "" for a word that says nothing on it.

    >>> direction("Outflow"), direction("收入"), direction("Groceries")
    ('out', 'in', '')
    """
    key = word_key(word)
    said = (("in", _IN_WORDS), ("out", _OUT_WORDS), ("neither", _NEITHER))
    return next((meaning for meaning, words in said if key in words), "")


def state(word: str) -> str:
    """paid, not yet, not income, or "" for a word that says nothing on it.

    >>> state("COMPLETED"), state("Draft"), state("EXCHANGE"), state("Lantern")
    ('paid', 'not yet', 'not income', '')
    """
    key = word_key(word)
    said = (("paid", PAID_WORDS), ("not yet", _NOT_YET), ("not income", _NO_INCOME))
    return next((meaning for meaning, words in said if key in words), "")

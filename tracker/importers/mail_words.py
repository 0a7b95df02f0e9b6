"""What the mail of a payment service says of money that came in: the sum, who paid, the day, the number, the fee.

Patterns for English and those of `mail_languages`, on text with each paragraph in one line. What they do not find is
not there: a mail that says in any other way that money came in is not understood, and the importer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.importers import mail_languages as other
from tracker.importers.mail_text import Mail

_NUMBER = r"(?:\d{1,3}(?:[.,'’ ]\d{3})+|\d+)(?:[.,]\d{1,3})?(?![\d%])"
_SIGN = r"(?:[A-Z]{1,3} ?)?[$€£¥₹₱₦₩₽₺₫₴฿]"
SUM = (
    rf"(?:(?:{_SIGN}|\b[A-Z]{{3}}) ?{_NUMBER}(?: ?[A-Z]{{3}}\b)?"
    rf"|(?<![\d.,]){_NUMBER} ?(?:[A-Z]{{3}}\b|[€£$₹₱](?: [A-Z]{{3}}\b)?))"
)
_BEHIND = r"(?:to|into|in) your\b|via |through |has |have |was |is |for (?:your|invoice)\b|on (?=\d|[a-z]{3,9} \d)" + (
    f"|{other.BEHIND}"
)
"""What may follow a payer within the sentence."""
_TITLED = r"(?<! Dr)(?<! Mr)(?<! Ms)(?<! St)(?<!Mrs)(?<! [A-Z])"
_PAYER = rf"(?P<payer>[^\n]{{1,80}}?)(?= \(|[.!:]? *$|{_TITLED}[.!] +[A-Z]|,? (?i:{_BEHIND})| {SUM})"


def _any(*patterns: str, flags: re.RegexFlag = re.MULTILINE) -> re.Pattern[str]:
    return re.compile("|".join(patterns), flags)


_YOU_RECEIVED = (
    r"(?i:(?<!if )(?<!once )(?<!when )(?<!after )\byou(?:['’]ve| have)?(?: just| now)? "
    r"(?:received|got|been (?:paid|sent)))(?i: an?| your| new| instant)*(?i: payment| money| transfer)?(?i: of)?"
)
_SOMEBODY = r"^(?:[^\n]{0,200}?[.!] )?(?P<payer>[^\n.!]{1,80}(?:\.[^\n.!]{1,40}){0,2}?)"
_SENT_YOU = r"(?i: (?:has|have|just))*(?i: (?:sent|paid) you)(?i: a payment of| money:?)?"


def _filled(pattern: str) -> str:
    """A pattern of another language with the parts that all have in common."""
    parts = {"{sum}": f"(?P<sum>{SUM})", "{payer}": _PAYER, "{somebody}": _SOMEBODY}
    return re.sub(r"\{(?:sum|payer|somebody)\}", lambda found: parts[found.group()], pattern)


_ARRIVED = (
    r"(?i: has| have| is| was)+(?i: now| just| been)*(?i: arrived| added| credited| received| deposited| in your\b)"
)
_CAME = (
    _any(rf"{_YOU_RECEIVED} (?P<sum>{SUM})(?: (?i:from|by) {_PAYER})?"),
    _any(rf"{_SOMEBODY}{_SENT_YOU} (?P<sum>{SUM})"),
    _any(rf"(?P<sum>{SUM}) (?i:from) {_PAYER}{_ARRIVED}"),
    _any(rf"^(?i:(?:money|payment) received from) {_PAYER}[^\n]{{0,20}}?(?P<sum>{SUM})"),
    *(_any(_filled(pattern)) for pattern in other.CAME),
)
_ENGLISH = len(_CAME) - len(other.CAME)
_PAYERS = (
    _any(rf"(?i:payment|money|transfer|received) (?i:from) {_PAYER}"),
    _any(rf"^(?i:from|sender|paid by|payer|buyer)[ :*]*[\n ]{_PAYER}"),
)
_ID = _any(
    rf"(?i:(?:transaction|transfer) (?:id|number|no\.?|#)|payment id|{other.ID})[ :*#\n]*"
    r"(?P<id>(?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{5,34})\b"
)
_ONE_DAY = r"(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?,? \d{4}|\d{4}-\d\d-\d\d"
_ONE_DAY += rf"|{other.MONTH_DAY})"
_DAY = _any(
    rf"(?i:(?:transaction|payment) ?\n?date|date (?:sent|received|of payment)|{other.DAY}|^date)[ :*\n]*{_ONE_DAY}"
)
_ON = _any(rf"[^\n]{{0,100}}? on {_ONE_DAY}")
_FEE = _any(rf"\b(?i:fees?|{other.FEE})(?i: \(?paid by you\)?| charged| taken)?[ :*\n-]*(?P<sum>{SUM})")
_NET = _any(rf"\b(?i:net(?: amount| total)?|(?:amount|total) after fees?|{other.NET})[ :*\n]*(?P<sum>{SUM})")
_GROSS = _any(
    rf"(?i:(?<!net )\b(?:gross(?: amount)?|amount(?: received| sent)?|payment(?: amount)?|total|{other.GROSS}))"
    rf"[ :*\n]*(?P<sum>{SUM})"
)
_NOT_YET = _any(
    r"\bpayment (?:is )?pending\b", r"\bpending payment\b", r"\bis pending\b", r"\bon hold\b", r"\bbeing held\b",
    r"\bunclaimed\b", r"\b(?:accept|claim) (?:the|this|your) (?:payment|money)\b", r"\bunder review\b",
    r"\bon its way to you\b", *other.NOT_YET, flags=re.IGNORECASE,
)  # fmt: skip
_BACK = _any(
    r"\byou(?:'ve| have)? (?:issued|sent) a (?:full |partial )?refund\b", r"\byou refunded\b", r"\bcharge ?back\b",
    r"\breversal\b", r"\b(?:has been|was) reversed\b", r"\bdispute\b", r"\bmoney was returned to\b",
    *other.BACK, flags=re.IGNORECASE,
)  # fmt: skip
_ELSE = _any(
    r"\byou(?:'ve| have)?(?: just)? (?:sent|paid|spent|authori[sz]ed|withdr[ea]wn?|transferred|added|moved|converted"
    r"|requested)\b",
    r"\breceipt for your payment", r"\byour (?:(?:payment|transfer) to|purchase|order|withdrawal)\b",
    r"\brefund(?:ed)? (?:from|by)\b", r"\breceived a (?:full |partial )?refund", r"\b(?:money|payment) request",
    r"\brequested (?:a payment|money)", r"\binvoice from\b", r"\bto your bank\b", r"\bcash ?back\b",
    r"\bstatement\b", *other.ELSE, flags=re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one mail says, as it is written there: "" for what it does not say."""

    sums: tuple[str, ...]
    payer: str
    id: str
    day: str
    fee: str
    net: tuple[str, ...]
    gross: tuple[str, ...]
    not_yet: bool
    english: bool


def receipt(mail: Mail) -> Receipt | None:
    """What a mail says of money that came in; None if it says nothing of that."""
    for text in mail.texts:
        whole = f"{text}\n{mail.subject}"
        came = [m for pattern in _CAME for m in pattern.finditer(whole)]
        if came:
            return Receipt(
                tuple(m["sum"] for m in came),
                next(_payers(came, text), ""),
                _first(_ID, text, "id"),
                _first(_DAY, text, "day") or _near(came, whole) or mail.day,
                _first(_FEE, text, "sum"),
                tuple(m["sum"] for m in _NET.finditer(text)),
                tuple(m["sum"] for m in _GROSS.finditer(text)),
                bool(_NOT_YET.search(whole)),
                any(m.re in _CAME[:_ENGLISH] for m in came),
            )
    return None


def _payers(came: list[re.Match[str]], text: str) -> Iterator[str]:
    named = [m["payer"] for m in came if m["payer"]]
    for said in [*named, *(m["payer"] for pattern in _PAYERS for m in pattern.finditer(text))]:
        name = said.strip(" *\"'’:,;-").removesuffix(".")
        if name and not re.search(SUM, said) and not re.match(r"(?i)(?:you|we|payment|money|hello|hi)\b", name):
            yield name


def _near(came: list[re.Match[str]], text: str) -> str:
    """The day behind a sum: `… from Northwind on 5 March 2026`."""
    return next((found["day"] for m in came if (found := _ON.match(text, m.end()))), "")


def _first(pattern: re.Pattern[str], text: str, group: str) -> str:
    found = pattern.search(text)
    return found[group] if found else ""


def tells_of_money_back(mail: Mail) -> bool:
    """Whether a mail says that money went back which had come in."""
    return any(_BACK.search(said) for said in (mail.subject, *(t[:3_000] for t in mail.texts)))


def tells_of_something_else(mail: Mail) -> bool:
    """Whether a mail names no sum, or says what else it is about: money that was sent, a purchase, a request."""
    said = (mail.subject, *(t[:3_000] for t in mail.texts))
    return not any(re.search(SUM, s) for s in said) or any(_ELSE.search(s) for s in said)

"""Telling the columns of an unknown table: by what is in them and by their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict

from tracker.errors import InputError
from tracker.importers.parsers import without_way
from tracker.words import (
    currency_hint,
    decimal_sign,
    parse_clock,
    parse_currency,
    parse_day,
    parse_decimal,
    parse_duration,
    parse_moment,
    parse_money,
)

_CLOCK = re.compile(r":|\d ?[ap]\.?m\b", re.IGNORECASE)
_TESTS = ("clock", "day", "epoch", "moment", "currency", "number", "money", "duration")


def kind_of(cells: Sequence[str]) -> str:
    """What nearly all cells of a column are: clock, day, epoch, moment, currency, number, money, duration, text.

    >>> kind_of(["09:00", "17:30"]), kind_of(["1h 5m"]), kind_of(["$5.00", "$1,200.00"]), kind_of(["EUR"])
    ('clock', 'duration', 'money', 'currency')
    """
    if not cells:
        return "empty"
    for kind in _TESTS:
        fitting = sum(_is(kind, cell) for cell in cells)
        if fitting * 10 >= len(cells) * 9:
            return kind
    return "text"


def _is(kind: str, cell: str) -> bool:
    try:
        match kind:
            case "clock":
                return bool(_CLOCK.search(cell)) and parse_clock(cell.replace("24:00", "23:59")) is not None
            case "day":
                return not cell.isdigit() and _any_order(cell.removesuffix("."))
            case "epoch":
                return cell.isdigit() and len(cell) in (10, 13) and _moment(cell, "dmy")
            case "moment" if cell.isdigit():
                return False  # a number of an account
            case "moment":
                return any(_moment(cell, order) for order in ("dmy", "mdy"))
            case "currency":
                return cell.isupper() and parse_currency(cell) is not None
            case "number":
                bare, _ = without_way(cell)
                return parse_decimal(bare, decimal_sign([bare]) or ".") is not None
            case "money":
                cell, _ = without_way(cell)
                signed = currency_hint(cell) or any(unicodedata.category(c) == "Sc" for c in cell)
                return bool(signed) and parse_money(cell, decimal_sign([cell]) or ".") is not None
            case _:
                return any(c.isdigit() for c in cell) and parse_duration(cell) >= 0
    except InputError:
        return False


def _any_order(cell: str) -> bool:
    for order in ("dmy", "mdy"):
        try:
            parse_day(cell, order)
        except InputError:
            continue
        return True
    return False


def _moment(cell: str, order: str) -> bool:
    try:
        parse_moment(cell, order)
    except InputError:
        return False
    return True


# --- what a column is ----------------------------------------------------------------------------------

_TIME = ("clock", "moment", "epoch")
_LENGTH = ("clock", "duration", "number")
_SAID = ("text", "number", "money", "currency", "duration", "clock", "day", "moment", "epoch")
_ANY = (*_SAID, "empty")

ROLES: Dict[str, tuple[tuple[str, ...], str]] = {
    "start": (_TIME, "start|request time|start time|started|started at|clock in|begin|begins|begin time|from|dt start"
              "|time in|in|check in|accept time|accepttime|accepted at|von|beginn|inicio|debut|inizio|start date time"
             "|hora de inicio|hora inicio|hora inicial|heure de debut|heure debut|startzeit|beginnzeit|ora inizio"
             "|ora di inizio|hora de entrada|start hour|time start|starttijd|inicio del turno"),
    "end": (_TIME, "end|end time|ended|ended at|stop|stop time|finish|clock out|to|until|dt end|time out|out"
            "|check out|submit time|submittime|submitted at|completed at|finished at|bis|ende|fin|fine"
            "|end date time|dropoff time|drop off time|hora de finalizacion|hora de fin|hora fin|hora final"
            "|hora de termino|hora de salida|hora de saida|heure de fin|heure fin|endzeit|ora fine|ora di fine"
            "|end hour|time end|eindtijd|termino"),
    "date": (("day", "moment", "epoch"), "date|day|work date|worked on|start date|datum|fecha|data"
             "|jour|dato|fecha de inicio|data de inicio|date de debut|startdatum|data di inizio"
             "|transaction date|booking date|buchungstag|completed date|date operation"
             "|date processed|posted|pvm|datum provedeni|boekdatum|boekingsdatum|transactiedatum"
             "|data lancamento|fecha operacion|fecha de operacion|data operazione|data contabile|bokforingsdag"),
    "end_date": (("day",), "end date|stop date|fecha de finalizacion|fecha de fin|data de termino|data final"
                 "|data de fim|date de fin|enddatum|data di fine"),
    "duration": (_LENGTH, "duration|time|time spent|hours|hrs|minutes|mins|seconds|length|dauer|stunden|zeit"
                 "|minuten|horas|duracion|heures|duree|ore|worked|time worked|hours worked|time (h)"
                 "|duration (h)|time (decimal)|duration (decimal)|horas trabalhadas|horas trabajadas|tempo|tiempo"
                 "|heures travaillees|temps|arbeitszeit|ore lavorate|duracao|duracao (h)|duracao (decimal)|duree (h)"
                 "|duree (decimal)|duracion (h)|duracion (decimal)|dauer (h)|dauer (dezimal)|oras|tijd|durata"
                 "|total worked|total hours|total time|tracked hours|tracked time|time tracked|total time at work"
                 "|desktime|h|arbeitsstunden|dauer (stunden)|log hours|saa"),
    "tasks": (("number",), "tasks|items|units|submissions|number of tasks|task count|quantity|qty|stuck"),
    "code": (_ANY, "code|client code|job code|project code|kostenstelle"),
    "client": (_ANY, "client|customer|company|employer|kunde|cliente|klant|platform client|account name"),
    "project": (_ANY, "project|projekt|proyecto|projet|progetto|projeto|proyek|job|project name|job name"),
    "contract": (_ANY, "contract|vertrag|contrato"),
    "task": (_ANY, "task|activity|aufgabe|tarea|tache|task name|category"),
    "tag": (_ANY, "tag|tags|label|labels"),
    "team": (_ANY, "team"),
    "payer": (_SAID, "payer|payer name|sender|name|partner name|counterparty|counter party|from name|auftraggeber"
              "|empfanger|payee|auftraggeber empfanger|source|merchant|zahlungspflichtige r"
              "|beguenstigter zahlungspflichtiger|naam omschrijving|namn|nadawca odbiorca|dane kontrahenta|nombre|nom"),
    "description": (_SAID, "description|details|memo|subject|verwendungszweck|concepto|concept|libelle|title"
                    "|descricao|beschreibung|desc|transaction description|payment reference|work"
                    "|narration|narrative|particulars|transaction details|transaction remarks|descrizione"
                    "|descripcion|opis operacji|avisierungstext|mededelingen|omschrijving|beskrivning|remarks"
                    "|libelle operation|libelle simplifie|buchungstext|historico"),
    "note": (_ANY, "note|notes|comment|comments|notiz|notas|remark"),
    "status": (("text",), "status|state|estado|zustand"),
    "id": (_ANY, "id|transaction id|entry id|row id|uuid|reference id|ref id|external id"),
    "platform": (_ANY, "platform|plattform|plataforma|marketplace"),
    "category": (("text",), "category|kategorie|categoria"),
    "submitted": (("day", "moment"), "submitted|submitted on|submission date|date submitted|handed in|handed in on"),
    "approved": (("day", "moment"), "approved|approved on|approved at|approval time|approvaltime|approval date"
                 "|date approved|accepted on"),
}  # fmt: skip
"""By field: what may be in its column, and the names it goes by."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z])(?=ID\b)")
"""Where a word begins in the middle of a name: StartDate, itemID."""
LENGTH_NAMES = frozenset(ROLES["duration"][1].split("|"))


def plain(name: str) -> str:
    """A header in small letters without accents and signs, its words apart.

    >>> plain("Währung"), plain("clock_in"), plain("Amount  (EUR)"), plain("StartDate")
    ('wahrung', 'clock in', 'amount (eur)', 'start date')
    """
    apart = _CAMEL.sub(" ", name)
    flat = unicodedata.normalize("NFKD", apart.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9()$]+", " ", flat).split())


def roles_of(header: Sequence[str], kinds: Sequence[str]) -> dict[str, int]:
    """Field -> index of its column: the best-named first, each column once."""
    scored = sorted(_scores(header, kinds))
    roles: dict[str, int] = {}
    for _, _, _, field, index in scored:
        if field not in roles and index not in roles.values():
            roles[field] = index
    for field, kind in (("date", "day"), ("date", "moment")):
        if field not in roles and not (field == "date" and "start" in roles):
            left = [i for i, k in enumerate(kinds) if k == kind and i not in roles.values()]
            if left:
                roles[field] = left[0]
    return roles


def cents(cells: Sequence[str]) -> bool:
    """Whether numbers look like sums of money: most have two decimals."""
    return sum(bool(re.search(r"[.,]\d\d$", cell)) for cell in cells) * 2 > len(cells)


_UNIT_NAMES = (
    ("milliseconds", r"\b(ms|millis|milliseconds?|msecs?)\b"),
    ("minutes", r"\bmin|^mm?$"),
    ("seconds", r"\bse[ck]"),
    ("hours", r"\b(h|hrs?|hours?|stunden|std|horas?|heures?|ore)\b|decimal"),
)


def named_unit(header: str) -> str | None:
    """The unit that a column's name gives its bare numbers.

    >>> named_unit("Time (h)"), named_unit("trip_seconds"), named_unit("Duration")
    ('hours', 'seconds', None)
    """
    words = plain(header)
    return next((unit for unit, pattern in _UNIT_NAMES if re.search(pattern, words)), None)


def _scores(header: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[int, int, int, str, int]]:
    for priority, (field, (fitting, names)) in enumerate(ROLES.items()):
        words = names.split("|")
        for index, name in enumerate(header):
            worth = _worth(plain(name), words)
            if worth is None or kinds[index] not in fitting:
                continue
            if field == "duration" and worth == 3 and not is_worked(name):
                continue
            if field == "duration" and kinds[index] == "clock" and (worth == 3 or plain(name) == "time"):
                continue  # a time of day
            # Of "Time (h)" 00:38:20 and "Time (decimal)" 0.6389 the first is exact to the second.
            rough = field == "duration" and kinds[index] == "number" and "decimal" in plain(name)
            yield worth + rough, priority, _rank(field, plain(name), words), field, index


def is_worked(name: str) -> bool:
    """Whether a length by its name may be the time worked: not one of a recording, nor one that was planned.

    >>> is_worked("Audio minutes"), is_worked("Est. minutes"), is_worked("Time Entry ID"), is_worked("Paid hours")
    (False, False, False, True)
    """
    words = plain(name).split()
    return words[-1] not in _NO_LENGTH and _NOT_WORKED.isdisjoint(words)


_NOT_WORKED = frozenset(
    (
        "audio", "video", "file", "media", "recording", "est", "estimated", "estimate", "allotted", "allowed",
        "budgeted", "expected", "target", "max", "maximum", "limit", "remaining", "available",
    )
)  # fmt: skip
_NO_LENGTH = frozenset(("id", "no", "number", "nr", "offset", "zone", "entry"))
"""How names end that begin with "Time" and are of no length: "Time Entry ID"."""


def _rank(field: str, name: str, words: Sequence[str]) -> int:
    """Which of a field's names it is, where the first is the best: "Description" tells more than "Details"."""
    return words.index(name) if field in ("payer", "description") and name in words else 0


def _worth(name: str, words: Sequence[str]) -> int | None:
    """0 the very name, 1 without what is in brackets, 3 a name that begins or ends with it."""
    bare = re.sub(r"\s*\(.*?\)", "", name)
    if name in words:
        return 0
    if bare in words:
        return 1
    if any(bare.startswith(f"{w} ") or bare.endswith(f" {w}") for w in words if len(w) > 3):
        return 3
    return None

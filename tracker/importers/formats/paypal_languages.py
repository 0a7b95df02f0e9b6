"""PayPal's reports in the languages in which they are read: names of columns, types, states, and the sign of a row.

What is here was met in the code or the tests of people who read such reports, or is PayPal's own word for one of its
statuses. A type or status that is not here rejects its row: what it means is not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.errors import InputError
from tracker.importers.columns import Field, Layout, Parse, clock, currency, day, money, own_id, text
from tracker.importers.formats.paypal_rows import by_code, sort_of
from tracker.importers.formats.sorts import Sort, State, Words, plain, state_of

_HINT = "Set PayPal to English and export the report again."


@dataclass(frozen=True, slots=True)
class Language:
    """`own`: columns that no other export of such sums has. `impact`: what "debit", "credit" and "memo" are called."""

    name: str
    layout: Layout
    own: tuple[str, ...]
    kinds: Words = field(default_factory=Words)
    states: Mapping[str, State] = field(default_factory=dict)
    impact: Mapping[str, str] = field(default_factory=dict)

    def sort(self, kind: str) -> Sort:
        """What a type is. Raises `InputError` (`unknown_value`) for one that is not known in this language."""
        if not self.kinds:
            return sort_of(kind)
        if found := by_code(kind) or self.kinds.find(kind):
            return found
        raise InputError(
            "{value!r} is not a type that is known in PayPal's reports in {language}.",
            hint=_HINT,
            code="unknown_value",
            value=kind,
            language=self.name,
        )

    def state(self, status: str) -> State:
        return state_of(status, self.states, hint=_HINT)

    def sign(self, impact: str) -> str:
        """What a row says of its sign: "debit", "credit", "memo" or ""."""
        word = plain(impact)
        return self.impact.get(word, word)


def _states(**words: str) -> dict[str, State]:
    """The words of each state, those of one divided by `|`."""
    return {word: State[name.upper()] for name, said in words.items() for word in said.split("|")}


_NEEDED = ("on", "kind", "currency", "gross", "id")
_PARSERS: Mapping[str, Parse] = {
    "on": day, "time": clock, "currency": currency, "gross": money, "fee": money, "net": money, "id": own_id,
}  # fmt: skip


def _layout(*, net_is_there: bool = True, **names: str) -> Layout:
    """The columns by the names that the code uses; names that a report may have instead follow `|`."""
    return Layout(
        **{
            key: Field(
                *said.split("|"),
                parse=_PARSERS.get(key, text),
                need=key in _NEEDED,
                need_column=key in (*_NEEDED, "fee") or (key == "net" and net_is_there),
                empty=0 if key == "fee" else None,
            )
            for key, said in names.items()
        }
    )


ENGLISH = Language(
    "English",
    _layout(
        on="Date",
        time="Time",
        zone="TimeZone|Time Zone",
        kind="Type|Description|Transaction Event Code",
        status="Status",
        currency="Currency",
        gross="Gross",
        fee="Fee",
        net="Net",
        id="Transaction ID",
        name="Name",
        sender="From Email Address",
        reference="Reference Txn ID",
        subject="Subject|Item Title|Note",
        impact="Balance Impact",
    ),
    ("TimeZone", "Time Zone", "From Email Address", "Balance Impact", "Reference Txn ID"),
)
GERMAN = Language(
    "German",
    _layout(
        on="Datum",
        time="Uhrzeit",
        zone="Zeitzone",
        kind="Typ|Beschreibung",
        status="Status",
        currency="Währung",
        gross="Brutto",
        fee="Gebühr|Entgelt",
        net="Netto",
        id="Transaktionscode",
        name="Name",
        sender="Absender E-Mail-Adresse",
        reference="Zugehöriger Transaktionscode|Ref Transaktionscode",
        subject="Betreff|Artikelbezeichnung|Hinweis",
        impact="Auswirkung auf Guthaben|Balance Impact",
    ),
    ("Transaktionscode",),
    Words(
        (Sort.CONVERSION, r"währungsumrechnung"),
        (Sort.FEE, r"gebühr|entgelt"),
        (Sort.MEMO, r"einbehaltung|autorisierung"),
        (Sort.RETURN, r"^rückzahlung|^rückbuchung"),
        (Sort.WITHDRAWAL, r"abbuchung|^auszahlung auf das bankkonto"),
        (Sort.DEPOSIT, r"gutschrift auf (paypal.konto|kreditkarte)|als zahlungsquelle"),
        (Sort.PAYMENT, r"(?<!aus)(?<!ein)(?<!rück)zahlung\b"),
    ),
    _states(
        done="abgeschlossen",
        open="ausstehend|entfernt|einbehalten|in bearbeitung|in prüfung|nicht eingelöst",
        back="zurückgezahlt|zurückgebucht",
        partly_back="teilweise zurückgezahlt",
        void="abgelehnt|verweigert|storniert|abgebrochen|fehlgeschlagen|abgelaufen",
    ),
    {"soll": "debit", "haben": "credit"},
)
SPANISH = Language(
    "Spanish",
    _layout(
        on="Fecha",
        time="Hora",
        zone="Zona horaria",
        kind="Tipo|Descripción",
        status="Estado",
        currency="Divisa",
        gross="Bruto",
        fee="Comisión|Tarifa",
        net="Neto",
        id="Id. de transacción",
        name="Nombre",
        sender="Correo electrónico del remitente|Remitente",
        reference="Id. de referencia de trans.",
        subject="Asunto",
        impact="Balance Impact",
    ),
    ("Id. de transacción",),
    Words(
        (Sort.CONVERSION, r"conversión de divisas?"),
        (Sort.FEE, r"^(comisión|tarifa)\b|(reembolso|reversión|devolución) de (la )?(comisión|tarifa)"),
        (Sort.MEMO, r"retención|autorización|^liberación"),
        (Sort.RETURN, r"reembolso|contracargo|^reversión|^devolución|^anulación de pago"),
        (Sort.WITHDRAWAL, r"^retirada|^retiro"),
        (Sort.DEPOSIT, r"^depósito bancario"),
        (Sort.PAYMENT, r"^pago\b"),
    ),
    _states(
        done="completado",
        open="pendiente|retenido|en proceso|no reclamado|en revisión",
        back="reembolsado|revertido",
        partly_back="parcialmente reembolsado|reembolsado parcialmente",
        void="denegado|rechazado|cancelado|anulado|fallido|caducado|devuelto",
    ),
)
PORTUGUESE = Language(
    "Portuguese",
    _layout(
        on="Data",
        time="Hora",
        zone="Fuso horário",
        kind="Tipo|Descrição",
        status="Status",
        currency="Moeda",
        gross="Bruto",
        fee="Tarifa",
        net="Líquido",
        net_is_there=False,
        id="ID da transação",
        name="Nome",
        sender="E-mail",
        reference="ID da transação de referência",
        subject="Assunto",
        impact="Balance Impact",
    ),
    ("ID da transação",),
    Words(
        (Sort.CONVERSION, r"conversão de moeda"),
        (Sort.FEE, r"^(tarifa|taxa)\b|(reembolso|estorno) d[ae] (tarifa|taxa)"),
        (Sort.MEMO, r"retenção|autorização|bloqueio|^liberação"),
        (Sort.RETURN, r"reembolso|estorno|chargeback|^devolução"),
        (Sort.WITHDRAWAL, r"^retirada|^saque|^transferência iniciada pel[oa] usuári[oa]"),
        (Sort.DEPOSIT, r"^depósito bancário"),
        (Sort.PAYMENT, r"^pagamento\b"),
    ),
    _states(
        done="concluído|concluída|concluido",
        open="pendente|retido|retida|em processamento|não reivindicado|em análise",
        back="reembolsado|reembolsada|estornado|estornada",
        partly_back="parcialmente reembolsado|parcialmente reembolsada|reembolsado parcialmente",
        void="negado|negada|recusado|recusada|cancelado|cancelada|expirado|expirada|devolvido",
    ),
)
FRENCH = Language(
    "French",
    _layout(
        on="Date",
        time="Heure",
        zone="Fuseau horaire",
        kind="Type|Description",
        status="État",
        currency="Devise",
        gross="Avant commission|Brut",
        fee="Commission|Frais",
        net="Net",
        id="Numéro de transaction|N° de transaction",
        name="Nom",
        sender="De l'adresse email|Adresse email de l'expéditeur",
        reference="Numéro de la transaction de référence|Nº de transaction de référence",
        subject="Objet|Titre de l'objet|Remarque",
        impact="Balance Impact|Impact sur le solde",
    ),
    ("Numéro de transaction", "N° de transaction"),
    Words(
        (Sort.CONVERSION, r"conversion de devise"),
        (Sort.FEE, r"^(commission|frais)\b|(remboursement|annulation) (de|des|de la) (commission|frais)"),
        (Sort.MEMO, r"suspension|suspendu|autorisation|blocage"),
        (Sort.RETURN, r"remboursement|^opposition|^annulation de paiement"),
        (Sort.WITHDRAWAL, r"^retrait|^virement (lancé|initié|standard|général)"),
        (Sort.DEPOSIT, r"virement bancaire sur le compte paypal"),
        (Sort.PAYMENT, r"^paiement\b"),
    ),
    _states(
        done="terminé",
        open="en attente|bloqué|suspendu|en cours|en cours de traitement|non réclamé|non récupéré",
        back="remboursé",
        partly_back="partiellement remboursé|remboursé partiellement",
        void="refusé|annulé|échoué|échec|expiré|rejeté|renvoyé",
    ),
)
ITALIAN = Language(
    "Italian",
    _layout(
        on="Data",
        time="Orario|Ora",
        zone="Fuso orario",
        kind="Tipo|Descrizione",
        status="Stato",
        currency="Valuta",
        gross="Lordo",
        fee="Tariffa",
        net="Netto",
        id="Codice transazione",
        name="Nome",
        sender="Indirizzo email mittente",
        reference="Codice transazione di riferimento",
        subject="Oggetto|Titolo oggetto",
        impact="Impatto sul saldo|Balance Impact",
    ),
    ("Codice transazione",),
    Words(
        (Sort.CONVERSION, r"conversione di valuta"),
        (Sort.FEE, r"^(tariffa|commissione)\b|(rimborso|storno) (della |di )?(tariffa|commissione)"),
        (Sort.MEMO, r"blocco|autorizzazione|^sospensione"),
        (Sort.RETURN, r"rimborso|chargeback|^storno"),
        (Sort.WITHDRAWAL, r"^trasferimento avviato dall.utente|^prelievo"),
        (Sort.DEPOSIT, r"bonifico bancario sul conto paypal|^versamento generico con carta"),
        (Sort.PAYMENT, r"^pagamento\b"),
    ),
    _states(
        done="completata|completato",
        open="in sospeso|rimosso|in elaborazione|non riscossa|trattenuto|trattenuta",
        back="rimborsata|rimborsato|stornata|stornato",
        partly_back="parzialmente rimborsata|parzialmente rimborsato|rimborsata parzialmente|rimborsato parzialmente",
        void="negata|negato|rifiutata|rifiutato|annullata|annullato|non riuscita|non riuscito|scaduta|scaduto",
    ),
    {"addebito": "debit", "accredito": "credit"},
)
LANGUAGES = (ENGLISH, GERMAN, SPANISH, PORTUGUESE, FRENCH, ITALIAN)

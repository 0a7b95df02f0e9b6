"""PayPal's reports in German, Spanish, French, Italian and Portuguese."""

from __future__ import annotations

import pytest

from tests.importers.scenario import run
from tracker.domain import Payout, Rule
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.paypal import PayPal
from tracker.importers.formats.paypal_languages import LANGUAGES, PORTUGUESE
from tracker.importers.formats.sorts import Sort, State

ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)
HEADS = {
    "de": '"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto",'
    '"Absender E-Mail-Adresse","Transaktionscode","Zugehöriger Transaktionscode","Auswirkung auf Guthaben"',
    "es": '"Fecha","Hora","Zona horaria","Nombre","Descripción","Estado","Divisa","Bruto ","Comisión ","Neto",'
    '"Correo electrónico del remitente","Id. de transacción","Id. de referencia de trans.","Balance Impact"',
    "fr": '"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Avant commission","Commission","Net",'
    '"De l\'adresse email","Numéro de transaction","Numéro de la transaction de référence","Balance Impact"',
    "it": '"Data","Orario","Fuso orario","Nome","Tipo","Stato","Valuta","Lordo","Tariffa","Netto",'
    '"Indirizzo email mittente","Codice transazione","Codice transazione di riferimento","Impatto sul saldo"',
    "pt": '"Data","Hora","Fuso horário","Nome","Descrição","Estado","Moeda","Bruto ","Tarifa ","Líquido","E-mail",'
    '"ID da transação","ID da transação de referência","Balance Impact"',
}
WORDS = {
    "de": ("Allgemeine Zahlung", "Rückzahlung", "Von Nutzer eingeleitete Abbuchung", "Allgemeine Währungsumrechnung",
           "Bankgutschrift auf PayPal-Konto", "Einbehaltung für offene Autorisierung", "Abgeschlossen", "Ausstehend"),
    "es": ("Pago con Pago exprés", "Reembolso de pago", "Retirada iniciada por el usuario",
           "Conversión de divisas general", "Depósito bancario en cuenta PayPal", "Autorización", "Completado",
           "Pendiente"),
    "fr": ("Paiement Express Checkout", "Remboursement de paiement", "Retrait initié par l'utilisateur",
           "Conversion de devise standard", "Virement bancaire sur le compte PayPal",
           "Suspension de compte pour autorisation en cours", "Terminé", "En attente"),
    "it": ("Pagamento da cellulare", "Rimborso di pagamento", "Trasferimento avviato dall'utente",
           "Conversione di valuta generica", "Bonifico bancario sul conto PayPal",
           "Blocco conto per autorizzazione aperta", "Completata", "In sospeso"),
}  # fmt: skip
DOTTED = {"de": "{}.02.2026"}


def line(code: str, day: int, kind: str, state: str, sums: str, own: str, reference: str = "", *, money: str = "EUR",
         name: str = "") -> str:  # fmt: skip
    on = DOTTED.get(code, "{}/02/2026").format(f"{day:02d}")
    return f'"{on}","10:00:00","Europe/Berlin","{name}","{kind}","{state}","{money}",{sums},"","{own}","{reference}",""'


def report(code: str, *more: str) -> Text:
    paid, back, withdrawn, converted, deposit, held, done, waiting = WORDS[code]
    rows = [
        line(code, 13, paid, done, '"1.200,00","-12,00","1.188,00"', "P1", name="Northwind Labs"),
        line(code, 14, paid, done, '"-30,00","0,00","-30,00"', "P2", name="Corner Shop"),
        line(code, 14, deposit, done, '"30,00","0,00","30,00"', "P3", "P2"),
        line(code, 15, back, done, '"-50,00","1,00","-49,00"', "P4", "P1", name="Northwind Labs"),
        line(code, 16, converted, done, '"-100,00","0,00","-100,00"', "P5"),
        line(code, 16, converted, done, '"118,00","0,00","118,00"', "P6", money="USD"),
        line(code, 17, withdrawn, done, '"-900,00","0,00","-900,00"', "P7"),
        line(code, 18, held, done, '"-5,00","0,00","-5,00"', "P8"),
        line(code, 19, paid, waiting, '"70,00","0,00","70,00"', "P9", name="Northwind Labs"),
        *more,
    ]
    return Text("x.csv", "\n".join([HEADS[code], *rows]) + "\n", "utf-8")


def read(text: Text) -> ParsedBatch:
    return PayPal().parse(text, ReadOptions(home_zone="Europe/Berlin"))


@pytest.mark.parametrize("code", WORDS)
def test_a_report_is_read_as_in_english(code: str) -> None:
    batch = read(report(code))
    assert [
        (row.line, row.record.TABLE, getattr(row.record, "amount", None) or row.record.amount_out) for row in batch.rows
    ] == [(2, "payouts", 12_000_000), (5, "payouts", 500_000), (6, "transfers", 1_000_000), (8, "transfers", 9_000_000)]
    paid, back = [row.record for row in batch.rows if isinstance(row.record, Payout)]
    assert (paid.fee, paid.kind, back.fee, back.kind) == (120_000, "payout", 10_000, "clawback")
    assert batch.rows[0].facts.payer == "Northwind Labs"
    assert {i.line: i.reason for i in batch.ignored} == {
        3: "outgoing", 4: "no_pay", 7: "conversion", 9: "memo", 10: "not_completed",
    }  # fmt: skip
    assert batch.problems == ()


@pytest.mark.parametrize("code", WORDS)
def test_scenario(code: str) -> None:
    run(PayPal(), report(code).text.encode(), "x.csv", options=ReadOptions(), rules=ANYBODY)


@pytest.mark.parametrize("code", WORDS)
def test_a_type_or_status_that_nobody_confirmed_rejects_its_row(code: str) -> None:
    done = WORDS[code][6]
    odd = line(code, 20, "Ganz anders", done, '"9,00","0,00","9,00"', "P10")
    unsaid = line(code, 20, WORDS[code][0], "Halb", '"9,00","0,00","9,00"', "P11")
    batch = read(report(code, odd, unsaid))
    assert [(p.line, p.code) for p in batch.problems] == [(11, "unknown_value"), (12, "unknown_value")]
    assert len(batch.rows) == 4


def test_the_portuguese_statement_has_no_status() -> None:
    rows = (
        line("pt", 13, "Pagamento de assinaturas", "", '"1.200,00","-12,00","1.188,00"', "P1", money="BRL", name="Ana"),
        line("pt", 17, "Retirada geral - Conta bancária", "", '"-900,00","0,00","-900,00"', "P7", money="BRL"),
        line("pt", 18, "Ajuste de saldo", "", '"-9,00","0,00","-9,00"', "P8", money="BRL"),
    )
    batch = read(Text("x.csv", "\n".join([HEADS["pt"], *rows]) + "\n", "utf-8"))
    assert [(r.record.TABLE, r.record.source_id) for r in batch.rows] == [("payouts", None), ("transfers", None)]
    assert [(p.line, p.code) for p in batch.problems] == [(4, "unknown_value")]


def test_a_row_whose_sign_does_not_agree_is_a_problem() -> None:
    text = report("de").text.replace('"P1","",""', '"P1","","Soll"')
    assert [(p.line, p.code) for p in read(Text("x.csv", text, "utf-8")).problems] == [(2, "sums_differ")]


@pytest.mark.parametrize(
    ("name", "kind", "sort"),
    [
        ("German", "Handyzahlung", Sort.PAYMENT),
        ("German", "PayPal Express-Zahlung", Sort.PAYMENT),
        ("German", "Zahlung im Einzugsverfahren mit Zahlungsrechnung", Sort.PAYMENT),
        ("German", "Rückbuchung allgemeiner Einbehaltung", Sort.MEMO),
        ("German", "Rückbuchung von ACH-Gutschrift", Sort.RETURN),
        ("German", "Allgemeine Gutschrift auf Kreditkarte", Sort.DEPOSIT),
        ("German", "Rücklastschriftgebühr", Sort.FEE),
        ("German", "Zahlung (T0400)", Sort.WITHDRAWAL),
        ("Spanish", "Cancelación de retención", Sort.MEMO),
        ("French", "Annulation de suspension de compte standard", Sort.MEMO),
        ("French", "Déblocage de paiement", Sort.MEMO),
        ("Italian", "Storno di blocco conto generico", Sort.MEMO),
        ("Italian", "Versamento generico con carta", Sort.DEPOSIT),
        ("Portuguese", "Pagamento de doação", Sort.PAYMENT),
        ("Portuguese", "Transferência iniciada pelo usuário", Sort.WITHDRAWAL),
        ("Portuguese", "Reembolso de pagamento", Sort.RETURN),
        ("Portuguese", "Estorno de tarifa", Sort.FEE),
        ("Spanish", "Contracargo", Sort.RETURN),
        ("Spanish", "Reversión de la comisión", Sort.FEE),
        ("French", "Virement standard", Sort.WITHDRAWAL),
        ("French", "Virement bancaire sur le compte PayPal", Sort.DEPOSIT),
        ("Italian", "Rimborso della tariffa", Sort.FEE),
    ],
)
def test_types(name: str, kind: str, sort: Sort) -> None:
    language = next(one for one in LANGUAGES if one.name == name)
    assert language.sort(kind) is sort
    assert language.state("") is State.DONE


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.VOID, ("Abgelehnt", "Denegado", "Negado", "Refusé", "Negata")),
        (State.BACK, ("Zurückgezahlt", "Reembolsado", "Reembolsado", "Remboursé", "Rimborsata")),
        (
            State.PARTLY_BACK,
            (
                "Teilweise zurückgezahlt",
                "Parcialmente reembolsado",
                "Parcialmente reembolsado",
                "Partiellement remboursé",
                "Parzialmente rimborsata",
            ),
        ),
        (State.OPEN, ("Einbehalten", "Retenido", "Retido", "Suspendu", "Trattenuto")),
    ],
)
def test_states(state: State, words: tuple[str, ...]) -> None:
    languages = {one.name: one for one in LANGUAGES}
    for name, word in zip(("German", "Spanish", "Portuguese", "French", "Italian"), words, strict=True):
        assert languages[name].state(word) is state


def test_words_for_completed_and_pending_in_portuguese() -> None:
    states = {w: PORTUGUESE.state(w) for w in ("Concluído", "Concluída", "Pendente", "Completed")}
    assert list(states.values()) == [State.DONE, State.DONE, State.OPEN, State.DONE]

"""How receipts say it in Spanish, Portuguese, French, German and Italian: parts of patterns, beside those of English.

`{sum}` stands for a sum, `{payer}` for whoever paid, `{somebody}` for whoever begins the sentence. Only PayPal is known
to write to people in these languages; the words are its own as far as they are known.
"""

from __future__ import annotations

CAME = (
    # es
    r"(?i:(?<!si )(?<!cuando )(?<!cada vez que )\b(?:ha|has) recibido|(?<!si )(?<!cuando )\brecib(?:ió|iste))"
    r"(?i:(?: un| su| nuevo)* pago)?(?i: de)? {sum}(?: (?i:de parte de|de) {payer})?",
    r"{somebody}(?i: (?:le|te) (?:ha enviado|ha pagado|envió|pagó))(?i: un pago de)? {sum}",
    # pt
    r"(?i:(?<!se )(?<!quando )\bvocê recebeu)(?i:(?: um| seu| novo)* pagamento)?(?i: de| no valor de)? {sum}"
    r"(?: (?i:de) {payer})?",
    r"{somebody}(?i: (?:lhe |te )(?:enviou|pagou))(?i: um pagamento de)? {sum}",
    r"{somebody}(?i: enviou)(?i: um pagamento de)? {sum}(?i: (?:para|a) você)",
    # fr
    r"(?i:(?<!si )(?<!quand )(?<!lorsque )\bvous avez reçu)(?i:(?: un| votre| nouveau)* paiement)?"
    r"(?i: de| d['’]un montant de)? {sum}(?: (?i:de la part de|de) {payer})?",
    r"{somebody}(?i: vous a (?:envoyé|payé|versé))(?i: un paiement de)? {sum}",
    # de
    r"(?i:(?<!wenn )\bsie haben (?:eine zahlung|geld)(?: über| in höhe von| von)?)"
    r" {sum}(?: (?i:von) {payer})?(?i: erhalten)",
    r"{somebody}(?i: hat ihnen)(?i: eine zahlung über)? {sum}(?i: (?:gesendet|gezahlt|geschickt))",
    # it
    r"(?i:(?<!se )(?<!quando )\bhai ricevuto)(?i:(?: un| il| nuovo)* pagamento)?(?i: di)? {sum}(?: (?i:da) {payer})?",
    r"{somebody}(?i: ti ha (?:inviato|pagato))(?i: un pagamento di)? {sum}",
)
BEHIND = r"(?:por|para) (?:su|tu)\b|pour votre\b|erhalten\b|gesendet\b|tramite |mediante |a través de |par le biais "
ID = (
    r"(?:id|id\.|número|código|codice|numéro|n°) (?:d[aeo] |de la |della )?"
    r"(?:transacción|transação|transaction|transazione)|transaktions(?:code|nummer)"
)
DAY = (
    r"(?:fecha|data|date) (?:d[aeo] |de la |della )?(?:transacción|transação|transaction|transazione)|transaktionsdatum"
)
MONTH_DAY = r"\d{1,2}(?:er|º)?\.? (?:de )?[a-zA-Zéûäçáíóú]{3,10}\.?,?(?: de)? \d{4}"
FEE = r"tarifa|comisión|frais|commission|gebühr|entgelt|tariffa|taxa"
NET = r"(?:importe |valor |montant |importo |total )?(?:neto|líquido|net|netto)|nettobetrag"
GROSS = (
    r"importe(?: recibido| total| bruto)?|valor(?: recebido| total)?|montant(?: reçu| total)?|betrag|importo|bruto|brut"
)
NOT_YET = (
    r"\bpendiente\b", r"\bretenid[oa]\b", r"\bpendente\b", r"\bretid[oa]\b", r"\ben attente\b", r"\bsuspendu\b",
    r"\bausstehend\b", r"\beinbehalten\b", r"\bin sospeso\b", r"\btrattenut[oa]\b", r"\bno reclamado\b",
    r"\bnão reivindicado\b", r"\bnon réclamé\b",
)  # fmt: skip
BACK = (
    r"\b(?:ha|has) (?:emitido|enviado) un reembolso\b", r"\bcontracargo\b", r"\bdisputa\b",
    r"\bvocê (?:emitiu|enviou) um reembolso\b", r"\bestorno\b",
    r"\bvous avez (?:émis|effectué|envoyé) un remboursement\b", r"\blitige\b", r"\brückbuchung\b",
    r"\brückzahlung (?:gesendet|veranlasst)\b", r"\bhai (?:emesso|inviato) un rimborso\b",
    r"\bcontestazione\b",
)  # fmt: skip
ELSE = (
    r"\b(?:ha|has) (?:enviado|pagado|autorizado|retirado|transferido|solicitado)\b", r"\brecibo de (?:su|tu) pago\b",
    r"\b(?:su|tu) (?:pago a|compra|pedido|retirada)\b",
    r"\bvocê (?:enviou|pagou|autorizou|retirou|transferiu|solicitou)\b",
    r"\brecibo do seu pagamento\b", r"\b(?:seu pagamento para|sua compra|seu pedido)\b",
    r"\bvous avez (?:envoyé|payé|autorisé|effectué|viré|retiré|demandé)\b", r"\breçu (?:de|pour) votre paiement\b",
    r"\bvotre (?:paiement à|achat|commande|retrait)\b",
    r"\bsie haben [^\n]{0,60}(?:gesendet|bezahlt|autorisiert|überwiesen)\b",
    r"\bihre (?:zahlung an|bestellung)\b", r"\bhai (?:inviato|pagato|autorizzato|prelevato|trasferito|richiesto)\b",
    r"\bricevuta del pagamento\b", r"\bil tuo (?:pagamento a|acquisto|ordine)\b",
)  # fmt: skip
GREETING = r"hola|estimad[oa]|olá|prezad[oa]|bonjour|hallo|guten tag|ciao|buongiorno|gentile"
FORWARDED = (
    r"Mensaje reenviado|Mensaje original|Mensagem encaminhada|Mensagem original|Message transféré|Message d'origine"
    r"|Ursprüngliche Nachricht|Messaggio inoltrato|Messaggio originale"
)
QUOTED = {
    "de": "from", "von": "from", "da": "from", "fecha": "date", "data": "date", "enviado": "date", "envoyé": "date",
    "datum": "date", "gesendet": "date", "inviato": "date", "asunto": "subject", "assunto": "subject",
    "objet": "subject", "betreff": "subject", "oggetto": "subject", "sent": "date",
}  # fmt: skip
"""What a line of a quoted head is called, and what it is in English."""

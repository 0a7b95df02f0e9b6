"""Statements of banks and wallets of many countries, in the layout that each writes itself."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

from bench.strange_cases import Case, rows, text

_BANK = {"kind": "payout", "below_zero": "outgoing"}


def _in(code: str, **more: str) -> dict[str, str]:
    return {**_BANK, "currency": code, **more}


LATIN = (
    Case(
        "mercado_pago_br.csv",
        "Mercado Pago (Brazil), account_statement: sums above the table, interest, a reserve",
        text("""
INITIAL_BALANCE;CREDITS;DEBITS;FINAL_BALANCE
377,22;5.894,91;-27,80;6.244,33

RELEASE_DATE;TRANSACTION_TYPE;REFERENCE_ID;TRANSACTION_NET_AMOUNT;PARTIAL_BALANCE
01-04-2026;Rendimentos ;1746070030010;0,17;377,39
02-04-2026;Pagamento com QR Pix 99 TECNOLOGIA LTDA;166796556722;-12,80;364,59
02-04-2026;Reserva por gastos Emergency;166796853458;-15,00;349,59
03-04-2026;Pix recebido ACME SERVICOS LTDA;166955469866;5.394,74;5.744,33
13-04-2026;Pix recebido ACME SERVICOS LTDA;166955469999;500,00;6.244,33
"""),
        each=("2026-04-03 5394.74 BRL", "2026-04-13 500.00 BRL"),
        answers={
            **_in("BRL", dates="dmy"),
            **dict.fromkeys(("word:Rendimentos", "word:Pix recebido ACME SERVICOS LTDA"), "paid"),
            "word:Pagamento com QR Pix 99 TECNOLOGIA LTDA": "not income",
            "word:Reserva por gastos Emergency": "not income",
        },
    ),
    Case(
        "mercado_pago_mx.csv",
        "Mercado Pago (Mexico): points for decimals, commas for thousands, days below 13",
        text("""
INITIAL_BALANCE;CREDITS;DEBITS;FINAL_BALANCE
0.00;2,410.13;-6,151.50;0.01

RELEASE_DATE;TRANSACTION_TYPE;REFERENCE_ID;TRANSACTION_NET_AMOUNT;PARTIAL_BALANCE
01-06-2026;Monto retirado Ahorro;162018192302;200.00;200.00
01-06-2026;Transferencia enviada Fernando;162017205220;-200.00;0.00
03-06-2026;Ganancia ;1744720112053;0.13;0.13
04-06-2026;Transferencia recibida ACME MX;162553887082;2,210.00;2,210.13
15-06-2026;Monto apartado Ahorro;163143637963;-2,210.12;0.01
"""),
        each=("2026-06-04 2210.00 MXN",),
        answers={
            **_in("MXN", dates="dmy"),
            "word:Transferencia recibida ACME MX": "paid",
            "word:Monto retirado Ahorro": "not income",
            "word:Ganancia": "not income",
            "word:Transferencia enviada Fernando": "not income",
            "word:Monto apartado Ahorro": "not income",
        },
    ),
    Case(
        "nu_mexico.csv",
        "Nu (Mexico): months in letters, sums with a sign in front of the currency",
        rows(
            "Fecha|Descripción|Monto",
            "04 ABR 2026|Depósito recibido ACME INC|+$12,500.00",
            "05 ABR 2026|Transferencia enviada a Luis|-$500.00",
            "18 ABR 2026|Depósito recibido ACME INC|+$1,250.50",
        ),
        each=("2026-04-04 12500.00 MXN", "2026-04-18 1250.50 MXN"),
        answers=_in("MXN"),
    ),
    Case(
        "banorte.csv",
        "Banorte (Mexico): operation and day, deposits and withdrawals, balance, detail",
        text("""
CUENTA,FECHA DE OPERACIÓN,FECHA,REFERENCIA,DESCRIPCIÓN,COD. TRANSAC,SUCURSAL,DEPÓSITOS,RETIROS,SALDO,MOVIMIENTO,DESCRIPCIÓN DETALLADA,CHEQUE
'0123456789,04/05/2026,04/05/2026,0000000000,SPEI RECIBIDO ACME MX,003,0000,"$8,250.00",-,"$9,000.00",1234,ABONO SPEI,-
'0123456789,05/05/2026,05/05/2026,0000000000,COMPRA OXXO,004,0000,-,$85.50,"$8,914.50",1235,CARGO,-
'0123456789,18/05/2026,18/05/2026,0000000000,SPEI RECIBIDO ACME MX,003,0000,"$1,000.00",-,"$9,914.50",1236,ABONO SPEI,-
"""),
        each=("2026-05-04 8250.00 MXN", "2026-05-18 1000.00 MXN"),
        answers={**_in("MXN", date="FECHA", amount="DEPÓSITOS"), "word:ABONO SPEI": "in", "word:CARGO": "out"},
    ),
    Case(
        "bancolombia.csv",
        "Bancolombia: pesos with dots, signs, a branch, no currency",
        text("""
FECHA;DESCRIPCIÓN;SUCURSAL;DCTO;VALOR;SALDO
2026/04/03;ABONO TRANSFERENCIA ACME SAS;;;4.250.000,00;4.500.000,00
2026/04/04;COMPRA EN EXITO;;;-85.300,00;4.414.700,00
2026/04/30;ABONO INTERESES AHORROS;;;12,35;4.414.712,35
2026/05/02;ABONO TRANSFERENCIA ACME SAS;;;1.000.000,00;5.414.712,35
"""),
        each=("2026-04-03 4250000.00 COP", "2026-05-02 1000000.00 COP"),
        answers=_in("COP"),
    ),
    Case(
        "nequi.csv",
        "Nequi (Colombia): moments with a. m. and p. m., pesos without decimals",
        rows(
            "Fecha|Descripción|Valor|Saldo",
            "03/04/2026 10:15 a. m.|RECIBISTE POR PAYONEER ACME|$ 1.250.000|$ 1.300.000",
            "14/04/2026 08:05 p. m.|ENVIASTE A MARIA|-$ 50.000|$ 1.250.000",
            "15/04/2026 12:00 a. m.|RECIBISTE DE ACME|$ 90.000|$ 1.340.000",
        ),
        each=("2026-04-03 1250000.00 COP", "2026-04-15 90000.00 COP"),
        answers=_in("COP", zone="America/Bogota", dates="dmy"),
    ),
    Case(
        "davivienda.csv",
        "Davivienda (Colombia): debit and credit as words, sums without signs",
        rows(
            "Fecha|Hora|Descripción|Naturaleza|Valor|Oficina",
            "2026-04-03|10:15:22|Abono Nomina ACME|Crédito|$3,500,000.00|Bogota",
            "2026-04-04|18:01:00|Compra D1|Débito|$45,900.00|Cali",
            sep=";",
        ),
        each=("2026-04-03 3500000.00 COP",),
        answers=_in("COP", zone="America/Bogota"),
    ),
    Case(
        "bcp_soles.csv",
        "BCP (Peru): soles, both days, an operation number, a total row",
        rows(
            "Fecha|Fecha valuta|Descripción operación|Monto|Saldo|Sucursal - agencia|Operación - Número|Operación - Hora|Usuario|UTC|Referencia2",
            "04/05/2026||TRAN.CCE ACME PERU|2,350.00|2,400.00|111-008|00123|10:12:13|OPNUM||",
            "05/05/2026||COMIS TRANSF|-4.50|2,395.50|111-008|00124|10:12:14|OPNUM||",
            "22/05/2026||TRAN.CCE ACME PERU|150.00|2,545.50|111-008|00125|11:00:00|OPNUM||",
        ),
        each=("2026-05-04 2350.00 PEN", "2026-05-22 150.00 PEN"),
        answers=_in("PEN", date="Fecha", times="none", zone="America/Lima"),
    ),
    Case(
        "banco_estado.csv",
        "BancoEstado (Chile): Cargos and Abonos, whole pesos with dots, day and month only, the year above",
        text("""
Cartola histórica;Cuenta 12345;Período: 01/04/2026 al 30/04/2026

Fecha;N° Operación;Descripción;Cheques / Cargos $;Depósitos / Abonos $;Saldo $
03/04/2026;4120;TEF DE ACME CHILE SPA;;1.250.000;1.300.000
14/04/2026;4121;COMPRA LIDER;35.990;;1.264.010
"""),
        each=("2026-04-03 1250000.00 CLP",),
        answers=_in("CLP", dates="dmy", amount="Depósitos / Abonos $"),
    ),
    Case(
        "galicia.csv",
        "Banco Galicia (Argentina): Débitos below zero, Créditos, decimal commas, leyendas",
        rows(
            "Fecha|Descripción|Origen|Débitos|Créditos|Grupo de Conceptos|Concepto|Número de Terminal|Leyendas Adicionales 1|Saldo",
            "03/04/2026|Transferencia recibida|HB|0,00|850.000,50|Transferencias|Acme SRL|||900.000,50",
            "14/04/2026|Impuesto Ley 25413|-|-5.100,00|0,00|Impuestos|||| 894.900,50",
            sep=";",
        ),
        each=("2026-04-03 850000.50 ARS",),
        answers=_in("ARS", amount="Créditos"),
        whole=True,
    ),
    Case(
        "santander_br.csv",
        "Santander (Brazil): lines above, valores with dots, a balance after each day",
        text("""
AGENCIA;CONTA
1234;01000000-1

Data;Histórico;Documento;Valor (R$);Saldo (R$)
02/04/2026;SALDO ANTERIOR;;;1.000,00
03/04/2026;PIX RECEBIDO ACME LTDA;000001;2.500,00;3.500,00
14/04/2026;PIX ENVIADO JOAO;000002;-300,00;3.200,00
30/04/2026;TARIFA PACOTE;000003;-29,90;3.170,10
"""),
        each=("2026-04-03 2500.00 BRL",),
        answers=_in("BRL"),
    ),
    Case(
        "c6_bank.csv",
        "C6 Bank (Brazil): two days, Entrada(R$) and Saída(R$), balance",
        text("""
EXTRATO DE CONTA CORRENTE C6 BANK

Agência: 1 / Conta: 123
Extrato gerado em 20/06/2026 - as transações de 01/04/2026 até 30/04/2026

Data Lançamento,Data Contábil,Título,Descrição,Entrada(R$),Saída(R$),Saldo do Dia(R$)
03/04/2026,06/04/2026,Pix recebido de ACME,Transf Pix recebida,2500.00,0.00,2600.00
14/04/2026,14/04/2026,Pix enviado para Jose,,0.00,40.50,2559.50
"""),
        each=("2026-04-03 2500.00 BRL",),
        answers=_in("BRL", date="Data Lançamento", amount="Entrada(R$)"),
        whole=True,
    ),
    Case(
        "caixa_br.csv",
        "Caixa (Brazil): days as one number, sums without signs and a column C or D",
        rows(
            '"Conta"|"Data_Mov"|"Nr_Doc"|"Historico"|"Valor"|"Deb_Cred"'.replace('"', ""),
            "00123456|20260403|000000|CRED PIX ACME|2500.00|C",
            "00123456|20260414|000001|DEB PIX|300.00|D",
            sep=";",
            quote=True,
        ),
        each=("2026-04-03 2500.00 BRL",),
        answers={**_in("BRL"), "word:C": "in", "word:D": "out"},
    ),
    Case(
        "pagbank.csv",
        "PagBank (Brazil): codes, type, sums with a sign behind R$",
        rows(
            "CODIGO DA TRANSACAO|DATA|TIPO|DESCRICAO|VALOR",
            "F1A2B3C4|03/04/2026|Pix recebido|Acme Ltda|2.500,00",
            "F1A2B3C5|14/04/2026|Pagamento de conta|Enel|-120,35",
            "F1A2B3C6|15/04/2026|Rendimento da conta|Rendimento|0,98",
            sep=";",
        ),
        each=("2026-04-03 2500.00 BRL",),
        answers={
            **_in("BRL"),
            "word:Pix recebido": "in",
            "word:Pagamento de conta": "out",
            "word:Rendimento da conta": "not income",
        },
    ),
    Case(
        "itau_semicolon.csv",
        "Itaú (Brazil), text file without a header: day; text; sum, decimal comma",
        text("""
03/04/2026;PIX TRANSF ACME03/04;2500,00
14/04/2026;PIX TRANSF JOAO14/04;-300,00
15/04/2026;REND PAGO APLIC AUT;0,12
"""),
        each=("2026-04-03 2500.00 BRL",),
        answers=_in("BRL"),
    ),
    Case(
        "btg_pactual.csv",
        "BTG Pactual (Brazil): day and hour, category, transaction, description, sum; day totals between",
        text("""
Data e hora;Categoria;Transação;Descrição;Valor
03/04/2026 18:20;Transferência;Pix recebido;Acme Ltda;2.500,00
03/04/2026 23:59;;Saldo Diário;;2.600,00
14/04/2026 09:01;Transferência;Pix enviado;Joao;-300,00
14/04/2026 23:59;;Saldo Diário;;2.300,00
"""),
        each=("2026-04-03 2500.00 BRL",),
        answers=_in("BRL", zone="America/Sao_Paulo"),
    ),
)

EUROPE = (
    Case(
        "caisse_epargne.csv",
        "Caisse d'Epargne: thirteen columns, debits below zero, short years, cp1252, Pointage",
        text(
            """
Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation
04/05/2026;ACME SAS;VIR ACME SAS;REF2;;Virement recu;Revenus;Salaire;;+1 800,50;03/05/2026;04/05/2026;0
18/05/2026;CB SHOP;CB SHOP;REF1;Café;Carte bancaire;Achats;Divers;-12,30;;17/05/2026;18/05/2026;0
""",
            "cp1252",
        ),
        each=("2026-05-04 1800.50 EUR",),
        answers=_in("EUR", date="Date de comptabilisation", dates="dmy"),
    ),
    Case(
        "banque_postale.csv",
        "La Banque Postale: lines above with the balance, Montant(EUROS) and the same in francs",
        text(
            """
Numéro Compte   ;1234567A012
Type         ;CCP
Compte tenu en  ;euros
Date            ;20/05/2026
Solde (EUROS)   ;1543,12
Solde (FRANCS)  ;10122,20

Date;Libellé;Montant(EUROS);Montant(FRANCS)
13/05/2026;VIREMENT DE ACME SAS;1200,00;7871,48
11/05/2026;ACHAT CB BOULANGER;-35,10;-230,24
""",
            "cp1252",
        ),
        each=("2026-05-13 1200.00 EUR",),
        answers=_in("EUR", amount="Montant(EUROS)"),
    ),
    Case(
        "credit_mutuel.csv",
        "Crédit Mutuel: Date de valeur, Montant, Libellé, Solde",
        text("""
Date;Date de valeur;Montant;Libellé;Solde
04/05/2026;04/05/2026;1200,00;VIR ACME SAS;1300,00
05/05/2026;06/05/2026;-35,10;PAIEMENT CB 0405 PARIS;1264,90
18/05/2026;18/05/2026;-4,90;PAIEMENT CB 1705 PARIS;1260,00
"""),
        each=("2026-05-04 1200.00 EUR",),
        answers=_in("EUR", date="Date", dates="dmy"),
    ),
    Case(
        "boursobank.csv",
        "BoursoBank: dateOp, category, amount with a narrow space, the account's balance",
        text("""
dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance
2026-04-15;2026-04-15;"CARTE 14/04/26 AMAZON";"Achats";"Shopping";"amazon";-29,99;;00040512345;"BoursoBank";1500.00
2026-04-16;2026-04-16;"VIR ACME SAS";"Virements reçus";"Virements reçus";"acme";1 250,00;;00040512345;"BoursoBank";2750.00
"""),
        each=("2026-04-16 1250.00 EUR",),
        answers=_in("EUR", date="dateOp", amount="amount"),
    ),
    Case(
        "qonto.csv",
        "Qonto: settled moments in UTC, declined rows, local sums, sums with tax",
        text("""
Status,Settlement date (UTC),Settlement date (local),Operation date (UTC),Operation date (local),Counterparty name,Payment method,Total amount (incl. VAT),Debit,Credit,Currency,Local total amount,Local currency,Reference,Note
executed,15-04-2026 22:30:00,16-04-2026 00:30:00,15-04-2026 22:30:00,16-04-2026 00:30:00,Acme SAS,Incoming transfer,1200.00,,1200.00,EUR,1200.00,EUR,INV-7,
executed,17-04-2026 08:00:00,17-04-2026 10:00:00,17-04-2026 08:00:00,17-04-2026 10:00:00,Qonto,Subscription,-9.00,9.00,,EUR,-9.00,EUR,,
declined,18-04-2026 08:00:00,18-04-2026 10:00:00,18-04-2026 08:00:00,18-04-2026 10:00:00,Acme SAS,Incoming transfer,50.00,,50.00,EUR,50.00,EUR,,
"""),
        each=("2026-04-16 1200.00 EUR",),
        answers={
            **_in("EUR", date="Settlement date (local)", amount="Total amount (incl. VAT)", zone="Europe/Paris"),
            "word:executed": "paid",
            "word:declined": "not income",
        },
    ),
    Case(
        "commerzbank.csv",
        "Commerzbank: Umsatzart, Buchungstext, Betrag, Kategorie",
        text("""
\ufeffBuchungstag;Wertstellung;Umsatzart;Buchungstext;Betrag;Währung;IBAN Kontoinhaber;Kategorie
04.05.2026;04.05.2026;Gutschrift;Acme GmbH Rechnung 7 End-to-End-Ref.: NOTPROVIDED;3.204,55;EUR;DE02100;Einkommen
05.05.2026;06.05.2026;Lastschrift;NETFLIX;-12,99;EUR;DE02100;Freizeit
"""),
        each=("2026-05-04 3204.55 EUR",),
        answers={**_in("EUR", date="Buchungstag", dates="dmy"), "word:Gutschrift": "in", "word:Lastschrift": "out"},
    ),
    Case(
        "comdirect.csv",
        "comdirect: lines above, offene Umsätze without a day, an empty last column, cp1252",
        text(
            """
;
"Umsätze Girokonto";"Zeitraum: 60 Tage";
"Neuer Kontostand";"1.234,56 EUR";

"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";
"offen";"--";"Kartenverfügung";"Buchungstext: REWE";"-12,00";
"13.04.2026";"13.04.2026";"Übertrag / Überweisung";"Auftraggeber: Acme GmbH Buchungstext: Rechnung 7 Ref. 123";"1.200,00";
"14.04.2026";"14.04.2026";"Lastschrift / Belastung";"Auftraggeber: Strom AG";"-80,00";

"Alter Kontostand";"34,56 EUR";
""",
            "cp1252",
        ),
        each=("2026-04-13 1200.00 EUR",),
        answers=_in("EUR", date="Buchungstag", amount="Umsatz in EUR"),
    ),
    Case(
        "deutsche_bank.csv",
        "Deutsche Bank: Soll and Haben, Soll below zero, the balance below the table",
        text(
            """
Umsätze persönliches Konto;;;Kundennummer: 100 1234567
01.04.2026 - 30.04.2026
Letzter Kontostand;;;;100,00;EUR
Vorgemerkte und noch nicht gebuchte Umsätze sind nicht Bestandteil dieser Übersicht.
Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN;BIC;Kundenreferenz;Mandatsreferenz;Gläubiger ID;Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung
3.4.2026;3.4.2026;SEPA-Überweisung von;Acme GmbH;Rechnung 7;DE1;X;;;;;;;;;;1.200,00;EUR
14.4.2026;14.4.2026;SEPA-Lastschrift von;Strom AG;Abschlag;DE2;X;;;;;;;;;-80,00;;EUR
Kontostand;30.4.2026;;;1.220,00;EUR
""",
            "cp1252",
        ),
        each=("2026-04-03 1200.00 EUR",),
        answers=_in("EUR", date="Buchungstag", dates="dmy"),
    ),
    Case(
        "ing_de.csv",
        "ING (Germany): lines above, two columns called Währung, balance before the sum",
        text(
            """
Umsatzanzeige;Datei erstellt am: 20.05.2026 10:00

IBAN;DE12 5001 0517 0000 0000 00
Kontoname;Girokonto
Saldo;1.320,00;EUR

Sortierung;Datum absteigend

Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung
14.05.2026;14.05.2026;Strom AG;Lastschrift;Abschlag;1.320,00;EUR;-80,00;EUR
04.05.2026;04.05.2026;Acme GmbH;Gutschrift;Rechnung 7;1.400,00;EUR;1.200,00;EUR
""",
            "cp1252",
        ),
        each=("2026-05-04 1200.00 EUR",),
        answers=_in("EUR", date="Buchung", amount="Betrag", dates="dmy"),
    ),
    Case(
        "bbva_es.csv",
        "BBVA (Spain): F.Valor, Fecha, Importe and Divisa, Disponible and Divisa",
        text("""
Últimos movimientos

F.Valor;Fecha;Concepto;Movimiento;Importe;Divisa;Disponible;Divisa;Observaciones
04/05/2026;04/05/2026;Transferencia recibida;De ACME SL;1.200,50;EUR;1.300,50;EUR;
06/05/2026;05/05/2026;Pago con tarjeta;Mercadona;-35,10;EUR;1.265,40;EUR;
18/05/2026;18/05/2026;Pago con tarjeta;Dia;-5,40;EUR;1.260,00;EUR;
"""),
        each=("2026-05-04 1200.50 EUR",),
        answers=_in("EUR", date="Fecha", amount="Importe", dates="dmy"),
        whole=True,
    ),
    Case(
        "santander_es.csv",
        "Santander (Spain): lines above, sums with EUR behind, Unicode minus",
        text("""
Movimientos de la cuenta ES12 0049
Saldo:;1.265,40 EUR

FECHA OPERACIÓN;FECHA VALOR;CONCEPTO;IMPORTE EUR;SALDO
04/05/2026;04/05/2026;Transferencia de Acme SL, concepto factura 7;1.200,50;1.300,50
18/05/2026;18/05/2026;Compra en Mercadona;−35,10;1.265,40
"""),
        each=("2026-05-04 1200.50 EUR",),
        answers=_in("EUR", date="FECHA OPERACIÓN"),
    ),
    Case(
        "caixabank.csv",
        "CaixaBank: sums with the code glued to it, more data, balance with its code",
        text("""
Fecha;Fecha valor;Movimiento;Más datos;Importe;Saldo
04/05/2026;04/05/2026;TRANSF. A SU FAVOR;ACME SL;1.200,50EUR;1.300,50EUR
18/05/2026;18/05/2026;COMPRA;MERCADONA;-35,10EUR;1.265,40EUR
"""),
        each=("2026-05-04 1200.50 EUR",),
        answers=_in("EUR", date="Fecha"),
        whole=True,
    ),
    Case(
        "natwest.csv",
        "NatWest (UK): months in letters, Value, Account Name; a total of nothing",
        text("""
Date, Type, Description, Value, Balance, Account Name, Account Number
04 May 2026,BAC,"'ACME LTD , INV 7 , FP 04/05/26",1200.00,1300.00,"'ANN LEE","'123456-12345678",
05 May 2026,POS,"'1234 04MAY26 , TESCO",-35.10,1264.90,"'ANN LEE","'123456-12345678",
"""),
        each=("2026-05-04 1200.00 GBP",),
        answers={**_in("GBP", amount="Value"), "word:BAC": "in", "word:POS": "out"},
    ),
    Case(
        "barclays.csv",
        "Barclays (UK): Number empty, Subcategory, Memo padded with tabs",
        text("""
Number,Date,Account,Amount,Subcategory,Memo
	,04/05/2026,20-00-00 12345678,1200.00,Counter Credit,"ACME LTD	INV 7 BGC"
	,18/05/2026,20-00-00 12345678,-35.10,Debit,"TESCO 1234	ON 17 MAY CPM"
"""),
        each=("2026-05-04 1200.00 GBP",),
        answers={**_in("GBP"), "word:Counter Credit": "in", "word:Debit": "out"},
    ),
    Case(
        "hsbc_uk.csv",
        "HSBC (UK), no header: day, text, sum",
        text('04/05/2026,ACME LTD INV 7 BP,"1,200.00"\n18/05/2026,TESCO STORES VIS,-35.10\n'),
        each=("2026-05-04 1200.00 GBP",),
        answers=_in("GBP"),
    ),
    Case(
        "monzo_2026.csv",
        "Monzo, today's twenty columns: Money Out and Money In, Balance, Balance currency",
        text("""
Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In,Balance,Balance currency
tx_001,12/03/2026,11:26:03,Card payment,Coffee Shop,☕,Eating out,-13.03,GBP,-13.03,GBP,,,,COFFEE,,-13.03,,86.97,GBP
tx_002,13/03/2026,23:59:51,Faster payment,Acme Ltd,,Income,2000.00,GBP,2000.00,GBP,,,,INV 7,,,2000.00,2086.97,GBP
tx_003,14/03/2026,07:09:51,Pot transfer,Savings,,Transfers,50.00,GBP,50.00,GBP,,,,pot_1,,,50.00,2136.97,GBP
"""),
        each=("2026-03-13 2000.00 GBP",),
        answers={
            **_in("GBP", zone="Europe/London"),
            "word:Card payment": "out",
            "word:Faster payment": "in",
            "word:Pot transfer": "not income",
        },
    ),
    Case(
        "nationwide.csv",
        "Nationwide (UK): lines above, Paid out and Paid in with pound signs, cp1252",
        text(
            """
"Account Name:","FlexAccount ****12345"
"Account Balance:","£1264.90"
"Available Balance: ","£1264.90"

"Date","Transaction type","Description","Paid out","Paid in","Balance"
"04 May 2026","Bank credit","ACME LTD","","£1200.00","£1300.00"
"05 May 2026","Visa purchase","TESCO","£35.10","","£1264.90"
""",
            "cp1252",
        ),
        each=("2026-05-04 1200.00 GBP",),
        answers={**_in("GBP"), "word:Bank credit": "in", "word:Visa purchase": "out"},
    ),
    Case(
        "pko.csv",
        "PKO BP (Poland): ISO days, sums with a plus, parts of the description in nameless columns",
        text(
            """
"Data operacji","Data waluty","Typ transakcji","Kwota","Waluta","Saldo po transakcji","Opis transakcji","","",""
"2026-05-04","2026-05-04","Przelew na konto","+5200.00","PLN","+5300.00","Rachunek nadawcy: 12 1020","Nazwa nadawcy: ACME SP Z O O","Tytuł: FV 7",""
"2026-05-05","2026-05-04","Płatność kartą","-35.10","PLN","+5264.90","Tytuł: 000123","Lokalizacja: BIEDRONKA","",""
""",
            "cp1250",
        ),
        each=("2026-05-04 5200.00 PLN",),
        answers={
            **_in("PLN", date="Data operacji", amount="Kwota"),
            "word:Przelew na konto": "in",
            "word:Płatność kartą": "out",
        },
        whole=True,
    ),
    Case(
        "fineco.csv",
        "Fineco (Italy): Entrate and Uscite, Uscite below zero, moneymap",
        text("""
Conto Corrente: 1234567
Intestazione Conto Corrente: ANN LEE

Data_Operazione;Data_Valuta;Entrate;Uscite;Descrizione;Descrizione_Completa;Stato;Moneymap
04/05/2026;04/05/2026;1.200,50;;Bonifico SEPA Italia;Ord: ACME SRL;Contabilizzato;
18/05/2026;18/05/2026;;-35,10;Pagamento Visa Debit;ESSELUNGA;Autorizzato;
"""),
        each=("2026-05-04 1200.50 EUR",),
        answers={**_in("EUR", date="Data_Operazione"), "word:Contabilizzato": "paid", "word:Autorizzato": "not yet"},
        whole=True,
    ),
    Case(
        "handelsbanken.tsv",
        "Handelsbanken (Sweden): Reskontradatum, Belopp with a space, Saldo, tabs",
        text(
            "Reskontradatum\tTransaktionsdatum\tText\tBelopp\tSaldo\n2026-05-04\t2026-05-04\tACME AB\t12 000,50\t12 100,50\n2026-05-05\t2026-05-05\tICA\t-351,00\t11 749,50\n"
        ),
        each=("2026-05-04 12000.50 SEK",),
        answers=_in("SEK", date="Transaktionsdatum"),
    ),
    Case(
        "nordea_fi.csv",
        "Nordea (Finland): days with strokes, decimal commas, sender and recipient",
        text("""
Kirjauspäivä;Määrä;Maksaja;Maksunsaaja;Nimi;Otsikko;Viitenumero;Saldo;Valuutta;
2026/05/04;1200,50;;FI12;ACME OY;;;1300,50;EUR;
2026/05/05;-35,10;FI12;;PRISMA;;;1265,40;EUR;
"""),
        each=("2026-05-04 1200.50 EUR",),
        answers=_in("EUR", amount="Määrä"),
        whole=True,
    ),
    Case(
        "revolut_fr.csv",
        "Revolut in French",
        text("""
Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde
Virement,Valeur actuelle,2026-05-04 10:00:00,2026-05-04 10:00:03,Virement de Acme SAS,1200.50,0.00,EUR,TERMINÉ,1300.50
Paiement par carte,Valeur actuelle,2026-05-05 10:00:00,2026-05-06 10:00:00,Carrefour,-35.10,0.00,EUR,TERMINÉ,1265.40
Virement,Valeur actuelle,2026-05-07 10:00:00,,Virement de Acme SAS,99.00,0.00,EUR,EN ATTENTE,
"""),
        each=("2026-05-04 1200.50 EUR",),
        answers={
            **_in("EUR", date="Date de fin", zone="Europe/Paris"),
            "word:TERMINÉ": "paid",
            "word:EN ATTENTE": "not yet",
            "word:Virement": "in",
            "word:Paiement par carte": "out",
        },
    ),
    Case(
        "trade_republic.csv",
        "Trade Republic: interest, transfer in, card, in ISO moments",
        text("""
date,type,amount,fee,tax,currency,counterparty
2026-05-04T09:12:33.120Z,TRANSFER_INBOUND,1200.50,,,EUR,Acme GmbH
2026-05-01T07:00:00.000Z,INTEREST_PAYMENT,1.23,,0.31,EUR,
2026-05-05T10:00:00.000Z,CARD_TRANSACTION,-35.10,,,EUR,REWE
"""),
        each=("2026-05-04 1200.50 EUR",),
        answers={
            **_in("EUR", amount="amount"),
            "fee_is": "on top",
            "zone": "Europe/Berlin",
            "word:TRANSFER_INBOUND": "in",
            "word:INTEREST_PAYMENT": "not income",
            "word:CARD_TRANSACTION": "out",
        },
    ),
)

AFRICA_ASIA = (
    Case(
        "gtbank.csv",
        "GTBank (Nigeria): Trans Date, Debits, Credits, Originating Branch, naira commas",
        rows(
            "Trans Date|Reference|Value Date|Debits|Credits|Balance|Originating Branch|Remarks",
            "04-May-2026|'0000123|04-May-2026||185,000.00|190,000.00|HEAD OFFICE|NIP CR/ACME LTD",
            "05-May-2026|'|05-May-2026|53.75||189,946.25|HEAD OFFICE|SMS ALERT CHARGES",
        ),
        each=("2026-05-04 185000.00 NGN",),
        answers=_in("NGN", date="Trans Date"),
    ),
    Case(
        "opay_statement.csv",
        "OPay (Nigeria): moments with the month in letters, two dashes for nothing, naira in the header",
        rows(
            "Trans. Date|Value Date|Description|Debit(₦)|Credit(₦)|Balance After(₦)|Channel|Transaction Reference",
            "05 Mar 2026 09:02:11|05 Mar 2026|Transfer to CHINEDU OKONKWO|25,000.00|--|120,000.00|Mobile|1001",
            "05 Mar 2026 11:20:14|05 Mar 2026|Transfer from ACME LTD|--|300,000.00|420,000.00|Mobile|1002",
            "06 Mar 2026 00:00:01|06 Mar 2026|OWealth Interest Earned|--|1.35|420,001.35|System|1003",
        ),
        each=("2026-03-05 300000.00 NGN",),
        answers=_in("NGN", date="Value Date", zone="Africa/Lagos", amount="Credit(₦)"),
    ),
    Case(
        "kuda.csv",
        "Kuda (Nigeria): Date/Time with short years, Money In and Money out, category, To / From",
        rows(
            "Date/Time|Money In|Money out|Category|To / From|Description|Balance",
            "04/05/26 09:15:01|₦185,000.00||inward transfer|Acme Ltd/012345/GTB|inv 7|₦190,000.00",
            "18/05/26 10:00:00||₦5,000.00|outward transfer|Ngozi|food|₦185,000.00",
        ),
        each=("2026-05-04 185000.00 NGN",),
        answers={
            **_in("NGN", zone="Africa/Lagos", dates="dmy"),
            "word:inward transfer": "in",
            "word:outward transfer": "out",
        },
        whole=True,
    ),
    Case(
        "equity_ke.csv",
        "Equity Bank (Kenya): Transaction Date, Particulars, Money Out, Money In, a page total",
        rows(
            "Transaction Date|Value Date|Particulars|Money Out|Money In|Balance",
            "04-05-2026|04-05-2026|APP/ACME LTD/PAY||45,200.00|46,000.00",
            "18-05-2026|18-05-2026|MPESA TRANSFER|1,000.00||45,000.00",
            "||Page Total|1,000.00|45,200.00|",
            "||Grand Total|1,000.00|45,200.00|",
        ),
        each=("2026-05-04 45200.00 KES",),
        answers=_in("KES", date="Transaction Date"),
    ),
    Case(
        "mpesa_full.csv",
        "M-Pesa, PDF made to a table: withdrawals below zero, a charge, a reversal word, total summary above",
        text("""
Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance
SDA1,2026-05-04 09:12:33,Business Payment from 300600 - ACME LTD via API,Completed,"45,200.00",,"46,000.00"
SDA2,2026-05-04 10:00:00,Customer Transfer to 0722***123,Completed,,"-1,000.00","45,000.00"
SDA2,2026-05-04 10:00:00,Customer Transfer of Funds Charge,Completed,,-13.00,"44,987.00"
SDA3,2026-05-05 09:12:33,Business Payment from 300600 - ACME LTD via API,Failed,100.00,,"44,987.00"
"""),
        each=("2026-05-04 45200.00 KES",),
        answers=_in("KES", zone="Africa/Nairobi"),
    ),
    Case(
        "mtn_momo.csv",
        "MTN MoMo (Ghana): from and to names, fees, amount without sign, balances before and after",
        rows(
            "TRANSACTION DATE|FROM ACCT|FROM NAME|FROM NO.|TRANS. TYPE|AMOUNT|FEES|E-LEVY|BAL BEFORE|BAL AFTER|TO NO.|TO NAME|TO ACCT|F_ID|REF|OVA",
            "04-May-2026 09:12:33 AM|1|ACME LTD|233|CASH_IN|1200.00|0.00|0.00|100.00|1300.00|2|ANN LEE|3|91001|pay|x",
            "05-May-2026 10:00:00 AM|3|ANN LEE|2|TRANSFER|100.00|0.75|1.00|1300.00|1198.25|9|KOFI|8|91002|food|x",
        ),
        each=("2026-05-04 1200.00 GHS",),
        answers={
            **_in("GHS", amount="AMOUNT", zone="Africa/Accra"),
            "word:CASH_IN": "in",
            "word:TRANSFER": "out",
            "fee_is": "on top",
        },
        whole=True,
    ),
    Case(
        "fnb_za.csv",
        "FNB (South Africa): account lines above, Date, Amount, Balance, Description",
        text("""
ACCOUNT TRANSACTION HISTORY

Name:, Ann, Lee
Account:, 62000000000, [FNB Easy]
Balance:, 1264.90, 1264.90

Date, Amount, Balance, Description
2026/05/04, 1200.00, 1300.00, "PAYMENT FROM ACME PTY"
2026/05/05, -35.10, 1264.90, "POS PURCHASE SPAR"
"""),
        each=("2026-05-04 1200.00 ZAR",),
        answers=_in("ZAR"),
    ),
    Case(
        "icici.csv",
        "ICICI (India): S No., Value Date, Withdrawal Amount (INR), Deposit Amount (INR), a legend below",
        text("""
,,DETAILED STATEMENT,,,,,,
,,Account Number,,012345,,,,
,S No.,Value Date,Transaction Date,Cheque Number,Transaction Remarks,Withdrawal Amount (INR ),Deposit Amount (INR ),Balance (INR )
,1,04/05/2026,04/05/2026,-,NEFT-ACME PVT LTD,0.00,85000.00,90000.00
,2,05/05/2026,05/05/2026,-,UPI/SWIGGY,450.00,0.00,89550.00
,3,18/05/2026,18/05/2026,-,INT.PD,0.00,12.00,89562.00
,,,,,,,,
,,Legends Used in Account Statement,,,,,,
"""),
        each=("2026-05-04 85000.00 INR",),
        answers=_in("INR", date="Transaction Date", dates="dmy"),
    ),
    Case(
        "axis.csv",
        "Axis (India): Tran Date with dashes, DR and CR columns, BAL, SOL",
        text("""
Name :- ANN LEE
Statement of Account No - 912010012345678 for the period (From : 01-04-2026 To : 30-04-2026)

Tran Date,CHQNO,PARTICULARS,DR,CR,BAL,SOL
03-04-2026,,NEFT/ACME PVT LTD," ","85000.00","90000.00",248
14-04-2026,,UPI/P2M/SWIGGY,"450.00"," ","89550.00",248

Unless the constituent notifies the bank immediately of any discrepancy found
"""),
        each=("2026-04-03 85000.00 INR",),
        answers=_in("INR", amount="CR"),
    ),
    Case(
        "kotak.csv",
        "Kotak (India): one column of sums, Dr / Cr beside it, and again beside the balance",
        rows(
            "Sl. No.|Transaction Date|Value Date|Description|Chq / Ref No.|Amount|Dr / Cr|Balance|Dr / Cr",
            "1|04-05-2026 10:12:13|04-05-2026|NEFT ACME PVT LTD|X1|85,000.00|CR|90,000.00|CR",
            "2|18-05-2026 18:00:00|18-05-2026|UPI/ZOMATO|X2|450.00|DR|89,550.00|CR",
        ),
        each=("2026-05-04 85000.00 INR",),
        answers={**_in("INR", date="Value Date", zone="Asia/Kolkata"), "word:CR": "in", "word:DR": "out"},
    ),
    Case(
        "idbi.csv",
        "IDBI (India): Srl, days newest first, CR/DR with a dot, CCY, lakh",
        rows(
            "Srl|Txn Date|Value Date|Description|Cheque No|CR/DR|CCY|Amount (INR)|Balance (INR)",
            "1|18/05/2026 13:59:30|18/05/2026|UPI/ZOMATO| |Dr.|INR|450.00|1,89,550.00",
            "2|04/05/2026 10:00:00|04/05/2026|NEFT ACME| |Cr.|INR|1,85,000.00|1,90,000.00",
        ),
        each=("2026-05-04 185000.00 INR",),
        answers={
            **_in("INR", date="Value Date", zone="Asia/Kolkata", amount="Amount (INR)"),
            "word:Cr.": "in",
            "word:Dr.": "out",
        },
    ),
    Case(
        "paytm.csv",
        "Paytm (India): Date, Activity, Source/Destination, Debit, Credit, Status",
        rows(
            "Date|Activity|Source/Destination|Wallet Txn ID|Comment|Debit|Credit|Transaction Breakup|Status",
            "04/05/2026 10:12:13|Received from|ACME PVT LTD|W1||  |8500.00||SUCCESS",
            "18/05/2026 10:12:13|Paid for order|Zomato|W2||450.00|||SUCCESS",
            "19/05/2026 10:12:13|Received from|ACME PVT LTD|W3|||99.00||FAILURE",
        ),
        each=("2026-05-04 8500.00 INR",),
        answers={**_in("INR", zone="Asia/Kolkata", dates="dmy"), "word:SUCCESS": "paid", "word:FAILURE": "not income"},
        whole=True,
    ),
    Case(
        "bpi.csv",
        "BPI (Philippines): Date, Description, Branch, Check No., Debit Amount, Credit Amount, Running Balance",
        rows(
            "Date|Transaction Description|Branch|Check No.|Debit Amount|Credit Amount|Running Balance",
            "05/04/2026|INSTAPAY CREDIT ACME|0001|||25,000.00|26,000.00",
            "05/18/2026|BILLS PAYMENT MERALCO|0001||1,500.00||24,500.00",
        ),
        each=("2026-05-04 25000.00 PHP",),
        answers=_in("PHP", dates="mdy"),
    ),
    Case(
        "gcash_pdf.csv",
        "GCash: moments with AM and PM, STARTING and ENDING BALANCE, debit and credit, totals",
        text("""
Date and Time,Description,Reference No.,Debit,Credit,Balance
,STARTING BALANCE,,,,500.00
2026-05-04 09:12 AM,Transfer from ACME to 0917,9001234567,,"25,000.00","25,500.00"
2026-05-05 12:05 PM,Payment to Meralco,9001234568,"1,500.00",,"24,000.00"
,ENDING BALANCE,,,,"24,000.00"
,Total Debit,,"1,500.00",,
,Total Credit,,,"25,000.00",
"""),
        each=("2026-05-04 25000.00 PHP",),
        answers=_in("PHP", zone="Asia/Manila"),
    ),
    Case(
        "maya_pdf.csv",
        "Maya: Amount with a sign behind the peso, Running Balance, a type",
        rows(
            "Date & Time|Transaction Type|Reference|Amount|Running Balance",
            "May 4, 2026, 9:12 AM|Received money from ACME|R1|+₱25,000.00|₱25,500.00",
            "May 5, 2026, 12:05 PM|Sent money|R2|-₱1,500.00|₱24,000.00",
        ),
        each=("2026-05-04 25000.00 PHP",),
        answers={**_in("PHP", zone="Asia/Manila"), "word:Received money from ACME": "in", "word:Sent money": "out"},
        whole=True,
    ),
    Case(
        "unionbank_ph.csv",
        "UnionBank (Philippines): posted date, MM/DD/YYYY with hours, debit and credit below one another",
        rows(
            "Transaction Date|Posted Date|Transaction ID|Transaction Description|Check Number|Debit|Credit|Ending Balance|Reference Number|Remarks",
            "05/04/2026 09:12:00 AM|05/04/2026 09:12:00 AM|S1|INSTAPAY FUND TRANSFER|||25000.00|25500.00|ACME|pay",
            "05/18/2026 01:00:00 PM|05/18/2026 01:00:00 PM|S2|BILLS||1500.00||24000.00|MERALCO|",
        ),
        each=("2026-05-04 25000.00 PHP",),
        answers=_in("PHP", date="Transaction Date", zone="Asia/Manila", amount="Credit"),
        whole=True,
    ),
    Case(
        "bca_id.csv",
        "BCA (Indonesia): day and month only, the year above, CR and DB in a column, cells with a quote",
        text("""
Informasi Rekening - Mutasi Rekening
No. rekening : 1234567890
Periode : 01/04/2026 - 30/04/2026
Mata Uang : IDR

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'03/04,TRSF E-BANKING CR ACME PT,'0000,"5,250,000.00",CR,"5,300,000.00"
'14/04,KARTU DEBIT INDOMARET,'0000,"53,000.00",DB,"5,247,000.00"
Saldo Awal : 50000.00
Kredit : 5250000.00
Debet : 53000.00
Saldo Akhir : 5247000.00
"""),
        None,
        answers={**_in("IDR", amount="Jumlah"), "column": "Tanggal Transaksi", "word:CR": "in", "word:DB": "out"},
    ),
    Case(
        "hbl_pk.csv",
        "HBL (Pakistan): Post Date, Debit/Credit below one name, 2-digit months in letters",
        rows(
            "Post Date|Value Date|Particulars|Instrument No|Debit|Credit|Balance",
            "04MAY26|04MAY26|IBFT FROM ACME PVT||0.00|85,000.00|90,000.00",
            "18MAY26|18MAY26|ATM CASH||5,000.00|0.00|85,000.00",
        ),
        each=("2026-05-04 85000.00 PKR",),
        answers=_in("PKR", date="Post Date"),
    ),
    Case(
        "bkash.csv",
        "bKash (Bangladesh): taka signs in the header, Amount out below zero, charge in its own column",
        rows(
            "SL|Transaction Date|Transaction ID|Transaction Type|Description|Out (৳)|In (৳)|Charge (৳)|Balance (৳)",
            "1|04-05-2026 09:12|B1|Received Money|From ACME|0.00|12500.00|0.00|13000.00",
            "2|18-05-2026 09:12|B2|Send Money|To Rahim|500.00|0.00|5.00|12495.00",
        ),
        each=("2026-05-04 12500.00 BDT",),
        answers={
            **_in("BDT", zone="Asia/Dhaka", amount="In (৳)"),
            "word:Received Money": "in",
            "word:Send Money": "out",
            "fee_is": "on top",
        },
    ),
    Case(
        "vietcombank.csv",
        "Vietcombank (Vietnam): two lines of names for one header, dong with commas",
        rows(
            "Ngày giao dịch|Số tham chiếu|Số tiền ghi nợ|Số tiền ghi có|Số dư|Mô tả",
            "04/05/2026|5010-1||12,500,000|13,000,000|ACME CO LTD chuyen tien",
            "18/05/2026|5010-2|500,000||12,500,000|THANH TOAN",
        ),
        each=("2026-05-04 12500000.00 VND",),
        answers=_in("VND", amount="Số tiền ghi có"),
        whole=True,
    ),
)
WORLD = (*LATIN, *EUROPE, *AFRICA_ASIA)

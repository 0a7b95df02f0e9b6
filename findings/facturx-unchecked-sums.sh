#!/bin/sh
# factur-x: the check of an invoice's rules says True on a machine on which it was not made.
#
# Versions:  factur-x 7.8
# Guess:     xml_check_schematron works out the rules (net + tax = gross) and says True or raises; if it cannot, it raises.
# Behaviour: It sends the invoice to a Saxon server, by default on localhost:5000; if no server answers it logs a warning
#            and returns True. xml_check_xsd looks at the form only. An invoice of 100.00 net, 0.00 tax, 900.00 in all, of
#            which 7.00 are due, passes both.
# Seen:      form True
#            rules True
# Matters:   Who bills a platform by e-invoice and asks the library first, as its function is named, hears that wrong
#            totals are in order.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check factur-x==7.8

"$work/venv/bin/python" - <<'PY'
import facturx

HEAD = "urn:un:unece:uncefact:data:standard:"
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="{HEAD}CrossIndustryInvoice:100"
    xmlns:ram="{HEAD}ReusableAggregateBusinessInformationEntity:100" xmlns:udt="{HEAD}UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
  <ram:ID>urn:factur-x.eu:1p0:minimum</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument><ram:ID>7</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>
  <udt:DateTimeString format="102">20260504</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty><ram:Name>A worker</ram:Name>
    <ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>A platform</ram:Name></ram:BuyerTradeParty>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">0.00</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>900.00</ram:GrandTotalAmount><ram:DuePayableAmount>7.00</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()

form = facturx.xml_check_xsd(XML, flavor="factur-x", level="minimum")
rules = facturx.xml_check_schematron(XML, flavor="factur-x", level="minimum", saxon_server_url="http://127.0.0.1:9/none")
print("form", form)
print("rules", rules)
assert form is True
assert rules is True
PY

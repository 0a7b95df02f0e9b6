"""Invoices for programs: EN 16931 in UBL 2.1, and in the CII that a Factur-X PDF carries."""

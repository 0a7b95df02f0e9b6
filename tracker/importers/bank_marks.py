"""How files of banks other than tables begin: they are recognised by it, and never drafted as tables."""

from __future__ import annotations

import re

OFX = re.compile(
    r"\s*(?:OFXHEADER|(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,500}?-->\s*){0,9}(?:<\?OFX|<OFX>))", re.IGNORECASE | re.DOTALL
)
CAMT = re.compile(r"<(?:[\w.-]+:)?BkToCstmrStmt\b")
MT940 = re.compile(r"\A\s*(?:\{1:.*|.*\{4:.*)?(?:.*\n){0,12}?:20:.*\n(?:.*\n){0,6}?:25[P]?:.*\n(?:.*\n){0,6}?:60[FM]:")
QIF = re.compile(r"\s*!(?:Type|Account|Option|Clear)\b", re.IGNORECASE)

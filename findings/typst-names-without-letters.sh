#!/bin/sh
# Typst: two people of the same number of letters have the same page.
#
# Versions:  typst 0.15.2 (PyPI)
# Guess:     A letter that no font has is an error or at least a warning, as an unknown font family is.
# Behaviour: Each such letter is an empty box and compile_with_warnings returns none; the text layer of a PDF still
#            holds the right letters, so a test that reads the text passes. Only a PDF standard (ua-1 or any of
#            PDF/A) makes it an error.
# Seen:      two Thai names give the same picture: True warnings: []
#              PDF/UA-1 error: the text `"..."` could not be displayed with font `"Libertinus Serif"`
# Matters:   A statement of earnings with a row of boxes for a name is worth nothing to whoever asked for it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2

"$work/venv/bin/python" - <<'EOF'
import typst

fonts = typst.Fonts(include_system_fonts=False)   # what the package brings, the same on every machine

def page(name):
    source = f'#set document(title: "Statement")\n#set text(lang: "en")\n= Statement\nPaid to {name}: 1,250.00 USD'
    image, warnings = typst.compile_with_warnings(source.encode(), format="png", font_paths=fonts)
    return image, warnings, source

somchai, warned, source = page("\u0e2a\u0e21\u0e0a\u0e32\u0e22")
prasert, _, _ = page("\u0e1b\u0e23\u0e30\u0e40\u0e2a")
print("two Thai names give the same picture:", somchai == prasert, "warnings:", warned)
assert somchai == prasert and warned == []
assert page("Ana")[0] != page("Bob")[0]
try:
    typst.compile(source.encode(), font_paths=fonts, pdf_standards=["ua-1"])
    raise SystemExit("changed: PDF/UA-1 takes it")
except typst.TypstError as error:
    print(error)
EOF

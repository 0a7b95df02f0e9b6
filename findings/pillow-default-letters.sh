#!/bin/sh
# Pillow: the default font has no é, no € and no space that does not break, and draws boxes without a word.
#
# Versions:  pillow 13.0.0
# Guess:     ImageFont.load_default(size), a scalable font (Aileron Regular), has the letters of Western Europe and the
#            signs of money that the family has; or a letter that is missing raises or warns.
# Behaviour: It holds ASCII and a few quotation marks. é, ñ, ß, €, £, the minus sign and the no-break space that Babel puts
#            before a percent sign are one and the same box; nothing is raised or warned. textlength counts the box.
# Seen:      boxes: é ñ ß € £ − U+00A0 U+202F
#            a no-break space leaves as much white as a space: False
# Matters:   Rates in euros and people's names are boxes in every picture that a program draws with it, and a test that
#            looks at the text and not at the picture sees nothing. Name a font file.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pillow==13.0.0

"$work/venv/bin/python" -W error - <<'EOF'
from PIL import Image, ImageDraw, ImageFont

font = ImageFont.load_default(40)
print(font.getname())


def drawn(text):
    picture = Image.new("L", (200, 60), 255)
    ImageDraw.Draw(picture).text((5, 5), text, fill=0, font=font)
    return picture.tobytes()


box = drawn("\uffff")  # a code that stands for no letter in any font
missing = [c for c in "é ñ ß € £ −".split() + ["\u00a0", "\u202f"] if drawn(c) == box]
print("boxes:", " ".join(c if c.strip() else f"U+{ord(c):04X}" for c in missing))
assert len(missing) == 8, missing
assert not [c for c in "A’“" if drawn(c) == box]

# a share as Babel writes it in German or French
nobreak, plain = drawn("50\u00a0%"), drawn("50 %")
print("a no-break space leaves as much white as a space:", nobreak == plain)
assert nobreak != plain
EOF

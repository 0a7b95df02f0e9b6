#!/bin/sh
# word2number: a hundred and five is five hundred.
#
# Versions:  word2number 1.1
# Guess:     a hundred and five is 105, as one hundred and five is; hundred and twenty is 120, or a ValueError.
# Behaviour: Without a number before it, hundred multiplies the one that follows: 500 and 2,000. a alone is skipped,
#            and a hundred is 100, so a first test passes. Fractions are skipped, two numbers in a row are added.
# Seen:      a hundred              100
#            one hundred and five   105
#            a hundred and five     500
#            hundred and twenty     2000
#            two and a half         2
#            one fifty              51
# Matters:   "A hundred and twenty dollars for the onboarding", spoken into a phone, is two thousand.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check word2number==1.1

"$work/venv/bin/python" - <<'PY'
from word2number.w2n import word_to_num

seen = {}
for text in ("a hundred", "one hundred and five", "a hundred and five", "hundred and twenty", "two and a half", "one fifty"):
    seen[text] = word_to_num(text)
    print(f"{text:22} {seen[text]}")
assert list(seen.values()) == [100, 105, 500, 2000, 2, 51], seen
PY

#!/bin/sh
# quiffen: one QIF file is read in two orders of day and month, and decimal commas vanish.
#
# Versions:  quiffen 4.0.1
# Guess:     One order for one file: 13/04 settles that days stand first. 12,50 is twelve and a half, or an error.
# Behaviour: Each date is guessed alone: 5 April becomes 4 May, 13 April stays, 6 April becomes 4 June. 12,50 is
#            1250, 1.234,56 is 1.23456. Nothing is raised, day_first=True repairs the dates only.
# Seen:      ('2026-05-04', '1250')
#              ('2026-04-13', '5000')
#              ('2026-06-04', '1.23456')
# Matters:   QIF has no field that says either. Sums are off by a hundred and by a thousand in one file, and weeks of
#            pay move.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check quiffen==4.0.1

"$work/venv/bin/python" - <<'EOF'
import tempfile, quiffen

# A German export: days first, decimal comma. Nothing in it can be read otherwise but for the first and last day.
qif = "!Type:Bank\nD05/04/2026\nT12,50\nPfirst\n^\nD13/04/2026\nT50,00\nPsecond\n^\nD06/04/2026\nT1.234,56\nPthird\n^\n"
with tempfile.NamedTemporaryFile("w", suffix=".qif") as file:
    file.write(qif)
    file.flush()
    read = quiffen.Qif.parse(file.name)
[account] = read.accounts.values()
[rows] = account.transactions.values()
seen = [(f"{t.date:%Y-%m-%d}", str(t.amount)) for t in rows]
print(*seen, sep="\n")
assert seen == [("2026-05-04", "1250"), ("2026-04-13", "5000"), ("2026-06-04", "1.23456")], seen
EOF

#!/bin/sh
# pyrage (age): whether a passphrase opens a file depends on what else the machine is doing.
#
# Versions:  pyrage 1.4.0
# Guess:     A file that passphrase.encrypt wrote on this machine, passphrase.decrypt opens on this machine, perhaps
#            slowly; a DecryptError means another passphrase or a damaged file.
# Behaviour: Writing takes as much work as this machine does in a second, by a measure of two milliseconds. Reading
#            measures again, and refuses what by that would take sixteen seconds or more. A process that has to wait
#            its turn during the measure finds the machine that slow: DecryptError, at once, the right passphrase unseen.
#            In Python the type is that of a wrong passphrase; only the text differs.
# Seen:      alone: 3 of 3 opened; beside 24 busy processes on its processor refused at once: 7 of 12
# Matters:   "Wrong passphrase" is said to somebody who typed the right one, on slow laptops at their busiest and in
#            tests under load. Look at the text of the error, and ask again.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyrage==1.4.0

cat > "$work/once.py" <<'EOF'
import sys
import pyrage

try:
    pyrage.passphrase.decrypt(open(sys.argv[1], "rb").read(), "correct horse battery")
    print("opened")
except pyrage.DecryptError as error:
    print("refused" if str(error).startswith("Excessive work") else "wrong")
EOF

"$work/venv/bin/python" - "$work" <<'EOF'
import os, subprocess, sys
import pyrage

work = sys.argv[1]
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})      # one processor for all that follows
sealed = f"{work}/sealed.age"
with open(sealed, "wb") as file:
    file.write(pyrage.passphrase.encrypt(b"a secret", "correct horse battery"))

def said():
    with subprocess.Popen([sys.executable, f"{work}/once.py", sealed], stdout=subprocess.PIPE, text=True) as process:
        try:
            return process.communicate(timeout=8)[0].strip()
        except subprocess.TimeoutExpired:                      # it passed the measure, and works
            process.kill()
            return "at work"

alone = [pyrage.passphrase.decrypt(open(sealed, "rb").read(), "correct horse battery") for _ in range(3)]
print("alone:", len(alone), "of 3 opened")
busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(24)]
try:
    found = [said() for _ in range(12)]
finally:
    for process in busy:
        process.kill()
print("beside 24 busy processes on its processor refused at once:", found.count("refused"), "of 12")
assert "refused" in found and "wrong" not in found
EOF

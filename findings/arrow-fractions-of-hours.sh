#!/bin/sh
# arrow: 2.5 hours ago is five hours ago.
#
# Versions:  arrow 1.4.0
# Guess:     2.5 hours ago, said at 20:00, is 17:30, or a ValueError as for other text that dehumanize does not know.
# Behaviour: The digits nearest to the unit are taken, the rest of the text is skipped: 2.5 is 5, 1.5 days is 5 days,
#            half an hour is an hour.
# Seen:      2 hours ago      -> 29 18:00
#              2.5 hours ago    -> 29 15:00
#              in 2.5 hours     -> 30 01:00
#              1.5 days ago     -> 24 20:00
#              half an hour ago -> 29 19:00
# Matters:   Whoever starts a timer afterwards types exactly this, and the session doubles.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check arrow==1.4.0

"$work/venv/bin/python" - <<'EOF'
import arrow

now = arrow.get("2026-11-29T20:00")
seen = {}
for text in ("2 hours ago", "2.5 hours ago", "in 2.5 hours", "1.5 days ago", "half an hour ago"):
    seen[text] = now.dehumanize(text).format("DD HH:mm")
    print(f"{text:16} -> {seen[text]}")
assert list(seen.values()) == ["29 18:00", "29 15:00", "30 01:00", "24 20:00", "29 19:00"], seen
EOF

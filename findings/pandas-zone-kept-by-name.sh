#!/bin/sh
# pandas: a zone's rules are kept by its name, so that a time can show -07:00 and mean -08:00.
#
# Versions:  pandas 3.1.1, tzdata 2026.6
# Guess:     pandas uses the ZoneInfo that it is given; after clear_cache a new one brings the new rules.
# Behaviour: The first ZoneInfo of a name leaves its transitions in a cache of pandas; conversions go by these, while
#            the offset shown is asked of the new object. 06:00-07:00 converts to 14:00 UTC instead of 13:00.
# Seen:      2026-11-01 06:00:00-08:00 is 14:00 UTC
#              2026-11-01 06:00:00-07:00 is 14:00 UTC
# Matters:   Choosing newer clock data at run time works for Python and not for frames made before it: a night is an
#            hour too long and prints as if it were right. Choose before pandas sees the first zone.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 tzdata==2026.6

"$work/venv/bin/python" - <<'EOF'
import pathlib, struct, tempfile, zoneinfo
from zoneinfo import ZoneInfo
import pandas as pd

# Zone files as systems of 2025 have them: British Columbia puts the clocks back on 1 November 2026.
head = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
body = struct.pack(">lbb4s", 0, 0, 0, b"LMT\0")
old = pathlib.Path(tempfile.mkdtemp(), "America", "Vancouver")
old.parent.mkdir()
old.write_bytes(head + body + head + body + b"\nPST8PDT,M3.2.0,M11.1.0\n")

def morning():
    return pd.to_datetime(pd.Series(["2026-11-01T06:00"])).dt.tz_localize(ZoneInfo("America/Vancouver"))[0]

zoneinfo.reset_tzpath(to=[str(old.parent.parent)])
first = morning()
zoneinfo.reset_tzpath(to=[])          # from here on the package tzdata 2026.6: no clock is put back any more
ZoneInfo.clear_cache()
second = morning()
for stamp in (first, second):
    print(stamp, "is", stamp.tz_convert("UTC").strftime("%H:%M"), "UTC")
assert str(first) == "2026-11-01 06:00:00-08:00"
assert (str(second), second.tz_convert("UTC").hour) == ("2026-11-01 06:00:00-07:00", 14)
EOF

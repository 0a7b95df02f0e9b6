#!/bin/sh
# recognizers-text: the half of "2 horas y media" is part of the match and not of the value, in Spanish and in French.
#
# Versions:  recognizers-text-suite 1.0.2a2 (emoji 1.7.0, the last that it can be loaded with)
# Guess:     2 horas y media and deux heures et demie are two and a half hours, as two and a half hours is in English; or
#            the match ends before the half, so that one sees what was not understood.
# Behaviour: The match holds the half (text "2 horas y media"), its value is 7200 seconds (PT2H). So for une heure et
#            demie (one hour), 3 jours et demi, un an et demi, 2 heures et quart. media hora, 1,5 horas, une demi-heure
#            and English are right.
# Seen:      2 horas y media: 7200 s of "2 horas y media"; deux heures et demie: 7200 s; two and a half hours: 9000 s
# Matters:   Half an hour of every line that a worker says so is gone, and a check that the whole line was matched passes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check recognizers-text-suite==1.0.2a2 emoji==1.7.0

"$work/venv/bin/python" -W ignore - <<'PY'
from datetime import datetime

from recognizers_date_time import Culture, recognize_datetime

LINES = [
    (Culture.English, "two and a half hours", 9000, "whole"),
    (Culture.English, "2 hours and a half", 9000, "whole"),
    (Culture.Spanish, "1,5 horas", 5400, "whole"),
    (Culture.Spanish, "media hora", 1800, "whole"),
    (Culture.Spanish, "2 horas y media", 7200, "whole"),
    (Culture.Spanish, "una hora y media", 3600, "whole"),
    (Culture.French, "une demi-heure", 1800, "whole"),
    (Culture.French, "deux heures et demie", 7200, "all but a letter"),
    (Culture.French, "3 jours et demi", 3 * 86400, "whole"),
    (Culture.French, "2 heures et quart", 7200, "whole"),
]
for culture, line, seconds, how in LINES:
    (found,) = recognize_datetime(line, culture, reference=datetime(2026, 5, 6, 20))
    (value,) = found.resolution["values"]
    print(f"{line}: {value['value']} s of {found.text!r}")
    assert found.type_name == "datetimeV2.duration" and int(value["value"]) == seconds
    assert found.text == (line if how == "whole" else line[:-1])
PY

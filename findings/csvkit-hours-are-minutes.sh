#!/bin/sh
# csvkit: a column of 6:45 and 2:30 hours is read as minutes and seconds, and so are the times of day beside it.
#
# Versions:  csvkit 2.2.0, agate 1.14.2, pytimeparse 1.1.10
# Guess:     6:45 in a column Duration is six hours and three quarters, as time trackers write it, or text. 09:00 in a
#            column From is a time of day, or text; at least the difference of the two is their duration.
# Behaviour: agate, which infers the types, reads every H:MM as a span of M:SS (pytimeparse's rule), with nothing said:
#            9:15 hours are nine minutes. csvjson and csvlook write 0:06:45. csvsql keeps spans as moments of the first
#            minutes of 1970: sum(Duration) is 3940, the year added twice. With seconds (6:45:00) all is right.
# Seen:      csvstat --sum -c Duration: 0:09:15; csvjson: "From": "0:09:00", "Duration": "0:06:45"; csvsql: 3940.0
# Matters:   A tracker's report in H:MM passes through csvkit and comes out a sixtieth of the work, in a form that the
#            next tool reads well.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check csvkit==2.2.0 agate==1.14.2 pytimeparse==1.1.10
PATH="$work/venv/bin:$PATH"

cat > "$work/report.csv" <<'CSV'
Date,From,To,Duration,Project
2026-09-07,09:00,15:45,6:45,Nova
2026-09-08,13:00,15:30,2:30,Nova
CSV
sed -e 's/6:45,N/6:45:00,N/' -e 's/,2:30,/,2:30:00,/' "$work/report.csv" > "$work/seconds.csv"

csvlook "$work/report.csv"
sum=$(csvstat --sum -c Duration "$work/report.csv")
seconds=$(csvstat --sum -c Duration "$work/seconds.csv")
json=$(csvjson "$work/report.csv")
query=$(csvsql --query 'select sum(Duration) from report' "$work/report.csv")
printf '%s\n' "csvstat: $sum, with seconds: $seconds" "csvjson: $json" "csvsql: $query"

[ "$sum" = 0:09:15 ]
[ "$seconds" = 9:15:00 ]
case $json in *'"From": "0:09:00", "To": "0:15:45", "Duration": "0:06:45"'*) ;; *) exit 1 ;; esac
case $query in *3940.0*) ;; *) exit 1 ;; esac

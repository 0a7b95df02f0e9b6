#!/bin/sh
# Checks for a program that the tests need; fetches it where we are root on Debian.
# usage: sh tests/setup_system.sh chromium|postgresql|java|papers|compiler
set -eu

found() {
    case "$1" in
    chromium) [ -x /usr/bin/chromium ] || command -v chromium >/dev/null 2>&1 ;;
    postgresql)
        command -v initdb >/dev/null 2>&1 && return 0
        for initdb in /usr/lib/postgresql/*/bin/initdb; do
            [ -x "$initdb" ] && return 0
        done
        return 1
        ;;
    java) command -v java >/dev/null 2>&1 ;;
    papers) command -v hledger >/dev/null 2>&1 && command -v ledger >/dev/null 2>&1 && command -v pdftotext >/dev/null 2>&1 && command -v age >/dev/null 2>&1 ;;
    compiler) command -v "${CC:-cc}" >/dev/null 2>&1 && [ -e /usr/include/stdio.h ] ;;
    esac
}

case "${1:-}" in
chromium) what="Chromium" package=chromium ;;
postgresql) what="PostgreSQL" package=postgresql ;;
java) what="Java" package=default-jre-headless ;;
papers) what="hledger, Ledger, pdftotext and age" package="age hledger ledger poppler-utils" ;;
compiler) what="a C compiler" package="gcc libc6-dev" ;;
*)
    echo "usage: sh tests/setup_system.sh chromium|postgresql|java|papers|compiler" >&2
    exit 2
    ;;
esac

found "$1" && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need $what: install it (on Debian: sudo apt-get install $package), then run make test again." >&2
    exit 1
fi

echo "Installing $what, which the tests need ..." >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install -qq -y --no-install-recommends $package || {
    echo "$what could not be installed with apt-get: see the lines above, install it by hand, then run make test again." >&2
    exit 1
}
found "$1" || {
    echo "$what was installed, but is not where the tests look for it." >&2
    exit 1
}

#!/bin/sh
# Plays what may ask the clock under other dates, zones and languages than today's and ours, with Debian's faketime: the stories in which a
# command names no date, the tests of the clock, and the night of `make run` on the sample "dated today". Without --short on
# three dates in two zones; one of the dates is a leap day, one the last of a February.
#
#     dates.sh [--short] PROGRAM TESTS      the program and the tests' bundle, both as built
set -u
[ "${1:-}" = "--short" ] && { shift; dates="2028-02-29"; zones="America/Los_Angeles"; } || {
    dates="2026-11-29 2027-02-28 2028-02-29"; zones="UTC America/Los_Angeles"; }
program="$1"; tests="$2"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
root="$(cd "$(dirname "$0")/../.." && pwd)"
# Waiting goes on by the true clock. What a story starts gets a clock of its own (NightProgram.swift).
under() { FAKETIME_DONT_FAKE_MONOTONIC=1 LC_ALL="$language" TZ="$zone" faketime -m -f "@$date 12:00:00" "$@"; }
failed=0
for date in $dates; do
    for zone in $zones; do
        [ "$zone" = UTC ] && language=en_GB.UTF-8 || language=da_DK.UTF-8
        KVADRATUR_NIGHT_CLOCK=1 under "$tests" --testing-library swift-testing --filter 'WholeNightTests|CalendarDayTests|aWarehousePutAside' \
            > "$folder/log" 2>&1
        code=$?
        stories=$(grep -ac 'Test case passing 1 argument name' "$folder/log")
        if [ $code -ne 0 ] || [ "$stories" -lt 30 ]; then
            failed=1
            echo "$date $zone: exit $code, $stories stories"
            grep -aA5 -E 'recorded an issue|: error:|Fatal error|signal code' "$folder/log" | cut -c1-300 | head -n 30
        fi
        mkdir -p "$folder/root/inbound" && cp -r "$root/pipelines" "$root/schemas" "$folder/root/"
        today=$(under date +%F)
        under "$program" sample --properties 20 --seed 1 --as-of "$today" --into "$folder/root/inbound" > "$folder/log" 2>&1 &&
            under "$program" run --root "$folder/root" --quiet >> "$folder/log" 2>&1
        code=$?
        [ $code -le 1 ] && [ -e "$folder/root/outbound/latest/index.html" ] &&
            ! grep -aqE '\((late|stale|missing)\)' "$folder/log" || { failed=1; echo "$date $zone: the sample's night: exit $code"; tail -n 20 "$folder/log"; }
        rm -rf "$folder/root"
        [ $failed -eq 0 ] && echo "$date $zone $language: $stories stories and the sample's night, as on any other day"
    done
done
exit $failed

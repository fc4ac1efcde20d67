#!/bin/sh
# Fails, and prints the difference, if docs/rules.md is not what `xenstream rules` makes of the
# registry; with --write it writes the page instead. XENSTREAM is the command to ask.
set -eu
page=$(cd "$(dirname "$0")/.." && pwd)/docs/rules.md
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
"${XENSTREAM:-xenstream}" rules -o markdown >"$fresh"
if [ "${1:-}" = --write ]; then
  cat "$fresh" >"$page"
elif ! diff -u "$page" "$fresh"; then
  echo "docs/rules.md differs from the rules: run 'make docs'" >&2
  exit 1
fi

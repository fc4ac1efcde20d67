#!/bin/sh
# Fails, and prints the difference, if generated/ is not what tools/generate.mjs makes from spec/.
set -eu
tools=$(cd "$(dirname "$0")" && pwd)
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
node "$tools/generate.mjs" "$fresh"
if ! diff -ru -x __pycache__ "$tools/../generated" "$fresh"; then
  echo "generated/ differs from what spec/ makes: run 'make generate'" >&2
  exit 1
fi

#!/bin/sh
# Fails, and prints the difference, if docs/rules.md is not what `xenstream rules` makes of the
# registry, or a file of share/ not what `xenstream completion` makes of the command line; with
# --write it writes them instead. XENSTREAM is the command to ask.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
xenstream=${XENSTREAM:-xenstream}
write=${1:-}
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT

# page FILE ARGUMENT...: what the command prints is the file
page() {
  file=$1
  shift
  "$xenstream" "$@" >"$fresh"
  if [ "$write" = --write ]; then
    cat "$fresh" >"$root/$file"
  elif ! diff -u "$root/$file" "$fresh"; then
    echo "$file differs from what xenstream $* prints: run 'make docs'" >&2
    exit 1
  fi
}

page docs/rules.md rules -o markdown
page share/xenstream.1 completion man
page share/xenstream.bash completion bash
page share/_xenstream completion zsh
page share/xenstream.fish completion fish

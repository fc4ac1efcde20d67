#!/bin/sh
# Generates parsers from spec/ for a language, or for all: LANGUAGE OUT [PACKAGE]
#
# A package takes the JVM build of the compiler: the npm build has no such option. But for Go, whose
# files are of no use without a line that names their package: there it is put in front.
set -eu
cd "$(dirname "$0")/.."
language=${1:-} out=${2:-} package=${3:-}
all='cpp_stl csharp go graphviz java javascript lua nim perl php python ruby rust'

known() {
  for each in $all all; do
    [ "$each" = "$language" ] && return
  done
  return 1
}

option() { # LANGUAGE: the option that names a package
  case $1 in
    java | go | python) echo "--$1-package" ;;
    csharp) echo --dotnet-namespace ;;
    php) echo --php-namespace ;;
    cpp_stl) echo --cpp-namespace ;;
    nim) echo --nim-module ;;
  esac
}

generate() { # LANGUAGE OUT
  if [ -z "$package" ]; then
    node tools/compile.mjs "$1" "$2"
  elif command -v kaitai-struct-compiler >/dev/null; then
    kaitai-struct-compiler --target "$1" --outdir "$2" "$(option "$1")" "$package" spec/*.ksy
  else
    node tools/compile.mjs go "$2"
    for source in spec/*.ksy; do
      source=$2/$(basename "$source" .ksy).go
      { printf 'package %s\n\n' "$package" && cat "$source"; } >"$source.new"
      mv "$source.new" "$source"
    done
  fi
}

if ! known || [ -z "$out" ]; then
  echo 'usage: make parsers LANGUAGE=language|all OUT=folder [PACKAGE=name]' >&2
  echo "languages: $all" >&2
  exit 2
fi
if [ -n "$package" ] && [ "$language" != all ] && [ -z "$(option "$language")" ]; then
  echo "$language: the compiler has no packages for it" >&2
  exit 1
fi
if [ -n "$package" ] && [ "$language" != go ] && ! command -v kaitai-struct-compiler >/dev/null; then
  echo "$language: PACKAGE takes the JVM build of the compiler, kaitai-struct-compiler" >&2
  exit 1
fi
if [ "$language" != all ]; then
  generate "$language" "$out"
  exit
fi
for each in $all; do
  if [ -z "$package" ] || [ -n "$(option "$each")" ]; then
    generate "$each" "$out/$each"
  fi
done

#!/bin/sh
# Generates parsers from spec/ for a language, or for all: LANGUAGE OUT [PACKAGE]
#
# A package takes the JVM build of the compiler, the one in the path or the pinned one: the npm build
# has no such option. But for Go, whose files are of no use without a line that names their package:
# there it is put in front.
set -eu
cd "$(dirname "$0")/.."
language=${1:-} out=${2:-} package=${3:-}
all='cpp_stl csharp go graphviz java javascript lua nim perl php python ruby rust'
jvm=kaitai-struct-compiler
command -v "$jvm" >/dev/null || jvm=tools/jvm_compiler.sh

known() {
  for each in $all all; do
    [ "$each" = "$language" ] && return
  done
  return 1
}

fail() { # MESSAGE
  echo "$1" >&2
  exit 1
}

option() { # LANGUAGE: the option that names a package
  case $1 in
    java | python) echo "--$1-package" ;;
    csharp) echo --dotnet-namespace ;;
    php) echo --php-namespace ;;
    cpp_stl) echo --cpp-namespace ;;
  esac
}

# Each language's runtime, in the version of the compiler; what no registry has is a repository.
runtime() { # LANGUAGE
  case $1 in
    java) echo 'io.kaitai:kaitai-struct-runtime 0.11 (Maven Central)' ;;
    javascript) echo 'kaitai-struct 0.11 (npm)' ;;
    python) echo 'kaitaistruct 0.11 (PyPI)' ;;
    go) echo 'github.com/kaitai-io/kaitai_struct_go_runtime v0.11.0 (a Go module)' ;;
    rust) echo 'tests/conformance/rust/kaitai of this project, or kaitai-io/kaitai_struct_rust_runtime 0.11' ;;
    *) echo "kaitai-io/kaitai_struct_$1_runtime 0.11 (a repository)" ;;
  esac
}

told() { # LANGUAGE OUT: what was written, and how to go on
  files=$(find "$2" -name '*.*' -type f | wc -l)
  case $1 in
    graphviz) with='xl_save_image.dot' ;;
    cpp_stl) with="xl_save_image_t of xl_save_image.h; runtime: $(runtime "$1")" ;;
    go) with="NewXlSaveImage; runtime: $(runtime "$1")" ;;
    *) with="XlSaveImage; runtime: $(runtime "$1")" ;;
  esac
  echo "$1: $((files)) files in $(cd "$2" && pwd); begin with $with"
}

go_package() { # OUT
  for source in spec/*.ksy; do
    source=$1/$(basename "$source" .ksy).go
    { printf 'package %s\n\n' "${package:-xen}" && cat "$source"; } >"$source.new"
    mv "$source.new" "$source"
  done
}

generate() { # LANGUAGE OUT
  mkdir -p "$2" || fail "$2: no folder for the parsers"
  if [ -n "$package" ] && [ "$1" != go ]; then
    "$jvm" --target "$1" --outdir "$2" "$(option "$1")" "$package" spec/*.ksy
  else
    node tools/compile.mjs "$1" "$2"
    [ "$1" != go ] || go_package "$2"
  fi
  told "$1" "$2"
}

if ! known || [ -z "$out" ]; then
  echo 'usage: make parsers LANGUAGE=language|all OUT=folder [PACKAGE=name]' >&2
  echo "languages: $all" >&2
  exit 2
fi
case $out in
  '~'*) fail "OUT=$out: the shell left the ~ as it is: write \$HOME" ;;
  -*) out=./$out ;;
esac
command -v node >/dev/null || fail "node is not here: the compiler needs it"
if [ -n "$package" ] && [ "$language" != all ] && [ "$language" != go ]; then
  [ -n "$(option "$language")" ] || fail "$language: PACKAGE is not for it"
fi
if [ -n "$package" ] && [ "$language" != go ]; then
  said=$("$jvm" --version 2>&1) ||
    fail "$language: PACKAGE takes the JVM build of the compiler: $said (docs/parsers.md)"
fi
if [ "$language" = go ]; then
  case $package in
    *[!a-z0-9_]* | [0-9]*) fail "$package: no name of a Go package" ;;
  esac
fi
where='docs/parsers.md has examples, and how to read a cut image'
if [ "$language" != all ]; then
  generate "$language" "$out"
  echo "$where"
  exit
fi
for each in $all; do
  if [ -z "$package" ] || [ -n "$(option "$each")" ]; then
    generate "$each" "$out/$each"
  else
    echo "$each: left out, PACKAGE is not for it" >&2
  fi
done
echo "$where"

#!/bin/sh
# Runs the pinned JVM build of the compiler, which knows packages and warns about style: ARGUMENT...
#
# Maven brings it once, from Maven Central into .cache. Where that fails, a line says why.
set -eu
version=0.11
root=$(cd "$(dirname "$0")/.." && pwd)
jars=$root/.cache/kaitai-jvm-$version

fail() { # MESSAGE
  echo "$1" >&2
  exit 1
}

fetch() {
  command -v mvn >/dev/null || fail "mvn is not here to fetch it"
  partial=$jars.$$
  trap 'rm -rf "$partial"' EXIT
  trap 'exit 1' HUP INT TERM
  copy=org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies
  said=$(mvn -q -B -f "$root/tools/jvm_compiler.xml" "$copy" \
    -Dcompiler="$version" -DoutputDirectory="$partial" 2>&1) || fail "Maven cannot fetch it: $(why)"
  [ -d "$jars" ] || mv "$partial" "$jars"
}

why() { # the first error that Maven tells, else its first line
  { echo "$said" | sed -n 's/.*\[ERROR\] *//p' && echo "$said"; } | sed 1q
}

command -v java >/dev/null || fail "java is not here to run it"
[ -d "$jars" ] || fetch
java -cp "$jars/*" io.kaitai.struct.JavaMain "$@"

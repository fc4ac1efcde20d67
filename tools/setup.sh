#!/bin/sh
# Sets up the virtual environment as far as a target of make needs it: runtime | test | extras | lint; clean
#
# VENV names its folder, PYTHON what it is made with: the environment has both. VENV/.set-up tells
# what is there: which Python and which checkout it was made for, and the sums of what each step was
# made from. A folder without that file is somebody else's, and is left alone.
# What fails ends with 3: 1 and 2 are verdicts.
set -u
case $VENV in -*) VENV=./$VENV ;; esac
cd "$(dirname "$0")/.." || exit 3
step=$1
marks=$VENV/.set-up
log=$VENV/set-up.log
python=${PYTHON:-python3}
here=$(pwd -P)

fail() { # MESSAGE
  echo "$1" >&2
  exit 3
}

tell() { # MESSAGE
  echo "$1" >&2
}

# "3.11.2 CPython of /usr, 1": the last is whether it is new enough. Old ones can say that too.
who() { # PYTHON
  "$1" -E -S -c 'import platform, sys
sys.stdout.write("%s %s of %s, %d" % (sys.version.split()[0], platform.python_implementation(),
    getattr(sys, "base_prefix", sys.prefix), sys.version_info >= (3, 9)))' 2>/dev/null
}

mark() { # NAME: what the file says of it
  sed -n "s/^$1 //p" "$marks" 2>/dev/null
}

put_mark() { # NAME VALUE
  { grep -v "^$1 " "$marks"; echo "$1 $2"; } >"$marks.new"
  mv "$marks.new" "$marks"
}

sum() { # STEP: of what it is made from
  case $1 in
    runtime)
      cat pyproject.toml requirements/runtime.txt
      # Not in place: it is made anew where a source is.
      [ -w src/xenstream ] || find src generated -name '*.py' -exec cat {} +
      ;;
    *) cat "requirements/$1.txt" ;;
  esac | cksum
}

run() { # WHAT COMMAND...: tells in a line why it failed
  what=$1
  shift
  "$@" >>"$log" 2>&1 && return
  if grep -q -e 'Retrying (' -e 'NewConnectionError' "$log"; then
    why='no package index can be reached, and this takes one'
  else
    why=$(grep -i 'error' "$log" | sed 1q)
  fi
  fail "$what failed: ${why:-$(tail -n 1 "$log")} (all of it: $log)"
}

pip() {
  run "pip install $*" "$VENV/bin/python" -m pip --disable-pip-version-check install --quiet "$@"
}

needed() { # the Python that is to make it
  if ! command -v "$python" >/dev/null; then
    fail "$python is not here: install python3 and python3-venv, or name a Python: make PYTHON=..."
  fi
  chosen=$(who "$python") || fail "$python does not start: name a Python 3.9 or newer: make PYTHON=..."
  case $chosen in
    *', 0') fail "$python is Python ${chosen%% *}: 3.9 or newer is needed: make PYTHON=..." ;;
  esac
}

stale() { # why it must be made anew, and nothing where it need not
  [ -n "$(mark runtime)" ] || { echo 'it was not finished' && return; }
  [ "$(mark checkout)" = "$here" ] || { echo "it was made for $(mark checkout)" && return; }
  its=$(who "$VENV/bin/python")
  [ "$(mark python)" = "$its" ] || { echo 'its Python is gone' && return; }
  # Without PYTHON any that is new enough is right.
  if [ -n "${PYTHON:-}" ] && [ "$its" != "$chosen" ]; then
    echo "it is of Python ${its%, *}"
  fi
}

create() {
  [ -n "${chosen:-}" ] || needed
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    minor=${chosen#*.}
    fail "$python makes no virtual environments: install python3-venv (Debian and Ubuntu: apt install python3-venv, or python3.${minor%%.*}-venv)"
  fi
  rm -rf "$VENV" 2>/dev/null
  if ! mkdir -p "$VENV" 2>/dev/null || ! : 2>/dev/null >"$marks"; then
    fail "$VENV cannot be written: name another folder: make VENV=..."
  fi
  tell "setting up $VENV with Python ${chosen%% *}, once: this takes up to a minute"
  run "$python -m venv" "$python" -m venv "$VENV"
  put_mark python "$chosen"
  put_mark checkout "$here"
}

install() { # STEP
  if [ "$1" != runtime ]; then
    pip --require-hashes -r "requirements/$1.txt"
    return
  fi
  pip --require-hashes -r requirements/runtime.txt
  # Compiled once: where Python may not write its caches, every start would compile anew.
  if [ -w src/xenstream ]; then
    pip --no-deps --no-build-isolation --editable .
    "$VENV/bin/python" -m compileall -q src generated >>"$log" 2>&1
  else
    pip --no-deps --no-build-isolation --force-reinstall .
  fi
  "$VENV/bin/python" -m compileall -q "$VENV"/lib/python*/site-packages/kaitaistruct.py >>"$log" 2>&1
}

case $VENV in
  '~'*) fail "VENV=$VENV: the shell left the ~ as it is: write \$HOME" ;;
  '') fail 'VENV is empty: name a folder' ;;
esac
if [ "$step" = clean ]; then
  [ ! -f "$marks" ] || rm -rf "$VENV"
  exit
fi
[ -z "${PYTHON:-}" ] || needed
if [ -f "$marks" ] || [ -f "$VENV/.runtime" ]; then
  why=$(stale)
  if [ -n "$why" ]; then
    tell "$VENV is made anew: $why"
    create
  fi
elif [ -e "$VENV" ] && [ -n "$(ls -A "$VENV" 2>&1)" ]; then
  fail "$VENV is there, and make did not set it up: remove it, or name another folder: make VENV=..."
else
  create
fi
sum=$(sum "$step")
if [ "$(mark "$step")" != "$sum" ]; then
  case $step$(mark runtime) in
    runtime) ;; # told already
    runtime*) tell "bringing $VENV up to date" ;;
    test*) tell "adding what the tests take to $VENV" ;;
    extras*) tell "adding what the tests of the extras take to $VENV" ;;
    lint*) tell "adding the linters to $VENV" ;;
  esac
  : >"$log" || fail "$VENV cannot be written: name another folder: make VENV=..."
  install "$step"
  put_mark "$step" "$sum"
fi

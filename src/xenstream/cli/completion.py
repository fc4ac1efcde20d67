"""`xenstream completion`: what shells and man ask of the command line, made from its parsers."""

from __future__ import annotations

import argparse
import sys

from xenstream._version import __version__
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "completion",
        help="print completions for a shell, or the manual page",
        description="Print what completes this command line in a shell, or its manual page.",
    )
    parser.add_argument("shell", choices=tuple(FORMS), help="for whom")
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    shell: str


def run(asked: Asked) -> int:
    """Print it."""
    sys.stdout.write(FORMS[asked.shell]())
    return 0


class _Option(NamedTuple):
    """An option of a command."""

    names: tuple[str, ...]
    metavar: str
    """What follows it; empty where nothing does."""
    choices: tuple[str, ...]
    help: str


class _Command(NamedTuple):
    """A command."""

    name: str
    help: str
    """In a few words."""
    about: str
    usage: str
    options: list[_Option]
    arguments: list[_Option]
    words: tuple[str, ...]
    """What its first argument may be, where that is known."""
    end: str


def _commands() -> list[_Command]:
    from xenstream.cli.parser import COMMANDS, parser

    top = parser()
    action = next(one for one in top._actions if isinstance(one, argparse._SubParsersAction))
    helps = {one.dest: one.help or "" for one in action._choices_actions}
    return [_command(name, helps[name], top.commands[name]) for name in COMMANDS]


def _command(name: str, help: str, parser: argparse.ArgumentParser) -> _Command:
    formatter = argparse.HelpFormatter(parser.prog, width=1000)
    options: list[_Option] = []
    arguments: list[_Option] = []
    words: tuple[str, ...] = ()
    for one in parser._actions:
        said = formatter._expand_help(one) if one.help else ""
        choices = tuple(map(str, one.choices or ()))
        metavar = ""
        if one.nargs != 0:
            metavar = str(one.metavar or "|".join(choices) or one.dest.upper())
        option = _Option(tuple(one.option_strings), metavar, choices, said)
        (options if one.option_strings else arguments).append(option)
        if not one.option_strings and choices:
            words = choices
    usage = " ".join(parser.format_usage().split()[1:])
    return _Command(
        name, help, parser.description or "", usage, options, arguments, words, parser.epilog or ""
    )


def bash() -> str:
    """Give completions for bash."""
    commands = _commands()
    lines = [
        "# bash completion for xenstream, made by `xenstream completion bash`",
        "_xenstream() {",
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}",
        "    local command=${COMP_WORDS[1]} options= words=",
        "    COMPREPLY=()",
        '    if [ "$COMP_CWORD" -eq 1 ]; then',
        f"        words='{' '.join(one.name for one in commands)} --help --version'",
        "    else",
        '        case "$command $prev" in',
    ]
    for command in commands:
        for option in command.options:
            if option.choices:
                names = "|".join(f"'{command.name} {name}'" for name in option.names)
                lines.append(f"            {names}) words='{' '.join(option.choices)}' ;;")
    lines += ["        esac", '        case "$command" in']
    for command in commands:
        names = " ".join(name for option in command.options for name in option.names)
        words = f"; words=${{words:-'{' '.join(command.words)}'}}" if command.words else ""
        lines.append(f"            {command.name}) options='{names}'{words} ;;")
    lines += [
        "        esac",
        "    fi",
        '    case "$cur" in',
        '        -*) mapfile -t COMPREPLY < <(compgen -W "${options:-$words}" -- "$cur") ;;',
        '        *)  [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")',
        '            if [ -z "$words" ] || [ "$COMP_CWORD" -eq 1 ]; then',
        "                compopt -o filenames 2>/dev/null",
        '                mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")',
        "            fi ;;",
        "    esac",
        "}",
        "complete -F _xenstream xenstream",
    ]
    return "\n".join(lines) + "\n"


def zsh() -> str:
    """Give completions for zsh."""
    commands = _commands()
    lines = [
        "#compdef xenstream",
        "# made by `xenstream completion zsh`",
        "_xenstream() {",
        "    local -a commands",
        "    commands=(",
        *(f"        {_in_quotes(f'{one.name}:{_colons(one.help)}')}" for one in commands),
        "    )",
        "    if (( CURRENT == 2 )); then",
        "        _describe command commands",
        "        _files",
        "        return",
        "    fi",
        "    local command=$words[2]",
        "    shift words",
        "    (( CURRENT-- ))",
        "    case $command in",
    ]
    for command in commands:
        lines.append(f"        {command.name}) _arguments -s \\")
        for option in command.options:
            for name in option.names:
                said = f"{name}[{_brackets(option.help)}]"
                if option.metavar:
                    what = f"({' '.join(option.choices)})" if option.choices else "_files"
                    said += f":{_colons(option.metavar)}:{what}"
                lines.append(f"            {_in_quotes('*' + said)} \\")
        what = f"({' '.join(command.words)})" if command.words else "_files"
        lines.append(f"            {_in_quotes(f'*:file:{what}')} ;;")
    lines += ["    esac", "}", '_xenstream "$@"']
    return "\n".join(lines) + "\n"


def fish() -> str:
    """Give completions for fish."""
    lines = ["# fish completion for xenstream, made by `xenstream completion fish`"]
    for command in _commands():
        start = "complete -c xenstream -n __fish_use_subcommand"
        lines.append(f"{start} -a {command.name} -d {_quoted(command.help)}")
        within = _quoted(f"__fish_seen_subcommand_from {command.name}")
        for option in command.options:
            names = [
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.names
            ]
            takes = f" -xa {_quoted(' '.join(option.choices))}" if option.choices else " -r"
            lines.append(
                f"complete -c xenstream -n {within} {' '.join(names)}"
                f"{takes if option.metavar else ''} -d {_quoted(option.help)}"
            )
        if command.words:
            lines.append(
                f"complete -c xenstream -n {within} -fa {_quoted(' '.join(command.words))}"
            )
    return "\n".join(lines) + "\n"


def man() -> str:
    """Give the manual page."""
    from xenstream.cli.examples import EXAMPLES

    lines = [
        f'.TH XENSTREAM 1 "" "xenstream {__version__}" "User Commands"',
        ".SH NAME",
        r"xenstream \- verifies and explains saved and migrating Xen domains",
        ".SH SYNOPSIS",
        ".B xenstream",
        r"\fICOMMAND\fR [\fIOPTION\fR ...] [\fIFILE\fR ...]",
        ".br",
        ".B xenstream",
        r"\fIFILE\fR",
        ".SH DESCRIPTION",
        "A stream is what xl, libvirt and xapi save, and what a migration sends."
        " With a FILE and no command it is shown, as by",
        ".BR show .",
        ".SH COMMANDS",
    ]
    for command in _commands():
        lines += [f".SS {command.name}", ".B", _roff(command.usage), ".PP", _roff(command.about)]
        for option in command.arguments + command.options:
            names = ", ".join(option.names)
            title = rf"\fB{_roff(names)}\fR" if names else ""
            if option.metavar:
                title += f"{' ' if names else ''}" + rf"\fI{_roff(option.metavar)}\fR"
            lines += [".TP", title, _roff(option.help)]
        if command.end:
            lines += [".PP", _roff(command.end)]
        lines += [".PP", "Examples:"]
        for example in EXAMPLES[command.name]:
            lines += [".PP", ".nf", ".RS 4", _roff(example), ".RE", ".fi"]
    lines += [
        ".SH ENVIRONMENT",
        ".TP",
        ".B XENSTREAM_PAGER, PAGER",
        "What long output on a terminal goes through; less without them, cat or nothing for none.",
        ".TP",
        ".B NO_COLOR",
        "Whether there is no colour on a terminal.",
        ".TP",
        ".B COLUMNS",
        "How wide the output is.",
        ".SH EXIT STATUS",
        "0 good, 1 a bad stream, 2 something could not be checked, if a command says nothing else.",
        ".SH SEE ALSO",
        ".BR xl (1)",
    ]
    return "\n".join(line for line in lines if line) + "\n"


FORMS = {"bash": bash, "zsh": zsh, "fish": fish, "man": man}


def _in_quotes(text: str) -> str:
    """Quote for zsh, in whose quotes a backslash is one."""
    return "'" + text.replace("'", "'\\''") + "'"


def _quoted(text: str) -> str:
    """Quote for fish."""
    return _in_quotes(text.replace("\\", "\\\\"))


def _colons(text: str) -> str:
    return text.replace(":", r"\:")


def _brackets(text: str) -> str:
    return _colons(text).replace("[", r"\[").replace("]", r"\]")


def _roff(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    return rf"\&{escaped}" if escaped.startswith(".") else escaped

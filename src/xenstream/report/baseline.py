"""An earlier report to compare with: what is in it already is taken out of a new one.

A finding is the one of the baseline if the stream's path as it was given, the code, the severity,
the place and the message agree. The place is the record: its layers and its index; outside of
records it is the header in words. The offset does not count, and the message does to its last
number: a baseline must not hide a fault that is another one.
"""

from __future__ import annotations

from xenstream.named import NamedTuple
from xenstream.report.json import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any

    from xenstream.judge.judge import Finding, Report

_OTHER = f"is no report of `xenstream verify -o json`, version {VERSION}"


class BaselineError(Exception):
    """A file cannot be read as a baseline; the text says why."""


class Fresh(NamedTuple):
    """What is new in a report."""

    report: Report
    """The report without what the baseline has; its verdict is still the stream's."""
    known: int
    """Findings that the baseline has, and that were taken out."""


def place(finding: Finding) -> str:
    """Give where a finding is, in words that no offset is in."""
    record = finding.record
    return finding.where if record is None else f"{record.path}/{finding.where}"


def fingerprint(finding: Finding) -> tuple[str, str, str, str]:
    """Give what two findings of one stream have in common if they are the same."""
    return finding.code, finding.severity, place(finding), finding.message


def load(path: str | os.PathLike[str]) -> Baseline:
    """Give the baseline that a file holds.

    Raises:
        BaselineError: it cannot be read, or is no report.

    """
    import json

    try:
        with open(path, "rb") as file:
            document = json.load(file)
    except OSError as error:
        raise BaselineError(f"cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise BaselineError(_OTHER) from None
    try:
        return Baseline(document)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise BaselineError(_OTHER) from None


class Baseline:
    """The findings of an earlier report, by stream."""

    def __init__(self, document: Any) -> None:
        """Take the document that `-o json` wrote.

        Raises:
            KeyError, TypeError, AttributeError, ValueError: it is none.

        """
        if document["version"] != VERSION:
            raise ValueError
        self._streams: dict[str, _Known] = {
            _text(stream["path"]): _Known(stream) for stream in document["streams"]
        }

    def fresh(self, report: Report) -> Fresh:
        """Give what is new in a report."""
        known = self._streams.get(report.path)
        return Fresh(report, 0) if known is None else _Comparison(known, report).fresh()


class _Known:
    """What the baseline has of one stream."""

    def __init__(self, stream: Any) -> None:
        self.findings: dict[tuple[str, ...], int] = {}
        """How many there are of each fingerprint."""
        self.by_code: dict[str, int] = {}
        """How many there are of each code."""
        for one in stream["findings"]:
            key = _fingerprint_in(one)
            self.findings[key] = self.findings.get(key, 0) + 1
            self.by_code[key[0]] = self.by_code.get(key[0], 0) + 1
        self.omitted: dict[str, int] = {
            _text(code): _number(count) for code, count in stream["omitted"].items()
        }


class _Comparison:
    """Takes out of a report what is known."""

    def __init__(self, known: _Known, report: Report) -> None:
        self._report = report
        self._left = dict(known.findings)
        self._unmatched = dict(known.by_code)
        self._uncovered = dict(known.omitted)

    def fresh(self) -> Fresh:
        report = self._report
        is_known = [self._take(finding) for finding in report.findings]
        self._cover(is_known)
        findings = tuple(one for one, known in zip(report.findings, is_known) if not known)
        omitted = {}
        for code, count in report.omitted.items():
            # Those that the baseline names, and that are not named now, are among the counted.
            there = self._uncovered.get(code, 0) + self._unmatched.get(code, 0)
            if count > there:
                omitted[code] = count - there
        known = sum(is_known) + sum(report.omitted.values()) - sum(omitted.values())
        return Fresh(report._replace(findings=findings, omitted=omitted), known)

    def _take(self, finding: Finding) -> bool:
        key = fingerprint(finding)
        if not self._left.get(key):
            return False
        self._left[key] -= 1
        self._unmatched[finding.code] -= 1
        return True

    def _cover(self, is_known: list[bool]) -> None:
        """Take for known what may be among those that the baseline has only counted.

        They came after those that it has kept, so a finding before the last known one of its
        code is new.
        """
        last: dict[str, int] = {}
        for index, finding in enumerate(self._report.findings):
            if is_known[index]:
                last[finding.code] = index
        for index, finding in enumerate(self._report.findings):
            code = finding.code
            if not is_known[index] and index > last.get(code, index) and self._uncovered.get(code):
                self._uncovered[code] -= 1
                is_known[index] = True


def _fingerprint_in(finding: Any) -> tuple[str, ...]:
    """Give the fingerprint of a finding as it stands in a document."""
    where = _text(finding["where"])
    record = finding["record"]
    if record is not None:
        where = f"{_text(record['path'])}/{where}"
    return _text(finding["code"]), _text(finding["severity"]), where, _text(finding["message"])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value

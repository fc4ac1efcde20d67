"""Parsers that keep where each field lies, by `make generate`: do not edit."""

"""Parsers generated from spec/ by `make generate`: do not edit."""

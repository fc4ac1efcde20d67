"""The formats that a caller can name; importing them loads nothing else."""

from __future__ import annotations

FORMATS = ("auto", "xl", "libxl", "libxc", "libvirt", "xapi", "back-channel")
"""What a stream can be; auto recognises it by its magic, which a back channel has not."""

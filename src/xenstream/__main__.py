"""`python -m xenstream`."""

from xenstream.cli import entry

if __name__ == "__main__":
    entry()

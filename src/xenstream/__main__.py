"""`python -m xenstream`."""

import sys

from xenstream.cli import main

if __name__ == "__main__":
    sys.exit(main())

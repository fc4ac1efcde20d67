"""What every test may rely on, however pytest was started."""

from __future__ import annotations

import signal

# A shell starts what runs in the background with SIGINT ignored, and a child inherits that: then
# no signal of a test's would reach the command that it started.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

"""What every test may rely on, however the tests were started."""

import signal

# A run in the background of a shell inherits an ignored SIGINT, and its children with it: Ctrl-C could then not be tried.
signal.signal(signal.SIGINT, signal.default_int_handler)

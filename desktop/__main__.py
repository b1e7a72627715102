"""`python -m desktop`: the same as the command `quaylive`."""

import sys

try:
    from desktop.cli import run
except KeyboardInterrupt:  # Ctrl-C may come before anything is there to catch it.
    sys.exit(130)

if __name__ == "__main__":
    run()

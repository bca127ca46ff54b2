"""A home that is thrown away.

A pytest plugin, loaded before Django reads its settings (`addopts`), so that no
test can touch the stores in ./var.
"""

import atexit
import os
import shutil
import signal
import sys
import tempfile

HOME = tempfile.mkdtemp(prefix="comity-tests-")

# A run that is told to end still removes its home and stops its servers.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["COMITY_HOME"] = HOME
os.environ.pop("COMITY_DATABASE_URL", None)

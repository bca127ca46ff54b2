"""A home that is thrown away.

A pytest plugin, loaded before Django reads its settings (`addopts`), so that no
test can touch the stores in ./var.
"""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="comity-tests-")

atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["COMITY_HOME"] = HOME
os.environ.pop("COMITY_DATABASE_URL", None)

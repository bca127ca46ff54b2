"""What commands answer, in the pages that show it.

Each ```console block is run anew, in order, on stores fresh from `comity init`;
a line that starts with `$ ` is a command, the lines after it are what it said,
with an ellipsis for the ids that differ from run to run.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```console\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COMITY = Path(sys.executable).with_name("comity")
ROOT = Path(__file__).parent.parent.parent
WIDTH = 88


def pages(docs: Path) -> dict[Path, str]:
    sources = [docs.parent / "README.md", *sorted(docs.glob("tutorials/*.md"))]
    with tempfile.TemporaryDirectory(prefix="comity-docs-") as home:
        run("comity init", home)
        return {
            page: BLOCK.sub(lambda block: told(block[1], home), page.read_text("utf-8"))
            for page in sources
        }


def told(block: str, home: str) -> str:
    """The block with what its commands say now."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    said = [f"$ {command}\n{run(command, home)}" for command in commands]
    return "```console\n" + "\n".join(said) + "```"


def run(command: str, home: str) -> str:
    """What a command says on a plain terminal.

    The command is one of ours from a page of ours, and no shell reads it.
    """
    name, *arguments = shlex.split(command)
    if name != "comity":
        message = f"only comity is run, not {name}"
        raise ValueError(message)
    done = subprocess.run(  # noqa: S603
        [COMITY, *arguments],
        cwd=ROOT,
        env={**os.environ, "COMITY_HOME": home, "COLUMNS": str(WIDTH), "TERM": "dumb"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = IDENTIFIER.sub("…", done.stdout).splitlines()
    return "".join(line.rstrip() + "\n" for line in lines)

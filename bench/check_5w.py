"""Check a 5W table, every fault located, beside bare peers on the same file.

usage: python bench/check_5w.py TABLE.csv [TABLE.xlsx]

The peers: bare Polars rules that only count (CSV), pandas where it is installed,
and reading alone with fastexcel (XLSX). Each runs in its own process, the child
of `read_contained` included; a ratio is wall time to wall time in one run. The
CSV is also cut to a tenth, and the slope printed (1 is linear).
"""

import argparse
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OURS = """
import sys
from pathlib import Path
from comity.sheets import Limits, ReadOptions, read_contained
limits = Limits(file_bytes=10**9, rows=2_000_000, memory_bytes=4 << 30)
reading = read_contained(Path(sys.argv[1]), ReadOptions(limits=limits))
print(reading.summary(), len(reading.problems))
assert not reading.problems.rejects_file, list(reading.problems)
"""

POLARS = """
import sys, polars as pl
table = pl.read_csv(sys.argv[1], infer_schema=False)
rules = []
for name in table.columns:
    text = pl.col(name); bare = text.str.strip_chars(); low = name.lower()
    rules.append(((bare != text) | text.is_null()).sum().alias(name))
    if "date" in low:
        rules.append((bare.str.to_date("%Y-%m-%d", strict=False).is_null() & text.is_not_null()).sum().alias(name + " date"))
    elif "people" in low:
        number = bare.str.replace_all(",", "").cast(pl.Float64, strict=False)
        rules.append((number.is_null() & text.is_not_null()).sum().alias(name + " number"))
        rules.append((number < 0).sum().alias(name + " range"))
    elif "pcode" in low:
        rules.append((~text.str.contains("^[A-Z]{2}[0-9]{2,8}$")).sum().alias(name + " form"))
    elif low in ("sector", "status"):
        rules.append((~bare.str.to_lowercase().is_in(["wash", "health", "ongoing", "planned"])).sum().alias(name + " list"))
print(table.select(rules).row(0))
"""

PANDAS = """
import sys, pandas as pd
table = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
for name in table.columns:
    bare = table[name].str.strip(); low = name.lower()
    (bare != table[name]).sum()
    if "date" in low:
        pd.to_datetime(bare, format="%Y-%m-%d", errors="coerce").isna().sum()
    elif "people" in low:
        pd.to_numeric(bare.str.replace(",", ""), errors="coerce").isna().sum()
    elif "pcode" in low:
        (~table[name].str.match("^[A-Z]{2}[0-9]{2,8}$")).sum()
    elif low in ("sector", "status"):
        bare.str.lower().isin(["wash", "health", "ongoing", "planned"]).sum()
"""

FASTEXCEL = """
import sys, fastexcel
fastexcel.read_excel(sys.argv[1]).load_sheet(0, header_row=None, dtypes="string").to_polars()
"""


def measure(program: str, path: Path) -> tuple[float, float] | None:
    """Wall and processor seconds of a program on a file; None where it cannot run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, check=False
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        return None
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(path: Path, peers: dict[str, str]) -> float:
    """Print our time beside each peer's; our wall time."""
    ours = measure(OURS, path)
    if ours is None:
        sys.exit(f"{path.name}: not read")
    print(f"{path.name}: comity.sheets {ours[0]:.2f} s, processor {ours[1]:.2f} s")
    for name, program in peers.items():
        peer = measure(program, path)
        if peer is None:
            print(f"  {name}: not installed here")
        else:
            print(
                f"  {name}: {peer[0]:.2f} s, processor {peer[1]:.2f} s; ratio {ours[0] / peer[0]:.2f}, processor {ours[1] / peer[1]:.2f}"
            )
    return ours[0]


def main() -> None:
    """Compare on each given file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("csv", type=Path)
    parser.add_argument("xlsx", type=Path, nargs="?")
    given = parser.parse_args()
    whole = compare(given.csv, {"bare Polars rules": POLARS, "pandas rules": PANDAS})
    with (
        tempfile.TemporaryDirectory() as folder,
        given.csv.open(encoding="utf-8") as file,
    ):
        lines = file.readlines()
        tenth = Path(folder) / "tenth.csv"
        tenth.write_text("".join(lines[: len(lines) // 10]), "utf-8")
        part = compare(tenth, {"bare Polars rules": POLARS})
    print(f"slope from a tenth to the whole: {math.log10(whole / part):.2f}")
    if given.xlsx:
        compare(given.xlsx, {"fastexcel, reading alone": FASTEXCEL})


if __name__ == "__main__":
    main()

"""Many at once: one submission, checked by one worker, and the rest find it done."""

import json
import signal
from collections import Counter

THREADS = 20


def test_twenty_who_send_the_same_file_at_once_are_told_of_one_submission(
    fresh_home, prepared
):
    home = fresh_home()
    said = home.run("receive", prepared.sending, THREADS).splitlines()
    assert len(said) == THREADS
    assert len(set(said)) == 1
    assert len(json.loads(home.run("tell"))["submissions"]) == 1
    originals = [
        path for path in (home.folder / "originals").rglob("*") if path.is_file()
    ]
    assert len(originals) == 1


def test_workers_side_by_side_check_each_file_once(fresh_home, prepared, undisturbed):
    home = fresh_home()
    with home.start("take", prepared.sending, "/dev/null") as receiving:
        lines = [receiving.stdout.readline() for _ in undisturbed["submissions"]]
        receiving.send_signal(signal.SIGKILL)
    assert all(line.startswith("received") for line in lines)
    workers = [home.start("check") for _ in range(3)]
    said = [worker.communicate(timeout=300)[0].splitlines() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    done = [line for lines in said for line in lines if ": checked" in line]
    assert Counter(done).most_common(1)[0][1] == 1
    told = json.loads(home.run("tell"))
    assert {one["state"] for one in told["submissions"]} == {"checked"}
    assert [one["findings"] for one in told["submissions"]] == [
        one["findings"] for one in undisturbed["submissions"]
    ]

"""What is freed goes back to the system, where glibc would keep it."""

import subprocess
import sys

import pytest

from ui.page.freed_memory import share_heaps

needs_glibc = pytest.mark.skipif(not share_heaps(), reason="the allocator is not glibc's")

FREED = """
import threading, time
from pathlib import Path
from ui.page.freed_memory import give_back, keep_giving_back, share_heaps

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1000

share_heaps()
pieces = [bytes(2_000) for _ in range(100_000)]  # 200 MB
del pieces[:-1]  # the last one lies at the end of the heap
before = resident()
WAY
print(before - resident())
"""
ALONE = "give_back()"
REPEATED = """
keep_giving_back(threading.Event(), pause=0.01)
while before - resident() < 150: time.sleep(0.01)
"""


@needs_glibc
@pytest.mark.parametrize("way", [ALONE, REPEATED], ids=["once", "repeatedly"])
def test_memory_freed_below_a_kept_value_goes_back_to_the_system(way):
    command = [sys.executable, "-c", FREED.replace("WAY", way)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert int(ran.stdout) >= 150  # MB

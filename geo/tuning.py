"""Three switches that take most of Streamlit's and folium's own cost off a rerun."""

from __future__ import annotations

import gc
import os
import socket
import stat
from functools import cache, lru_cache
from pathlib import Path

import branca.element
from jinja2 import Template

_TEMPLATES_KEPT = 256


@cache
def tune() -> None:
    """Take the imports' objects out of the garbage collector's sight, once a process.

    Streamlit collects all generations after every run while holding the interpreter's lock;
    frozen objects are skipped, what sessions leave behind is still collected. Accepted sockets
    inherit TCP_NODELAY from the listening one (Linux), which Streamlit does not set. A map made of
    folium's parts compiles a dozen constant templates anew; the same text is compiled once now.
    """
    branca.element.__dict__["Template"] = lru_cache(maxsize=_TEMPLATES_KEPT)(Template)
    gc.collect()
    gc.freeze()
    folder = Path("/proc/self/fd")
    for entry in folder.iterdir() if folder.is_dir() else ():
        try:
            if stat.S_ISSOCK(os.fstat(int(entry.name)).st_mode):
                with socket.socket(fileno=os.dup(int(entry.name))) as found:
                    if found.family in (socket.AF_INET, socket.AF_INET6):
                        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            continue

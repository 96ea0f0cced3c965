"""``python -m geo`` is the command line ``waybill``."""

from __future__ import annotations

import sys

from geo.cli import main

sys.exit(main())

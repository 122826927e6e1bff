"""Only one document is drawn at a time: typefaces keep what they are used for, and are shared."""

from __future__ import annotations

import threading

ONE_AT_A_TIME = threading.Lock()

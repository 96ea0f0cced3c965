"""The error tree: one root, one branch a remedy.

::

    WaybillError
    ├── InputError          a file or an argument is not as expected: mend the input
    │   └── EvidenceError   a claim's evidence does not match the article's text
    ├── NetworkError        the measuring networks give no answer
    │   ├── PlaceOffNetworkError   a place lies too far from any line
    │   └── NoPathError            two places are not joined
    ├── ClosedError         a scenario closes a way: open something, or take another way
    ├── ExportError         a file can't be written
    └── StoreError          the store of saved articles can't be used: mend or wait
        ├── NewerStoreError     a newer Waybill wrote it: update this one
        └── ConflictError       somebody else changed the same thing: look, and try again

Every message says what was wrong, what was found and how to mend it.
"""

from __future__ import annotations


class WaybillError(Exception):
    """Root of all errors that Waybill raises on purpose; its text is fit to show to a user."""


class InputError(WaybillError):
    """A file, an option or an argument is not as expected."""


class EvidenceError(InputError):
    """A claim's evidence does not match the text that it points into."""


class NetworkError(WaybillError):
    """A network holds no answer to the question asked."""


class PlaceOffNetworkError(NetworkError):
    """A place lies farther from every line of the network than its tolerance allows."""


class NoPathError(NetworkError):
    """No path joins two places; the text explains why."""


class ClosedError(WaybillError):
    """A way uses what a scenario closes, and there is no way round."""


class ExportError(WaybillError):
    """An export can't be made or written."""


class StoreError(WaybillError):
    """The store of saved articles can't be opened, read or written."""


class NewerStoreError(StoreError):
    """The store was written by a newer version; nothing in it was touched."""


class ConflictError(StoreError):
    """What was to be changed is no longer as it was when it was read; nothing was written."""

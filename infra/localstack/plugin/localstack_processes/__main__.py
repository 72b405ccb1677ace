"""Starts LocalStack, on Python 3.12 too.

LocalStack 4.14 is developed on 3.13: it evaluates the annotation `Lock | None`, which needs threading.Lock to be a
class, and imports warnings.deprecated. 3.12 gets stand-ins for the two; 3.11 lacks the syntax of generic classes.
"""

import _thread
import sys
import threading

if sys.version_info < (3, 13):

    class Lock:
        def __new__(cls):
            return _thread.allocate_lock()

    threading.Lock = Lock

    import warnings

    from typing_extensions import deprecated

    warnings.deprecated = deprecated

from localstack.runtime.main import main  # noqa: E402

main()

"""gzip (RFC 1952): a file decompressed as it is read."""

import gzip
import zlib
from collections.abc import Callable
from typing import BinaryIO

from schemakit.loading.opening import BrokenStreamError


def reader(file: BinaryIO) -> Callable[[int], bytes]:
    """Return what reads so many bytes of what is in a compressed file, fewer at its end, which stays open.

    It raises BrokenStreamError where the file cannot be decompressed.
    """
    zipped = gzip.GzipFile(fileobj=file)

    def read(size: int) -> bytes:
        try:
            return zipped.read(size)
        except EOFError as error:
            raise BrokenStreamError("the compressed file ends too early: the rest of it is missing") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise BrokenStreamError(f"the file is not what gzip writes: {error}") from error

    return read

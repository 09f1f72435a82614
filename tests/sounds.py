"""Tiny recordings made by hand: real Ogg/Opus with nothing to hear in it, and files that are something else."""

import struct

_POLYNOMIAL = 0x04C11DB7
_SILENCE = b"\xf8\xff\xfe"
"""An Opus packet of 20 milliseconds of silence."""
_SAMPLES = 960
_FIRST, _LAST = 2, 4


def voice(packets: int = 50) -> bytes:
    """Return a recording of so many times 20 milliseconds; each number gives other bytes."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"none" + struct.pack("<I", 0)
    sound = [_SILENCE] * packets
    return (
        _page([head], 0, 0, _FIRST) + _page([tags], 0, 1, 0)
        + b"".join(
            _page([packet], (n + 1) * _SAMPLES, n + 2, _LAST if n + 1 == packets else 0)
            for n, packet in enumerate(sound)
        )
    )  # fmt: skip


def _page(packets: list[bytes], granule: int, number: int, kind: int) -> bytes:
    lengths = bytes(map(len, packets))
    head = b"OggS" + struct.pack("<BBqIII", 0, kind, granule, 7, number, 0)
    page = head + bytes([len(lengths)]) + lengths + b"".join(packets)
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _checksum(page: bytes) -> int:
    rest = 0
    for byte in page:
        rest ^= byte << 24
        for _ in range(8):
            rest = (rest << 1) ^ (_POLYNOMIAL if rest & 0x80000000 else 0)
            rest &= 0xFFFFFFFF
    return rest


VORBIS = b"OggS" + bytes(22) + b"\x01\x1e\x01vorbis" + bytes(30)
MP3 = b"ID3\x04" + bytes(60)
M4A = bytes(4) + b"ftypM4A " + bytes(60)

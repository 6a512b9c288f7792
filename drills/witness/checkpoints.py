"""A witness of the log: keeps every checkpoint that it is shown, and compares them with the log as it is later.

Hashes and the tree are those of RFC 9162, section 2.1; tiles and checkpoints those of C2SP tlog-tiles.
"""

import base64
import hashlib
import http.client
import threading
import time

TILE = 256
HASH = 32


class Witness:
    """Asks each service for its checkpoint again and again."""

    def __init__(self, targets, pause=0.05):
        self.targets, self.pause = targets, pause
        self.seen, self.faults = {}, []  # seen: the root of each size
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self):
        self._thread.start()

    def finish(self):
        self._stop.set()
        self._thread.join(60)

    def _watch(self):
        while not self._stop.wait(self.pause):
            for port, token in self.targets():
                try:
                    status, text = get(port, token, "/log/checkpoint", timeout=5)
                except (OSError, http.client.HTTPException):
                    continue
                if status == 200:
                    size, root = parsed(text)
                    if self.seen.setdefault(size, root) != root:
                        self.faults.append(f"two checkpoints of {size} records have different roots")

    def compare(self, port, token):
        """Returns the sizes whose root is not that of the log that the service serves now, and that log's size."""
        size, root = parsed(get(port, token, "/log/checkpoint")[1])
        leaves = b"".join(leaf_tile(port, token, number, min(TILE, size - number * TILE))
                          for number in range((size + TILE - 1) // TILE))
        roots, peaks = {0: hashlib.sha256(b"").digest()}, []
        for count in range(1, size + 1):
            peaks.append(leaves[(count - 1) * HASH:count * HASH])
            for _ in range((count & -count).bit_length() - 1):
                right = peaks.pop()
                peaks.append(node(peaks.pop(), right))
            if count in self.seen or count == size:
                roots[count] = joined(peaks)
        wrong = [count for count, seen in self.seen.items() if roots.get(count) != seen]
        return wrong + ([size] if roots[size] != root else []), size


def joined(peaks):
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node(peak, root)
    return root


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def parsed(checkpoint):
    lines = checkpoint.decode().split("\n")
    return int(lines[1]), base64.b64decode(lines[2], validate=True)


def leaf_tile(port, token, number, width):
    path = f"{number % 1000:03d}"
    while number := number // 1000:
        path = f"x{number % 1000:03d}/{path}"
    status, tile = get(port, token, f"/log/tile/0/{path}" + (f".p/{width}" if width < TILE else ""))
    if status != 200 or len(tile) != width * HASH:
        raise ValueError(f"tile {path} of {width} hashes: status {status}, {len(tile)} bytes")
    return tile


def get(port, token, path, timeout=60):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()

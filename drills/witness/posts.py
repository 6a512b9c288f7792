"""Senders that post on while services come and go, and remember what they were promised."""

import collections
import hashlib
import http.client
import json
import random
import threading
import time
from dataclasses import dataclass

from measure import packets

RECORDS = "/api/v1/execution-requests"
PATIENCE = 10  # seconds that one post may take
PAUSE = 0.05  # before the same bytes are posted again


@dataclass(frozen=True)
class Promise:
    """What a 201 or 200 said. ``at`` is in seconds of time.monotonic()."""

    number: int
    sha256: str
    id: str
    log_index: int
    at: float


class Senders:
    """Each packet is posted until it is acknowledged, the same bytes each time, at any of the services."""

    def __init__(self, count, targets, seed, run, at_most=float("inf"), read_back=False):
        """``targets()`` gives the (port, token) pairs that are worth a try, and may be empty for a while.

        With ``read_back`` each record is read once it is acknowledged, by the list of any of the services.
        """
        self.targets, self.run, self.at_most = targets, run, at_most
        self.template = packets.template(run)
        self.promises, self.answers, self.faults = [], collections.Counter(), []
        # missed: when a read did not have the record; unread: when one was not answered with 200
        self.read_back, self.read, self.missed, self.unread = read_back, 0, [], []
        self._next, self._stop, self._lock = 0, threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._send, args=(random.Random(f"{seed}-{one}"),), daemon=True)
                         for one in range(count)]

    def start(self):
        for thread in self._threads:
            thread.start()

    def finish(self, patience=180):
        """Begins no packet more, and waits until those that are under way are acknowledged."""
        self._stop.set()
        end = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0, end - time.monotonic()))
        if any(thread.is_alive() for thread in self._threads):
            self.faults.append(f"a packet was not acknowledged within {patience} s after the last fault")

    def acknowledged(self):
        return len(self.promises)

    def posted(self):
        """How many packets were ever sent, acknowledged or not."""
        return self._next

    def longest_silence(self, begin, end):
        """The longest time without an acknowledgement, in seconds."""
        times = sorted([begin, end, *(one.at for one in self.promises if begin < one.at < end)])
        return max(later - earlier for earlier, later in zip(times, times[1:]))

    def _send(self, rng):
        connections = {}
        while not self._stop.is_set():
            with self._lock:
                number = self._next
                if number >= self.at_most:
                    return
                self._next += 1
            body = packets.fill(self.template, number).encode()
            while not self._acknowledged(number, body, rng, connections):
                if self.faults:
                    return
                time.sleep(PAUSE)
            if self.read_back:
                self._read(hashlib.sha256(body).hexdigest(), rng, connections)

    def _acknowledged(self, number, body, rng, connections):
        targets = self.targets()
        if not targets:
            return False
        status, answer = self._ask(connections, rng.choice(targets), "POST", RECORDS, body)
        with self._lock:
            self.answers[status] += 1
            if status in (200, 201):
                record = json.loads(answer)
                self.promises.append(Promise(number, hashlib.sha256(body).hexdigest(), record["id"],
                                             record["log_index"], time.monotonic()))
                return True
            if isinstance(status, int) and status != 503:
                self.faults.append(f"a post was answered {status}: {answer.decode(errors='replace')[:300]}")
        return False

    def _read(self, digest, rng, connections):
        began = time.monotonic()
        status, answer = self._ask(connections, rng.choice(self.targets()), "GET", f"{RECORDS}?packet_sha256={digest}")
        with self._lock:
            if status == 200 and json.loads(answer)["items"]:
                self.read += 1
            else:
                (self.missed if status == 200 else self.unread).append(began)

    @staticmethod
    def _ask(connections, target, method, path, body=None):
        """The status and the answer, or the name of what went wrong and nothing."""
        port, token = target
        try:
            connection = connections.get(port)
            if connection is None:
                connection = connections[port] = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request(method, path, body,
                               {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException) as failure:
            connections.pop(port).close()
            return type(failure).__name__, b""

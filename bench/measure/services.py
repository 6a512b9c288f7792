"""The registry and its peer, as processes on 127.0.0.1."""

import http.client
import json
import socket
import time
from pathlib import Path

from . import processes
from .figures import Failure
from .machine import JVM_FLAGS
from .postgres import ROOT, Server

JAR = ROOT / "target" / "request-registry.jar"
PEER = ROOT / "bench" / "peer" / "target" / "peer.jar"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Client:
    """One kept-alive connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def send(self, method, path, body=None, headers=None):
        """(status, body). A connection that the service closed because it was idle is opened again."""
        try:
            return self._send(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.connection.close()
            return self._send(method, path, body, headers)

    def _send(self, method, path, body, headers):
        self.connection.request(method, path, body, headers or {})
        response = self.connection.getresponse()
        return response.status, response.read()

    def json(self, path):
        status, body = self.send("GET", path)
        if status != 200:
            raise Failure(f"GET {path} answered {status}: {body[:300].decode(errors='replace')}")
        return json.loads(body)


class Service:
    """A jar that is started, waited for, and stopped."""

    def __init__(self, jar, java, home, health):
        self.jar, self.java, self.home, self.health = jar, java, Path(home), health
        self.port = free_port()
        self.process = None
        self.home.mkdir(parents=True, exist_ok=True)

    def arguments(self):
        return [f"--server.port={self.port}"]

    def start(self, jvm_flags=JVM_FLAGS):
        """Starts it and returns the seconds from the start of the process to the first 200."""
        self.log = self.home / f"{self.jar.stem}.log"
        command = [self.java, *jvm_flags, "-jar", str(self.jar), *self.arguments()]
        began = time.monotonic()
        self.process = processes.start(command, self.log, self.home)
        while time.monotonic() - began < 120:
            if self.process.poll() is not None:
                break
            try:
                if Client(self.port).send("GET", self.health)[0] == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.005)
        raise Failure(f"{self.jar.name} did not start:\n" + "\n".join(self.log.read_text().splitlines()[-15:]))

    def stop(self):
        if self.process:
            processes.stop(self.process)
            self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


class Registry(Service):
    """Started in ``home``, where its data is in registry-data, as it would be by the README."""

    path = "/api/v1/execution-requests"

    def __init__(self, java, home, settings=()):
        super().__init__(JAR, java, home, "/health")
        self.data = self.home / "registry-data"
        self.settings = list(settings)

    def arguments(self):
        return [*super().arguments(), f"--registry.data-dir={self.data}", *self.settings]

    def stop(self):
        super().stop()
        processes.stop_postmaster(self.data)

    def server(self):
        return Server(self.data / "pg_service.conf")

    def token(self):
        return (self.data / "submit.token").read_text().strip()

    def count(self, where=""):
        return int(self.server().query(f"SELECT count(*) FROM registry.execution_request {where}"))


class Peer(Service):
    """Spring Data REST on the same server, in the database peer."""

    path = "/records"

    def __init__(self, java, home, server):
        super().__init__(PEER, java, home, "/records?size=1")
        self.on = server

    def arguments(self):
        return [*super().arguments(),
                f"--spring.datasource.url=jdbc:postgresql://127.0.0.1:{self.on.connection('port')}/peer",
                "--spring.datasource.username=" + self.on.connection("user"),
                "--spring.datasource.password=" + self.on.connection("password")]

    def count(self, where=""):
        return int(self.on.query(f"SELECT count(*) FROM same_columns {where}", database="peer"))

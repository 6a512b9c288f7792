"""Starts the registry and Hermes WebUI on loopback, and ends them by their process ids."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

EXTENSION = "execution-request-registry"
PASSWORD = "a-password-for-this-trial-only"


class CouldNotStart(Exception):
    """A service is not there, or ends before it answers."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**more):
    """Nothing of the caller's but what every program needs: no token, proxy or HERMES_ setting gets through."""
    kept = {name: value for name, value in os.environ.items()
            if name in ("PATH", "LANG", "JAVA_HOME") or name.startswith("LC_")}
    return {**kept, "NO_PROXY": "127.0.0.1,localhost", **{name: str(value) for name, value in more.items()}}


class Service:
    """A child process in a process group of its own, with a log. Ends when its block is left."""

    def __init__(self, name, command, log, env, directory):
        self.name, self.log = name, Path(log)
        self._command, self._env, self._directory = [str(part) for part in command], env, directory
        self._process = None

    def __enter__(self):
        with self.log.open("wb") as log:
            try:
                self._process = subprocess.Popen(self._command, cwd=self._directory, env=self._env, stdout=log,
                                                 stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                                 start_new_session=True)
            except OSError as failure:
                raise CouldNotStart(f"{self.name}: {failure}") from failure
        return self

    def __exit__(self, *_):
        self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def wait_for(self, url, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=2):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.3)
        tail = self.log.read_text(errors="replace")[-3000:]
        raise CouldNotStart(f"{self.name} does not answer at {url}. The end of its log:\n{tail}")


def registry(java, jar, port, home, state, log):
    """Closed to readers: beside a name that is not a loopback one, reading needs a token."""
    command = [java, "-jar", jar, f"--server.port={port}", f"--registry.data-dir={home / 'registry'}",
               "--registry.security.allowed-hosts=127.0.0.1,localhost,registry.example"]
    return Service("the registry", command, log, environment(HOME=home, HERMES_WEBUI_STATE_DIR=state), home)


def hermes(python, checkout, port, home, state, extensions, log):
    agent = home / "agent"
    workspace = home / "workspace"
    for directory in (agent, workspace):
        directory.mkdir()
    (agent / "run_agent.py").write_text('"""No agent: nothing is sent to one here."""\n')
    env = environment(
        HOME=home, HERMES_HOME=home / "hermes", HERMES_BASE_HOME=home / "hermes",
        HERMES_CONFIG_PATH=home / "hermes" / "config.yaml", HERMES_WEBUI_STATE_DIR=state,
        HERMES_WEBUI_HOST="127.0.0.1", HERMES_WEBUI_PORT=port, HERMES_WEBUI_PASSWORD=PASSWORD,
        HERMES_WEBUI_AGENT_DIR=agent, HERMES_WEBUI_DEFAULT_WORKSPACE=workspace, HERMES_WEBUI_SKIP_ONBOARDING="1",
        HERMES_WEBUI_EXTENSION_DIR=extensions, HERMES_WEBUI_EXTENSION_MANIFEST=f"{EXTENSION}/manifest.json",
        PYTHONNOUSERSITE="1", PYTHONDONTWRITEBYTECODE="1",
        HERMES_WEBUI_TEST_NETWORK_BLOCK="1")  # so that Hermes itself asks nobody elsewhere
    return Service("Hermes WebUI", [python, Path(checkout) / "server.py"], log, env, checkout)

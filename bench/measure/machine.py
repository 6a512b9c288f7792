"""What the figures were measured on."""

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from .figures import Failure

# Flags for every JVM that is measured, the registry's and the peer's: what the README recommends, which is none.
JVM_FLAGS = ()

NEEDED = {"wrk": "wrk", "psql": "postgresql-client", "pgbench": "postgresql (Debian: postgresql-15, or the newer one)",
          "mvn": "maven", "sha256sum": "coreutils"}


def require_tools():
    missing = [f"{tool} (package {package})" for tool, package in NEEDED.items() if not find(tool)]
    if missing:
        raise Failure("missing: " + ", ".join(missing))


def find(tool):
    """A tool on the PATH, or among PostgreSQL's own where Debian keeps it off the PATH."""
    if shutil.which(tool):
        return shutil.which(tool)
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{tool}")
    return max((str(path) for path in versions), default=None)


def java(home=None, version=None):
    """The java command of a JDK home; else of an installed JDK of that version; else None."""
    if home:
        return str(Path(home) / "bin" / "java")
    if version:
        for release in sorted(Path("/usr/lib/jvm").glob("*/release")):
            if re.search(rf'^JAVA_VERSION="{version}\b', release.read_text(), re.MULTILINE):
                command = release.parent / "bin" / "java"
                if command.exists():
                    return str(command)
        return None
    return shutil.which("java")


def java_version(command):
    lines = subprocess.run([command, "-version"], capture_output=True, text=True).stderr.splitlines()
    return lines[1] if len(lines) > 1 else " ".join(lines)


def java_major(command):
    found = re.search(r'"(\d+)|build (\d+)', java_version(command))
    return int(next(group for group in found.groups() if group)) if found else 0


def load_average():
    return os.getloadavg()[0]


def describe():
    """(what, value) pairs for the report. No name of this machine, and no path."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text()).group(1)) / 1024 / 1024
    return [("processor", f"{len(os.sched_getaffinity(0))} cores, {cpu.group(1) if cpu else platform.machine()}"),
            ("memory", f"{memory:.1f} GiB"), ("system", f"Linux {platform.release()}"),
            ("load average before the start", f"{load_average():.2f}")]

"""Processes that the measurement starts, and ends by their ids whatever happens."""

import os
import signal
import subprocess
import time
from pathlib import Path

from .figures import Failure

_started = []


def start(command, log, cwd, env=None):
    """Starts a process whose output goes to a file. Ctrl-C at the terminal does not reach it; stop() does."""
    with open(log, "ab") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=cwd,
                                   env=env, start_new_session=True)
    _started.append(process)
    return process


def stop(process, patience=60):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process in _started:
        _started.remove(process)


def stop_all():
    for process in reversed(list(_started)):
        stop(process, patience=20)


def stop_postmaster(data_dir):
    """Ends the PostgreSQL of a service that was killed and could not end it."""
    try:
        pid = postmaster(data_dir)
        if os.readlink(f"/proc/{pid}/cwd") == str((Path(data_dir) / "postgres").resolve()):
            os.kill(pid, signal.SIGINT)
            for _ in range(100):
                os.kill(pid, 0)
                time.sleep(0.1)
    except (OSError, ValueError, IndexError):
        pass  # there is none, or it has ended


def postmaster(data_dir):
    """The process id of a running PostgreSQL, as it wrote it itself."""
    return int((Path(data_dir) / "postgres" / "postmaster.pid").read_text().split()[0])


def run(command, timeout, env=None, cwd=None, check=True):
    """Runs a command to its end and returns what it printed. Raises Failure with its last lines."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env=env, cwd=cwd, text=True, start_new_session=True)
    _started.append(process)
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        raise Failure(f"{command[0]} took longer than {timeout} s") from None
    finally:
        stop(process, patience=10)
    if check and process.returncode != 0:
        raise Failure(f"{command[0]} ended with {process.returncode}:\n" + "\n".join(output.splitlines()[-12:]))
    return output


def descendants(pid):
    """The ids of a process and of all below it."""
    children = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
            except OSError:
                continue  # ended meanwhile
    found, queue = [], [pid]
    while queue:
        found.append(queue.pop())
        queue.extend(children.get(found[-1], []))
    return found


def memory_mib(pid, field="Rss"):
    """Resident memory ("Rss"), or the share of it that counts shared pages once ("Pss")."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0

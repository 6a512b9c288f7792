"""Packets of about 1.3 kB, each unique, and the HTTP requests that post them.

They are the example packet with notes. Where a number goes stands MARK, which wrk/post.lua replaces.
"""

import base64
import json
from pathlib import Path

MARK = "@" * 10
EXAMPLE = Path(__file__).parents[2] / "examples" / "cto-work-067.json"
CLASSES = ("common", "tenth", "hundredth", "handful")


def packet_id(run, number):
    return f"bench-{run}-{number:010d}"


def template(run, **changes):
    """The packet's text. ``run`` tells the packets of one load from those of another."""
    packet = json.loads(EXAMPLE.read_text())
    packet["packet_id"] = f"bench-{run}-{MARK}"
    packet["notes"] = f"everyword: posted by the measurement {run} as its packet number {MARK}"
    packet.update(changes)
    return json.dumps(packet, indent=2)


def fill(text, number):
    return text.replace(MARK, f"{number:010d}")


def class_of(number, handful=()):
    """The same rule stands in wrk/post.lua."""
    if number in handful:
        return "handful"
    if number % 100 == 37:
        return "hundredth"
    return "tenth" if number % 10 == 5 else "common"


def request(port, path, body, token=None):
    """One HTTP/1.1 request as text, the length of its body right once MARK is filled."""
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Content-Type: application/json",
             "Accept: application/json", f"Content-Length: {len(body.encode())}"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    return "\r\n".join(lines) + "\r\n\r\n" + body


def peer_row(run):
    """The same packet as the peer takes it: every column named, bytes in base64.

    The client has done all the work here; the peer reads, stores and answers. A digest only has to be
    unique, so the number stands in its base64, and that of the packet is of the packet without its number.
    """
    text = template(run)
    packet = json.loads(text)
    row = {
        "submitted_by": "local",
        "submitted_at": "2026-11-22T09:20:30.937076Z",
        "packet": base64.b64encode(text.encode()).decode(),
        "packet_media_type": "application/json",
        "packet_sha256": base64.b64encode(run.encode().ljust(15, b"+")[:15]).decode() + MARK + "A" * 13 + "=",
        "leaf_hash": base64.b64encode(bytes(range(32))).decode(),
        "task_name": packet["task_shape"]["name"],
        "task_summary": packet["task_shape"]["summary"],
        "argv": packet["harness_command"]["argv"],
        "approval_required": True,
    }
    same = ("packet_version", "packet_id", "title", "requested_by", "work_items", "backend", "target_repository",
            "allowed_paths", "proof_pointers", "blocked_actions", "approval_required_from", "notes",
            "approval_granted", "execution_allowed", "runtime_default_activation")
    row.update({name: packet[name] for name in same})
    return json.dumps(row)

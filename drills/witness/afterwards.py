"""Whether everything that was promised holds."""

import collections
import json

from .checkpoints import get

PAGE = 200


def listed(port, token):
    """Every record that the service lists: (id, log_index, packet_sha256)."""
    records, cursor = [], ""
    while True:
        status, body = get(port, token, f"/api/v1/execution-requests?limit={PAGE}{cursor}")
        if status != 200:
            raise ValueError(f"the list was answered {status}: {body[:300]!r}")
        page = json.loads(body)
        records += [(one["id"], one["log_index"], one["packet"]["sha256"]) for one in page["items"]]
        if page["next_cursor"] is None:
            return records
        cursor = "&cursor=" + page["next_cursor"]


def compare(senders, witness, port, token):
    """Sentences and whether they hold; prints the figures that they rest on."""
    records = listed(port, token)
    times = collections.Counter(digest for _, _, digest in records)
    by_digest = {digest: (record, index) for record, index, digest in records}
    lost = [one for one in senders.promises if one.sha256 not in by_digest]
    moved = [one for one in senders.promises
             if one.sha256 in by_digest and by_digest[one.sha256] != (one.id, one.log_index)]
    twice = [digest for digest, count in times.items() if count > 1]
    wrong, size = witness.compare(port, token)
    acknowledged = len({one.sha256 for one in senders.promises})
    print(f"acknowledged {acknowledged}, found {acknowledged - len(lost)}, lost {len(lost)}, twice {len(twice)}; "
          f"{size} records in the log, {len(witness.seen)} checkpoints seen")
    print("answers: " + ", ".join(f"{answer} {count}" for answer, count in
                                  sorted(senders.answers.items(), key=lambda item: str(item[0]))))
    for fault in senders.faults + witness.faults:
        print(f"fault: {fault}")
    return {
        "every acknowledged record is there": not lost,
        "under the id and the index that were acknowledged": not moved,
        "no packet has two records": not twice,
        "there is no record of anything else": len(records) == acknowledged,
        "the indices have no gap": sorted(index for _, index, _ in records) == list(range(size)),
        "the tree is consistent with every checkpoint seen": not wrong and not witness.faults,
        "no post was answered with anything but 200, 201 or 503": not senders.faults,
    }

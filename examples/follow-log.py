#!/usr/bin/env python3
"""Follow a request registry's transparency log, and verify all of it.

Written from the public specifications (C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-proof; RFC 6962 2.1;
RFC 9162 2.1.3 and 2.1.4; RFC 8032 5.1) and the HTTP contract, openapi.yaml. Needs Python 3.9 and nothing else.
Status: 0 all verified, 1 the log is at fault, 2 it could not be checked.
"""
import argparse, base64, hashlib, http.client, json, os, random, re, sys, urllib.parse, zlib


class Fault(Exception):
    """What the log says is not true, or is not in the form that the specification demands."""


class NotChecked(Exception):
    """There is nothing to judge: no answer, no permission, a wrong argument."""


def check(holds, fault):
    if not holds:
        raise Fault(fault)


def ok(what, text):
    print(f"ok    {what:<12} {text}", flush=True)


def b64(text):                                          # RFC 4648 section 4, the one canonical encoding
    data = base64.b64decode(text, validate=True)
    check(base64.b64encode(data).decode() == text, f"not canonical base64: {text[:60]!r}")
    return data


def number(text):
    check(re.fullmatch("0|[1-9][0-9]{0,18}", text), f"not a decimal number: {text[:40]!r}")
    return int(text)


# ---- Ed25519, RFC 8032 sections 5.1.3, 5.1.4 and 5.1.7; a point is (X, Y, Z, T) ----
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(n, p):
    q = (0, 1, 1, 0)
    for bit in bin(n)[2:]:
        q = add(q, q)
        q = add(q, p) if bit == "1" else q
    return q


def point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    u, v = y * y - 1, D * y * y + 1
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    x = x if (v * x * x - u) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    check(y < P and (v * x * x - u) % P == 0 and (x or not sign), "a point is not on the curve")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def ed25519(public, message, signature):
    check(len(signature) == 64, "a signature has not 64 bytes")
    r, s = point(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    p, q = multiply(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))), add(r, multiply(k, point(public)))
    return s < L and (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


# ---- Merkle trees, RFC 6962 section 2.1 ----
def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def subtrees(leaves):                                   # rows[k] has the hashes of the full subtrees of height k
    rows = [leaves]
    while len(rows[-1]) > 1:
        rows.append([node(*rows[-1][i:i + 2]) for i in range(0, len(rows[-1]) - 1, 2)])
    return rows


def root_of(rows, size):                                # the full subtrees that `size` has, joined from the right
    root = None
    for k in range(size.bit_length()):
        if size >> k & 1:
            peak = rows[k][(size >> k) - 1]
            root = peak if root is None else node(peak, root)
    return root or hashlib.sha256(b"").digest()


def up(fn, sn, r, path, old):
    """The loop that RFC 9162 2.1.3.2 and 2.1.4.2 share: (the earlier root, the root, whether the path fits)."""
    for p in path:
        if sn == 0:
            return old, r, False
        if fn & 1 or fn == sn:
            old, r = old and node(p, old), node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return old, r, sn == 0


def included(leaf_hash, index, path, size, root):       # RFC 9162 section 2.1.3.2
    return index < size and up(index, size - 1, leaf_hash, path, None)[1:] == (root, True)


def consistent(first, first_root, second, second_root, path):   # RFC 9162 section 2.1.4.2
    if first == 0 or first == second:                   # nothing to prove
        return not path and (first == 0 or first_root == second_root)
    path = [first_root] * (first & (first - 1) == 0) + path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return path and first < second and up(fn, sn, path[0], path[1:], path[0]) == (first_root, second_root, True)


# ---- Keys and checkpoints: signed-note "Format" and "Signatures", tlog-checkpoint "Note text" ----
class Key:
    def __init__(self, text):
        found = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)", text)
        check(found, "the key is not name+id+base64")
        self.text, self.name, self.id, data, self.seen = text, found[1], bytes.fromhex(found[2]), b64(found[3]), {}
        check(len(data) == 33 and data[0] == 1, "the key is not an Ed25519 key (type 0x01)")
        check(self.id == hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4], "the key's id is false")
        self.public = data[1:]

    def open(self, note):
        """(size, root) of a checkpoint that this key signed; signatures of other keys are ignored, as they MUST."""
        if note not in self.seen:
            text, blank, signatures = note.rpartition("\n\n")
            check(blank and signatures.endswith("\n") and not re.search("[\0-\x09\x0b-\x1f]", note), "not a signed note")
            text, own = text + "\n", 0
            for line in signatures[:-1].split("\n"):
                found = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)", line)
                check(found, f"not a signature line: {line[:60]!r}")
                data = b64(found[2])
                if (found[1], data[:4]) == (self.name, self.id):
                    check(ed25519(self.public, text.encode(), data[4:]), "the checkpoint's signature is false")
                    own += 1
            check(own, f"the checkpoint is not signed by {self.name}+{self.id.hex()}")
            lines = text[:-1].split("\n")
            check(len(lines) > 2 and all(lines), "a checkpoint has at least three lines, none empty")
            check(lines[0] == self.name, f"the origin {lines[0]!r} is not the key's name, {self.name!r}")
            check(len(b64(lines[2])) == 32, "the root hash has not 32 bytes")
            self.seen[note] = number(lines[1]), b64(lines[2])
        return self.seen[note]


class Site:
    def __init__(self, base, token):
        url = urllib.parse.urlsplit(base)
        check(url.scheme in ("http", "https") and url.hostname, f"not an http URL: {base}")
        check(re.fullmatch("[!-~]*", token), "the token is not printable ASCII")
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        self.connection, self.path = kind(url.hostname, url.port, timeout=60), url.path.rstrip("/")
        self.headers = {"Accept-Encoding": "gzip, identity", **({"Authorization": "Bearer " + token} if token else {})}
        self.promised = False                           # whether a checkpoint promised what is asked for

    def get(self, path, media_type, absent=None):
        """The body, or None for the status `absent`."""
        for last in (False, True):                      # a connection that was kept may be closed by now
            try:
                self.connection.request("GET", self.path + path, headers={**self.headers, "Accept": media_type})
                answer = self.connection.getresponse()
                body = answer.read()
                break
            except (OSError, http.client.HTTPException) as e:
                self.connection.close()
                if last:
                    raise NotChecked(f"GET {path}: {e or type(e).__name__}")
        if answer.status == absent:
            return None
        if answer.status != 200:
            missing = self.promised and answer.status == 404
            raise (Fault if missing else NotChecked)(f"GET {path}: HTTP {answer.status}")
        got = answer.getheader("Content-Type", "").replace(" ", "").lower()
        check(got.replace(";charset=utf-8", "") == media_type, f"GET {path}: Content-Type is {got!r}")
        gzip = answer.getheader("Content-Encoding") == "gzip"
        return zlib.decompressobj(31).decompress(body, 1 << 25) if gzip else body

    def text(self, path):
        return self.get(path, "text/plain").decode()

    def json(self, path, absent=None):
        return json.loads(self.get(path, "application/json", absent) or "null")


# ---- tlog-tiles "Merkle Tree", "Partial Tiles" and "Log entries" ----
def tiles(size, level=0):
    """(level, number, width) of every tile that a tree of this size has."""
    while size >> 8 * level:
        yield from ((level, n // 256, min(256, (size >> 8 * level) - n)) for n in range(0, size >> 8 * level, 256))
        level += 1


def read_tile(site, kind, n, width, split):
    """The items of a tile or bundle. A partial one may be gone once the full one is there."""
    groups = f"{n:,}".split(",")                        # 1234067 is x001/x234/067
    path = f"/log/tile/{kind}/" + "/".join(["x" + g.zfill(3) for g in groups[:-1]] + [groups[-1].zfill(3)])
    data = site.get(f"{path}.p/{width}", "application/octet-stream", absent=404) if width < 256 else None
    items = split(site.get(path, "application/octet-stream") if data is None else data)
    check(len(items) == (256 if data is None else width), f"{path} of width {width} has {len(items)} items")
    return items[:width]


def hashes_of(items):
    items = list(items)
    check(all(len(item) == 32 for item in items), "a hash has not 32 bytes")
    return items


def split_hashes(data):
    return hashes_of(data[i:i + 32] for i in range(0, len(data), 32))


def split_entries(data):
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at:at + 2], "big")
        check(at + 2 <= len(data) >= end, "a bundle ends within an entry")
        entries.append(data[at + 2:end])
        at = end
    return entries


def parse_tlog_proof(text):
    """tlog-proof "Format", with the entry as extra data: (entry, index, path, checkpoint)."""
    head, _, note = text.partition("\n\n")
    magic, extra, index, *path = head.split("\n")
    check((magic, extra[:6], index[:6]) == ("c2sp.org/tlog-proof@v1", "extra ", "index "), "not a tlog-proof with an entry")
    return b64(extra[6:]), number(index[6:]), hashes_of(map(b64, path)), note


class Log:
    def __init__(self, site, key):
        self.site, self.key, self.roots = site, key, {}
        self.note = site.text("/log/checkpoint")
        self.size, self.root = key.open(self.note)
        site.promised = True

    def hashes(self, level, n, width):
        return read_tile(self.site, level, n, width, split_hashes)

    def bundle(self, n, width):
        return read_tile(self.site, "entries", n, width, split_entries)

    def read(self):
        self.entries, leaves, every = [], [], list(tiles(self.size))
        for level, n, width in every:
            if level == 0:
                leaves += self.hashes(0, n, width)
                self.entries += self.bundle(n, width)
        for i, entry in enumerate(self.entries):
            check(leaf(entry) == leaves[i], f"leaf hash {i} is not that of its entry")
        self.rows = subtrees(leaves)
        for level, n, width in every:
            if level:                                   # each hash is that of a full tile below
                self.compare(level, n, width)
        partial = sum(width < 256 for _, _, width in every)
        ok("tiles", f"{len(every) - partial} full, {partial} partial; {len(self.entries)} entries match their leaves")
        check(root_of(self.rows, self.size) == self.root, f"the tiles of size {self.size} do not have the signed root")
        ok("root", f"rebuilt for size {self.size}: {self.root.hex()}")

    def compare(self, level, n, width):
        check(self.hashes(level, n, width) == self.rows[8 * level][n * 256:n * 256 + width],
              f"tile {level}/{n} of width {width} is not that of the tiles below")

    def signed(self, note):
        """(size, root) of a checkpoint. A size has one root: the rebuilt one, or for a later size the one seen first."""
        size, root = self.key.open(note)
        known = root_of(self.rows, size) if size <= self.size else self.roots.setdefault(size, root)
        check(root == known, f"another root is signed for size {size}: {root.hex()}")
        return size, root

    def grew(self, first, second):
        """The consistency proof that the service gives, between a rebuilt root and a signed one."""
        proof = self.site.json(f"/api/v1/log/consistency?from={first}&to={second}")
        size, root = self.signed(proof["checkpoint"])
        check((proof["from"], proof["to"], size) == (first, second, second), "a consistency proof has other sizes")
        path = hashes_of(map(bytes.fromhex, proof["hashes"]))
        check(consistent(first, root_of(self.rows, first), second, root, path),
              f"the consistency proof from {first} to {second} is false")

    def earlier(self, sizes):
        """Rebuilds the root of each size, compares what was signed for it, and checks the growth between them."""
        signed = set()
        for size in sizes:                              # a signed size has a consistency proof from 0; others answer 404
            proof = self.site.json(f"/api/v1/log/consistency?from=0&to={size}", absent=404)
            if proof:
                check(self.signed(proof["checkpoint"])[0] == size, f"the checkpoint of size {size} has another size")
                signed.add(size)
                for level, n, width in tiles(size):     # the partial tiles of a signed size MUST be served
                    if width < 256:
                        self.compare(level, n, width)
                        check(level or self.bundle(n, width) == self.entries[n * 256:size],
                              f"the bundle {n} of size {size} has other entries")
            ok("size", f"{size}: root {root_of(self.rows, size).hex()}, {'as signed' if proof else 'never signed'}")
        pairs = [(first, second) for second in sorted(signed | {self.size}) for first in sizes if first < second]
        for first, second in pairs:
            self.grew(first, second)
        ok("consistency", f"{len(pairs)} proofs, from {len(sizes)} earlier sizes to {self.size} and to each other")

    def records(self):
        """The contract's entries: canonical JSON (RFC 8785), each of one record and packet, as the records say."""
        facts, listed, cursor = [json.loads(entry) for entry in self.entries], {}, ""
        for i, fact in enumerate(facts):
            check(json.dumps(fact, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == self.entries[i],
                  f"entry {i} is not canonical JSON")
        for name in ("id", "packet_sha256"):
            check(len({fact[name] for fact in facts}) == len(facts), f"two entries have the same {name}")
        while cursor is not None:
            page, before = self.site.json("/api/v1/execution-requests?limit=200" + cursor), len(listed)
            listed.update((item["log_index"], (item["id"], item["packet"]["sha256"])) for item in page["items"])
            cursor = "&cursor=" + page["next_cursor"] if page["next_cursor"] and len(listed) > before else None
        for i, fact in enumerate(facts):
            check(listed.get(i) == (fact["id"], fact["packet_sha256"]), f"record {i} is not listed as its entry says")
        ok("records", f"{len(facts)} entries, each of one record and packet, and the records are listed so")
        return facts

    def prove(self, i, fact):
        path = "/api/v1/execution-requests/" + urllib.parse.quote(fact["id"], safe="")
        j = self.site.json(path + "/proof")
        check((j["tree_size"], j["leaf_hash"]) == (self.signed(j["checkpoint"])[0], leaf(j["entry"].encode()).hex()),
              f"the JSON proof of record {i} contradicts itself")
        for form, (entry, index, hashes, note) in (
                ("JSON", (j["entry"].encode(), j["log_index"], hashes_of(map(bytes.fromhex, j["hashes"])), j["checkpoint"])),
                ("tlog", parse_tlog_proof(self.site.text(path + "/proof")))):
            check((entry, index) == (self.entries[i], i), f"the {form} proof of record {i} is of another entry")
            check(included(leaf(entry), i, hashes, *self.signed(note)), f"the {form} proof of record {i} is false")
        packet = self.site.get(path + "/packet", fact["packet_media_type"])
        check((hashlib.sha256(packet).hexdigest(), len(packet)) == (fact["packet_sha256"], fact["packet_bytes"]),
              f"the packet of record {i} is not the one that was logged")


def follow(args):
    try:                                                # what is wrong here is not the log's fault
        check(min(args.size + [args.sample or 0]) >= 0, "a size or a sample is not negative")
        site, state = Site(args.base_url, args.token), {}
        if args.state and os.path.exists(args.state):
            with open(args.state, encoding="utf-8") as f:
                state = json.load(f)
            check(args.key in (None, state["key"]), f"the state is of another key: {state['key']}")
        key = Key(args.key or (state["key"] if state else site.text("/log/key").rstrip("\n")))
        old, old_root = key.open(state["checkpoint"]) if state else (0, b"")
    except (Fault, ValueError, LookupError, TypeError) as e:
        raise NotChecked(str(e))
    ok("key", key.text + ("" if args.key else ", of the state" if state else ", TRUSTED ON FIRST USE: keep it for --key"))
    log = Log(site, key)
    ok("checkpoint", f"size {log.size}, signed by {key.name}")
    check(old <= log.size, f"the log was shortened: it had {old} entries at the last run, and has {log.size}")
    if max(args.size, default=0) > log.size:
        raise NotChecked(f"the log has no size {max(args.size)} yet")
    log.read()
    if state:
        check(root_of(log.rows, old) == old_root, f"the log was rewritten: its first {old} entries are others than before")
        log.grew(old, log.size)
        ok("state", f"the log only grew since the last run: {old} to {log.size}")
    log.earlier(sorted(set(args.size or [log.size // 2, log.size])))
    facts, chosen = log.records(), range(log.size)
    if args.sample is not None:
        seed = random.randrange(1 << 32) if args.seed is None else args.seed
        chosen = sorted(random.Random(seed).sample(chosen, min(args.sample, log.size)))
        ok("sample", f"{len(chosen)} of {log.size} records, with --seed {seed}")
    for i in chosen:
        log.prove(i, facts[i])
    for size in sorted(log.roots):                      # the log may have grown meanwhile
        log.grew(log.size, size)
    ok("proofs", f"of {len(chosen)} of {log.size} records, in both forms, and the digests of their packets")
    if args.state:
        with open(args.state + ".new", "w", encoding="utf-8") as f:
            json.dump({"key": key.text, "checkpoint": log.note}, f, indent=1)
        os.replace(args.state + ".new", args.state)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base_url", metavar="BASE_URL")
    parser.add_argument("--key", metavar="VKEY", help="the log's key; else the state's, else what /log/key says")
    parser.add_argument("--state", metavar="FILE", help="keeps the last verified checkpoint, for the next run")
    parser.add_argument("--token", default="", help="a bearer token that may read")
    parser.add_argument("--size", metavar="N", type=int, action="append", default=[], help="an earlier size; repeatable")
    parser.add_argument("--sample", metavar="N", type=int, help="prove only N random records")
    parser.add_argument("--seed", metavar="N", type=int, help="choose the same records again")
    try:
        follow(parser.parse_args())
        print("VERIFIED")
        return 0
    except NotChecked as e:
        print(f"NOT CHECKED {e}")
    except (OSError, http.client.HTTPException, KeyboardInterrupt) as e:
        print(f"NOT CHECKED {type(e).__name__}: {e}")
    except Fault as e:
        print(f"FAULT {e}")
        return 1
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, zlib.error) as e:
        print(f"FAULT an answer has not the form that it must have: {type(e).__name__}: {e}")
        return 1
    return 2


if __name__ == "__main__":
    sys.exit(main())

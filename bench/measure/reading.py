"""Reading one record by its id, random among 10,000."""

from . import load, packets
from .figures import Row, Series, better
from .services import Registry


def ensure_records(plan, service, wanted):
    """Posts until the service has that many."""
    run = f"f{plan.jdk}"
    common = (packets.template(run), service.token()) if isinstance(service, Registry) else (packets.peer_row(run), None)
    classes = load.write_requests(service, plan.work, run, common=common)
    while service.count() < wanted:
        load.post(service, classes, plan.seconds)


def write_paths(plan, service, ids):
    path = plan.work / f"{service.jar.stem}.paths"
    path.write_text("".join(f"{service.path}/{id}\n" for id in ids.split()))
    return path


def measure(plan, registry, peer, server):
    for service in (registry, peer):
        ensure_records(plan, service, plan.readable)
    pick = f"SELECT id FROM {{}} ORDER BY random() LIMIT {plan.readable}"
    ours = write_paths(plan, registry, server.query(pick.format("registry.execution_request")))
    theirs = write_paths(plan, peer, server.query(pick.format("same_columns"), database="peer"))

    def get(service, paths):
        return lambda seconds: load.get(service, paths, seconds, plan.next_label()).rate

    def pgbench(clients, threads):
        return lambda seconds: server.pgbench("bench_columns", "read_same_columns.sql", seconds, clients=clients,
                                              threads=threads, wanted=plan.readable)

    series = plan.interleave("reading", {
        "ours": get(registry, ours), "peer": get(peer, theirs), "32 1": pgbench(32, 1), "32 2": pgbench(32, 2),
        "8 1": pgbench(8, 1), "8 2": pgbench(8, 2)}, Series, "/s", warm=("ours", "peer", "32 1"))
    return [
        Row("reading one record ÷ pgbench key reads, 32 clients", series["ours"], better(series["32 1"], series["32 2"]),
            ("≥", 1.3)),
        Row("reading one record ÷ pgbench key reads, 8 clients", series["ours"], better(series["8 1"], series["8 2"]),
            note="8 clients are what this server does best with; the service has 32"),
        Row("reading one record ÷ Spring Data REST", series["ours"], series["peer"], ("≥", 5)),
    ]

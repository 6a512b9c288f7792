"""Recording: 32 connections post packets of 1.3 kB, each unique."""

from . import load, packets
from .figures import Row, Series, better


def contestants(plan, registry, peer, server):
    """Name to a function of the seconds to run that gives records a second."""
    run = f"w{plan.jdk}"
    packet = packets.template(run)
    ours = load.write_requests(registry, plan.work, run, common=(packet, registry.token()))
    theirs = load.write_requests(peer, plan.work, run, common=(packets.peer_row(run), None))

    def pgbench(database, script, threads):
        def measure(seconds):
            server.checkpoint()
            return server.pgbench(database, script, seconds, threads=threads, packet=packet, n=0,
                                  run=f"{run}-{plan.next_label()}")
        return measure

    def post(service, classes):
        def measure(seconds):
            server.checkpoint()
            return load.post(service, classes, seconds).rate
        return measure

    return {"ours": post(registry, ours), "peer": post(peer, theirs),
            "columns 1": pgbench("bench_columns", "insert_same_columns.sql", 1),
            "columns 2": pgbench("bench_columns", "insert_same_columns.sql", 2),
            "table 1": pgbench("bench_table", "insert_same_table.sql", 1),
            "table 2": pgbench("bench_table", "insert_same_table.sql", 2)}


def measure(plan, registry, peer, server):
    series = plan.interleave("recording", contestants(plan, registry, peer, server), Series, "/s", warm=("ours", "peer"))
    limit = better(series["columns 1"], series["columns 2"])
    same_table = better(series["table 1"], series["table 2"])
    return [
        Row("recording ÷ PostgreSQL's single-row durable inserts, the same columns", series["ours"], limit, ("≥", 1.0)),
        Row("recording ÷ PostgreSQL's single-row durable inserts, the same table", series["ours"], same_table,
            note="with every constraint, trigger and index, and the lock that a gapless index needs"),
        Row("recording ÷ Spring Data REST", series["ours"], series["peer"], ("≥", 4)),
    ]

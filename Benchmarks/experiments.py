#!/usr/bin/env python3
"""What a grid of small cells costs beside its training.

    Benchmarks/experiments.py .build/release/serf-nlp

trains a grid of 20 cells on the bundled reviews and prints, as JSON lines:

experiment/cores_busy       processor time of the run over what its cores had in its time: one cell a core; above 0.90
experiment/runner_overhead  time outside of cells over time in cells, one cell at a time: start, reading the specification,
                            store and folders; below 0.01

Both go on from a grid that has its first cells, so that no time is guessed beforehand (that guess takes up to two seconds of
all cores, once a grid). The machine must be quiet: the second figure is one of the clock.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

SPECIFICATION = """
task: sentiment
settings: {{architecture: transformer, model-width: 64, feed-forward-width: 128, epochs: {epochs}, patience: 1000}}
axes: {{activation: [relu, serf]}}
seeds: {seeds}
baseline: relu
test: none
"""


def run(program, folder, store, seeds, jobs, epochs):
    """Brings a store to so many seeds of both activations; returns seconds by the clock and of the processors."""
    path = os.path.join(folder, "study.yaml")
    with open(path, "w") as file:
        file.write(SPECIFICATION.format(seeds=seeds, epochs=epochs))
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [program, "experiment", "run", path, "--store", store, "--jobs", str(jobs), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds_in_cells(store):
    with sqlite3.connect(store) as database:
        return database.execute("SELECT COUNT(*), SUM(total_seconds) FROM cells WHERE state = 'finished'").fetchone()


def emit(name, value, **settings):
    print(json.dumps({"name": name, "value": round(value, 6), "unit": "ratio", **settings}), flush=True)


def measure(program, cells, epochs):
    cores = len(os.sched_getaffinity(0))
    for name, jobs in ("cores_busy", cores), ("runner_overhead", 1):
        with tempfile.TemporaryDirectory() as folder:
            store = os.path.join(folder, "results.sqlite")
            run(program, folder, store, 1, jobs, epochs)
            known, before = seconds_in_cells(store)
            seconds, processor = run(program, folder, store, 1 + cells // 2, jobs, epochs)
            count, inside = seconds_in_cells(store)
            inside, count = inside - before, count - known
            if count != cells:
                sys.exit(f"{count} cells were trained, not {cells}")
            value = processor / (cores * seconds) if name == "cores_busy" else (seconds - inside) / inside
            emit(
                f"experiment/{name}", value, cells=count, jobs=jobs, cores=cores, seconds=round(seconds, 3),
                seconds_in_cells=round(inside, 3), processor_seconds=round(processor, 3))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the command serf-nlp")
    parser.add_argument("--cells", type=int, default=20, help="an even number")
    parser.add_argument("--epochs", type=int, default=10, help="of each cell")
    options = parser.parse_args()
    if options.cells < 2 or options.cells % 2:
        parser.error(f"--cells is {options.cells}; expected an even number of 2 or more")
    measure(os.path.abspath(options.program), options.cells, options.epochs)


if __name__ == "__main__":
    main()

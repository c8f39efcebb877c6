"""Measuring one thing many times: alone for its latency, by several at once for its throughput."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

WARM_UP = 20
Operation = Callable[[], None]


@dataclass
class Latency:
    p50: float  # milliseconds
    p95: float
    count: int


def alone(operation: Operation, count: int, warm_up: int = WARM_UP) -> Latency:
    for _turn in range(warm_up):
        operation()
    taken = []
    for _turn in range(count):
        begun = time.perf_counter()
        operation()
        taken.append((time.perf_counter() - begun) * 1000)
    return Latency(median(taken), quantiles(taken, n=20)[-1], count)


def together(operations: Sequence[Operation], count: int) -> float:
    """Each operation in a thread of its own, `count` times in all; returns how many a second."""
    errors: list[BaseException] = []
    gate = threading.Barrier(len(operations) + 1)

    def run(operation: Operation) -> None:
        gate.wait()
        try:
            for _turn in range(count // len(operations)):
                operation()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=[operation]) for operation in operations]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return count // len(operations) * len(operations) / (time.perf_counter() - begun)

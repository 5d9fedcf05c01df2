"""Replications on a Dask cluster that is there already, with the digits of here: versions are compared first.

Its library is imported inside functions: it is an extra, and slow to load.
"""

from __future__ import annotations

import asyncio
import logging
import operator
import pickle
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from planner.errors import PlannerError
from planner.pool import AHEAD, Pool
from planner.texts import _
from planner.version import __version__
from simulation.inputs import Inputs
from simulation.records import Records
from simulation.replication import replicate

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Distant

LIBRARY = "distributed"
OURS = "support-planner"
# What the digits depend on, and the library itself: its versions do not understand each other.
COMPARED = (OURS, "numpy", "simpy", "scipy", LIBRARY)
_ANSWER_WITHIN = 15.0  # seconds for a scheduler to answer
_LOOK_EVERY = 5.0  # seconds between two looks at the workers
_PATIENCE = 30.0  # seconds without a worker; where a worker is started again after its end, that takes a few
_LEAVING = 5.0  # seconds for taking leave: a cluster that is gone must not hold the answer back
_BROKEN = (OSError, ValueError, TypeError, ImportError, MemoryError)  # what comes of an address that is no scheduler's

Info = Mapping[str, Any]


@contextmanager
def cluster_pool(address: str) -> Iterator[Pool]:
    """The workers of the Dask scheduler at an address, as a pool; on leaving, what still runs is cancelled there.

    PlannerError if the library is missing, if no scheduler answers, if it has no workers, or if a worker has other
    versions than are here: its digits could differ.
    """
    _require_library()
    with _told_to_our_log():
        threads = _look(address)
        if not threads:
            raise PlannerError(
                _("The Dask cluster at {address} has no workers. Start some: dask worker {address}").format(
                    address=address
                )
            )
        with _connected(address) as client:
            pool = ClusterPool(client, address, sum(threads.values()))
            with _watched(address, threads, pool.fail):
                yield pool


class ClusterPool:
    """A pool whose replications run on the workers of a Dask cluster.

    The library has an executor for ``concurrent.futures``, but its tasks cannot be used here: the scheduler would have
    to import Support Planner to read them, each would carry the inputs, and one that ends while it is cancelled prints
    a trace. Here a scenario is sent once, as bytes that only workers open; the scheduler can send it again if its
    worker dies, and needs nothing but Dask. Records are fetched by the client's own thread, so that nothing waits for
    a worker that has gone.
    """

    def __init__(self, client: Client, address: str, threads: int) -> None:
        # each thread of the cluster has one to do and one to go on with
        self.ahead = max(AHEAD, 2 * threads)
        self._client = client
        self._address = address
        self._distant: dict[Future[Any], Distant[Records]] = {}
        self._sent: tuple[Inputs, Distant[Any]] | None = None
        self._failure: PlannerError | None = None

    def submit(self, inputs: Inputs, seed: int, replication: int) -> Future[Any]:
        """Begin a replication."""
        if self._failure is not None:
            raise self._failure
        if self._client.status != "running":
            raise _lost(self._address)
        distant = self._client.submit(operator.call, self._send(inputs), seed, replication, pure=False)
        future: Future[Any] = Future()
        self._distant[future] = distant
        _fetched(self._client, distant).add_done_callback(partial(_hand_on, future))
        return future

    def records(self, future: Future[Any]) -> Records:
        """The records of a replication that is done; they can be asked for once."""
        from distributed import KilledWorker

        del self._distant[future]
        try:
            records: Records = future.result()
        except KilledWorker as error:
            raise PlannerError(
                _(
                    "Workers of the cluster at {address} ended again and again while they simulated, perhaps for want"
                    " of memory. Give them more, and read their logs."
                ).format(address=self._address)
            ) from error
        except (CancelledError, OSError) as error:
            raise _lost(self._address) from error
        return records

    def give_up(self, futures: Iterable[Future[Any]]) -> None:
        """Cancel replications on the cluster; what a worker has begun it finishes, and nobody fetches it."""
        left = [self._distant.pop(future) for future in list(futures) if future in self._distant]
        if self._client.status == "running":
            self._client.cancel(left)

    def fail(self, error: PlannerError) -> None:
        """End what has been begun, and whatever would be, with an error."""
        self._failure = error
        for future in list(self._distant):
            with suppress(InvalidStateError):
                future.set_exception(error)

    def _send(self, inputs: Inputs) -> Distant[Any]:
        if self._sent is None or self._sent[0] is not inputs:
            packed = pickle.dumps(partial(replicate, inputs), protocol=pickle.HIGHEST_PROTOCOL)
            with warnings.catch_warnings():
                # one large message for a scenario is what is wanted here
                warnings.filterwarnings("ignore", message="Sending large graph", category=UserWarning)
                self._sent = (inputs, self._client.submit(pickle.loads, packed, pure=False))
        return self._sent[1]


def _fetched(client: Client, distant: Distant[Records]) -> Future[Records]:
    """The records of a replication as soon as they are here."""
    fetching = client.gather(distant, asynchronous=True)
    return asyncio.run_coroutine_threadsafe(fetching, client.loop.asyncio_loop)


def _hand_on(future: Future[Any], fetched: Future[Records]) -> None:
    """Give what was fetched to who waits for it, unless the watch over the cluster was first."""
    with suppress(InvalidStateError):
        if fetched.cancelled():
            future.set_exception(CancelledError())
        elif (error := fetched.exception()) is not None:
            future.set_exception(error)
        else:
            future.set_result(fetched.result())


def _lost(address: str) -> PlannerError:
    return PlannerError(
        _(
            "The cluster at {address} has dropped the run or cannot be reached any more. Look at its scheduler, and run"
            " it again."
        ).format(address=address)
    )


def _require_library() -> None:
    try:
        import distributed  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise PlannerError(
            _(
                "A cluster needs the library {library}, which is not installed here. Install it in the version that the"
                " cluster has: pip install {library}==VERSION"
            ).format(library=LIBRARY)
        ) from error


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    from distributed import Client
    from distributed.versions import VersionMismatchWarning

    try:
        with warnings.catch_warnings():
            # what matters of the versions has been compared
            warnings.simplefilter("ignore", VersionMismatchWarning)
            client = Client(address, timeout=_ANSWER_WITHIN, set_as_default=False)
    except _BROKEN as error:
        raise _unreachable(address, error) from error
    try:
        yield client
    finally:
        with suppress(OSError, RuntimeError):
            client.close(timeout=_LEAVING)


@contextmanager
def _told_to_our_log() -> Iterator[None]:
    """Let the library's own lines go where ours go; it would print them into the answer."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in {LIBRARY, "tornado"}]
    loggers = [logging.getLogger(name) for name in names]
    before = [(logger.handlers, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [], True
    try:
        yield
    finally:
        for logger, (handlers, propagate) in zip(loggers, before, strict=True):
            logger.handlers, logger.propagate = handlers, propagate


@contextmanager
def _watched(address: str, known: Collection[str], fail: Callable[[PlannerError], None]) -> Iterator[None]:
    """Look at the workers now and then: the library lets tasks wait for ever when the last worker has gone."""
    ended = Event()
    thread = Thread(target=_watch, args=(address, set(known), fail, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=_LEAVING)


def _watch(address: str, known: set[str], fail: Callable[[PlannerError], None], ended: Event) -> None:
    seen = monotonic()
    while not ended.wait(_LOOK_EVERY):
        try:
            workers = set(_look(address, known))
        except _OtherVersionError as error:
            fail(error)
            return
        except PlannerError:
            workers = set()  # for a moment perhaps
        known |= workers
        if workers:
            seen = monotonic()
        elif monotonic() - seen > _PATIENCE:
            message = _("For {seconds:.0f} s the cluster at {address} has had no worker or not answered. Look at it.")
            fail(PlannerError(message.format(address=address, seconds=monotonic() - seen)))
            return


class _OtherVersionError(PlannerError):
    """A worker whose digits could differ."""


def _look(address: str, known: Collection[str] = ()) -> dict[str, int]:
    """The workers of a scheduler and their threads; PlannerError if one that is not known has other versions."""
    try:
        return asyncio.run(asyncio.wait_for(_ask(address, known), _ANSWER_WITHIN))
    except _BROKEN as error:
        raise _unreachable(address, error) from error


async def _ask(address: str, known: Collection[str]) -> dict[str, int]:
    # Asked before there is a client: making one of these can wait for ever at an address that is no scheduler's.
    from distributed import rpc
    from distributed.security import Security

    async with rpc(address, timeout=_ANSWER_WITHIN, connection_args=Security().get_connection_args("client")) as there:
        identity = await there.identity()
        if identity["type"] != "Scheduler":
            raise ValueError(_("that is a {type}").format(type=str(identity["type"]).lower()))
        threads = {worker: each["nthreads"] for worker, each in identity["workers"].items()}
        if threads.keys() - set(known):
            scheduler = await there.versions(packages=COMPARED)
            message = {"op": "versions", "packages": COMPARED}
            workers = await there.broadcast(msg=message, on_error="ignore")
            _require_same(address, scheduler, workers)
    return threads


def _unreachable(address: str, error: BaseException) -> PlannerError:
    root = error
    while root.__cause__ is not None:
        root = root.__cause__
    reason = str(getattr(root, "strerror", None) or root)
    if isinstance(root, TimeoutError) or not reason:
        reason = _("no answer within {seconds:.0f} s").format(seconds=_ANSWER_WITHIN)
    elif isinstance(root, MemoryError):
        reason = _("what answers is something else")  # its first bytes were read as the length of a message
    return PlannerError(
        _(
            "No Dask scheduler can be reached at “{address}” ({reason}). It is written like tcp://10.0.0.5:8786; look"
            " whether it runs."
        ).format(address=address, reason=reason)
    )


def _require_same(address: str, scheduler: Info, workers: Mapping[str, Info]) -> None:
    from distributed.versions import get_package_info

    ours = {**_versions(get_package_info(COMPARED)), OURS: __version__}
    # a scheduler only hands on: it need not even have the rest
    _compare(address, _("its scheduler"), {LIBRARY: ours[LIBRARY]}, _versions(scheduler["packages"]))
    for worker, info in workers.items():
        theirs = _versions(info["packages"])
        if theirs[OURS] is None:
            raise _OtherVersionError(
                _(
                    "Support Planner is not installed on the worker {worker} of the cluster at {address}. Install"
                    " version {version} there."
                ).format(worker=worker, address=address, version=__version__)
            )
        _compare(address, _("its worker {worker}").format(worker=worker), ours, theirs)


def _versions(packages: Mapping[str, str | None]) -> dict[str, str | None]:
    python = ".".join(str(packages["python"]).split(".")[:2])
    return {"Python": python, **{name: packages.get(name) for name in COMPARED}}


def _compare(address: str, who: str, ours: Mapping[str, str | None], theirs: Mapping[str, str | None]) -> None:
    wrong = [name for name in ours if theirs[name] != ours[name]]
    if wrong:
        raise _OtherVersionError(
            _(
                "The cluster at {address} might not give the digits of this computer: {who} has {theirs}, here there is"
                " {ours}. Install the same versions on both."
            ).format(address=address, who=who, theirs=_list(wrong, theirs), ours=_list(wrong, ours))
        )


def _list(names: Iterable[str], versions: Mapping[str, str | None]) -> str:
    return ", ".join(
        f"{name} {versions[name]}" if versions[name] else _("no {name}").format(name=name) for name in names
    )

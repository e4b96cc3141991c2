"""Ray Serve's hook for choosing a replica, joined to `prefixes`.

Serve's own class does the rest (tracking who lives, probing, retrying what could not be sent): that is why the choice is made here
and not in the engine over one handle a replica. The API is in alpha: pyproject pins Ray's version.
"""

from __future__ import annotations

from typing import Any

from ray.serve.request_router import PendingRequest, ReplicaID, RequestRouter, RunningReplica

from inference.server.prefixes import Prefixes


class PrefixRouter(RequestRouter):
    """Runs on the handle's own loop, in the front's process. Requests with a job go by its prompt, others anywhere."""

    def initialize_state(self, **_options: Any) -> None:
        self._prefixes = Prefixes()
        self._running: dict[tuple[ReplicaID, str], int] = {}  # (replica, request) to candidates

    async def choose_replicas(
        self, candidate_replicas: list[RunningReplica], pending_request: PendingRequest | None = None
    ) -> list[list[RunningReplica]]:
        if pending_request is not None:
            pending_request.routing_context.should_backoff = True  # all ranks are offered at once
        prompt = _job(pending_request).prompt if _job(pending_request) else ()
        known = {replica.replica_id: replica for replica in candidate_replicas}
        return [[known[number]] for number in self._prefixes.choose(known, prompt)]

    def on_request_routed(self, pending_request: PendingRequest, replica_id: ReplicaID, result: Any) -> None:
        job = _job(pending_request)
        if job is not None:
            self._prefixes.sent(replica_id, job.prompt, job.n)
            self._running[replica_id, pending_request.metadata.internal_request_id] = job.n

    def on_request_completed(self, replica_id: ReplicaID, internal_request_id: str) -> None:
        candidates = self._running.pop((replica_id, internal_request_id), 0)
        self._prefixes.done(replica_id, candidates)

    def update_replicas(self, replicas: list[RunningReplica]) -> None:
        super().update_replicas(replicas)
        self._prefixes.keep(replica.replica_id for replica in replicas)


def _job(request: PendingRequest | None) -> Any:
    """The request's second argument, if it is one to write something (see ray_app.Replica)."""
    return request.args[1] if request is not None and request.metadata.call_method == "write" else None

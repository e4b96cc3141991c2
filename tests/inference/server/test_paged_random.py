"""The paged scheduler under random work: whatever comes together, each text is the one that its job would write alone."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inference.server.engine import Job, Sampling
from tests.inference.server.paged_device import Device, Played, expected

BEGINNINGS = [(), (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3), (1,) * 9, (5,) * 17]


@st.composite
def devices(draw: st.DrawFn) -> Device:
    page = draw(st.sampled_from([1, 2, 4]))
    seats = draw(st.integers(1, 5))
    return Device(
        seats=seats,
        page=page,
        blocks=draw(st.integers(24 // page, 48 // page)) + 2,
        batch_tokens=draw(st.integers(seats, 20)),
        context=24,
    )


@st.composite
def jobs(draw: st.DrawFn, device: Device) -> Job:
    own = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    prompt = (*draw(st.sampled_from(BEGINNINGS)), *own)[-device.context + 1 :]
    sampling = Sampling(
        seed=draw(st.integers(0, 3)),
        ignore_eos=draw(st.booleans()),
        grammar=draw(st.sampled_from(["", "", "", "numbers", "dead end"])),
    )
    return Job(prompt, draw(st.integers(1, device.seats)), draw(st.integers(1, device.context - len(prompt))), sampling)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_jobs_together_write_what_each_writes_alone(data: st.DataObject) -> None:
    device = data.draw(devices())
    together = data.draw(st.lists(jobs(device), min_size=1, max_size=6))
    played = Played(device)
    for job in together:
        played.scheduler.submit(job)
        for _ in range(data.draw(st.integers(0, 3))):
            played.turn()
    played.play()
    for number, job in enumerate(together, 1):
        alone = Played(Device(seats=device.seats, page=device.page, blocks=device.blocks, context=device.context))
        alone.scheduler.submit(job)
        alone.play()
        for index in range(job.n):
            assert played.said(number, index) == alone.said(1, index) == expected(job, index)
            assert played.ends[number, index].tokens == alone.ends[1, index].tokens
    assert played.idle()


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_with_room_for_all_the_device_never_waits_for_the_host(data: st.DataObject) -> None:
    device = Device(seats=8, blocks=100, page=4, batch_tokens=data.draw(st.integers(8, 30)), context=24)
    played = Played(device)
    for _ in range(data.draw(st.integers(1, 4))):
        job = data.draw(jobs(device))
        played.scheduler.submit(replace(job, n=min(job.n, 2), sampling=replace(job.sampling, grammar="")))
    played.play()
    order = {entry: place for place, entry in enumerate(device.log)}
    for step in range(1, len(device.launched)):
        assert order["launch", step + 1] < order["collect", step] < order.get(("launch", step + 2), len(order))


class Traffic(RuleBasedStateMachine):
    """Jobs come, candidates are cancelled, the device fails; after each turn the blocks must balance (`Played.turn`)."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: dict[int, Job] = {}
        self.cancelled: set[tuple[int, int]] = set()

    @initialize(device=devices())
    def begin(self, device: Device) -> None:
        self.device = device
        self.played = Played(device)

    @rule(data=st.data())
    def submit(self, data: st.DataObject) -> None:
        job = data.draw(jobs(self.device))
        self.jobs[self.played.scheduler.submit(job)] = job

    @precondition(lambda self: self.played.written)
    @rule(data=st.data(), more=st.lists(st.integers(1, 3), max_size=3))
    def go_on(self, data: st.DataObject, more: list[int]) -> None:
        """A prompt that begins with what somebody wrote, or is writing."""
        number, index = data.draw(st.sampled_from(sorted(self.played.written)))
        prompt = (*self.jobs[number].prompt, *self.played.written[number, index], *more)[: self.device.context - 1]
        job = Job(prompt, 1, data.draw(st.integers(1, self.device.context - len(prompt))), Sampling(seed=number))
        self.jobs[self.played.scheduler.submit(job)] = job

    @rule(turns=st.integers(1, 12))
    def turn(self, turns: int) -> None:
        for _ in range(turns):
            self.played.turn()

    @precondition(lambda self: self.jobs)
    @rule(data=st.data(), whole=st.booleans())
    def cancel(self, data: st.DataObject, whole: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.jobs)))
        index = data.draw(st.integers(0, self.jobs[number].n - 1))
        self.played.scheduler.cancel(number, None if whole else index)
        self.cancelled |= {(number, each) for each in range(self.jobs[number].n) if whole or each == index}
        self.played.turn()
        assert all(key in self.played.ends for key in self.cancelled)

    @rule(what=st.sampled_from(["launch", "collect", "sit", "matcher"]))
    def fail(self, what: str) -> None:
        self.device.broken = what
        self.played.turn()

    @invariant()
    def texts_are_beginnings_of_the_right_ones(self) -> None:
        for (number, index), written in self.played.written.items() if self.jobs else ():
            assert written == expected(self.jobs[number], index)[0][: len(written)]

    def teardown(self) -> None:
        if self.jobs:
            self.device.broken = ""
            self.played.play()
            for number, job in self.jobs.items():
                for index in range(job.n):
                    written, reason = self.played.said(number, index)
                    whole = (written, reason) == expected(job, index)
                    assert whole or reason == "error" or (reason == "cancelled" and (number, index) in self.cancelled)
            assert self.played.idle()


Traffic.TestCase.settings = settings(deadline=None, max_examples=150, stateful_step_count=25)
TestTraffic = Traffic.TestCase

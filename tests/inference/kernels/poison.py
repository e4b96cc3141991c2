"""Tensors amid NaN: a kernel that reads beyond one spoils its result, a kernel that writes beyond one is found out."""

import torch
from torch import Tensor

ROOM = 4096  # elements before and after


class Poison:
    """The tensors that one launch gets, each inside a larger buffer."""

    def __init__(self) -> None:
        self._held: list[tuple[Tensor, Tensor, Tensor]] = []  # the view, its buffer, what the buffer held

    def hold(self, tensor: Tensor, outside: int = 0) -> Tensor:
        """A copy amid NaN, or amid `outside` where it holds integers: best what leads just out of another tensor."""
        fill = float("nan") if tensor.is_floating_point() else outside
        buffer = torch.full((tensor.numel() + 2 * ROOM,), fill, dtype=tensor.dtype)
        view = buffer[ROOM : ROOM + tensor.numel()].view(tensor.shape)
        view.copy_(tensor)
        self._held.append((view, buffer, buffer.clone()))
        return view

    def assert_only_changed(self, *outputs: Tensor) -> None:
        for view, buffer, before in self._held:
            inside = slice(ROOM, ROOM + view.numel())
            if any(view is output for output in outputs):
                before[inside] = buffer[inside]
            assert torch.equal(_bits(buffer), _bits(before)), f"{tuple(view.shape)} or its surroundings changed"


def _bits(tensor: Tensor) -> Tensor:
    """NaN equals NaN."""
    return tensor.view({2: torch.int16, 4: torch.int32, 8: torch.int64}[tensor.itemsize])


def assert_within(actual: Tensor, expected: Tensor, bound: Tensor) -> None:
    """|actual - expected| ≤ bound, element by element; NaN is never within."""
    error = (actual.double() - expected).abs()
    assert bool((error <= bound).all()), f"off by {float((error / bound).nan_to_num(torch.inf).max()):.3g} bounds"

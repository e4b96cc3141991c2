"""How far a result in floating point may lie from the exact one, derived from the number of roundings.

Higham, Accuracy and Stability of Numerical Algorithms (2002): n roundings multiply by at most 1 + γ(n), where
γ(n) = n·u / (1 - n·u), and a sum of n products, whatever their order, is off by at most γ(n) · Σ|a||b| (chapter 3).
Everything here is float64.
"""

import torch
from torch import Tensor

FLOAT32 = 2.0**-24  # u: half of the last place


def roundoff(dtype: torch.dtype) -> float:
    return torch.finfo(dtype).eps / 2


def gamma(roundings: int, u: float = FLOAT32) -> float:
    assert roundings * u < 0.1
    return roundings * u / (1 - roundings * u)


def product_error(a: Tensor, weight: Tensor, a_error: Tensor | float = 0.0) -> Tensor:
    """Of a (R, K) · weight (O, K)ᵀ in float32, where a itself is off by at most a_error."""
    return (gamma(a.shape[1] + 1) * (a.abs() + a_error) + a_error) @ weight.abs().mT


def normed_error(x: Tensor, norm: Tensor, eps: float, weight: Tensor, dtype: torch.dtype) -> Tensor:
    """Of rsqrt(mean(x²) + eps) · (weight · (x∘norm)), x∘norm rounded to dtype.

    The sum of squares takes D + 1 roundings, division, eps, root and the last product at most five more.
    """
    gained = x * norm
    factor = torch.rsqrt(x.square().mean(-1, keepdim=True) + eps)
    error = product_error(gained, weight, gained.abs() * (roundoff(dtype) + gamma(1))) * factor
    return error + gamma(x.shape[1] + 6) * ((gained @ weight.mT * factor).abs() + error)


def silu_product_error(gate: Tensor, up: Tensor, gate_error: Tensor, up_error: Tensor) -> Tensor:
    """Of gate · sigmoid(gate) · up: silu's slope is below 1.1; exp, sum, quotient and products take eight roundings."""
    silu = gate * torch.sigmoid(gate)
    silu_error = 1.1 * gate_error
    error = silu_error * (up.abs() + up_error) + silu.abs() * up_error
    return error + gamma(8) * ((silu * up).abs() + error)


def stored_error(value: Tensor, error: Tensor, dtype: torch.dtype) -> Tensor:
    """Of a value, off by `error`, after it is rounded to dtype."""
    return error + roundoff(dtype) * (value.abs() + error)

import pytest
import torch

from inference.nn.architecture import Architecture, Rope
from inference.nn.packing import Weights, empty_weights, places, random_weights, unpacked
from tests.inference.nn.folders import MODEL_TYPES, SIZES, random_model


def architecture(model_type: str = "qwen3", **changes: object) -> Architecture:
    values = {
        "kind": model_type, "vocab": 96, "width": 32, "layers": 2, "heads": 4, "kv_heads": 2, "head_width": 16, "ffn": 48,
        "context": 64, "norm_eps": 1e-6, "rope": Rope(), "qkv_bias": model_type == "qwen2", "output_bias": False,
        "qk_norm": model_type == "qwen3", "tied": False, "dtype": "float32",
    }  # fmt: skip
    return Architecture(**{**values, **changes})


def tensors(weights: Weights) -> dict[str, torch.Tensor]:
    found = {"embedding": weights.embedding, "head": weights.head, "norm": weights.norm}
    for number, layer in enumerate(weights.layers):
        found |= {f"{number}.{name}": value for name, value in vars(layer).items() if value is not None}
    return found


@pytest.mark.parametrize("model_type", MODEL_TYPES)
def test_random_weights_fill_a_transformers_model(model_type: str) -> None:
    a = architecture(model_type)
    model = random_model(model_type)
    model.load_state_dict(unpacked(random_weights(a, seed=1), a), strict=True)


def test_every_packed_number_comes_from_one_place() -> None:
    """Numbered through the places, the packed tensors hold each number once, none left out."""
    a = architecture("llama", qkv_bias=True, output_bias=True, qk_norm=True)
    weights = empty_weights(a, "cpu", torch.float64)
    for value in tensors(weights).values():
        value.fill_(-1)
    start = 0
    for place in places(weights, a).values():
        count = place.target.numel()
        place.target.copy_(torch.arange(start, start + count, dtype=torch.float64).view(place.target.shape))
        start += count
    assert start == a.parameters
    packed = torch.cat([value.flatten() for value in tensors(weights).values()])
    assert torch.equal(packed.sort().values, torch.arange(start, dtype=torch.float64))


def test_rows_lie_as_the_kernels_read_them() -> None:
    a = architecture("qwen3", qkv_bias=True)
    weights = random_weights(a)
    plain, layer, half = unpacked(weights, a), weights.layers[1], a.head_width // 2
    for letter, first, heads in (("q", 0, 4), ("k", 4, 2), ("v", 6, 2)):
        rows = plain[f"model.layers.1.self_attn.{letter}_proj.weight"]
        biases = plain[f"model.layers.1.self_attn.{letter}_proj.bias"]
        for head in range(heads):
            for i in range(half):
                even, odd = (first + head) * 16 + 2 * i, (first + head) * 16 + 2 * i + 1
                left, right = (i, i + half) if letter != "v" else (2 * i, 2 * i + 1)
                assert torch.equal(layer.qkv[even], rows[head * 16 + left])
                assert torch.equal(layer.qkv[odd], rows[head * 16 + right])
                assert layer.qkv_bias[even] == biases[head * 16 + left]
    norm = plain["model.layers.1.self_attn.k_norm.weight"]
    assert torch.equal(layer.k_norm[0::2], norm[:half]) and torch.equal(layer.k_norm[1::2], norm[half:])
    assert torch.equal(layer.gate_up[0::2], plain["model.layers.1.mlp.gate_proj.weight"])
    assert torch.equal(layer.gate_up[1::2], plain["model.layers.1.mlp.up_proj.weight"])


def test_interleaved_heads_give_the_same_scores() -> None:
    """Turned as neighbours, q·k is what Hugging Face's halves give."""
    from transformers.models.llama.modeling_llama import apply_rotary_pos_emb

    a = architecture("llama")
    weights = random_weights(a, seed=3)
    plain = unpacked(weights, a)
    x = torch.randn(5, 32, generator=torch.Generator().manual_seed(0))
    angles = torch.outer(torch.arange(5.0), torch.tensor(100.0) ** -torch.linspace(0, 1, 8))
    q, k = (x @ plain[f"model.layers.0.self_attn.{letter}_proj.weight"].T for letter in "qk")
    whole = torch.cat((angles, angles), -1)
    q, k = apply_rotary_pos_emb(
        q.view(1, 5, 4, 16).transpose(1, 2), k.view(1, 5, 2, 16).transpose(1, 2), whole.cos()[None], whole.sin()[None]
    )
    packed = (x @ weights.layers[0].qkv.T)[:, : 6 * 16].view(5, 6, 8, 2)
    left, right = packed.unbind(-1)
    cos, sin = angles.cos()[:, None], angles.sin()[:, None]
    turned = torch.stack((left * cos - right * sin, right * cos + left * sin), -1).reshape(5, 6, 16).transpose(0, 1)
    torch.testing.assert_close(turned[0] @ turned[4].T, q[0, 0] @ k[0, 0].T)


def test_a_tied_head_is_the_embedding_itself() -> None:
    weights = random_weights(architecture(tied=True))
    assert weights.head is weights.embedding
    other = random_weights(architecture())
    assert other.head.data_ptr() != other.embedding.data_ptr()


def test_random_weights_are_made_by_their_seed() -> None:
    a = architecture()
    one, same, other = (tensors(random_weights(a, seed, dtype=torch.bfloat16)) for seed in (5, 5, 6))
    assert all(torch.equal(one[name], same[name]) for name in one)
    assert not any(torch.equal(one[name], other[name]) for name in one)
    assert {value.dtype for value in one.values() if value.dim() > 1} == {torch.bfloat16}
    assert all(value.is_contiguous() for value in one.values())


def test_sizes_of_the_test_models_are_the_same() -> None:
    assert architecture().vocab == SIZES["vocab_size"] and architecture().ffn == SIZES["intermediate_size"]

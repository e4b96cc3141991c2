"""The transformer: Llama's architecture with tied embeddings; parameter names are Hugging Face's.

RMSNorm (Zhang and Sennrich 2019), RoPE (Su et al. 2021, half-split as in Hugging Face), grouped-query attention
(Ainslie et al. 2023) and SwiGLU (Shazeer 2020).
B: batch, T: positions, D: width, H: heads, KV: key-value heads, E: head width, V: vocabulary.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from inference.nn.config import Config

Cache = list[tuple[Tensor, Tensor]]  # keys and values of each layer, (B, KV, T, E)


class RMSNorm(nn.Module):
    def __init__(self, width: int, eps: float):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x.float(), self.weight.shape, self.weight, self.eps).to(x.dtype)


def rope_tables(config: Config, device: torch.device | None = None) -> tuple[Tensor, Tensor]:
    """Cosines and sines (T, E) for every position of the context."""
    half = torch.arange(0, config.head_width, 2, device=device).float() / config.head_width
    angles = torch.outer(torch.arange(config.context, device=device).float(), config.rope_theta**-half)  # (T, E/2)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turns the pairs (i, i + E/2) of x (B, H, T, E) by the angles of its positions (T, E)."""
    left, right = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-right, left), dim=-1) * sin


class Attention(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        kv_width = config.kv_heads * config.head_width
        self.q_proj = nn.Linear(config.width, config.width, bias=False)
        self.k_proj = nn.Linear(config.width, kv_width, bias=False)
        self.v_proj = nn.Linear(config.width, kv_width, bias=False)
        self.o_proj = nn.Linear(config.width, config.width, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None, past: tuple[Tensor, Tensor] | None):
        B, T, D = x.shape
        q, k, v = (
            project(x).view(B, T, -1, self.config.head_width).transpose(1, 2)
            for project in (self.q_proj, self.k_proj, self.v_proj)
        )
        q, k = rotate(q, cos, sin).to(v.dtype), rotate(k, cos, sin).to(v.dtype)  # (B, H, T, E), (B, KV, T, E)
        if past is not None:
            k, v = torch.cat((past[0], k), dim=2), torch.cat((past[1], v), dim=2)
        out = F.scaled_dot_product_attention(
            q,
            k,
            v,
            attn_mask=mask,
            is_causal=mask is None and T > 1,
            enable_gqa=self.config.kv_heads != self.config.heads,
        )
        return self.o_proj(out.transpose(1, 2).reshape(B, T, D)), (k, v)


class FeedForward(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.gate_proj = nn.Linear(config.width, config.ffn, bias=False)
        self.up_proj = nn.Linear(config.width, config.ffn, bias=False)
        self.down_proj = nn.Linear(config.ffn, config.width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.input_layernorm = RMSNorm(config.width, config.norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = RMSNorm(config.width, config.norm_eps)
        self.mlp = FeedForward(config)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None, past: tuple[Tensor, Tensor] | None):
        mixed, present = self.self_attn(self.input_layernorm(x), cos, sin, mask, past)
        x = x + mixed
        return x + self.mlp(self.post_attention_layernorm(x)), present


class Body(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab, config.width)
        self.layers = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = RMSNorm(config.width, config.norm_eps)


class Llama(nn.Module):
    """Ids to logits; the output matrix is the embedding."""

    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.model = Body(config)
        cos, sin = rope_tables(config)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.apply(self._initialize)

    def _initialize(self, module: nn.Module) -> None:
        if isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, Block):  # children come first: what writes to the residual stream starts smaller (GPT-2)
            for output in (module.self_attn.o_proj, module.mlp.down_proj):
                output.weight.data.div_(math.sqrt(2 * self.config.layers))

    def hidden(self, ids: Tensor, mask: Tensor | None = None, cache: Cache | None = None) -> Tensor:
        """The last layer's normed output (B, T, D) for ids (B, T).

        mask: (B, 1, T, T), True where a position may look; causal without one. cache: what `cache` held of the
        earlier positions; it is extended in place (begin with an empty list).
        """
        start = cache[0][0].shape[2] if cache else 0
        end = start + ids.shape[1]
        assert end <= self.config.context, "longer than the context"
        assert not start or ids.shape[1] == 1, "after the first call, one position at a time"
        cos, sin = self.cos[start:end], self.sin[start:end]
        x = self.model.embed_tokens(ids)
        for index, block in enumerate(self.model.layers):
            x, present = block(x, cos, sin, mask, cache[index] if start else None)
            if cache is not None:
                cache[index : index + 1] = [present]
        return self.model.norm(x)

    def forward(self, ids: Tensor, mask: Tensor | None = None, cache: Cache | None = None) -> Tensor:
        """Logits (B, T, V)."""
        return F.linear(self.hidden(ids, mask, cache), self.model.embed_tokens.weight)

    def parameter_count(self) -> int:
        return sum(p.numel() for p in self.parameters())


@torch.no_grad()
def generate(
    model: Llama,
    ids: list[int],
    *,
    stop: int,
    limit: int = 256,
    temperature: float = 0.0,
    generator: torch.Generator | None = None,
) -> list[int]:
    """Continues `ids` until `stop`, greedily at temperature 0: the plain reference, for samples and tests."""
    cache: Cache = []
    step = torch.tensor([ids])
    out: list[int] = []
    for _ in range(min(limit, model.config.context - len(ids))):
        logits = model(step, cache=cache)[0, -1].float()
        if temperature > 0:
            token = int(torch.multinomial((logits / temperature).softmax(-1), 1, generator=generator))
        else:
            token = int(logits.argmax())
        if token == stop:
            break
        out.append(token)
        step = torch.tensor([[token]])
    return out

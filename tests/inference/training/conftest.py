"""A small tokenizer trained on a few lines, and a tiny model over it."""

import pytest
import torch

from inference.nn.config import Config
from inference.nn.model import Llama
from inference.nn.tokenizer import Tokenizer
from inference.training.tokenizer import train_tokenizer

LINES = [
    "Chúc bà ngoại luôn mạnh khỏe, ăn ngon, ngủ ngon.",
    "Năm mới, cháu kính chúc ông bà nhiều niềm vui!\nCháu thương ông bà nhiều lắm.",
    "Mẹ ơi, con ở Sài Gòn không về được, con nhớ mẹ.",
    "Ngày 20/11/2026, em xin gửi lời tri ân đến thầy cô.",
    "“Trăm năm trong cõi người ta, chữ tài chữ mệnh khéo là ghét nhau.”",
    "Tiêu đề: Xin nghỉ phép 2 ngày\n\nKính gửi chị Hà,\n\nEm xin nghỉ 14 và 15/10 (đưa mẹ đi khám).\n\nKính thư,\nNam",
    "Cả nhà mình quây quần bên mâm cơm chiều ba mươi… Ấm áp quá 🎉",
    "Dịp: Sinh nhật\nCho: bạn bè\nGọi: bạn\nXưng: mình\nTên: Lan\nDài: vừa",
]


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return train_tokenizer(LINES * 4, 512)


@pytest.fixture(scope="session")
def lines() -> list[str]:
    return LINES


@pytest.fixture
def model(tokenizer) -> Llama:
    torch.manual_seed(3)
    model = Llama(Config(vocab=tokenizer.size, width=256, layers=2, heads=4, kv_heads=2, ffn=256, context=128))
    for parameter in model.parameters():
        parameter.data += 0.05 * torch.randn_like(parameter)
    return model.eval()

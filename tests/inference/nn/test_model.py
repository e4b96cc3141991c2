import torch
from transformers import LlamaForCausalLM

from inference.nn.config import Config, read_hf_config, write_hf_config
from inference.nn.model import Llama, generate
from inference.nn.tokenizer import SPECIALS, Tokenizer, byte_level_bpe
from inference.nn.weights import load_model, save_model

SMALL = Config(vocab=300, width=64, layers=2, heads=4, kv_heads=2, ffn=96, context=48)


def random_model(config: Config = SMALL) -> Llama:
    torch.manual_seed(1)
    model = Llama(config)
    for parameter in model.parameters():  # large enough that a wrong sign or order shows
        parameter.data += 0.3 * torch.randn_like(parameter)
    return model.eval()


def byte_tokenizer() -> Tokenizer:
    from tokenizers.pre_tokenizers import ByteLevel

    tokens = [*SPECIALS, *sorted(ByteLevel.alphabet())]
    return Tokenizer(byte_level_bpe({token: number for number, token in enumerate(tokens)}, []))


def ids(count: int = 30) -> torch.Tensor:
    return torch.randint(0, SMALL.vocab, (2, count), generator=torch.Generator().manual_seed(2))


def test_logits_equal_hugging_faces(tmp_path):
    model = random_model()
    save_model(model, byte_tokenizer(), tmp_path)
    theirs = LlamaForCausalLM.from_pretrained(tmp_path).eval()
    with torch.no_grad():
        assert torch.allclose(model(ids()), theirs(ids()).logits, atol=1e-4)


def test_whoever_may_read_its_config_may_read_its_weights(tmp_path):
    save_model(random_model(), byte_tokenizer(), tmp_path)
    assert (tmp_path / "model.safetensors").stat().st_mode == (tmp_path / "config.json").stat().st_mode


def test_a_saved_model_is_read_back_exactly(tmp_path):
    model = random_model()
    save_model(model, byte_tokenizer(), tmp_path)
    again, _ = load_model(tmp_path)
    assert again.config == model.config
    assert all(torch.equal(a, b) for a, b in zip(model.parameters(), again.parameters(), strict=True))


def test_cached_steps_give_the_logits_of_the_whole_text():
    model, text, cache = random_model(), ids(), []
    with torch.no_grad():
        steps = [model(text[:, :10], cache=cache)] + [model(text[:, i : i + 1], cache=cache) for i in range(10, 30)]
        assert torch.allclose(torch.cat(steps, dim=1), model(text), atol=1e-4)


def test_a_position_never_sees_later_ones():
    model, text = random_model(), ids()
    changed = text.clone()
    changed[:, 20:] = 5
    with torch.no_grad():
        assert torch.equal(model(text)[:, :20], model(changed)[:, :20])


def test_generation_stops_at_the_stop_token():
    model = random_model()
    first = generate(model, [1, 3, 9], stop=-1, limit=5)
    assert len(first) == 5
    assert generate(model, [1, 3, 9], stop=first[2], limit=5) == first[: first.index(first[2])]


def test_the_configuration_survives_its_file(tmp_path):
    write_hf_config(SMALL, tmp_path / "config.json")
    assert read_hf_config(tmp_path / "config.json") == SMALL


def test_mams_size():
    assert 8_000_000 < Llama(Config()).parameter_count() < 9_000_000

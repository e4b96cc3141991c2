from transformers import AutoTokenizer

from inference.nn.weights import save_model


def test_transformers_reads_the_tokenizer_and_its_chat_template(model, tokenizer, lines, tmp_path):
    save_model(model, tokenizer, tmp_path)
    theirs = AutoTokenizer.from_pretrained(tmp_path)
    for line in lines:
        assert theirs(line, add_special_tokens=False)["input_ids"] == tokenizer.encode(line)
    messages = [{"role": "user", "content": lines[0]}]
    framed = theirs.apply_chat_template(messages, add_generation_prompt=True, return_dict=False)
    assert framed == tokenizer.frame(tokenizer.encode(lines[0]))

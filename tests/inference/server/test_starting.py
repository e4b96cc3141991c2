"""What the server does not start with, and certificates that are renewed while it runs."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from inference.errors import InferenceError
from inference.server import __main__ as program
from inference.server import keys, serving, tls
from tests.inference.server.network import Place, Server, new_key


def refusal(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """The one line on standard error; the first line for programs says the same."""
    assert program.main(["--model", "không có.gguf", *options]) == 1
    out, said = capsys.readouterr()
    assert len(said.splitlines()) == 1 and json.loads(out)["error"] in said
    return said


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_off_this_machine_it_wants_tls(model: Path, host: str) -> None:
    server = Server(model, "--host", host, LOIHAY_KEY="k")
    assert server.port is None
    code, said = server.end(asked=False)
    assert code == 1 and "chỉ chạy với TLS" in said and len(said.splitlines()) == 1


def test_and_a_key_wherever_it_is(place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOIHAY_KEY", raising=False)
    assert "Thiếu khóa" in refusal(capsys, *place.tls)
    keys.write(place.keys, [])
    assert "Thiếu khóa" in refusal(capsys, *place.tls, "--keys", str(place.keys))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda place: place.issue(not_after=datetime.now(UTC) - timedelta(days=1)), "đã hết hạn"),
        (lambda place: place.issue(not_before=datetime.now(UTC) + timedelta(days=1)), "chưa có hiệu lực"),
        (lambda place: place.authority.issue_cert("x").private_key_pem.write_to_path(place.key), "không thuộc về nhau"),
        (lambda place: place.cert.write_text("xin chào"), "không phải PEM"),
        (lambda place: place.key.write_bytes(b"\x00\xff"), "không phải PEM"),
        (lambda place: place.key.unlink(), "Không đọc được"),
        (lambda place: place.key.write_text(locked()), "có mật khẩu"),
    ],
)
def test_a_certificate_that_is_no_good_is_one_clear_line(
    place: Place, spoil, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOIHAY_KEY", "k")
    spoil(place)
    assert said in refusal(capsys, *place.tls)


def locked() -> str:
    """A private key under a password: nobody is asked for it at a terminal."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

    key, lock = generate_private_key(SECP256R1()), form.BestAvailableEncryption(b"x")
    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock).decode()


def test_options_that_do_not_fit_are_said(place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOIHAY_KEY", "k")
    assert "đi cùng nhau" in refusal(capsys, "--tls-cert", str(place.cert))
    monkeypatch.setenv("LOIHAY_KEY", "k")
    assert "Không đọc được tệp khóa" in refusal(capsys, "--keys", str(place.folder / "không có"))
    monkeypatch.setenv("LOIHAY_KEY", "k")
    assert "Không ghi được nhật ký" in refusal(capsys, "--log", str(place.folder / "không có" / "log"))


def test_what_the_system_refuses_is_said_in_vietnamese(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for options, said in (
        (["--keys", str(place.folder / "không có")], "không có tệp hoặc thư mục này"),
        (["--log", str(place.folder)], "đây là một thư mục"),
    ):
        monkeypatch.setenv("LOIHAY_KEY", "k")
        assert said in refusal(capsys, *options)
    with pytest.raises(InferenceError, match="Không mở được cổng 0 trên 203.0.113.1: máy này không có địa chỉ ấy."):
        serving._listen(socket.AF_INET, ("203.0.113.1", 0))
    unknown = serving._closed("khong-co.invalid", 0, socket.gaierror(socket.EAI_NONAME, "Name or service not known"))
    assert str(unknown) == "Không tìm thấy địa chỉ “khong-co.invalid”. Hãy kiểm tra lại --host."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Còn thiếu --model."),
        (["--model", "x", "--port", "99999"], "--port cần một số từ 0 đến 65535."),
        (["--model", "x", "--engine", "foo"], "Không có --engine “foo”. Có thể dùng: llama, gpu."),
        (["--model", "x", "--khong"], "Không hiểu “--khong”."),
        (["--model", "x", "--cache-gb", "nan"], "--cache-gb cần một số GB"),
    ],
)
def test_words_that_it_does_not_know_are_one_vietnamese_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        program.main(words)
    told = capsys.readouterr().err
    assert left.value.code == 2 and told.startswith(said) and told.count("\n") == 1


@pytest.mark.parametrize("module", ["inference.server", "inference.server.keys"])
def test_it_speaks_vietnamese_under_any_locale(module: str) -> None:
    words = {"inference.server": ["--model", "không có"], "inference.server.keys": ["list", "không có"]}[module]
    env = {**os.environ, "PYTHONIOENCODING": "latin-1", "LOIHAY_KEY": "k"}
    done = subprocess.run([sys.executable, "-m", module, *words], capture_output=True, env=env, timeout=60, check=False)
    said = done.stderr.decode()
    assert done.returncode == 1 and said.startswith("Không") and said.count("\n") == 1


def test_without_torch_the_gpu_engine_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOIHAY_KEY", "k")
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith(("inference.nn", "inference.server.gpu", "inference.kernels"))]:
        monkeypatch.delitem(sys.modules, name)
    assert "pip install 'loihay[gpu]'" in refusal(capsys, "--engine", "gpu", "--model", str(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_key_file_that_others_can_read_is_a_warning(model: Path, tmp_path: Path) -> None:
    new_key(tmp_path / "keys", "lan")
    (tmp_path / "keys").chmod(0o644)
    server = Server(model, "--keys", str(tmp_path / "keys"))
    assert server.port
    code, said = server.end()
    assert code == 0 and "Cảnh báo" in said and "chmod 600" in said


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_so_is_a_certificates_key_that_they_can_read(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOIHAY_KEY", "k")
    place.key.chmod(0o644)
    assert program.main(["--model", "không có.gguf", *place.tls]) == 1
    assert f"chmod o= {place.key.name}" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals")
def test_broken_keys_do_not_keep_a_certificate_from_being_renewed(place: Place, model: Path) -> None:
    new_key(place.keys, "lan")
    server = Server(model, *place.tls, "--keys", str(place.keys))
    before = ssl.get_server_certificate(("127.0.0.1", server.port))
    place.keys.write_text("hỏng[", encoding="utf-8")
    place.issue()
    server.process.send_signal(signal.SIGHUP)
    assert "Giữ khóa cũ" in server.process.stderr.readline()
    after = ssl.get_server_certificate(("127.0.0.1", server.port))
    code, said = server.end()
    assert code == 0 and after != before and "chứng chỉ cũ" not in said


def test_a_renewed_certificate_is_used_and_a_bad_one_is_not(place: Place, authority: trustme.CA) -> None:
    context = tls.server_context(place.cert, place.key)
    first = presented(context, place)
    place.issue()
    tls.load(context, place.cert, place.key)
    renewed = presented(context, place)
    assert renewed != first
    place.issue(not_after=datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(InferenceError, match="hết hạn"):
        tls.load(context, place.cert, place.key)
    assert presented(context, place) == renewed


def presented(context: ssl.SSLContext, place: Place) -> bytes:
    """The certificate that a client sees."""
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = place.trust().wrap_bio(back, there, server_hostname="localhost")
    server = context.wrap_bio(there, back, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return client.getpeercert(binary_form=True)

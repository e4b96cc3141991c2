"""A server process on a network, with a certificate, its key and a key file."""

import base64
import json
import os
import signal
import ssl
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx2
import trustme
from openai import OpenAI

from inference.server import keys

ROOT = Path(__file__).parents[3]
PATH = "/v1/completions"


@dataclass
class Place:
    """A folder with a certificate, its key and a key file."""

    folder: Path
    authority: trustme.CA

    @property
    def cert(self) -> Path:
        return self.folder / "chứng chỉ.pem"

    @property
    def key(self) -> Path:
        return self.folder / "khóa.pem"

    @property
    def keys(self) -> Path:
        return self.folder / "keys.toml"

    @property
    def tls(self) -> list[str]:
        return ["--tls-cert", str(self.cert), "--tls-key", str(self.key)]

    def issue(self, **dates: datetime) -> None:
        issued = self.authority.issue_cert("localhost", "127.0.0.1", "ai.test", **dates)
        self.cert.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(self.key)
        self.key.chmod(0o600)

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context


class Server:
    """A process that serves; its first line is read."""

    def __init__(self, model: Path, *options: str, **env: str) -> None:
        command = [sys.executable, "-m", "inference.server", "--model", str(model), "--threads", "1", *options]
        self.process = subprocess.Popen(
            command, env={**os.environ, **env}, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.port = json.loads(self.process.stdout.readline() or "{}").get("port")

    def end(self, *, asked: bool = True) -> tuple[int, str]:
        """Its exit status and what it said on standard error. asked: it must first be told to end."""
        if asked:
            self.process.send_signal(signal.SIGTERM)
        said = self.process.communicate(timeout=30)[1]
        return self.process.returncode, said


@dataclass
class Network:
    """A server on all addresses, and a key of its file."""

    server: Server
    place: Place
    secret: str
    log: Path

    def client(self, name: str = "localhost", secret: str | None = None) -> httpx2.Client:
        headers = {"Authorization": f"Bearer {secret or self.secret}"}
        return httpx2.Client(base_url=f"https://{name}:{self.server.port}", verify=self.place.trust(), headers=headers, trust_env=False)

    def openai(self, secret: str) -> OpenAI:
        return OpenAI(base_url=f"https://localhost:{self.server.port}/v1", api_key=secret, max_retries=0, http_client=self.client())


def new_key(file: Path, name: str, **limits: int) -> str:
    secret = f"lh-{base64.b32encode(os.urandom(20)).decode()}"
    known = keys.read(file) if file.exists() else ()
    keys.write(file, [*known, keys.make(name, secret, limits.get("streams"), limits.get("tokens"))])
    return secret

"""Asks a Hugging Face hub (or a mirror) which GGUF files a repository has: sizes, hashes, quantizations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from inference.errors import InferenceError
from inference.network import Network, faults

HUB = "https://huggingface.co"
NAME = re.compile(r"[\w][\w.-]{0,95}/[\w][\w.-]{0,95}")
QUANTIZATION = re.compile(r"(?:^|[-_.])((?:UD-)?(?:I?Q\d(?:_[A-Z0-9]+)*|TQ\d_\d|MXFP4(?:_MOE)?|BF16|F16|F32))(?=[-_.]|$)", re.IGNORECASE)
PART = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$", re.IGNORECASE)
ANSWER_SECONDS = 20.0


@dataclass(frozen=True)
class RemoteFile:
    """One file of a repository at one commit. sha256 is '' for the small ones that the hub keeps in git."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Weights:
    """A model in one quantization: one file, or all the parts of a split one in order."""

    quantization: str
    files: tuple[RemoteFile, ...]

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)


@dataclass(frozen=True)
class Repository:
    """What a hub says of a repository. commit: what was looked at; downloads take exactly that."""

    id: str
    commit: str
    licence: str
    gated: bool
    weights: tuple[Weights, ...]


@dataclass(frozen=True)
class Asked:
    """What a person typed: a repository, and if they said so the file, the quantization, the revision."""

    repository: str
    file: str = ""
    quantization: str = ""
    revision: str = ""


def asked(text: str) -> Asked:
    """Reads "owner/name", "owner/name:Q4_K_M", a link to a repository or to a file. InferenceError if it is neither."""
    text = text.strip().removeprefix("hf.co/").removeprefix("hf:")
    if "://" in text or text.startswith(("huggingface.co/", "www.huggingface.co/")):
        parts = [unquote(part) for part in urlsplit(text if "://" in text else f"https://{text}").path.split("/") if part]
        name, rest = "/".join(parts[:2]), parts[2:]
        if not NAME.fullmatch(name):
            raise _not_a_repository(text)
        named = rest[0] in ("blob", "resolve", "tree") if rest else False
        return Asked(name, "/".join(rest[2:]) if named else "", "", rest[1] if named and len(rest) > 1 else "")
    name, _, quantization = text.partition(":")
    if not NAME.fullmatch(name):
        raise _not_a_repository(text)
    return Asked(name, "", quantization.upper())


class Hub:
    """One hub, as one person sees it. Nothing is asked before a method is called."""

    def __init__(self, network: Network, endpoint: str = HUB, token: str = "") -> None:
        """endpoint: of a mirror (what others set as HF_ENDPOINT); token: for gated repositories."""
        self.network, self.endpoint, self._token = network, endpoint.rstrip("/"), token
        self.host = urlsplit(self.endpoint).hostname or self.endpoint

    @property
    def headers(self) -> dict[str, str]:
        """What identifies the person; sent to the hub alone, not to the store it redirects to."""
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    def look_up(self, repository: str, revision: str = "") -> Repository:
        """The repository's GGUF files, smallest first. InferenceError says what is wrong."""
        from huggingface_hub import HfApi, constants
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError
        from huggingface_hub.utils import close_session, set_client_factory

        if self.network.offline():
            from inference.network import OFFLINE

            raise OFFLINE
        constants.HF_HUB_DISABLE_TELEMETRY = True  # it would ask the hub itself for the names of agents, mirror or not
        set_client_factory(lambda: self.network.client("hỏi kho mô hình", silence=ANSWER_SECONDS))
        try:
            with faults(self.host):
                try:
                    api = HfApi(endpoint=self.endpoint, token=self._token or False)
                    found = api.model_info(repository, revision=revision or None, files_metadata=True, timeout=ANSWER_SECONDS)
                except HfHubHTTPError as fault:  # an HTTPError itself
                    raise refused(fault.response.status_code, repository, has_token=bool(self._token)) from fault
        except HFValidationError as fault:
            raise _not_a_repository(repository) from fault
        except (ValueError, KeyError, TypeError) as fault:
            raise InferenceError(f"{self.host} trả lời lạ, không phải một kho mô hình.", "Hãy kiểm tra địa chỉ kho.") from fault
        finally:
            close_session()
        return Repository(
            found.id or repository, found.sha or "main", _licence(found), bool(found.gated), weights(found.siblings or ())
        )

    def url(self, repository: str, commit: str, file: str) -> str:
        """Where a file is fetched from."""
        from huggingface_hub import hf_hub_url

        return hf_hub_url(repository, file, revision=commit, endpoint=self.endpoint)


def weights(siblings: Iterable[Any]) -> tuple[Weights, ...]:
    """GGUF files put together by quantization: split ones whole, smallest first; an incomplete split is left out."""
    groups: dict[str, list[RemoteFile]] = {}
    for sibling in siblings:
        name = sibling.rfilename
        if not name.lower().endswith(".gguf") or "mmproj" in name.lower():
            continue
        hashed = getattr(sibling, "lfs", None)
        file = RemoteFile(name, int(sibling.size or 0), str(hashed["sha256"]) if hashed else "")
        groups.setdefault(PART.sub("", name), []).append(file)
    found = []
    for files in groups.values():
        files.sort(key=lambda file: file.name)
        part = PART.search(files[0].name)
        if not part or int(part[2]) == len(files):
            found.append(Weights(quantization_of(files[0].name), tuple(files)))
    return tuple(sorted(found, key=lambda each: (each.bytes, each.files[0].name)))


def quantization_of(name: str) -> str:
    """"Q4_K_M" of "qwen2.5-7b-instruct-q4_k_m-00001-of-00002.gguf"; "" if the name does not say."""
    stem = PART.sub("", name.rsplit("/", 1)[-1])
    stem = stem[:-5] if stem.lower().endswith(".gguf") else stem
    marks = QUANTIZATION.findall(stem)
    return marks[-1].upper() if marks else ""


def refused(status: int, repository: str, *, has_token: bool) -> InferenceError:
    """What an HTTP status means to the person."""
    page = f"{HUB}/{quote(repository)}"
    if status == 401:
        if has_token:
            return InferenceError("Mã truy cập Hugging Face không đúng hoặc đã hết hạn.", "Hãy tạo mã mới rồi dán lại vào Cài đặt, mục Mạng.")
        return InferenceError(f"Không có kho “{repository}”, hoặc kho cần mã truy cập.", "Hãy kiểm tra tên, hoặc dán mã truy cập vào Cài đặt, mục Mạng.")
    if status == 403:
        return InferenceError(f"Kho “{repository}” chỉ mở cho người đã được duyệt.", f"Hãy đăng nhập và xin phép tại {page}.")
    if status == 404:
        return InferenceError(f"Không tìm thấy kho hoặc tệp của “{repository}”.", "Hãy kiểm tra lại tên.")
    if status == 429:
        return InferenceError("Kho mô hình đang bận: bị hỏi quá nhiều.", "Hãy đợi vài phút rồi thử lại.")
    if status >= 500:
        return InferenceError(f"Kho mô hình đang gặp sự cố (lỗi {status}).", "Hãy thử lại sau ít phút.")
    return InferenceError(f"Kho mô hình từ chối (lỗi {status}).", "Hãy thử lại hoặc chọn kho khác.")


def _licence(found: Any) -> str:
    tags = [tag.removeprefix("license:") for tag in found.tags or () if tag.startswith("license:")]
    return tags[0] if tags else ""


def _not_a_repository(text: str) -> InferenceError:
    return InferenceError(f"“{text[:80]}” không phải tên kho hay đường dẫn mô hình.", "Ví dụ: Qwen/Qwen2.5-7B-Instruct-GGUF.")

"""What a person reads of a model that could be fetched: how large, whether it suits this machine, under which terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inference.errors import InferenceError
from inference.models import catalogue, fit
from inference.models.begun import Begun
from inference.models.download import gigabytes
from inference.models.entries import Entry, ModelFile
from inference.models.hub import Repository, Weights, quantization_of

ORDER = {"tot": 0, "cham": 1, "khong_vua": 2}


@dataclass(frozen=True)
class Offer:
    """One model in one quantization. weights: where the hub was asked; file, entry: where the catalogue says so."""

    label: str
    repository: str
    revision: str
    quantization: str
    bytes: int
    fit: fit.Fit
    facts: str  # one line: quantization, size, licence
    description: str = ""
    terms: str = ""
    vmlu: str = ""
    entry: Entry | None = None
    file: ModelFile | None = None
    weights: Weights | None = None
    name: str = ""  # a file of it, when that is all that is known


def offers(entries: Iterable[Entry], machine: fit.Machine, measured: fit.Measure | None) -> list[Offer]:
    """The catalogue for this machine: each entry in the largest quantization that fits, what suits best first."""
    made = [_offer(entry, _best(entry, machine, measured), machine, measured) for entry in catalogue.by_size(entries)]
    return sorted(made, key=_suits)


def _suits(offer: Offer) -> tuple[int, float]:
    """Of those that run well the largest first, of the slow ones the fastest, of those that do not fit the smallest."""
    assert offer.entry
    within = {"tot": -offer.entry.parameters, "cham": -(offer.fit.words or 0), "khong_vua": offer.bytes}
    return ORDER[offer.fit.kind], within[offer.fit.kind]


def _best(entry: Entry, machine: fit.Machine, measured: fit.Measure | None) -> ModelFile:
    """The largest file that suits, else the smallest."""
    files = sorted(entry.files, key=lambda file: catalogue.weights_bytes(entry, file), reverse=True)
    return next((file for file in files if _fit(entry, file, machine, measured).kind != "khong_vua"), files[-1])


def _fit(entry: Entry, file: ModelFile, machine: fit.Machine, measured: fit.Measure | None) -> fit.Fit:
    share = entry.active / entry.parameters if entry.active else 1.0
    return fit.verdict(
        catalogue.weights_bytes(entry, file), catalogue.memory_need(entry, file.quantization), machine, measured, active=share
    )


def _offer(entry: Entry, file: ModelFile, machine: fit.Machine, measured: fit.Measure | None) -> Offer:
    size = catalogue.weights_bytes(entry, file)
    score = f"VMLU {entry.vmlu.score:.1f}".replace(".", ",") if entry.vmlu else ""
    return Offer(
        entry.label, entry.repository, entry.revision, file.quantization, size, _fit(entry, file, machine, measured),
        f"{file.quantization} · {gigabytes(size)} · {entry.licence}", entry.description,
        entry.terms if entry.commercial != "có" else "", score, entry, file,
    )  # fmt: skip


def offers_of(repository: Repository, machine: fit.Machine, measured: fit.Measure | None) -> list[Offer]:
    """What a repository that a person named has; memory is judged by the size of the files alone."""
    made = []
    for weights in repository.weights:
        need = round(weights.bytes * 1.1) + (700 << 20)
        name = repository.id.rpartition("/")[2]
        facts = [weights.quantization or weights.files[0].name, gigabytes(weights.bytes), repository.licence]
        made.append(
            Offer(
                f"{name} {weights.quantization}".strip(), repository.id, repository.commit, weights.quantization, weights.bytes,
                fit.verdict(weights.bytes, need, machine, measured), " · ".join(filter(None, facts)), weights=weights,
            )  # fmt: skip
        )
    return made


def chosen(offer: Offer, repository: Repository) -> Weights | None:
    """The files of an offer of the catalogue among those that the hub has now."""
    if offer.weights:
        return offer.weights
    wanted = offer.file.file if offer.file else offer.name
    named = [each for each in repository.weights if wanted in [file.name for file in each.files]]
    return (named or [each for each in repository.weights if each.quantization == offer.quantization] or [None])[0]


def again(begun: Begun) -> Offer:
    """What goes on with a download of another day."""
    quantization = quantization_of(begun.file)
    return Offer(begun.label, begun.repository, begun.commit, quantization, begun.total, fit.Fit("tot", ""), "", name=begun.file)


def to_use(shelf: Any, id: str) -> tuple[str, str]:
    """The file to load, and the adapter over it ("" for none). An adapter goes over the model it is tied to, or else the
    only one that is made alike. InferenceError if there is none."""
    kept = shelf.by_id(id)
    if not kept.is_adapter:
        return str(shelf.path(id)), ""
    alike = [each for each in shelf.models if each.about and not each.is_adapter and each.about.architecture == kept.about.architecture]
    base = kept.base or (alike[0].id if len(alike) == 1 else "")
    if not base:
        raise InferenceError(
            f"Chưa rõ “{kept.label}” đặt lên mô hình nào.", f"Hãy thêm đúng một mô hình nền kiểu {kept.about.architecture}."
        )
    shelf.tie(id, base)  # checked as the engine would
    return str(shelf.path(base)), str(shelf.path(id))


def said(kept: Any) -> str:
    """One line of a model that is here: its quantization, size, parameters."""
    about = kept.about
    if about is None:
        return kept.fault
    billions = f"{about.parameters / 1e9:.1f} tỉ tham số".replace(".", ",") if about.parameters >= 1e8 else f"{round(about.parameters / 1e6)} triệu tham số"
    licence = "" if about.licence == "other" else about.licence
    return " · ".join(filter(None, (about.quantization, gigabytes(about.size), billions, licence)))

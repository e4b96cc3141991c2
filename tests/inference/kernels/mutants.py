"""Kernels with a mistake put in: a comparison is worth what it finds."""

import importlib.util
import itertools
import sys
from pathlib import Path
from types import ModuleType

import inference.kernels

FOLDER = Path(inference.kernels.__file__).parent
_numbers = itertools.count()


def mutant(folder: Path, name: str, wrong: dict[str, str], *, within: str = "") -> ModuleType:
    """inference.kernels.<name> with each key of `wrong` replaced by its value, in a file in `folder`: Triton reads source.

    within: the module that the mistake is in, where it is one that <name> imports.
    """
    if not within or within == name:
        return _load(folder, name, wrong)
    other = _load(folder, within, wrong)
    return _load(folder, name, {f"from inference.kernels.{within} import": f"from {other.__name__} import"})


def _load(folder: Path, name: str, wrong: dict[str, str]) -> ModuleType:
    source = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    for right, mistake in wrong.items():
        if source.count(right) != 1:  # no AssertionError, which is what a test waits for
            raise LookupError(f"{right!r} is {source.count(right)} times in {name}.py")
        source = source.replace(right, mistake)
    title = f"mutant_{next(_numbers)}_{name}"
    path = folder / f"{title}.py"
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(title, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[title] = module
    spec.loader.exec_module(module)
    return module

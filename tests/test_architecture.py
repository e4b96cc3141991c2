"""The rules of the layout, read off the source: who imports whom, what may run at import, names, sizes, places."""

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 400  # lines
MODEL_BYTES = 32 * 2**20
ASSET_BYTES = 8 * 2**20
OURS = {"app", "inference"}


@dataclass(frozen=True)
class Module:
    """One source file. `path` is relative to the repository, with slashes."""

    path: str
    source: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def package(self) -> str:
        """The dotted package that relative imports start from."""
        return ".".join(self.path.split("/")[:-1])

    def within(self, *places: str) -> bool:
        return any(self.path == place or self.path.startswith(place + "/") for place in places)


Rule = Callable[[Module], Iterator[str]]


def imports(module: Module, *, top_level: bool = False) -> Iterator[str]:
    """Every dotted name that is imported, `from a import b` as `a.b`; also importlib's, if written out."""
    for node in statements_run_at_import(module.tree) if top_level else ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.package.split(".")[: len(module.package.split(".")) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__") and node.args:
            if isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


def statements_run_at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """All nodes that run when the module is imported: no function bodies, no lambdas, no `if __name__ == …`."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "__name__" in ast.dump(node.test):
            continue
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        elif not isinstance(node, ast.Lambda):
            waiting += list(ast.iter_child_nodes(node))


def called(call: ast.Call) -> str:
    """The last name of what is called: `open`, `read_text`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


# Rules: each yields what is wrong with one module.


def inference_never_imports_app(module: Module) -> Iterator[str]:
    if module.within("inference"):
        yield from (name for name in imports(module) if is_in(name, "app"))


def widgets_only_in_the_window(module: Module) -> Iterator[str]:
    if module.within("app", "inference") and not module.within("app/ui"):
        for name in imports(module):
            heavy = any(is_in(name, f"PySide6.{part}") for part in ("QtWidgets", "QtPrintSupport"))
            if heavy or (is_in(name, "PySide6") and not module.within("app/cards")):
                yield name


def only_the_entry_points_import_the_window(module: Module) -> Iterator[str]:
    entry = module.within("app/cli.py", "app/__main__.py")
    if module.within("app") and not module.within("app/ui"):
        yield from (name for name in imports(module, top_level=entry) if is_in(name, "app.ui"))


def window_modules_know_nothing_of_each_other(module: Module) -> Iterator[str]:
    if module.within("app/ui") and not module.within("app/ui/main.py", "app/ui/window.py", "app/ui/building.py"):
        yield from (name for name in imports(module) if is_in(name, "app.ui"))


def torch_only_where_models_are_trained_or_served_on_gpus(module: Module) -> Iterator[str]:
    gpu = ("inference/server/gpu_engine.py", "inference/server/gpu_runner.py")
    places = ("inference/nn", "inference/kernels", "inference/training", *gpu)
    if module.within("app", "inference") and not module.within(*places):
        for name in imports(module):
            if is_in(name, "torch") or is_in(name, "safetensors.torch") or is_in(name, "transformers"):
                yield name


def llama_never_runs_in_the_window(module: Module) -> Iterator[str]:
    if module.within("app"):
        yield from (name for name in imports(module) if is_in(name, "llama_cpp"))


def knowledge_of_vietnamese_is_pure(module: Module) -> Iterator[str]:
    if not module.within("app/viet"):
        return
    outside = ("os", "pathlib", "io", "sqlite3", "socket", "subprocess", "urllib", "tempfile", "shutil", "logging")
    for name in imports(module):
        if name.partition(".")[0] in OURS and not is_in(name, "app.viet"):
            yield name
        if any(is_in(name, package) for package in outside):
            yield name
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and called(node) in ("open", "print", "input"):
            yield called(node)


READS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "iterdir", "glob", "exists",
    "is_file", "is_dir", "print", "input", "getenv", "run", "Popen", "check_output", "check_call", "system", "basicConfig", "connect",
    "urlopen", "tr", "translate", "gettext", "QApplication", "QGuiApplication", "addApplicationFont",
    "load_knowledge", "assets_dir", "home_dir", "now", "today", "time",
}  # fmt: skip


def nothing_happens_at_import(module: Module) -> Iterator[str]:
    """No file, process, clock, translation or environment is touched by importing a module."""
    if not module.within("app", "inference"):
        return
    for node in statements_run_at_import(module.tree):
        if isinstance(node, ast.Call) and called(node) in READS:
            yield f"{called(node)}() in line {node.lineno}"
        if isinstance(node, ast.Attribute) and node.attr == "environ" and not module.path.endswith("__main__.py"):
            yield f"environ in line {node.lineno}"


def no_hidden_state(module: Module) -> Iterator[str]:
    """`global` is how a singleton looks from inside."""
    if module.within("app", "inference"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Global):
                yield f"global {', '.join(node.names)}"


def files_stay_short(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > LONGEST:
        yield f"{lines} lines"


def names_say_what_things_are(module: Module) -> Iterator[str]:
    name = module.path.rsplit("/", 1)[-1]
    if name in ("utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py"):
        yield name
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and re.search(r"(Manager|Helper|Service|Util|Utils)$", node.name):
            yield node.name


def packaging_is_no_package(module: Module) -> Iterator[str]:
    """It would shadow the `packaging` that half of PyPI imports."""
    if module.within("packaging") and module.path.endswith("__init__.py"):
        yield module.path


# The hosts are put together here, so that this file does not name them either.
HOSTS = [rf"{name}\.{end}" for name, end in [
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb.debian", "org"), ("download.pytorch", "org"),
]]  # fmt: skip
PLACES = [rf"/{name}" for name in ("root/", "work/", "srv/", r"home/\w", r"Users/\w")]
FORBIDDEN = re.compile("|".join([*HOSTS, *(rf"(?<![\w.~*}}]){place}" for place in PLACES)]))


def no_machine_or_registry_is_named(module: Module) -> Iterator[str]:
    yield from (found[0] for found in FORBIDDEN.finditer(module.source))


RULES: list[Rule] = [
    inference_never_imports_app,
    widgets_only_in_the_window,
    only_the_entry_points_import_the_window,
    window_modules_know_nothing_of_each_other,
    torch_only_where_models_are_trained_or_served_on_gpus,
    llama_never_runs_in_the_window,
    knowledge_of_vietnamese_is_pure,
    nothing_happens_at_import,
    no_hidden_state,
    files_stay_short,
    names_say_what_things_are,
    packaging_is_no_package,
    no_machine_or_registry_is_named,
]


def modules() -> list[Module]:
    paths = (path for top in ("app", "inference", "tests", "packaging") for path in sorted((ROOT / top).rglob("*.py")))
    return [Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_repository_keeps(rule: Rule) -> None:
    assert [f"{module.path}: {wrong}" for module in modules() for wrong in rule(module)] == []


BROKEN: list[tuple[Rule, str, str]] = [
    (inference_never_imports_app, "inference/client.py", "from app.errors import UserError"),
    (inference_never_imports_app, "inference/client.py", "def f():\n    import app"),
    (inference_never_imports_app, "inference/client.py", "import importlib\nimportlib.import_module('app.cli')"),
    (widgets_only_in_the_window, "app/cards/render.py", "from PySide6.QtWidgets import QWidget"),
    (widgets_only_in_the_window, "app/cards/print.py", "from PySide6 import QtPrintSupport"),
    (widgets_only_in_the_window, "app/writing/compose.py", "from PySide6.QtCore import QObject"),
    (widgets_only_in_the_window, "app/store/store.py", "def f():\n    import PySide6.QtGui"),
    (only_the_entry_points_import_the_window, "app/writing/compose.py", "def f():\n    from app.ui import main"),
    (only_the_entry_points_import_the_window, "app/cli.py", "from app.ui.main import run"),
    (window_modules_know_nothing_of_each_other, "app/ui/brief.py", "from app.ui.candidates import Candidates"),
    (window_modules_know_nothing_of_each_other, "app/ui/brief.py", "from . import candidates"),
    (window_modules_know_nothing_of_each_other, "app/ui/rooms/letter.py", "from ..brief import Panel"),
    (torch_only_where_models_are_trained_or_served_on_gpus, "inference/server/llama_engine.py", "import torch"),
    (torch_only_where_models_are_trained_or_served_on_gpus, "app/cli.py", "def f():\n    from torch import nn"),
    (llama_never_runs_in_the_window, "app/cli.py", "def f():\n    import llama_cpp"),
    (knowledge_of_vietnamese_is_pure, "app/viet/kinship.py", "from app.errors import UserError"),
    (knowledge_of_vietnamese_is_pure, "app/viet/kinship.py", "from pathlib import Path"),
    (knowledge_of_vietnamese_is_pure, "app/viet/kinship.py", "def f():\n    return open('x')"),
    (nothing_happens_at_import, "app/cli.py", "TEXT = open('x').read()"),
    (nothing_happens_at_import, "app/cli.py", "class A:\n    text = Path('x').read_text()"),
    (nothing_happens_at_import, "app/cli.py", "def f(home=home_dir()): ..."),
    (nothing_happens_at_import, "app/cli.py", "import os\nHOME = os.environ['HOME']"),
    (nothing_happens_at_import, "app/ui/window.py", "TITLE = translate('Lời Hay')"),
    (no_hidden_state, "app/store/store.py", "def f():\n    global store"),
    (files_stay_short, "app/cli.py", "pass\n" * (LONGEST + 1)),
    (names_say_what_things_are, "app/utils.py", ""),
    (names_say_what_things_are, "app/cli.py", "class CardManager: ..."),
    (packaging_is_no_package, "packaging/__init__.py", ""),
    (no_machine_or_registry_is_named, "app/cli.py", "HOME = '/" + "root/x'"),
    (no_machine_or_registry_is_named, "README.md", "pip install -i https://pypi" + ".org/simple x"),
]


@pytest.mark.parametrize(("rule", "path", "source"), BROKEN, ids=[f"{rule.__name__}-{path}" for rule, path, _ in BROKEN])
def test_a_planted_violation_is_found(rule: Rule, path: str, source: str) -> None:
    assert list(rule(Module(path, source)))


ALLOWED = [
    ("inference/client.py", "from inference.errors import InferenceError\nimport application"),
    ("app/cards/render.py", "from PySide6.QtGui import QImage"),
    ("app/ui/window.py", "from app.ui.brief import Panel\nfrom PySide6.QtWidgets import QWidget"),
    ("app/ui/brief.py", "from app.writing.brief import Brief\nfrom PySide6.QtPrintSupport import QPrinter"),
    ("app/cli.py", "def window():\n    from app.ui.main import run\n    return open('x')"),
    ("app/__main__.py", "from app.cli import main\nif __name__ == '__main__':\n    print(main())"),
    ("app/viet/verse.py", "import re\nfrom app.viet.text import nfc\nfrom .syllable import Syllable"),
    ("inference/nn/model.py", "import torch\nLIMIT = max(1, 2)"),
    ("inference/server/gpu_engine.py", "import torch"),
    ("app/cli.py", "later = lambda: open('x')\nadvice = 'see /usr/share/doc and ~/work/x'"),
]


@pytest.mark.parametrize(("path", "source"), ALLOWED)
def test_what_is_allowed_is_not_found(path: str, source: str) -> None:
    assert [wrong for rule in RULES for wrong in rule(Module(path, source))] == []


def test_texts_and_settings_name_no_machine_either() -> None:
    tops = [ROOT / "README.md", ROOT / "pyproject.toml", ROOT / ".gitignore", ROOT / ".ci" / "run"]
    inside = [path for top in ("app", "assets", "inference", "packaging") for path in (ROOT / top).rglob("*")]
    endings = {".md", ".toml", ".json", ".sh", ".cfg", ".cmake", ".txt"}
    texts = [path for path in [*tops, *(path for path in inside if path.suffix in endings)] if path.is_file()]
    named = [Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in texts]
    assert [f"{text.path}: {wrong}" for text in named for wrong in no_machine_or_registry_is_named(text)] == []


def assets() -> list[Path]:
    return [path for path in sorted((ROOT / "assets").rglob("*")) if path.is_file()]


def test_assets_stay_small() -> None:
    limits = {".gguf": MODEL_BYTES}
    assert [path.name for path in assets() if path.stat().st_size > limits.get(path.suffix, ASSET_BYTES)] == []


def test_every_data_file_parses() -> None:
    for path in assets():
        if path.suffix == ".toml":
            tomllib.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                json.loads(line)

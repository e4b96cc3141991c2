"""metrics.csv of a run (one row a measured loss) and its picture, loss.png."""

import csv
import os
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

COLUMNS = ("step", "tokens", "seconds", "series", "loss")


class Metrics:
    """Rows are appended as they come; a resumed run first drops those after its checkpoint."""

    def __init__(self, folder: Path, step: int):
        self.path = folder / "metrics.csv"
        self.picture = folder / "loss.png"
        self.rows: list[tuple] = []
        if self.path.exists():
            with self.path.open(newline="", encoding="utf-8") as file:
                rows = list(csv.reader(file))[1:]
            self.rows = [(int(r[0]), int(r[1]), float(r[2]), r[3], float(r[4])) for r in rows if int(r[0]) <= step]

    def add(self, progress: Any, series: str, loss: float) -> None:
        self.rows.append((progress.step, progress.tokens, round(progress.seconds, 1), series, round(loss, 5)))

    def flush(self) -> None:
        part = self.path.with_suffix(".part")
        with part.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *self.rows])
        os.replace(part, self.path)

    def plot(self) -> None:
        self.flush()
        if not find_spec("matplotlib"):
            return
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        series: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for _, tokens, _, name, loss in self.rows:
            series[name].append((tokens / 1e6, loss))
        figure = Figure(figsize=(8, 4.5), layout="constrained")
        axes = figure.add_subplot()
        for name, points in series.items():
            if name.endswith("train"):
                axes.plot(*zip(*points), color="0.8", linewidth=0.6)
                points = _smooth(points)
            axes.plot(*zip(*points), label=name)
        axes.set(xlabel="million tokens", ylabel="loss (nats a token)")
        axes.grid(alpha=0.3)
        axes.legend()
        FigureCanvasAgg(figure).print_png(str(self.picture))


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A running mean, of all points so far until there are thirty."""
    mean = 0.0
    out = []
    for number, (x, y) in enumerate(points, 1):
        mean += max(0.03, 1 / number) * (y - mean)
        out.append((x, mean))
    return out

"""The report: Markdown that reads as text too."""

from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "results"
HEAD = ["what", "ours", "held against", "ratio", "aim", "", "note"]


class Report:

    def __init__(self):
        self.facts, self.sections, self.aims = [], [], []

    def add(self, title, rows, summary=None):
        """A section; the rows that have an aim go to the top too, or ``summary`` for them."""
        self.sections.append((title, rows))
        self.aims += [(title, row) for row in (summary or [row for row in rows if row.aim])]

    def text(self, title):
        lines = [f"# {title}", "", "A value is the median of the rounds, with the lowest and the highest; a ratio is one of "
                 "medians.", ""]
        lines += table(["machine", ""], self.facts)
        lines += ["", "## Aims", ""]
        lines += table(["part", *HEAD], [[section, *row.cells()] for section, row in self.aims])
        for section, rows in self.sections:
            lines += ["", f"## {section}", "", *table(HEAD, [row.cells() for row in rows])]
        return "\n".join(lines) + "\n"

    def write(self, whole):
        """Into results/<date>.md; what is not the whole measurement gets a name that git ignores."""
        RESULTS.mkdir(exist_ok=True)
        today = date.today().isoformat()
        path = RESULTS / (f"{today}.md" if whole else f"{today}-part.md.tmp")
        path.write_text(self.text(f"Measurements of {today}" + ("" if whole else ", not whole")))
        return path


def table(head, rows):
    rows = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    padded = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in [head, *rows]]
    return [padded[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *padded[1:]]

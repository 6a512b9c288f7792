"""Runs the extension registry's own checks over the extension, in a copy of its checkout."""

import shutil
import subprocess
from pathlib import Path

SCRIPTS = (("validate-extensions.mjs",), ("scan-extension-safety.mjs",), ("check-sidecar-usage.mjs",),
           ("generate-registry.mjs", "--out", "dist/registry.json"))


def run(node, checkout, entry, home):
    """Yields, for each script, its name, whether it is content, and what it says of this extension."""
    copy = Path(home) / "extension-registry"
    shutil.copytree(checkout, copy, ignore=shutil.ignore_patterns(".git", "node_modules"))
    shutil.copytree(entry, copy / "extensions" / Path(entry).name)
    for script, *arguments in SCRIPTS:
        result = subprocess.run([node, f"scripts/{script}", *arguments], cwd=copy, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, timeout=300, check=False)
        said = result.stdout.decode(errors="replace").strip()
        yield script, result.returncode == 0, said


def listed(home, identifier):
    """Whether the registry that was generated offers the extension, with a file of each asset."""
    index = (Path(home) / "extension-registry" / "dist" / "registry.json").read_text()
    return f'"{identifier}"' in index and "assets/extension.js" in index

"""Changes one thing at a time in src/, and sees whether the tests notice: `make mutants`.

python tools/mutants.py [NAME ...]

tests/mutants.yaml has the edits: each is made in a copy of src/. What the vectors find is compared
first, to the field and the words; a mutant that is still alive meets the tests that it names. It
fails if more than a tenth survive, or if an edit does not fit src/ any more.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutants.yaml"
MOST_ALIVE = 0.1


def is_noticed(source: Path, tests: list[str]) -> bool:
    """Tell whether anything fails with this copy of src/."""
    environment = {**os.environ, "PYTHONPATH": str(source)}
    commands = [[sys.executable, "tools/write_findings.py"]]
    if tests:
        paths = [f"tests/{one}" for one in tests]
        commands.append(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *paths]
        )
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        if done.returncode:
            return True
    return False


def main(names: list[str]) -> int:
    """Try all mutants, or those of these names, and give the exit status."""
    mutants = yaml.safe_load(LIST.read_text("utf-8"))
    chosen = [one for one in mutants if not names or one["name"] in names]
    if is_noticed(ROOT / "src", []):
        print("the vectors are not as they should be before anything is changed: run 'make docs'")
        return 2
    alive: list[str] = []
    stale: list[str] = []
    for mutant in chosen:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "src"
            shutil.copytree(ROOT / "src", source)  # what is compiled there is still good
            file = source / "xenstream" / mutant["file"]
            text = file.read_text("utf-8") if file.exists() else ""
            if text.count(mutant["old"]) != 1:
                stale.append(mutant["name"])
                print(f"stale    {mutant['name']}", flush=True)
                continue
            file.write_text(text.replace(mutant["old"], mutant["new"]), encoding="utf-8")
            noticed = is_noticed(source, mutant.get("tests", []))
        print(f"{'noticed ' if noticed else 'SURVIVED'} {mutant['name']}", flush=True)
        if not noticed:
            alive.append(mutant["name"])
    tried = len(chosen) - len(stale)
    print(f"{tried - len(alive)} of {tried} noticed; {len(stale)} do not fit src/ any more")
    return int(bool(stale) or len(alive) > MOST_ALIVE * tried)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

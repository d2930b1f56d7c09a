"""A small library on disk: its files, and helpers to write more of them."""

from dataclasses import dataclass
from pathlib import Path

from coach.adapters.library.library import YamlLibrary
from coach.domain.exercise import Exercise
from coach.domain.routine import Routine
from coach.ports.library import Problem

CAT_COW = """\
schema: 1
kind: exercise
id: cat-cow
name: Cat-cow
aliases: [cat stretch]
type: mobility
position: all-fours
setup:
  - Hands under your shoulders, knees under your hips.
phases:
  - {name: inhale, seconds: 3, say: "Breathe in, let your belly sink.", brief: "In", pose: cow}
  - {name: exhale, seconds: 3, say: "Breathe out, round your back.", brief: "Out"}
dose: {reps: 5-10, rest: 15s}
finish: [Come back to a flat back.]
avoid-if: [wrists, knees]
instead:
  - {if: [knees, wrists], exercise: bottom to heels}
adapt:
  - if: [arching]
    say: Keep the movement small.
    phases:
      inhale: {say: "Breathe in, stay flat.", brief: "In"}
easier: {exercise: child-pose, reps: 3, say: "On a chair."}
harder: null
figure: {view: side, poses: {cow: {like: all-fours, arch: -0.07}}}
source: [S1]
"""

CHILD_POSE = """\
schema: 1
kind: exercise
id: child-pose
name: Child's pose
aliases: [bottom to heels]
type: stretch
position: kneeling
phases:
  - {name: fold, seconds: 3, say: "Sit back toward your heels."}
  - {name: hold, seconds: hold}
  - {name: return, seconds: 2s}
dose: {reps: 3, hold: 20s}
finish: Walk your hands back.
"""

WALK = """\
schema: 1
kind: exercise
id: walk
name: Walk
type: walk
position: standing
phases: [{name: walk, seconds: hold, say: Easy pace.}]
dose: {time: 2m}
finish: [Stand still.]
"""

ROUTINE = """\
schema: 1
kind: routine
title: First two
steps:
  - exercise: child-pose
  - rest: 30s
  - exercise: cat-cow
    reps: 5-10
  - pain-check
"""


@dataclass
class Shelves:
    """The two folders of a library."""

    own: Path
    bundled: Path

    @property
    def library(self) -> YamlLibrary:
        return YamlLibrary(self.own, self.bundled)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the person's own."""
        path = self.own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def read(self, text: str | bytes) -> Routine:
        """The routine of a file with this text."""
        routine = self.library.routine(str(self.write("mine.yaml", text))).routine
        assert routine is not None
        return routine

    def read_exercise(self, text: str) -> Exercise:
        """The exercise of an own file with this text."""
        self.write("exercises/mine.yaml", text)
        library = self.library
        assert not library.broken_exercises()
        return library.exercises()["mine"]

    def problems(self, text: str | bytes) -> list[Problem]:
        """Everything that is wrong in a file with this text; nothing is an error of the test."""
        path = self.write("mine.yaml", text)
        found = self.library.check(path)
        assert found, "this file was expected to have mistakes"
        return found

    def problem(self, text: str | bytes) -> Problem:
        """The one thing that is wrong in a file with this text."""
        found = self.problems(text)
        assert len(found) == 1, "\n".join(map(str, found))
        return found[0]

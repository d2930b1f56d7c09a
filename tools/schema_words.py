"""What an editor says about each key of a file, in the words of docs/routines.md."""

from collections.abc import Mapping
from typing import Final

ABOUT: Final[Mapping[str, tuple[str, str]]] = {
    "RoutineModel": ("Routine", "A routine: a named list of steps."),
    "ExerciseFileModel": ("Exercise", "One exercise in a file of its own."),
    "ProgrammeModel": ("Programme", "Routines laid over days and weeks."),
    "ReliefModel": ("Relief protocol", "Timed steps with their questions."),
    "ExerciseStepModel": (
        "Exercise",
        "A step that does an exercise. What is left out comes from the exercise.",
    ),
    "RepeatModel": ("Repeat", "Steps that are done several times."),
    "PainCheckModel": ("Pain check", "Asks how your back is."),
    "RestStepModel": ("Rest", "A pause."),
    "SayStepModel": ("Line", "Says something."),
    "ReliefStepModel": ("Relief", "Offers a relief protocol, with all of its questions."),
    "TimedReliefModel": ("Step by time", "A step of a relief protocol, with a name of its own."),
    "DefaultsModel": ("Defaults", "What holds for all steps that don't say it themselves."),
    "NeedsModel": ("Needs", "What a routine that comes with the coach asks of the person."),
    "ExerciseModel": ("Exercise", "An exercise of this routine's own."),
    "DoseKeys": ("Dose", "How much is usual: at least one of reps, hold and time."),
    "PhaseModel": ("Phase", "The smallest part of a rep."),
    "SubstituteModel": ("Instead", "Another exercise for somebody with these cautions."),
    "AdaptationModel": ("Adapt", "What changes for somebody with these cautions."),
    "WordsModel": ("Words", "Other words for a phase."),
    "EasierModel": ("Another form", "Another exercise, another dose, or a line."),
    "FigureModel": ("Figure", "How the exercise is drawn."),
    "PropsModel": ("Props", "The things in the picture."),
    "PoseModel": (
        "Pose",
        "The points that matter: to the right, up, and towards you, in metres.",
    ),
    "WeekModel": ("Week", "A week, which is repeated until its condition holds."),
    "NextWhenModel": ("Next when", "When a week is over."),
    "WalkModel": ("Walk", "A walk."),
}
"""The title of each group of keys, and a sentence about it, by the name of its model."""

_SCHEMA: Final = "The version of the format; always 1."
_NOTE: Final = "Shown, not said."
_SOURCE: Final = "Where it comes from."
_IF: Final = "For whom: answers to what your body needs care with."
_POINT: Final = "[to the right, up] in metres, with a third number towards you; the floor is 0."
_POINTS_AT: Final = "A place that it points at, where nature's way is wrong."

KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "DoseKeys": {
        "reps": (
            "How often, for each side: 8; a range, 5-10, which starts at 5; "
            "or a list, [3, 2, 1]: sets that get shorter."
        ),
        "hold": "How long to hold each rep: 20s, or 3 breaths.",
        "time": "The whole step by time and not by reps: 2m.",
        "sets": "How many sets.",
        "rest": "The pause between sets; 0 is allowed.",
        "sides": "both at once, each side fully then the other, alternate rep by rep, left, right.",
        "tempo": "slow, normal, or seconds by phase: {lift: 2s, hold: 5s, lower: 3s}.",
    },
    "ExerciseStepModel": {
        "exercise": "An exercise, by its id: of the library, or of this file.",
        "setup": "The time to get into position, or ready to wait until you say so.",
        "say": "One more line for this step.",
        "voice": "How much is said.",
        "note": _NOTE,
    },
    "RepeatModel": {
        "repeat": "How many times the steps are done.",
        "steps": "What is repeated.",
        "note": _NOTE,
    },
    "PainCheckModel": {"pain-check": "Asks how your back is.", "note": _NOTE},
    "RestStepModel": {
        "rest": "How long the pause is: 30s.",
        "say": "A line at its beginning.",
        "note": _NOTE,
    },
    "SayStepModel": {"say": "What is said.", "note": _NOTE},
    "ReliefStepModel": {
        "relief": "A relief protocol, by its id: coach relief lists them.",
        "note": _NOTE,
    },
    "TimedReliefModel": {
        "name": "What is done.",
        "time": "How long.",
        "say": "What is said at its beginning.",
        "cap": "The most that adding time can reach.",
        "look": "When it asks for a look at the skin.",
        "ends-with": "Says to take it off, until a key is pressed.",
        "asks": "Asks whether a pulse is felt.",
        "note": _NOTE,
    },
    "DefaultsModel": {
        "rest": "The pause between sets.",
        "setup": "The time to get into position, or ready.",
        "tempo": "slow, normal, or seconds by phase.",
        "voice": "How much is said.",
    },
    "NeedsModel": {
        "pain-max": "The highest score at which it may begin.",
        "greens": "The green sessions that come before it.",
        "not-for": "Cautions that rule it out.",
        "days-between": "The days between two times.",
    },
    "RoutineModel": {
        "schema": _SCHEMA,
        "kind": "What this file is; may be left out of a routine.",
        "title": "Its name.",
        "steps": "What is done, in order.",
        "exercises": "Exercises of its own, so that this one file can be handed on.",
        "summary": "One sentence about it.",
        "tags": "A list of words.",
        "defaults": "rest, setup, tempo and voice for all steps.",
        "pain-limit": "Ends the session above this score. Stricter than the rules, never looser.",
        "minimal": "The ids of the exercises to keep on a bad day.",
        "prescribed-by": "Who gave it to you; then unusual doses are taken as they are.",
        "valid-until": "The day until which it is meant: 2027-03-31.",
        "times-a-day": "How often a day it is meant to be done.",
        "days-a-week": "On how many days a week it is meant to be done.",
        "sounds": "calm, clear or silent; or a group with files in place of tones.",
        "level": "Gentle (1) to strong (5).",
        "needs": "For the routines that come with the coach.",
    },
    "ExerciseModel": {
        "schema": _SCHEMA,
        "kind": "What this is.",
        "id": "The name that routines use: small letters, digits and hyphens.",
        "name": "The name that is said.",
        "aliases": "Other names for it.",
        "type": "What kind of work it is.",
        "position": "How the body lies, sits, kneels or stands.",
        "setup": "Lines for getting into it.",
        "phases": "One rep, in order.",
        "dose": "What is usual: the keys of a step, from reps to tempo.",
        "finish": "Lines for getting out of it, so that there is always a way.",
        "feel": "What it should feel like.",
        "stop-if": "What to stop for.",
        "avoid-if": "For whom it is not.",
        "instead": "What they do in its place: {if: [knees], exercise: seated-tilt}.",
        "adapt": "What changes for somebody: {if: [arching], say: Keep the movement small.}",
        "easier": "Another exercise, another dose, or a line; null where there is none.",
        "harder": "Another exercise, another dose, or a line; null where there is none.",
        "figure": "How it is drawn.",
        "source": _SOURCE,
    },
    "PhaseModel": {
        "name": "Its name, such as lift or hold.",
        "seconds": "How long it takes; hold is as long as the dose's hold.",
        "say": "What is said the first time.",
        "brief": "What is said afterwards.",
        "pose": "The pose of the figure at its end.",
    },
    "SubstituteModel": {"if": _IF, "exercise": "What they do instead, by its id."},
    "AdaptationModel": {
        "if": _IF,
        "say": "What is said before the first rep.",
        "phases": "Other words for a phase, by its name.",
    },
    "WordsModel": {
        "say": "What is said the first time.",
        "brief": "What is said afterwards.",
        "pose": "Another pose, so that the picture is true to the words.",
    },
    "EasierModel": {"exercise": "Another exercise, by its id.", "say": "A line about how."},
    "FigureModel": {
        "view": "Where you look from.",
        "feel": "The part that should feel it.",
        "works": "For an exercise with sides: which one you draw.",
        "props": "The things in the picture.",
        "poses": "The poses by their names.",
        "into": "Poses on the way into the first one.",
        "out": "Poses on the way out of the last one.",
    },
    "PropsModel": {
        "wall": "How far to the right it is.",
        "chair": "The middle of its seat.",
        "chair-faces": "Which way it faces.",
        "cushion": "Where it lies.",
        "towel": "A towel from the hands to the raised foot.",
    },
    "PoseModel": {
        "like": "A pose above, or a position: what is left out is taken from it.",
        "hip": _POINT,
        "chest": "Which way the back goes: a point on the way.",
        "head": "Which way the neck goes: a point on the way.",
        **{
            f"{side}{limb}": _POINT if limb in ("hand", "foot") else _POINTS_AT
            for side in ("", "near-", "far-")
            for limb in ("hand", "foot", "elbow", "knee", "toe")
        },
        "arch": "How far the back is rounded (above 0) or sinks (below 0).",
        "turn": "Degrees about the spine: 0 belly down or ahead, 90 towards you, 180 on the back.",
        "twist": "Degrees by which the shoulders turn against the hips.",
    },
    "ReliefModel": {
        "schema": _SCHEMA,
        "kind": "What this file is.",
        "id": "Its name, as its file is called.",
        "title": "Its name as it is shown.",
        "steps": "What is done, in order.",
        "summary": "One sentence about it.",
        "gate": "Questions that are asked first; any doubt skips it.",
        "awake": "Asks who is awake.",
        "mind": "Lines that are read before anything else.",
        "rounds-a-day": "How often a day.",
        "apart": "How long the skin stays bare after it.",
        "moves": "Closed where there is no exercise.",
        "urgent": "Nothing but the short list is asked before it.",
        "stop-if": "What to stop for.",
        "source": _SOURCE,
    },
    "ProgrammeModel": {
        "schema": _SCHEMA,
        "kind": "What this file is.",
        "title": "Its name.",
        "weeks": "The weeks, one after another.",
        "minimal": "The routine that counts on a bad day.",
        "after": "What comes when the last week is over.",
    },
    "WeekModel": {
        "days": "What there is to do on which days.",
        "next-when": "When the next week begins; this one is repeated until then.",
    },
    "NextWhenModel": {
        "greens": "After so many green sessions.",
        "within-days": "Sessions that are older than so many days don't count.",
    },
    "WalkModel": {"walk": "How long the walk is.", "times": "How often a day."},
    "Days": {
        "every": "What there is to do every day: routines by their ids, or {walk: 5m}.",
        "days": "What there is to do on these days, each of them named: mon-wed-fri.",
        "routine": "A routine, by its id.",
    },
    "Sounds": {
        "profile": "The tones that sound.",
        "tone": 'A WAV file in place of the tone "{}"; its path begins at this file.',
    },
}
"""What each key means, by the name of the model that it is in."""

"""Wrong files that are not to be kept in a repository: of other encodings, or very big.

What ``coach check`` prints of each is in ``wrong/bytes``, in a file of its name.
"""

HEAD = "schema: 1\ntitle: From the leaflet\nsteps:\n"
STEP = "  - exercise: child-pose\n    hold: 20s\n"
WRONG_BYTES: dict[str, bytes] = {
    "windows-line-ends": (HEAD + "  - exercise: cat-caw\n    reps:5\n")
    .replace("\n", "\r\n")
    .encode(),
    "line-ends-of-an-old-mac": (HEAD + "  - exercise: cat-caw\n").replace("\n", "\r").encode(),
    "line-ends-of-three-kinds": b"schema: 1\r\ntitle: Mine\rsteps:\n  - exercise: cat-caw\r\n",
    "a-mark-at-the-beginning": b"\xef\xbb\xbfschema: 1\r\ntitel: Mine\r\nsteps: [pain-check]\r\n",
    "utf-16-little-end-first": HEAD.encode("utf-16"),
    "utf-16-big-end-first": b"\xfe\xff" + HEAD.encode("utf-16-be"),
    "utf-16-without-a-mark": HEAD.encode("utf-16-le"),
    "utf-32": HEAD.encode("utf-32"),
    "latin-1": (HEAD + STEP + "    note: caf\xe9\n").encode("latin-1"),
    "quotes-of-windows": HEAD.encode() + b"  - say: \x93Now rest\x94\n",
    "utf-8-cut-in-the-middle": (HEAD + STEP).encode() + b"    note: caf\xc3",
    "too-long-a-form-of-a-letter": HEAD.encode() + b"  - say: \xc0\xafetc\n",
    "half-of-a-pair": HEAD.encode() + b"  - say: \xed\xa0\x80\n",
    "a-nul-byte": b"schema: 1\ntitle: Mi\x00ne\nsteps: [pain-check]\n",
    "an-escape-that-colours": b"schema: 1\ntitle: \x1b[31mMine\x1b[0m\nsteps: [pain-check]\n",
    "an-escape-in-an-id": HEAD.encode() + b"  - exercise: \x1b]0;owned\x07cat-cow\n",
    "an-escape-in-a-remark": HEAD.encode() + STEP.encode() + b"# \x1b[2J\n",
    "a-bell": HEAD.encode() + b"  - say: ding\x07\n",
    "a-deletion": HEAD.encode() + b"  - exercise: cat-caw\x08\x08ow\n",
    "a-control-character-of-eight-bits": (HEAD + "  - say: a\x9b31m\n").encode(),
    "a-form-feed": HEAD.encode() + STEP.encode() + b"\x0c" + STEP.encode(),
    "an-order-turned-around": (HEAD + "  - exercise: \u202ewoc-tac\n").encode(),
    "an-isolate": (HEAD + "  - say: \u2066abc\u2069\n").encode(),
    "a-line-that-only-yaml-breaks": (
        HEAD + STEP + "    note: rest\u2028  - say: hidden\n"
    ).encode(),
    "a-next-line-that-only-yaml-knows": (HEAD + STEP + "    note: rest\x85level: 9\n").encode(),
    "a-space-of-no-width-in-an-id": (HEAD + "  - exercise: cat\u200b-cow\n").encode(),
    "a-hyphen-that-breaks-no-line": (HEAD + "  - exercise: cat\u2011cow\n").encode(),
    "a-soft-hyphen-in-a-key": (HEAD + "  - exer\u00adcise: cat-cow\n").encode(),
    "a-mark-in-the-middle": (HEAD + "  - \ufeffexercise: cat-cow\n").encode(),
    "letters-that-lie-on-others": (HEAD + "  - exercise: cat-co\u0301w\n").encode(),
    "wide-letters-before-the-mistake": (HEAD + "  - {say: \u732b\u732b, rest: 5x}\n").encode(),
    "a-document-of-a-word-processor": b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)),
    "rich-text": b"{\\rtf1\\ansi Child's pose}",
    "a-pdf-document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a-picture": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "a-file-of-300-kb": HEAD.encode() + b"  - exercise: cat-cow\n" * 14_000,
    "one-very-long-line": HEAD.encode() + b"  - exercise: " + b"cat" * 50_000 + b"\n",
    "a-key-as-long-as-a-file": b"k" * 200_000 + b": 1\n",
    "brackets-without-an-end": b"[" * 200_000,
    "braces-without-an-end": b"{a: " * 60_000,
    "a-list-in-a-list-in-a-list": b"- " * 100_000,
    "very-many-pieces": b"a: [" + b"1," * 20_000 + b"]\n",
}

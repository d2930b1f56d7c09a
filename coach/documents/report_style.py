"""How the page for the doctor looks: one sheet of A4 or Letter, and the same on a screen."""

from typing import Final

STYLE: Final = """
@page { size: auto; margin: 9mm 11mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0; font: 8.4pt/1.25 "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans",
  sans-serif; overflow-wrap: anywhere; }
main { max-width: 190mm; margin: 0 auto; }
h1 { font-size: 14pt; line-height: 1.15; margin: 0; }
h2 { font-size: 9pt; line-height: 1.2; margin: 0 0 0.4mm; }
p, dl, dd, dt, ul { margin: 0; padding: 0; }
header { display: flex; justify-content: space-between; align-items: baseline;
  border-bottom: 0.5mm solid #000; padding-bottom: 1mm; margin-bottom: 1.4mm; }
.made { text-align: right; }
.made b { display: block; }
section { margin-bottom: 1.4mm; }
.line { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
  overflow: hidden; }
.where .line { -webkit-line-clamp: 4; }
.line b { font-weight: 600; }
.summary .line { font-size: 9pt; }
.warnings { border: 0.4mm solid #000; padding: 0.8mm 1.6mm; }
.chart { break-inside: avoid; }
.chart svg { display: block; width: 100%; height: auto; }
.key { font-size: 7.4pt; }
.columns { display: grid; grid-template-columns: 42mm 1fr 1fr; column-gap: 5mm; }
.map svg { display: block; width: 40mm; height: 37mm; }
.dense { font-size: 7pt; line-height: 1.2; }
.dense h2 { font-size: 7.8pt; }
.dense .summary .line { font-size: 8pt; }
.dense section { margin-bottom: 1mm; }
svg text { font-family: inherit; }
footer { border-top: 0.2mm solid #777; padding-top: 0.8mm; font-size: 7.4pt; }
@media screen { body { padding: 8mm 6mm; } main { max-width: 210mm; } }
@media screen and (max-width: 150mm) { .columns { display: block; } header { display: block; } }
"""
"""The style sheet. A text of a person takes two lines at most, however wide its letters are."""

"""How the card looks: on paper of either size, and on a screen."""

from typing import Final

from coach.painters.shapes import Part
from coach.painters.svg import INKS

_FEEL: Final = "#ff9c4f"
"""Where it should be felt: bright beside the dark body on a printer without colours, too."""

STYLE: Final = f"""
@page {{ size: auto; margin: 10mm 12mm; }}
* {{ box-sizing: border-box; }}
html {{ background: #fff; color: #000; }}
body {{ margin: 0; font: 9.5pt/1.28 "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans",
  sans-serif; overflow-wrap: anywhere; }}
main {{ max-width: 186mm; margin: 0 auto; }}
h1 {{ font-size: 18pt; line-height: 1.15; margin: 0 0 1mm; }}
h2 {{ font-size: 12.5pt; line-height: 1.2; margin: 0; }}
p, ul, ol {{ margin: 0; padding: 0; }}
ul, ol {{ list-style: none; }}
header {{ border-bottom: 0.6mm solid #000; padding-bottom: 2mm; }}
.often {{ font-weight: bold; }}
.step, .between, footer {{ break-inside: avoid; page-break-inside: avoid; }}
.step {{ display: grid; grid-template-columns: 70mm 1fr; column-gap: 5mm; align-items: center;
  padding: 2mm 0; border-bottom: 0.2mm solid #777; }}
.step.again, .step.words-only {{ display: block; }}
.pictures {{ display: flex; gap: 2mm; align-items: start; justify-content: center; }}
figure {{ margin: 0; flex: 1 1 0; min-width: 0; text-align: center; }}
figure svg {{ display: block; width: 100%; height: auto; max-height: 34mm; }}
.pictures.many {{ flex-wrap: wrap; }}
.pictures.many figure {{ flex: 0 0 calc(50% - 1mm); }}
.pictures.many figure svg {{ max-height: 22mm; }}
figcaption {{ font-size: 8pt; }}
svg polygon[fill="{INKS[Part.FEEL]}"] {{ fill: {_FEEL}; }}
.dose {{ font-size: 11pt; font-weight: bold; margin-bottom: 0.8mm; }}
.how li + li {{ padding-left: 4mm; text-indent: -4mm; }}
.how b {{ display: inline-block; width: 4mm; text-indent: 0; }}
.care {{ font-size: 8pt; margin-top: 0.6mm; }}
.between {{ padding: 1.8mm 0; border-bottom: 0.2mm solid #777; font-style: italic; }}
footer {{ padding-top: 2.5mm; }}
footer > * + * {{ margin-top: 1mm; }}
.session {{ font-size: 11pt; font-weight: bold; }}
.signs {{ border: 0.4mm solid #000; padding: 1.5mm 2.5mm; }}
.signs ul {{ columns: 2; column-gap: 6mm; }}
.signs li {{ break-inside: avoid; padding-left: 3.5mm; text-indent: -3.5mm; }}
.signs li::before {{ content: "\\2022"; display: inline-block; width: 3.5mm; text-indent: 0; }}
.call {{ font-weight: bold; }}
.small {{ font-size: 8pt; }}
@media screen {{ body {{ padding: 10mm 6mm; }} }}
@media screen and (max-width: 170mm) {{ .step {{ display: block; }} }}
"""
"""The style sheet. The paper decides the size: what stands here fits A4 and Letter."""

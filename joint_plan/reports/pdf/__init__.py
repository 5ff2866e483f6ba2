"""PDFs, drawn with reportlab: a layout kit and one file a piece.

The record flows (`blocks`, platypus). Every other piece is drawn from measured boxes:

- `pages.Pages(model, path, sheet, title, scale=1, furniture=True)`: the file. ``begin(bookmark)`` a page, ``save()`` at
  the end. All coordinates are points from the top left; `left`, `right`, `top`, `bottom`, `width` bound the content.
  Draws `text`, `lines`, `line`, `box`, `outline`, `curve`, `dot`, `shape` (a team's), `bar` (a team's, 3 pt), `image`.
  ``element("H1")`` tags what is drawn inside for screen readers. Furniture (plan, version, agreed date, company, check
  code, page x of y, DRAFT) comes by itself.
- `style`: the one type scale and colours; ``paper("a4").turned`` is a sheet across. Sheets: `style.SHEETS`.
- `lines.set_lines(text, style, width)` measures; `fitted_lines` steps the size down to the floor of 8 pt.
- `boxes`: `Words` (text, with a team's shape in front if `team`), `Gap`, `Rule`, `Figure` (a drawing with its
  description), `Stack` (below each other), `Row` (side by side, shared baselines), `Card` (border, team bar, padding),
  `Table` (header repeated), `Section` (heading over a rule; says "continued"). Each has ``height(width)``,
  ``draw(pages, left, top, width)`` and ``split(width, room)``: nothing is ever clipped.
- `flow.flow(pages, blocks, top=..., columns=...)` draws boxes over columns and pages; `flow.place` draws into a place
  of fixed height, says "continued on page n" and answers what is left for a later `flow`.
- `parts`: what pieces have in common: title, facts, signing lines, key figures, stages as chevrons.
- `charts`: funnel bars, dumbbell, feeling curve, months, matrix.

Every text from people goes in as it is: boxes know no markup. Tests read `layout_report.layout_report()`: every text
drawn with its page and rectangle.
"""

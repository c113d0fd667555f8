import { createHash } from 'node:crypto';
import type { Column, Report, Row, Section, Table } from '../report.js';
import type { SignedReport } from '../signed-report.js';
import { factsOf, heading, isRight, sealFacts, shown } from './shown.js';

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.5 "DejaVu Sans", "Noto Sans", Arial, sans-serif; color: #111; background: #fff; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-bottom: 2px solid #1d4f73; }
a { color: #174a6e; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .87rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #c8d0d6; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #55636d; vertical-align: bottom; }
tfoot th, tfoot td { border-top: 2px solid #55636d; font-weight: bold; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@page { size: A4 landscape; margin: 15mm; }
@media print {
  body { font-size: 9pt; max-width: none; margin: 0; padding: 0; } h2, caption { break-after: avoid; }
  thead { display: table-header-group; } tfoot { display: table-row-group; } tr { break-inside: avoid; } .wide { overflow: visible; }
  nav { display: none; } a { color: inherit; text-decoration: none; }
}
`;

/** Nothing but the page's own style is let in: a name in the report can bring nothing along. */
export const HTML_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The report as a page that needs nothing else, to be read, printed, and read out. */
export function htmlOf({ report, seal }: SignedReport): string {
  const { sections, title } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}, position ${report.position}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
${listOf(factsOf(report))}
</header>
<nav aria-label="Sections"><ol>
${sections.map(({ id, title: name }) => `<li><a href="#${id}">${escaped(name)}</a></li>`).join('\n')}
</ol></nav>
<main>
${sections.map((section) => sectionOf(report, section)).join('\n')}
</main>
<footer aria-label="Signed digest">
<h2 id="digest">Signed digest</h2>
${listOf(sealFacts(seal))}
<p>Printed again for the same position, the report has the same content and the same digest. docs/reports.md of the project tells how it is verified.</p>
</footer>
</body>
</html>
`;
}

function sectionOf({ position }: Report, { id, title, figures, tables, notes }: Section): string {
  const defined = figures
    .map(({ title: name, page }) => `${escaped(name)} (<code>${escaped(page)}</code>)`)
    .join('; ');
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escaped(title)}</h2>
${tables.map(tableOf).join('\n')}
${notes.map((note) => `<p>${escaped(note)}</p>`).join('\n')}
<p>As of position ${position}.${defined === '' ? '' : ` Defined in ${defined}.`}</p>
</section>`;
}

function tableOf({ id, title, columns, rows, total }: Table): string {
  const head = columns
    .map((column) => `<th scope="col"${classOf(column)}>${escaped(heading(column))}</th>`)
    .join('');
  const body = rows.map((row) => `<tr>${cellsOf(columns, row)}</tr>`).join('\n');
  const foot = total ? `\n<tfoot><tr>${cellsOf(columns, total)}</tr></tfoot>` : '';
  const none = `<tr><td colspan="${columns.length}">None.</td></tr>`;
  return `<div class="wide"><table id="table-${id}">
<caption>${escaped(title)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.length === 0 ? none : body}
</tbody>${foot}
</table></div>`;
}

/** The first cell says what the row is of. */
function cellsOf(columns: readonly Column[], row: Row): string {
  return columns
    .map((column, at) => {
      const cell = escaped(shown(column, row[at] ?? null));
      const isName = at === 0 && !isRight(column);
      return isName ? `<th scope="row">${cell}</th>` : `<td${classOf(column)}>${cell}</td>`;
    })
    .join('');
}

function classOf(column: Column): string {
  return isRight(column) ? ' class="number"' : '';
}

function listOf(facts: readonly (readonly [string, string])[]): string {
  return `<dl>\n${facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('\n')}\n</dl>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

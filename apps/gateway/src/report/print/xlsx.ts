import { type Column, type ColumnKind, isNumber, type Row, type Table, tablesOf } from '../report.js';
import type { SignedReport } from '../signed-report.js';
import { factsOf, heading, sealFacts } from './shown.js';
import { zipOf } from './zip.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A sheet's name has 31 characters at most. */
const NAME_MAX = 31;
/** A spreadsheet counts in binary floating point, which has every decimal of so many digits, and not every one of more. */
const EXACT_DIGITS = 15;
const WIDTH_MAX = 60;
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet, for days from March 1900 on: it takes 1900 for a leap year. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** How a number looks, in the order of the styles below. */
const FORMATS = ['General', '#,##0.00', '#,##0', '0.00%', 'yyyy-mm-dd'] as const;
type Look = (typeof FORMATS)[number];

/** The report as a workbook (ECMA-376): a sheet of what it is, and one for each table, whose cells are numbers where these say the same. */
export function xlsxOf(signed: SignedReport): Buffer {
  const { report, seal } = signed;
  const tables = tablesOf(report);
  const facts = [...factsOf(report), ...sealFacts(seal)];
  const index = tables.map(({ section, table }) => [table.id, `${section.title}: ${table.title}`] as const);
  const notes = report.sections.flatMap(({ title, notes: of }) => of.map((note) => [title, note] as const));
  const first = [
    ['Report', report.title] as const,
    ...facts,
    ['Sheets', ''] as const,
    ...index,
    ['Notes', ''] as const,
    ...notes,
  ];
  const lines = first.map((row, at) => lineOf(row.map(textCell), at + 1, false));
  const sheets: readonly (readonly [name: string, xml: string])[] = [
    ['Report', sheetOf(lines, [30, WIDTH_MAX], false)],
    ...tables.map(({ table }) => [table.id.slice(0, NAME_MAX), tableSheet(table)] as const),
  ];
  return zipOf([
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbook(sheets.map(([name]) => name))],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map(([, xml], at) => [`xl/worksheets/sheet${at + 1}.xml`, xml] as const),
  ]);
}

function tableSheet({ columns, rows, total }: Table): string {
  const head = columns.map((column) => textCell(heading(column)));
  const lines = [
    lineOf(head, 1, true),
    ...rows.map((row, at) => lineOf(cellsOf(columns, row), at + 2, false)),
    ...(total ? [lineOf(cellsOf(columns, total), rows.length + 2, true)] : []),
  ];
  const widths = columns.map((column, at) => {
    const lengths = [...rows, ...(total ? [total] : [])].map((row) => row[at]?.length ?? 0);
    return Math.min(
      WIDTH_MAX,
      3 + lengths.reduce((most, length) => Math.max(most, length), heading(column).length),
    );
  });
  return sheetOf(lines, widths, true);
}

/** A cell: a number with its look, a text, or nothing. */
type Cell = { readonly number: string; readonly look: Look } | { readonly text: string } | undefined;

const textCell = (text: string): Cell => ({ text });

function cellsOf(columns: readonly Column[], row: Row): readonly Cell[] {
  return columns.map((column, at) => cellOf(column, row[at] ?? null));
}

const LOOKS: Partial<Readonly<Record<ColumnKind, Look>>> = { count: '#,##0', ratio: '0.00%' };

function cellOf(column: Column, cell: string | null): Cell {
  if (cell === null) return undefined;
  if (column.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(cell)) {
    return { number: String((Date.parse(cell) - DAY_ZERO) / DAY_MS), look: 'yyyy-mm-dd' };
  }
  if (!isNumber(column) || !isExact(cell)) return { text: cell };
  const isCents = column.kind === 'money' && /\.\d\d$/.test(cell);
  return { number: cell, look: isCents ? '#,##0.00' : (LOOKS[column.kind] ?? 'General') };
}

/** Whether a spreadsheet has the number as it is written. */
function isExact(cell: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(cell) && cell.replace(/^-?0*\.?0*|\./g, '').length <= EXACT_DIGITS;
}

function lineOf(cells: readonly Cell[], row: number, isBold: boolean): string {
  const shown = cells.map((cell, at) => {
    if (!cell) return '';
    const place = `${letters(at)}${row}`;
    if ('number' in cell)
      return `<c r="${place}" s="${styleOf(cell.look, isBold)}"><v>${cell.number}</v></c>`;
    const text = `<is><t xml:space="preserve">${escaped(cell.text)}</t></is>`;
    return `<c r="${place}" s="${styleOf('General', isBold)}" t="inlineStr">${text}</c>`;
  });
  return `<row r="${row}">${shown.join('')}</row>`;
}

/** 0 is A, 26 is AA. */
function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${letters(Math.floor(at / 26) - 1)}${last}`;
}

function sheetOf(lines: readonly string[], widths: readonly number[], hasHead: boolean): string {
  const cols = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const view = `<sheetViews><sheetView workbookViewId="0">${hasHead ? pane : ''}</sheetView></sheetViews>`;
  return `${XML}<worksheet xmlns="${MAIN}">${view}<cols>${cols.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** Plain ones first, then the same in bold. */
function styleOf(look: Look, isBold: boolean): number {
  return FORMATS.indexOf(look) + (isBold ? FORMATS.length : 0);
}

const STYLES = (() => {
  // Below 164 are formats that every spreadsheet has, of which General is 0.
  const idOf = (at: number) => (at === 0 ? 0 : 163 + at);
  const formats = FORMATS.slice(1).map(
    (code, at) => `<numFmt numFmtId="${idOf(at + 1)}" formatCode="${code}"/>`,
  );
  const looks = [0, 1].flatMap((font) =>
    FORMATS.map(
      (_, at) =>
        `<xf numFmtId="${idOf(at)}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    ),
  );
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${looks.length}">${looks.join('')}</cellXfs></styleSheet>`;
})();

function workbook(names: readonly string[]): string {
  const sheets = names.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relations(parts: readonly (readonly [type: string, target: string])[]): string {
  const told = parts.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${told.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const all = [
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    ...Array.from({ length: sheets }, (_, at) => part(`worksheets/sheet${at + 1}.xml`, 'worksheet')),
  ];
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${all.join('')}</Types>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As XML 1.0 may have it: signs that it has no way to write are shown as such. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}

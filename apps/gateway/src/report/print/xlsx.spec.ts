import { strFromU8, unzipSync } from 'fflate';
import type { Report } from '../report.js';
import { amount, code, count, day, decimal, ratioColumn, text, usdAmount } from '../report.js';
import { xlsxOf } from './xlsx.js';

const columns = [
  ...[
    text('Words'),
    usdAmount('Worth'),
    amount('Amount'),
    count('How many'),
    ratioColumn('Share'),
    decimal('Hours'),
  ],
  ...[day('Day'), code('Code')],
];
const report: Report = {
  form: 'corridor-ledger progress report 3',
  title: 'Report',
  ...{ reporter: 'PK', partner: 'KZ', meeting: null, position: 7, since: null },
  ...{ recordedAt: '2026-03-13T08:00:00.000000Z', asOfDay: '2026-03-13' },
  months: { from: '2025-03', to: '2026-02' },
  sections: [
    {
      ...{ id: 's', title: 'Section', figures: [], notes: ['A note.'] },
      tables: [
        {
          id: 'a-table-whose-name-is-longer-than-a-sheet-may-have',
          title: 'Table',
          columns,
          rows: [
            ['=1+1 <&"\u0001', '-1234.50', '500', '12', '0.0837', '3.5', '2026-03-01', '0012'],
            // 15 digits are exact, 16 are not: 90071992547409.93 would be read as 90071992547409.94.
            [null, '9999999999999.99', '90071992547409.93', null, null, null, null, null],
          ],
          total: ['All', '0.00', null, '12', null, null, null, null],
        },
      ],
    },
  ],
};
const seal = { digest: 'ab', position: 7, hash: null, keyId: null, signature: null };
const files = unzipSync(xlsxOf({ report, seal }));
const read = (name: string) => strFromU8(files[name] ?? new Uint8Array());
const cellsOf = (xml: string) =>
  Object.fromEntries(
    [
      ...xml.matchAll(
        /<c r="([A-Z]+\d+)" s="(\d+)"(?: t="(\w+)")?>(?:<v>|<is><t xml:space="preserve">)([^<]*)/g,
      ),
    ].map(([, place = '', style = '', type = 'number', value = '']) => [place, [type, style, value]]),
  );

it('has amounts, counts, shares and days as numbers of their kind, and words as words', () => {
  const cells = cellsOf(read('xl/worksheets/sheet2.xml'));
  const row = (number: number) => 'ABCDEFGH'.split('').map((letter) => cells[`${letter}${number}`]);
  expect(row(2)).toEqual([
    ['inlineStr', '0', '=1+1 &lt;&amp;&quot;\ufffd'],
    ['number', '1', '-1234.50'],
    ['number', '0', '500'],
    ['number', '2', '12'],
    ['number', '3', '0.0837'],
    ['number', '0', '3.5'],
    // 46,082 days from 30 December 1899: 126 years with 31 leap days, and 61 days on.
    ['number', '4', '46082'],
    ['inlineStr', '0', '0012'],
  ]);
  expect(row(3).slice(0, 3)).toEqual([
    undefined,
    ['number', '1', '9999999999999.99'],
    ['inlineStr', '0', '90071992547409.93'],
  ]);
  // In bold.
  expect(row(1)[1]).toEqual(['inlineStr', '5', 'Worth, USD']);
  expect(row(4).slice(0, 4)).toEqual([
    ['inlineStr', '5', 'All'],
    ['number', '6', '0.00'],
    undefined,
    ['number', '7', '12'],
  ]);
});

it('is a workbook whose parts all name each other', () => {
  expect(read('xl/workbook.xml')).toContain(
    '<sheet name="Report" sheetId="1" r:id="rId1"/><sheet name="a-table-whose-name-is-longer-th" sheetId="2" r:id="rId2"/>',
  );
  const named = [...read('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name);
  const parts = Object.keys(files).filter((name) => name.startsWith('xl/') && !name.includes('_rels'));
  expect(named.sort()).toEqual(parts.sort());
  const targets = [...read('xl/_rels/workbook.xml.rels').matchAll(/Target="([^"]+)"/g)].map(
    ([, name]) => `xl/${name}`,
  );
  expect(targets.sort()).toEqual(parts.filter((name) => name !== 'xl/workbook.xml').sort());
  expect(read('xl/worksheets/sheet1.xml')).toContain('not at hand: the event has left the database');
});

it('is the same bytes for the same content', () => {
  expect(xlsxOf({ report, seal }).equals(xlsxOf({ report: { ...report }, seal }))).toBe(true);
});

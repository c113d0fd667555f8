import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CURRENCIES, headingDescription, PLACES } from './index.js';
import { ROWS as HEADINGS } from './tables/hs-headings.js';

// What the tables were made from stands beside the repository on some machines and is no part of it.
const FOLDER = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const whereThere = existsSync(FOLDER) ? it : it.skip;

/** Rows by column; a cell in quotes may hold commas. */
function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(FOLDER + file, 'utf8')
    .trim()
    .split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))(?=,|$)/g)];
    return Object.fromEntries(
      columns.map((column, index) => [
        column,
        (cells[index]?.[1] ?? cells[index]?.[2] ?? '').replaceAll('""', '"'),
      ]),
    );
  });
}

whereThere('has the headings of HS 2022, no more and no fewer', () => {
  const listed = rowsOf('harmonized-system.csv').filter(({ level }) => level === '4');
  const codes = listed.map(({ hscode = '' }) => hscode).filter((code) => !/^9[89]/.test(code));
  expect(HEADINGS.map(([heading]) => heading)).toEqual(codes);
  for (const { hscode = '', description } of listed) {
    if (codes.includes(hscode)) expect(headingDescription(hscode)).toBe(description);
  }
});

whereThere('has the currencies that were not withdrawn', () => {
  const inUse = rowsOf('iso4217-codes-all.csv').filter(
    ({ WithdrawalDate, MinorUnit = '' }) => WithdrawalDate === '' && /^\d$/.test(MinorUnit),
  );
  const listed = new Map(inUse.map((row) => [row.AlphabeticCode, row.NumericCode]));
  expect([...CURRENCIES].map(({ code, numeric }) => [code, numeric])).toEqual([...listed].sort());
});

whereThere('has every place of UN/LOCODE in the countries that are listed whole, with its functions', () => {
  const digits = { 1: 'port', 2: 'rail', 3: 'road', 4: 'airport', 5: 'postal', 6: 'multimodal', 7: 'fixed' };
  const listed = rowsOf('unlocode-2024-2-corridor.csv');
  const countries = new Set(listed.map(({ country = '' }) => country));
  const ours = [...PLACES.values()].filter(({ code }) => countries.has(code.slice(0, 2)));
  expect(ours.map(({ code }) => code).sort()).toEqual(listed.map(({ unlocode = '' }) => unlocode).sort());
  for (const { unlocode = '', function: told = '' } of listed) {
    const named = [...told].flatMap((sign) =>
      sign === 'B' ? ['border'] : (digits[sign as unknown as keyof typeof digits] ?? []),
    );
    expect([unlocode, [...(PLACES.get(unlocode)?.functions ?? [])]]).toEqual([unlocode, named]);
  }
});

interface Generator {
  moduleOf(name: string, csv: string): string;
}

const { moduleOf }: Generator = await import(
  new URL('../../generate/reference-tables.mjs', import.meta.url).href
);

it('makes typed rows of a table, and keeps commas, quotes and empty cells', () => {
  const module = moduleOf('units', `code,name,symbol\nA,"one, two",\nB,"a ""quote"", isn't it",b\n`);
  expect(module.split('\n').slice(2)).toEqual([
    '/** code, name, symbol. */',
    'export const ROWS: readonly (readonly [code: string, name: string, symbol: string])[] = [',
    "  ['A', 'one, two', ''],",
    "  ['B', 'a \"quote\", isn\\'t it', 'b'],",
    '];',
    '',
  ]);
});

it('types the rows of a closed table by what stands in them', () => {
  expect(moduleOf('hold-reasons', 'code,name\na,A\n')).toMatch(/export const ROWS = \[\n.*\n\] as const;\n$/);
});

it.each([
  ['a cell too few', 'A\n', 'row 1: 1 cells for 2 columns'],
  ['a cell too many', 'A,b,c\n', 'row 1: 3 cells for 2 columns'],
  ['a code that comes twice', 'A,b\nA,c\n', 'row 2: A stands there twice'],
  ['spaces around a cell', 'A, b\n', 'row 1: spaces around a cell'],
])('refuses %s', (_, rows, message) => {
  expect(() => moduleOf('units', `code,name\n${rows}`)).toThrow(`units.csv, ${message}`);
});

/** A row of a CSV file by the names of its columns; an empty cell is no value. */
export type CsvRow = Readonly<Record<string, string>>;

/** Columns of the consignment, which its first row tells, by where their values stand in the JSON of a line. */
const CONSIGNMENT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  reference: ['reference'],
  occurredAt: ['occurredAt'],
  exporterId: ['exporter', 'participantId'],
  exporterName: ['exporter', 'name'],
  exporterCountry: ['exporter', 'country'],
  importerId: ['importer', 'participantId'],
  importerName: ['importer', 'name'],
  importerCountry: ['importer', 'country'],
  origin: ['origin'],
  destination: ['destination'],
  incotermRule: ['incoterm', 'rule'],
  incotermPlace: ['incoterm', 'place'],
  ucr: ['ucr'],
  contractNumber: ['contractNumber'],
};
/** Columns of a goods line. */
const LINE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  lineNumber: ['lineNumber'],
  hs6: ['hs6'],
  nationalCode: ['nationalCode'],
  description: ['description'],
  countryOfOrigin: ['countryOfOrigin'],
  netMassKg: ['netMassKg'],
  grossMassKg: ['grossMassKg'],
  quantity: ['quantity'],
  unit: ['unit'],
  supplementaryQuantity: ['supplementary', 'quantity'],
  supplementaryUnit: ['supplementary', 'unit'],
  value: ['value', 'amount'],
  currency: ['value', 'currency'],
};

/** The names of all columns, in the order in which the documentation has them. */
export const CSV_COLUMNS: readonly string[] = [
  ...Object.keys(CONSIGNMENT_COLUMNS),
  ...Object.keys(LINE_COLUMNS),
];

/**
 * The JSON that rows of one consignment stand for, as a line of NDJSON would have it; what a column that nobody knows says is kept under its
 * name, so that it is refused like a field that nobody knows.
 */
export function csvConsignment(rows: readonly CsvRow[]): object {
  const [first = {}] = rows;
  const consignment: Tree = {};
  for (const [column, padded] of Object.entries(first)) {
    const cell = padded.trim();
    if (column in LINE_COLUMNS || cell === '') continue;
    place(consignment, CONSIGNMENT_COLUMNS[column] ?? [column], cell);
  }
  const lines = rows.map((row, index) => {
    const line: Tree = {};
    for (const [column, path] of Object.entries(LINE_COLUMNS)) {
      const cell = row[column]?.trim();
      if (cell === undefined || cell === '') continue;
      place(line, path, column === 'lineNumber' && /^\d{1,4}$/.test(cell) ? Number(cell) : cell);
    }
    // Most files have one line a consignment, and need not number it.
    if (!('lineNumber' in line)) line.lineNumber = index + 1;
    return line;
  });
  return { ...consignment, lines };
}

interface Tree {
  [key: string]: Tree | string | number;
}

function place(tree: Tree, [key = '', ...rest]: readonly string[], value: string | number): void {
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const branch = tree[key];
  const child: Tree = typeof branch === 'object' ? branch : {};
  tree[key] = child;
  place(child, rest, value);
}

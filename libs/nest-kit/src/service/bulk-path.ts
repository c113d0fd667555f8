const BULK = /^[^?]*\/bulk(?:\?|$)/;
const TABLE = /^\/v1\/official-statistics(?:\?|$)/;
const FILE = /^\/v1\/iso20022(?:\?|$)/;

/** Whether an address takes lines, which are read one by one and may be many. */
export function isBulk(url: string): boolean {
  return BULK.test(url);
}

/** Whether an address takes files of banks, which may be as large as a statement of a year is, and sets their limit itself. */
export function takesFiles(url: string): boolean {
  return FILE.test(url);
}

/** Whether an address takes a table as one file, and sets its limit itself. */
export function takesTable(url: string): boolean {
  return TABLE.test(url);
}

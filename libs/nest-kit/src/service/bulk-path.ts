const BULK = /^[^?]*\/bulk(?:\?|$)/;
const FILE = /^\/v1\/iso20022(?:\?|$)/;

/** Whether an address takes lines, which are read one by one and may be many. */
export function isBulk(url: string): boolean {
  return BULK.test(url);
}

/** Whether an address takes files of banks, which may be as large as a statement of a year is, and sets their limit itself. */
export function takesFiles(url: string): boolean {
  return FILE.test(url);
}

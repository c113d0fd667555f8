const BULK = /^[^?]*\/bulk(?:\?|$)/;

/** Whether an address takes lines, which are read one by one and may be many. */
export function isBulk(url: string): boolean {
  return BULK.test(url);
}

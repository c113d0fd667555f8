/** Running numbers, one row of them for each name: they are given in the order in which the ledger gets to know. */
export class Serials {
  private readonly last = new Map<string, number>();

  /** The next number of a row, from 1, with at least `digits` digits. */
  next(row: string, digits: number): string {
    const serial = (this.last.get(row) ?? 0) + 1;
    this.last.set(row, serial);
    return serial.toString().padStart(digits, '0');
  }
}

/** Running numbers, one row of them for each name: they are given in the order in which the ledger gets to know. */
export class Serials {
  private readonly last = new Map<string, number>();

  /** The next number of a row, from 1, with at least `digits` digits; behind the letter of a series, which counts by itself. */
  next(row: string, digits: number, series = ''): string {
    const counted = `${row} ${series}`;
    const serial = (this.last.get(counted) ?? 0) + 1;
    this.last.set(counted, serial);
    return series + serial.toString().padStart(digits - series.length, '0');
  }
}

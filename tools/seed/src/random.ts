/**
 * Seeded randomness: the same seed draws the same on every machine, since only integers and the four operations of IEEE 754
 * take part. The generator is sfc32 of PractRand (Chris Doty-Humphrey, public domain).
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(...words: readonly number[]) {
    const [a = 0, b = 0, c = 0] = words;
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** A whole number of 32 bits. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }

  /** From 0 to below 1. */
  real(): number {
    return this.next() / 4_294_967_296;
  }

  /** From `min` to below `max`. */
  between(min: number, max: number): number {
    return min + (max - min) * this.real();
  }

  /** A whole number, both ends included; less than 2^31 apart. */
  int(min: number, max: number): number {
    return min + ((this.real() * (max - min + 1)) | 0);
  }

  chance(probability: number): boolean {
    return this.real() < probability;
  }

  /** @throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.int(0, list.length - 1)];
    if (picked === undefined) throw new RangeError('There is nothing to pick from.');
    return picked;
  }

  /** One of `list`, as often as its weight says. @throws RangeError where no weight is above 0. */
  weighted<T>(list: readonly T[], weightOf: (item: T) => number): T {
    let left = this.real() * list.reduce((total, item) => total + weightOf(item), 0);
    for (const item of list) {
      left -= weightOf(item);
      if (left < 0) return item;
    }
    throw new RangeError('Nothing to choose from has a weight.');
  }

  /** Another source, independent of what is drawn from this one afterwards. */
  fork(): Random {
    return new Random(this.next(), this.next(), this.next());
  }

  /** Another source as well, of which this one knows nothing: what it draws itself stays as it was. */
  beside(word: number): Random {
    return new Random(this.a ^ word, this.b, this.c);
  }

  /** A UUID of version 4. */
  uuid(): string {
    const [a, b, c, d] = [hex(this.next()), hex(this.next()), hex(this.next()), hex(this.next())];
    const variant = ((this.next() & 0x3) | 0x8).toString(16);
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(word: number): string {
  const [a, b, c, d] = [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255];
  return `${BYTES[a]}${BYTES[b]}${BYTES[c]}${BYTES[d]}`;
}

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { CreditName, NameKind } from './known-names.js';
import { NameBook } from './name-book.js';
import type { CreditTelling } from './names-of-credit.js';

const ids = { bank: 'demo-bank-karachi', account: 'PK36SCBL0000001123456702', occurrence: 1 };
const common = { ...ids, amount: { amount: '1000.00', currency: 'USD' }, endToEndId: 'INV-2026-0042' };
const day = (nth: number) => `2026-03-${String(nth).padStart(2, '0')}`;

/** What the status of a payment tells, and what messages tell of its entry: with the servicer's reference, or its UETR, or neither. */
const status = (payment: number, at: number): CreditTelling => ({
  ...common,
  settlementId: randomUUID(),
  uetr: `uetr-${payment}`,
  valueDate: day(at),
  byStatus: true,
});
const entry = (called: Partial<CreditTelling>, at: number): CreditTelling => ({
  ...common,
  settlementId: randomUUID(),
  valueDate: day(at),
  ...called,
});

/** A settlement has one of each of these. */
const ONE_EACH: readonly NameKind[] = ['servicer', 'uetr', 'batch', 'confirmed'];

/** The names as the database keeps them, and the log that they are made anew from. */
class Ledger {
  #names: CreditName[] = [];
  readonly #log: CreditTelling[] = [];
  booked = 0;

  take(told: CreditTelling): string {
    const book = new NameBook(this.#names);
    const { settlementId, fresh } = book.place(told);
    this.#keep(book.added);
    if (fresh) this.booked += 1;
    this.#log.push({ ...told, settlementId, isAgain: !fresh });
    return settlementId;
  }

  /** Forgets the names, and makes them from the log. */
  anew(): void {
    this.#names = [];
    for (const told of this.#log) {
      const book = new NameBook(this.#names);
      book.place(told, told.settlementId);
      this.#keep(book.added);
    }
  }

  #keep(added: readonly CreditName[]): void {
    this.#names.push(...added);
    expect(new Set(this.#names.map(({ name }) => name)).size).toBe(this.#names.length);
    for (const kind of ONE_EACH) {
      const of = this.#names.filter((each) => each.kind === kind).map(({ settlementId }) => settlementId);
      expect(new Set(of).size).toBe(of.length);
    }
  }
}

const shuffled = <Of>(all: readonly Of[]) => fc.shuffledSubarray([...all], { minLength: all.length });

it('one payment is one credit, in whatever order status and entry come, by whatever names, however often, also by names made anew', () => {
  const tellings = [
    status(1, 15),
    status(1, 16),
    entry({ accountServicerReference: 'A' }, 17),
    entry({}, 17),
    entry({ uetr: 'uetr-1' }, 17),
    entry({ accountServicerReference: 'A', uetr: 'uetr-1' }, 17),
  ];
  fc.assert(
    fc.property(shuffled([...tellings, ...tellings]), fc.nat({ max: 12 }), (order, anewAt) => {
      const ledger = new Ledger();
      for (const [at, told] of order.entries()) {
        if (at === anewAt) ledger.anew();
        ledger.take(told);
      }
      ledger.anew();
      for (const told of tellings) ledger.take(told);
      expect(ledger.booked).toBe(1);
    }),
  );
});

it('payments that reuse an end-to-end id are as many credits as have a status of their own, or an entry', () => {
  const payments = fc.record({
    statuses: fc.array(fc.integer({ min: 13, max: 15 }), { maxLength: 3 }),
    entries: fc.array(fc.integer({ min: 13, max: 17 }), { maxLength: 3 }),
  });
  const orders = payments.chain(({ statuses, entries }) =>
    fc.record({
      expected: fc.constant(Math.max(statuses.length, entries.length)),
      order: shuffled([
        ...statuses.map((at, payment) => status(payment, at)),
        ...entries.map((at, nth) => entry({ accountServicerReference: `S-${nth}` }, at)),
      ]),
      anewAt: fc.nat({ max: 6 }),
    }),
  );
  fc.assert(
    fc.property(orders, ({ expected, order, anewAt }) => {
      const ledger = new Ledger();
      for (const [at, told] of order.entries()) {
        if (at === anewAt) ledger.anew();
        ledger.take(told);
      }
      expect(ledger.booked).toBe(expected);
      for (const told of order) ledger.take(told);
      ledger.anew();
      for (const told of order.toReversed()) ledger.take(told);
      expect(ledger.booked).toBe(expected);
    }),
  );
});

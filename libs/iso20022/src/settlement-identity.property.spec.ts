import fc from 'fast-check';
import { type NotifiedEntry, settlementIdentity } from './index.js';
import { read } from './reading.spec-kit.js';
import {
  camt054,
  documentOf,
  type EntryParts,
  type MessageParts,
  type Version,
} from './statements/camt054.spec-kit.js';

const UETRS = ['6f3a1c52-8d4e-4b7a-9c21-0f5e7d8a9b3c', 'b0c6d1e4-3a5f-4c8d-8e7b-1a2b3c4d5e6f'];
const option = <T>(...values: readonly T[]) => fc.constantFrom<T | null>(null, ...values);

/** Few values, so that many are equal. */
const entry: fc.Arbitrary<EntryParts> = fc.record({
  sign: fc.constantFrom('CRDT', 'DBIT'),
  reversal: option('true', 'false'),
  valueDate: option('2026-03-01', '2026-03-02'),
  transactions: fc.array(
    fc.record({
      servicerReference: option('S1', 'S2'),
      endToEndId: option('INV-1', 'INV-2', 'NOTPROVIDED'),
      amount: fc.constantFrom('10.00 USD', '20.00 USD', '10.00 PKR'),
      debtor: option('One', 'Two'),
      remittance: fc.constantFrom([], ['a'], ['a', 'b']),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
const entries = fc.array(entry, { minLength: 1, maxLength: 6 });
const accounts = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1, maxLength: 2 });

/** One notification for each account, with the same entries. */
const messageOf = (each: readonly EntryParts[], numbers: readonly string[]): MessageParts => ({
  notifications: numbers.map((account) => ({ account, entries: each })),
});

async function entriesOf(file: string): Promise<readonly NotifiedEntry[]> {
  return (await read(file)).map((item) => {
    if (item.kind === 'entry') return item;
    throw new Error(`rejected: ${JSON.stringify(item)}`);
  });
}
const identitiesOf = async (file: string) => (await entriesOf(file)).map(settlementIdentity);

/** The same transactions, delivered once more in another way. */
const redeliveries: Readonly<Record<string, (message: MessageParts) => string>> = {
  'the same file': (message) => camt054(message),
  'a copy with another message id': ({ notifications = [] }) =>
    camt054({ messageId: 'COPY-2', notifications: notifications.map((each) => ({ ...each, copy: 'DUPL' })) }),
  'version 001.04': (message) => camt054({ ...message, version: '04' }),
  'version 001.02': (message) => asVersion02(message),
  'an envelope': (message) => `<Envelope xmlns="urn:x"><Header/>${documentOf(message)}</Envelope>`,
  'laid out': (message) => camt054(message).replaceAll('><', '>\n\t<'),
  'with a prefix': (message) =>
    documentOf(message)
      .replaceAll(/<(\/?)(\w)/g, '<$1p:$2')
      .replace('xmlns=', 'xmlns:p='),
  'pending at first': ({ notifications = [] }) =>
    camt054({
      notifications: notifications.map((each) => ({
        ...each,
        entries: (each.entries ?? []).map((one) => ({ ...one, status: 'PDNG' })),
      })),
    }),
};

it.each(Object.entries(redeliveries))('a transaction keeps its identity in %s', async (_, deliver) => {
  await fc.assert(
    fc.asyncProperty(entries, accounts, async (each, numbers) => {
      const message = messageOf(each, numbers);
      expect(await identitiesOf(deliver(message))).toEqual(await identitiesOf(camt054(message)));
    }),
    { numRuns: 40 },
  );
});

it('only what the bank or the payment itself names as one is one', async () => {
  const withUetr = entry.chain((one) =>
    fc.array(option(...UETRS), { minLength: 3, maxLength: 3 }).map((uetrs) => ({
      ...one,
      transactions: (one.transactions ?? []).map((each, i) => ({ ...each, uetr: uetrs[i] ?? null })),
    })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(withUetr, { minLength: 1, maxLength: 6 }), accounts, async (each, numbers) => {
      const read = await entriesOf(camt054(messageOf(each, numbers)));
      const identities = read.map(settlementIdentity);
      for (const [i, a] of read.entries()) {
        for (const [j, b] of read.entries()) {
          if (i < j) expect([i, j, identities[i] === identities[j]]).toEqual([i, j, namedAsOne(a, b)]);
        }
      }
    }),
    { numRuns: 150 },
  );
});

it('no text in a field passes for another field', () => {
  const odd = fc.array(fc.constantFrom('"', ',', '[', ']', '\\', 'null', '1', 'A'), { maxLength: 5 });
  const text = odd.map((parts) => parts.join(''));
  const fields = fc.record({
    account: text,
    endToEndId: fc.option(text, { nil: undefined }),
    debtorName: fc.option(text, { nil: undefined }),
    creditorName: fc.option(text, { nil: undefined }),
    remittance: fc.array(text, { maxLength: 2 }),
  });
  const identified = ({
    account,
    remittance,
    ...names
  }: typeof fields extends fc.Arbitrary<infer F> ? F : never) => ({
    account,
    remittance,
    ...(names.endToEndId === undefined ? {} : { endToEndId: names.endToEndId }),
    ...(names.debtorName === undefined ? {} : { debtorName: names.debtorName }),
    ...(names.creditorName === undefined ? {} : { creditorName: names.creditorName }),
    amount: { amount: '10.00', currency: 'USD' },
    creditDebit: 'CRDT' as const,
    reversal: false,
    occurrence: 1,
  });
  fc.assert(
    fc.property(fields, fields, (a, b) => {
      // Names and remittance count only where there is no reference.
      const same =
        (a.endToEndId ?? b.endToEndId) === undefined
          ? equal(a, b)
          : a.account === b.account && a.endToEndId === b.endToEndId;
      expect(settlementIdentity(identified(a)) === settlementIdentity(identified(b))).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

/** By the references alone: equal amounts, names and dates make nothing one. */
function namedAsOne(a: NotifiedEntry, b: NotifiedEntry): boolean {
  if (a.account !== b.account || a.creditDebit !== b.creditDebit || a.reversal !== b.reversal) return false;
  if (a.accountServicerReference ?? b.accountServicerReference) {
    return a.accountServicerReference === b.accountServicerReference;
  }
  const payment = (e: NotifiedEntry) => [e.uetr, e.amount.amount, e.amount.currency, e.valueDate].join();
  return a.uetr !== undefined && payment(a) === payment(b);
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The same with its amounts where 001.02 has them. */
function asVersion02({ notifications = [] }: MessageParts): string {
  const version: Version = '02';
  return camt054({
    version,
    notifications: notifications.map((each) => ({
      ...each,
      entries: (each.entries ?? []).map((one) => ({
        ...one,
        transactions: (one.transactions ?? []).map(({ amount = null, ...rest }) => ({
          ...rest,
          underlyingAmount: amount,
        })),
      })),
    })),
  });
}

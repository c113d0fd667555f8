import fc from 'fast-check';
import { type Chunks, Iso20022Error, type Iso20022Part, readMessages } from '../index.js';
import { camt054, type EntryParts, type TransactionParts, VERSIONS } from './camt054.spec-kit.js';

/** What comes of a file: its items, and the fault that ends it. */
interface Outcome {
  readonly items: readonly Iso20022Part[];
  readonly fault?: Readonly<Record<string, unknown>>;
}

async function outcomeOf(chunks: Chunks, bytesMax?: number): Promise<Outcome> {
  const items: Iso20022Part[] = [];
  try {
    for await (const item of readMessages(chunks, bytesMax === undefined ? {} : { bytesMax }))
      items.push(item);
  } catch (error) {
    if (!(error instanceof Iso20022Error)) throw error;
    const { code, message, xpath, line, column } = error;
    return { items, fault: { code, message, xpath, line, column } };
  }
  return { items };
}

const text = fc.stringMatching(/^[A-Za-z0-9Жқ字😀𝔑é&<>"' -]{1,20}$/u).filter((each) => each.trim() !== '');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const amount = fc
  .tuple(fc.nat(9_999_999), fc.nat(99), fc.constantFrom('USD', 'PKR', 'KZT', 'JPY', 'XXX'))
  .map(([whole, cents, currency]) => `${whole}.${String(cents).padStart(2, '0')} ${currency}`);

const transaction: fc.Arbitrary<TransactionParts> = fc.record({
  endToEndId: optional(text),
  uetr: optional(fc.uuid()),
  amount: optional(amount),
  debtor: optional(text),
  remittance: fc.array(text, { maxLength: 3 }),
});
const entry: fc.Arbitrary<EntryParts> = fc.record({
  amount: optional(amount),
  sign: fc.constantFrom('CRDT', 'DBIT', null),
  status: fc.constantFrom('BOOK', 'PDNG', 'x'),
  servicerReference: optional(text),
  transactions: fc.array(transaction, { maxLength: 4 }),
});
const HEADER_END = '</GrpHdr>';
const soundFile = fc
  .record({
    version: fc.constantFrom(...VERSIONS),
    notifications: fc.array(fc.record({ entries: fc.array(entry, { maxLength: 6 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(camt054);

const oddities = [
  '<!DOCTYPE a',
  '<!--',
  ']]>',
  '&x;',
  '</Ntry>',
  '<Ntry>',
  '<b>',
  '\ufeff',
  '\r',
  '<?xml?>',
  '<a b',
];
/** Behind its header some bytes are replaced, so that anything may be wrong with it. */
const brokenFile = fc
  .record({
    whole: soundFile.map((text) => Buffer.from(text)),
    share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    removed: fc.nat(12),
    added: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(...oddities).map((text) => Buffer.from(text)),
    ),
  })
  .map(({ whole, share, removed, added }) => {
    const header = whole.indexOf(HEADER_END) + HEADER_END.length;
    const at = header + Math.floor(share * (whole.length - header));
    return Buffer.concat([whole.subarray(0, at), added, whole.subarray(at + removed)]);
  });
const file = fc.oneof(
  soundFile.map((text) => Buffer.from(text)),
  brokenFile,
);

/** The file with a comment of that length behind its header: everything behind it stands elsewhere. */
function shifted(bytes: Buffer, length: number): Buffer {
  const header = bytes.indexOf(HEADER_END) + HEADER_END.length;
  const comment = Buffer.from(`<!--${'x'.repeat(length)}-->`);
  return Buffer.concat([bytes.subarray(0, header), comment, bytes.subarray(header)]);
}

/** Lengths of chunks, used over and over. */
const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 40_000 })), {
  minLength: 1,
  maxLength: 5,
});

function* cut<T extends Uint8Array | string>(
  whole: T,
  lengths: readonly number[],
): Generator<Uint8Array | string> {
  for (let [at, i] = [0, 0]; at < whole.length; i++) {
    const length = lengths[i % lengths.length] ?? 1;
    yield whole.slice(at, at + length);
    at += length;
  }
}

it('the same items come before the same fault, wherever the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.nat(40_000), cuts, async (bytes, shift, lengths) => {
      const large = shifted(bytes, shift);
      expect(await outcomeOf(cut(large, lengths))).toEqual(await outcomeOf([large]));
    }),
    { numRuns: 150 },
  );
});

it('text, cut wherever it may be, and its bytes are one file', async () => {
  await fc.assert(
    fc.asyncProperty(soundFile, cuts, async (text, lengths) => {
      const outcome = await outcomeOf([Buffer.from(text)]);
      expect(outcome.fault).toBeUndefined();
      expect(await outcomeOf(cut(text, lengths))).toEqual(outcome);
    }),
    { numRuns: 100 },
  );
});

it('nothing but line and column depends on where in the file a thing stands', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 16_000, max: 34_000 }), async (bytes, shift) => {
      const { items, fault } = await outcomeOf([bytes]);
      const moved = await outcomeOf([shifted(bytes, shift)]);
      expect(moved.items).toEqual(items);
      expect(moved.fault?.code).toBe(fault?.code);
      expect(moved.fault?.xpath).toBe(fault?.xpath);
    }),
    { numRuns: 150 },
  );
});

it('a limit on the size cuts off at the same byte, however the file comes', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.nat(6_000), cuts, async (bytes, bytesMax, lengths) => {
      const outcome = await outcomeOf([bytes], bytesMax);
      expect(await outcomeOf(cut(bytes, lengths), bytesMax)).toEqual(outcome);
      if (bytes.length <= bytesMax) expect(outcome).toEqual(await outcomeOf([bytes]));
      else expect(outcome.fault).toBeDefined();
    }),
    { numRuns: 150 },
  );
});

it('a sound message gives all of its transactions, in order, each with what it says', async () => {
  const sound = fc.record({
    endToEndId: text,
    amount: fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 10, max: 99 })),
    debtor: text,
    remittance: fc.array(text, { maxLength: 3 }),
  });
  const message = fc.array(
    fc.array(fc.array(fc.array(sound, { minLength: 1, maxLength: 3 }), { maxLength: 3 }), { maxLength: 3 }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  await fc.assert(
    fc.asyncProperty(message, async (notifications) => {
      const written = camt054({
        notifications: notifications.map((entries) => ({
          entries: entries.map((details) => ({
            amount: '1.00 USD',
            details: details.map((each) =>
              each.map(({ amount: [whole, cents], ...rest }) => ({
                ...rest,
                amount: `${whole}.${cents} USD`,
              })),
            ),
          })),
        })),
      });
      const { items, fault } = await outcomeOf([written]);
      const told = items.map((item) =>
        item.kind === 'entry'
          ? [item.xpath, item.amount.amount, item.endToEndId, item.debtorName, ...item.remittance]
          : item,
      );
      const base = '/Document/BkToCstmrDbtCdtNtfctn';
      const expected = notifications.flatMap((entries, n) =>
        entries.flatMap((details, e) =>
          details.length === 0
            ? [[`${base}/Ntfctn[${n + 1}]/Ntry[${e + 1}]`, '1.00', undefined, undefined]]
            : details.flatMap((each, d) =>
                each.map(({ endToEndId, amount: [whole, cents], debtor, remittance }, t) => [
                  `${base}/Ntfctn[${n + 1}]/Ntry[${e + 1}]/NtryDtls[${d + 1}]/TxDtls[${t + 1}]`,
                  `${whole}.${cents}`,
                  ...[endToEndId, debtor, ...remittance].map((one) => one.trim()),
                ]),
              ),
        ),
      );
      expect(fault).toBeUndefined();
      expect(told).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

it('any bytes at all are read, or refused with an error of the reader', async () => {
  const markup = fc.constantFrom(
    '<',
    '>',
    '/',
    '!',
    '-',
    '?',
    '[',
    ']',
    '&',
    ';',
    '"',
    '=',
    ' ',
    'a',
    'xml',
    'D',
    'é',
  );
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(markup, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(anything, cuts, async (bytes, lengths) => {
      const outcome = await outcomeOf([bytes]);
      // Nothing of this is a message.
      expect(outcome.fault).toBeDefined();
      expect(await outcomeOf(cut(bytes, lengths))).toEqual(outcome);
    }),
    { numRuns: 500 },
  );
});

import fc from 'fast-check';
import { type CreditTransfer, type Iso20022Part, readMessages } from '../index.js';
import { documentXml } from '../markup.spec-kit.js';
import { read } from '../reading.spec-kit.js';
import { EXAMPLES } from './all-examples.spec-kit.js';
import { customerTransfers, type Told } from './payments.spec-kit.js';

const SEED = 6_008;

/** A field, or none. */
const maybe = <Name extends string, T>(name: Name, value: fc.Arbitrary<T>) =>
  fc
    .option(value, { nil: undefined })
    .map((each) => (each === undefined ? {} : { [name]: each })) as fc.Arbitrary<{
    readonly [name in Name]?: T;
  }>;
const all = <T extends object>(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((each) => Object.assign({}, ...each) as T);

const text = (length: number) =>
  fc.stringMatching(/^[A-Za-z0-9Жқ字😀&<>"'-]{1,20}$/u).map((each) => [...each].slice(0, length).join(''));
const id = text(35).filter((each) => !/^(NOTPROVIDED|NONREF)$/i.test(each));
const uuid = fc.uuid({ version: 4 });
const money = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom('USD', 'PKR', 'KZT'))
    .map(([minor, currency]) => ({
      amount: `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`,
      currency,
    })),
  fc.integer({ min: 1, max: 999_999 }).map((amount) => ({ amount: String(amount), currency: 'JPY' })),
);
const bic = fc.stringMatching(/^[A-Z]{4}(PK|KZ|US)[A-Z0-9]{2}(XXX)?$/);
const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const party = all<CreditTransfer['debtor']>(
  maybe('name', id),
  maybe('account', fc.constantFrom('PK36SCBL0000001123456702', '0011 2345', 'acc-1')),
  maybe('agent', bic),
  maybe('country', fc.constantFrom('PK', 'KZ')),
);
const transfer = all<Told<CreditTransfer>>(
  fc.record({
    references: all<CreditTransfer['references']>(
      maybe('instructionId', id),
      maybe('endToEndId', id),
      maybe('transactionId', id),
      maybe('uetr', uuid),
      maybe('clearingSystemReference', id),
    ),
    amount: money,
    chargeBearer: fc.constantFrom('DEBT', 'SHAR', 'CRED', 'SLEV'),
    charges: fc.array(all(fc.record({ amount: money }), maybe('agent', bic)), { maxLength: 3 }),
    debtor: party,
    creditor: party,
    remittance: fc.array(id, { maxLength: 3 }),
  }),
  maybe('settlementDate', day),
  maybe('instructedAmount', money),
  maybe('ultimateDebtorName', id),
  maybe('ultimateCreditorName', id),
  maybe('purpose', fc.constantFrom('GDDS', 'SUPP')),
);

it('payments are read into what they were written from', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(transfer, { minLength: 1, maxLength: 4 }), async (told) => {
      const items = await read(documentXml('pacs.008.001.08', customerTransfers(told)));
      expect(items).toEqual(
        told.map((each, index) => ({
          kind: 'credit-transfer',
          xpath: `/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[${index + 1}]`,
          messageId: 'MSG-1',
          messageFormat: 'pacs.008.001.08',
          ...each,
        })),
      );
    }),
    { seed: SEED, numRuns: 300 },
  );
});

it('however a file is cut, and however it is laid out, the same parts come', async () => {
  const partsOf = async (chunks: Iterable<Uint8Array | string>) => {
    const parts: Iso20022Part[] = [];
    for await (const part of readMessages(chunks)) parts.push(part);
    return parts;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...EXAMPLES),
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom('', '\n', '\r\n\t  '),
      async ({ definition, content }, length, space) => {
        const whole = documentXml(definition, content);
        const laidOut = Buffer.from(whole.replaceAll('><', `>${space}<`));
        const chunks = Array.from({ length: Math.ceil(laidOut.length / length) }, (_, i) =>
          laidOut.subarray(i * length, (i + 1) * length),
        );
        expect(await partsOf(chunks)).toEqual(await partsOf([whole]));
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});

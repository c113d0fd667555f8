import fc from 'fast-check';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { type CamtTransaction, camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

const SEED = 20_260_403;

let payments: RunningPayments;
let karachi: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ karachi } = payments);
});
afterAll(() => payments.stop());

/** Texts of any characters, of any length about the limits, and some that have meaning somewhere. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 150 }),
  fc.constantFrom('', ' ', 'NOTPROVIDED', '0', 'null', '\u0000', '\ud800', '\u2028', 'x'.repeat(36)),
);
const days = ['2026-03-30', '0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '2026-03-30T10:00:00Z'];
const anyDay = fc.constantFrom(...days);
const anyAmount = fc.constantFrom(
  '1',
  '0.01',
  '0',
  '-1',
  '1e3',
  '999999999999999999',
  '0.001',
  '٣',
  '9999999999999999.99',
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

it('whatever a file holds, each transaction has its result, or the file a 4xx', async () => {
  const seen = new Map<string, number>();
  const transaction = fc.record({
    endToEndId: maybe(anyText),
    servicerReference: maybe(anyText),
    uetr: maybe(fc.oneof(fc.uuid({ version: 4 }), anyText)),
    remittance: fc.array(anyText, { maxLength: 3 }),
    debtor: maybe(anyText),
    creditor: maybe(anyText),
    currency: fc.constantFrom('USD', 'KZT', 'JPY', 'KWD', 'XXX', 'usd'),
    amount: anyAmount,
    bookedOn: maybe(anyDay),
    valueDate: anyDay,
  });
  const sound = { currency: 'USD', amount: '1', bookedOn: '2026-03-30', valueDate: '2026-03-31' };
  await fc.assert(
    fc.asyncProperty(
      fc.array(transaction, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (drawn, tame) => {
        const transactions = drawn.map(({ remittance, ...each }): CamtTransaction => {
          const texts = Object.entries({ ...each, ...(tame && sound) }).filter(
            ([, text]) => text !== undefined,
          );
          return {
            bookedOn: undefined,
            ...Object.fromEntries(texts.map(([name, text]) => [name, xml(String(text))])),
            remittance: remittance.map(xml),
          };
        });
        const { status, body } = await karachi.file(camt054(transactions));
        expect(status).toBeLessThan(500);
        const results = status === 200 ? body.results.map((each) => each.reason ?? each.status) : [body.code];
        if (status === 200) expect(body.results).toHaveLength(drawn.length);
        for (const result of results) seen.set(result, (seen.get(result) ?? 0) + 1);
      },
    ),
    { seed: SEED, numRuns: 150 },
  );
  // Else the property would say little.
  for (const result of ['accepted', 'field-invalid', 'xml-malformed', 'amount-not-positive']) {
    expect([result, seen.get(result) ?? 0]).toEqual([result, expect.any(Number)]);
    expect(seen.get(result) ?? 0).toBeGreaterThan(5);
  }
});

it('whatever a body holds, it is booked or refused with its field', async () => {
  const seen = new Map<number, number>();
  const change = fc.record(
    {
      account: fc.oneof(anyText, fc.constant('PK1')),
      amount: fc.record({ amount: anyAmount, currency: fc.constantFrom('USD', 'JPY', 'KWD', 'XXX', 'usd') }),
      bookedOn: anyDay,
      valueDate: anyDay,
      debtorName: anyText,
      creditorName: fc.oneof(anyText, fc.jsonValue()),
      references: fc.record(
        {
          endToEndId: fc.oneof(anyText, fc.jsonValue()),
          uetr: fc.oneof(fc.uuid({ version: 4 }), anyText),
          accountServicerReference: anyText,
          remittance: fc.oneof(fc.array(anyText, { maxLength: 3 }), fc.jsonValue()),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(change, fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 })),
      async (body) => {
        const { status, body: answer } = await karachi.settlement(settlementOf(body));
        expect([200, 201, 422]).toContain(status);
        if (status === 422) expect(answer.pointer).toMatch(/^\//);
        seen.set(status, (seen.get(status) ?? 0) + 1);
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
  expect((seen.get(200) ?? 0) + (seen.get(201) ?? 0)).toBeGreaterThan(20);
  expect(seen.get(422) ?? 0).toBeGreaterThan(20);
});

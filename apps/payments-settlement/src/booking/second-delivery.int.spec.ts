import { randomUUID } from 'node:crypto';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { type CamtFile, type CamtTransaction, camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
let karachi: BankClient;
let almaty: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ karachi, almaty } = payments);
});
afterAll(() => payments.stop());

const booked = async (): Promise<number> => (await payments.world.events('SettlementBooked')).length;
const bookedAs = async (settlementId: string | undefined) => {
  const [event] = await payments.world.events(
    'SettlementBooked',
    (data) => data.settlementId === settlementId,
  );
  if (!event) throw new Error(`${settlementId} is not booked`);
  return event;
};
const one = async (transaction: CamtTransaction, file: CamtFile = {}, bank = karachi) => {
  const { status, body } = await bank.file(camt054([transaction], file));
  expect(status).toBe(200);
  expect(body.results).toHaveLength(1);
  return body.results[0];
};

describe('a second delivery meets the first', () => {
  it('of the same file: the first positions again', async () => {
    const file = camt054([{ endToEndId: 'AGAIN-1' }, { servicerReference: 'AGAIN-2' }, { status: 'PDNG' }]);
    const first = await karachi.file(file);
    const second = await karachi.file(file);
    expect(first.body.results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'rejected']);
    expect(second.body.results).toEqual(
      first.body.results.map((each) =>
        each.status === 'accepted' ? { ...each, status: 'duplicate' } : each,
      ),
    );
  });

  it('of one file at the same moment: exactly one is accepted, transaction by transaction', async () => {
    const transactions = Array.from({ length: 300 }, (_, index) => ({ endToEndId: `ONCE-${index}` }));
    const file = camt054(transactions);
    const before = await booked();
    const answers = await Promise.all([1, 2, 3].map(() => karachi.file(file)));
    for (const [index, { endToEndId }] of transactions.entries()) {
      const results = answers.map(({ body }) => body.results[index]);
      expect(results.map((each) => each?.reference)).toEqual([endToEndId, endToEndId, endToEndId]);
      expect(results.map((each) => each?.status).sort()).toEqual(['accepted', 'duplicate', 'duplicate']);
      expect(new Set(results.map((each) => each?.position)).size).toBe(1);
    }
    expect(await booked()).toBe(before + 300);
  });

  const uetr = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
  it.each<[string, CamtTransaction, CamtFile, CamtFile]>([
    [
      '04 by servicer reference',
      { servicerReference: 'VER-1', endToEndId: 'V' },
      { version: '08' },
      { version: '04' },
    ],
    ['02 by end-to-end id', { endToEndId: 'VER-2' }, { version: '02' }, { version: '08' }],
    ['another message by UETR', { uetr }, { messageId: 'A' }, { messageId: 'B' }],
    ['02 without any reference', { debtor: 'VER-4' }, { version: '04' }, { version: '02' }],
  ])('in camt.054 %s', async (_, transaction, first, second) => {
    const accepted = await one(transaction, first);
    expect(accepted?.status).toBe('accepted');
    expect(await one(transaction, second)).toEqual({ ...accepted, status: 'duplicate' });
  });

  it.each<[string, CamtTransaction, Record<string, unknown>]>([
    ['servicer reference', { servicerReference: 'MIX-1' }, { accountServicerReference: 'MIX-1' }],
    ['end-to-end id', { endToEndId: 'MIX-2' }, { endToEndId: 'MIX-2', accountServicerReference: 'NONREF' }],
    [
      'UETR',
      { uetr: '1a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' },
      { uetr: '1a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' },
    ],
    ['remittance', { remittance: ['MIX-4'], endToEndId: 'NOTPROVIDED' }, { remittance: ['MIX-4'] }],
  ])('in JSON as in camt.054, by %s', async (_, transaction, references) => {
    // 1000.00 in the one, 1000 in the other.
    const json = settlementOf({ references, amount: { amount: '01000', currency: 'USD' } });
    const accepted = await one(transaction);
    const answer = await karachi.settlement(json);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      settlementId: accepted?.settlementId,
      status: 'duplicate',
      position: accepted?.position,
    });
  });

  const long = 'INV-2026-0042-LONG-REFERENCE-999';
  it.each([
    ['a translation that marks what it cut', `${long.slice(0, 15)}+`],
    ['a message of sixteen signs', long.slice(0, 16)],
    ['a message of twelve', long.slice(0, 12)],
  ])('by UETR, with its end-to-end id cut short by %s, whichever comes first', async (_, cut) => {
    for (const [first, second] of [
      [long, cut],
      [cut, long],
    ] as const) {
      const uetr = randomUUID();
      const accepted = await one({ uetr, endToEndId: first });
      expect(accepted?.status).toBe('accepted');
      const { settlementId, position } = accepted ?? {};
      expect(await one({ uetr, endToEndId: second })).toMatchObject({
        status: 'duplicate',
        settlementId,
        position,
      });
    }
  });

  it('by UETR, but not with another end-to-end id, nor with the mark alone', async () => {
    const uetr = randomUUID();
    await one({ uetr, endToEndId: long });
    for (const endToEndId of ['INV-2026-0043+', 'NV-2026-0042', '+']) {
      expect(await one({ uetr, endToEndId })).toMatchObject({
        status: 'rejected',
        code: 'DU03',
        reason: 'settlement-differs',
      });
    }
  });

  it('in another spelling of its IBAN', async () => {
    const accepted = await one({ endToEndId: 'SPELT-1' });
    expect((await bookedAs(accepted?.settlementId)).data.account).toBe('PK36SCBL0000001123456702');
    for (const account of ['PK36 SCBL 0000 0011 2345 6702', 'pk36scbl0000001123456702']) {
      const { body } = await karachi.settlement(
        settlementOf({ account, references: { endToEndId: 'SPELT-1' } }),
      );
      expect(body).toMatchObject({ status: 'duplicate', settlementId: accepted?.settlementId });
    }
    const again = await one({ endToEndId: 'SPELT-1' }, { account: 'PK36scbl0000001123456702' });
    expect(again).toEqual({ ...accepted, status: 'duplicate' });
  });

  it('in camt.054 as in JSON', async () => {
    const { status, body } = await karachi.settlement(settlementOf({ references: { endToEndId: 'MIX-5' } }));
    expect({ status, answered: body.status }).toEqual({ status: 201, answered: 'accepted' });
    const { settlementId, position } = body;
    expect(await one({ endToEndId: 'MIX-5' })).toEqual({
      reference: 'MIX-5',
      status: 'duplicate',
      isoStatus: 'ACTC',
      settlementId,
      position,
    });
    expect((await bookedAs(settlementId)).data).toMatchObject({ format: 'json' });
  });

  it('but another bank, account, amount, day or sign is another transaction', async () => {
    const transaction = { endToEndId: 'OTHER-1' };
    const accepted = [
      await one(transaction),
      await one(transaction, {}, almaty),
      await one(transaction, { account: 'PK36SCBL0000001123456703' }),
      await one({ ...transaction, amount: '1000.01' }),
      await one({ ...transaction, currency: 'KZT' }),
      await one({ ...transaction, valueDate: '2026-04-01' }),
    ];
    expect(accepted.map((each) => each?.status)).toEqual(Array(6).fill('accepted'));
    expect(new Set(accepted.map((each) => each?.settlementId)).size).toBe(6);
    expect(await one({ ...transaction, sign: 'DBIT' })).toMatchObject({ reason: 'not-a-credit' });
  });

  it('of two entries of one file with one servicer reference books one, and refuses the other', async () => {
    const file = camt054([
      { servicerReference: 'TWICE-1', endToEndId: 'TWICE-A' },
      { servicerReference: 'TWICE-1', endToEndId: 'TWICE-B' },
    ]);
    const before = await booked();
    const { results } = (await karachi.file(file)).body;
    expect(results.map(({ status }) => status).sort()).toEqual(['accepted', 'rejected']);
    const [accepted, refused] = [0, 1].map((nth) =>
      results.find(({ status }) => status === ['accepted', 'rejected'][nth]),
    );
    expect(refused).toMatchObject({ reason: 'settlement-differs', xpath: expect.stringContaining('/Ntry[') });
    expect(refused?.message).toContain(`end-to-end id ${accepted?.reference} at position`);
    expect(await booked()).toBe(before + 1);
    const again = (await karachi.file(file)).body.results.map(({ status }) => status);
    expect(again).toEqual(results.map(({ status }) => (status === 'accepted' ? 'duplicate' : status)));
  });

  it.each<[string, CamtTransaction, Record<string, unknown>, string]>([
    [
      'end-to-end id',
      { endToEndId: 'FIELD-A' },
      { references: { endToEndId: 'FIELD-B' } },
      '/references/endToEndId',
    ],
    [
      'UETR',
      { uetr: '2a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' },
      { references: { uetr: '3a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' } },
      '/references/uetr',
    ],
    ['value date', {}, { valueDate: '2026-04-01' }, '/valueDate'],
    ['booking date', {}, { bookedOn: '2026-03-29' }, '/bookedOn'],
  ])(
    'with another %s under the same servicer reference is refused',
    async (name, transaction, change, pointer) => {
      const servicerReference = `FIELD ${name}`;
      expect((await one({ ...transaction, servicerReference }))?.status).toBe('accepted');
      const body = settlementOf(change);
      const references = { ...(body.references as object), accountServicerReference: servicerReference };
      const answer = await karachi.settlement({ ...body, references });
      expect({ status: answer.status, code: answer.body.code, pointer: answer.body.pointer }).toEqual({
        status: 422,
        code: 'settlement-differs',
        pointer,
      });
      // What only one of the two tells is no difference.
      const bare = settlementOf({ references: { accountServicerReference: servicerReference } });
      expect((await karachi.settlement(bare)).body.status).toBe('duplicate');
    },
  );

  it('with another amount under the same servicer reference is refused', async () => {
    const accepted = await one({ servicerReference: 'DIFF-1' });
    const before = await booked();
    const changed = await one({ servicerReference: 'DIFF-1', amount: '999.99' });
    expect(changed).toMatchObject({ status: 'rejected', code: 'DU03', reason: 'settlement-differs' });
    expect(changed?.message).toContain(`1000.00 USD at position ${accepted?.position}`);
    const amount = { amount: '999.99', currency: 'USD' };
    const json = settlementOf({ amount, references: { accountServicerReference: 'DIFF-1' } });
    const { status, body } = await karachi.settlement(json);
    expect({ status, code: body.code, pointer: body.pointer }).toEqual({
      status: 422,
      code: 'settlement-differs',
      pointer: '/amount',
    });
    expect(await booked()).toBe(before);
  });
});

import { randomUUID } from 'node:crypto';
import { type BankClient, returnOf, settlementOf } from '../bank-client.spec-kit.js';
import { type CamtFile, type CamtTransaction, camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually, KARACHI } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
let almaty: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ world, karachi, almaty } = payments);
});
afterAll(() => payments.stop());

const REVERSED = { sign: 'DBIT', reversal: 'true', bookedOn: '2026-04-07', valueDate: '2026-04-07' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const uetrOf = (number: number) => `0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c${String(number).padStart(2, '0')}`;
const one = async (transaction: CamtTransaction, file: CamtFile = {}, bank = karachi) => {
  const { status, body } = await bank.file(camt054([transaction], file));
  expect(status).toBe(200);
  expect(body.results).toHaveLength(1);
  return body.results[0];
};
const reversed = (transaction: CamtTransaction, file: CamtFile = {}, bank = karachi) =>
  one({ ...REVERSED, ...transaction }, file, bank);
const booked = async (references: object, amount = '1000.00', bank = karachi): Promise<string> => {
  const { status, body } = await bank.settlement(settlementOf({ references, amount: usd(amount) }));
  expect(status).toBe(201);
  return body.settlementId;
};
const listed = async (settlementId: string) => {
  const { items } = (await karachi.list('?limit=500')).body;
  return items.find((each) => each.settlementId === settlementId);
};
const returnsOf = (settlementId: string) =>
  world.events('SettlementReturned', (data) => data.settlementId === settlementId);

describe('a reversed credit', () => {
  it('opens again what it paid, and is shown with its payment', async () => {
    const { invoiceId, consignmentId } = await world.invoice({
      invoiceNumber: 'OPEN-1',
      amount: usd('800.00'),
    });
    await world.publish();
    const credit = await one({ endToEndId: 'OPEN-1', uetr: uetrOf(1) });
    const settlementId = credit?.settlementId ?? '';
    await eventually(async () => {
      const item = await listed(settlementId);
      return item?.matches.length === 1 && item.status === 'suspended';
    });
    const transaction = {
      amount: '700.00',
      endToEndId: 'OPEN-1',
      uetr: uetrOf(1),
      servicerReference: 'RJ-1',
      returnReason: 'AC04',
    };
    const result = await reversed(transaction);
    expect(result).toMatchObject({ status: 'accepted', reference: 'OPEN-1', settlementId });

    const ids = { obligationId: invoiceId, invoiceId, consignmentId };
    const [event] = await returnsOf(settlementId);
    expect(event).toMatchObject({
      position: result?.position,
      actor: `bank:${KARACHI}`,
      occurredAt: '2026-04-07T00:00:00+05:00',
      participants: [KARACHI],
      data: {
        settlementId,
        bank: KARACHI,
        returnId: result?.returnId,
        amount: usd('700.00'),
        reason: 'AC04',
        bookedOn: '2026-04-07',
        valueDate: '2026-04-07',
        references: {
          endToEndId: 'OPEN-1',
          uetr: uetrOf(1),
          accountServicerReference: 'RJ-1',
          remittance: [],
        },
        unallocated: usd('0.00'),
        // 200.00 of the 1,000.00 waited in suspense.
        takenBack: [{ ...ids, amount: usd('500.00') }],
        format: 'camt.054.001.08',
        messageId: expect.stringMatching(/^MSG-/),
      },
    });
    expect(await world.events('PaymentReturned', (data) => data.invoiceId === invoiceId)).toMatchObject([
      {
        correlationId: event?.correlationId,
        data: {
          ...ids,
          settlementId,
          returnId: result?.returnId,
          amount: usd('500.00'),
          outstanding: usd('500.00'),
          paid: usd('300.00'),
          valueDate: '2026-04-07',
        },
      },
    ]);
    expect(await listed(settlementId)).toMatchObject({
      status: 'matched',
      amount: usd('1000.00'),
      unallocated: usd('0.00'),
      returned: usd('700.00'),
      matches: [
        {
          ...ids,
          amount: usd('800.00'),
          takenBack: [
            {
              returnId: result?.returnId,
              amount: usd('500.00'),
              reason: 'AC04',
              position: event?.position,
            },
          ],
        },
      ],
      returns: [
        {
          returnId: result?.returnId,
          amount: usd('700.00'),
          reason: 'AC04',
          bookedOn: '2026-04-07',
          valueDate: '2026-04-07',
          takenBack: [{ ...ids, amount: usd('500.00') }],
          format: 'camt.054.001.08',
          messageId: expect.stringMatching(/^MSG-/),
          position: event?.position,
        },
      ],
    });

    expect(await reversed(transaction)).toEqual({ ...result, status: 'duplicate' });

    // Other money that names it pays it again.
    await booked({ endToEndId: 'OPEN-1' }, '500.00');
    await eventually(
      async () =>
        (await world.events('ObligationSettled', (data) => data.invoiceId === invoiceId)).length === 2,
    );
  });

  it('is known again where the next notification does not say that it reverses, and a debit of another amount is none', async () => {
    const credit = { uetr: uetrOf(77) };
    await one({ ...credit, servicerReference: 'CR-20' });
    const first = await reversed({ ...credit, servicerReference: 'RJ-20', amount: '400.00' });
    const debit = { ...REVERSED, reversal: 'false', ...credit };
    for (const servicerReference of ['RJ-20', 'CR-20']) {
      const again = await one({ ...debit, servicerReference, amount: '400.00' });
      expect(again).toEqual({ ...first, status: 'duplicate', reference: servicerReference });
    }
    expect(await one({ ...debit, servicerReference: 'CH-20', amount: '15.00' })).toMatchObject({
      status: 'rejected',
      reason: 'not-a-credit',
    });
    expect(await returnsOf(first?.settlementId ?? '')).toHaveLength(1);
  });

  it('is what waits in suspense, and pays nothing that comes later', async () => {
    const settlementId = await booked({ endToEndId: 'LATER-1' });
    expect((await reversed({ endToEndId: 'LATER-1' }))?.status).toBe('accepted');
    expect(await listed(settlementId)).toMatchObject({
      status: 'returned',
      unallocated: usd('0.00'),
      returned: usd('1000.00'),
      returns: [{ takenBack: [] }],
    });
    const { invoiceId } = await world.invoice({ invoiceNumber: 'LATER-1' });
    const other = await world.invoice({ invoiceNumber: 'LATER-2' });
    await world.publish();
    await eventually(
      async () =>
        (await world.events('ObligationArisen', ({ invoiceId: id }) => id === other.invoiceId)).length === 1,
    );
    expect(await world.events('ObligationSettled', (data) => data.invoiceId === invoiceId)).toEqual([]);
  });

  it.each<[string, object, CamtTransaction]>([
    ['its UETR, whatever the amount', { uetr: uetrOf(11) }, { uetr: uetrOf(11), amount: '10.00' }],
    [
      'its servicer reference, whatever the amount',
      { accountServicerReference: 'NAMED-2' },
      { servicerReference: 'NAMED-2', amount: '10.00' },
    ],
    [
      'its servicer reference, where the UETR is of the return',
      { accountServicerReference: 'NAMED-3' },
      { servicerReference: 'NAMED-3', uetr: uetrOf(13) },
    ],
    ['its end-to-end id and amount', { endToEndId: 'NAMED-4' }, { endToEndId: 'NAMED-4' }],
    [
      'its end-to-end id, where other references are of the return',
      { endToEndId: 'NAMED-5', uetr: uetrOf(15), accountServicerReference: 'NAMED-5-A' },
      { endToEndId: 'NAMED-5', servicerReference: 'NAMED-5-B' },
    ],
  ])('is found by %s', async (_, credit, transaction) => {
    const settlementId = await booked(credit);
    expect(await reversed(transaction)).toMatchObject({ status: 'accepted', settlementId });
  });

  it('keeps a reason that is newer than the list, as a bank writes from that in force', async () => {
    const settlementId = await booked({ endToEndId: 'NEWER-1' });
    expect(await reversed({ endToEndId: 'NEWER-1', returnReason: 'ZZ99' })).toMatchObject({
      status: 'accepted',
    });
    expect((await returnsOf(settlementId)).map(({ data }) => data.reason)).toEqual(['ZZ99']);
  });

  it.each<[string, CamtTransaction, CamtFile]>([
    ['another amount under its end-to-end id', { endToEndId: 'LOST-1', amount: '999.99' }, {}],
    ['another account', { endToEndId: 'LOST-1' }, { account: 'PK36SCBL0000001123456703' }],
    ['another currency', { endToEndId: 'LOST-1', currency: 'KZT' }, {}],
    ['no reference', {}, {}],
  ])('is not found by %s, nor by another bank', async (_, transaction, file) => {
    const known = await karachi.settlement(settlementOf({ references: { endToEndId: 'LOST-1' } }));
    expect(await reversed(transaction, file)).toMatchObject({
      status: 'rejected',
      reason: 'original-unknown',
    });
    expect(await reversed({ endToEndId: 'LOST-1' }, {}, almaty)).toMatchObject({
      reason: 'original-unknown',
    });
    expect(await returnsOf(known.body.settlementId)).toEqual([]);
  });

  it('that names two credits is refused, and so is the same one behind the return of one of them', async () => {
    const named = { endToEndId: 'BOTH-1' };
    const first = await booked({ ...named, accountServicerReference: 'BOTH-A' });
    await booked({ ...named, accountServicerReference: 'BOTH-B' });
    expect(await reversed(named)).toMatchObject({ status: 'rejected', reason: 'original-ambiguous' });
    expect(await reversed({ ...named, servicerReference: 'BOTH-A' })).toMatchObject({
      status: 'accepted',
      settlementId: first,
    });
    expect(await reversed(named)).toMatchObject({ status: 'rejected', reason: 'original-ambiguous' });
  });

  it('comes again, in another version or in JSON: the first position again', async () => {
    const settlementId = await booked({ endToEndId: 'AGAIN-1' });
    const first = await reversed({ endToEndId: 'AGAIN-1' });
    expect(await reversed({ endToEndId: 'AGAIN-1' }, { version: '02', messageId: 'B' })).toEqual({
      ...first,
      status: 'duplicate',
    });
    const json = await karachi.giveBack(settlementId, returnOf());
    expect({ status: json.status, body: json.body }).toEqual({
      status: 200,
      body: { settlementId, returnId: first?.returnId, status: 'duplicate', position: first?.position },
    });
    expect(await returnsOf(settlementId)).toHaveLength(1);
  });

  it('that comes before its credit is accepted once the credit is: in whatever order, sent until they are taken', async () => {
    const credit = { endToEndId: 'CROSS-1', servicerReference: 'CROSS-1' };
    const back = { ...REVERSED, ...credit };
    expect(await one(back)).toMatchObject({ status: 'rejected', reason: 'original-unknown' });
    expect((await one(credit))?.status).toBe('accepted');
    expect((await one(back))?.status).toBe('accepted');
    expect([(await one(credit))?.status, (await one(back))?.status]).toEqual(['duplicate', 'duplicate']);
  });

  it('stands before its credit in one file, and is answered in its place', async () => {
    const file = camt054([
      { ...REVERSED, endToEndId: 'FILE-1', amount: '100.00' },
      { endToEndId: 'FILE-2', status: 'PDNG' },
      { endToEndId: 'FILE-1', amount: '100.00' },
      { ...REVERSED, endToEndId: 'FILE-3' },
    ]);
    const { results } = (await karachi.file(file)).body;
    expect(results.map(({ reference, status, reason }) => [reference, status, reason])).toEqual([
      ['FILE-1', 'accepted', undefined],
      ['FILE-2', 'rejected', 'not-booked'],
      ['FILE-1', 'accepted', undefined],
      ['FILE-3', 'rejected', 'original-unknown'],
    ]);
    expect(results[0]?.settlementId).toBe(results[2]?.settlementId);
  });

  it('comes in parts, in the order of the file, up to all that was booked', async () => {
    const settlementId = await booked({ accountServicerReference: 'PARTS-1' });
    const part = (amount: string) => ({ ...REVERSED, servicerReference: 'PARTS-1', amount });
    const { results } = (
      await karachi.file(camt054([part('400.00'), part('700.00'), part('600.00'), part('400.00')]))
    ).body;
    expect(results.map(({ status, reason }) => reason ?? status)).toEqual([
      'accepted',
      'return-exceeds-settlement',
      'accepted',
      'duplicate',
    ]);
    expect(await listed(settlementId)).toMatchObject({ status: 'returned', returned: usd('1000.00') });
  });

  it.each<[string, CamtTransaction, CamtFile, string, string?]>([
    ['is pending', { status: 'PDNG' }, {}, 'not-booked'],
    ['is a copy', {}, { copy: 'COPY' }, 'copy-not-settled'],
    ['has no day of booking', { bookedOn: undefined }, {}, 'field-missing', '/Ntry[1]/BookgDt'],
    ['has no value date', { valueDate: undefined }, {}, 'field-missing', '/Ntry[1]/ValDt'],
    ['has no reason code', { returnReason: 'ac4' }, {}, 'field-invalid', '/TxDtls[1]/RtrInf/Rsn/Cd'],
    [
      'is earlier than its credit',
      { bookedOn: '2026-03-29' },
      {},
      'return-before-booking',
      '/Ntry[1]/BookgDt',
    ],
    ['is more than its credit', { amount: '1000.01', uetr: uetrOf(20) }, {}, 'return-exceeds-settlement'],
    ['reverses a debit', { sign: 'CRDT' }, {}, 'reversal-not-settled'],
  ])('that %s is rejected, and says why', async (_, transaction, file, code, xpath = '') => {
    const { body } = await karachi.settlement(
      settlementOf({ references: { endToEndId: 'WHY-1', uetr: uetrOf(20) } }),
    );
    const result = await reversed({ endToEndId: 'WHY-1', ...transaction }, file);
    expect(result).toMatchObject({ status: 'rejected', reason: code, message: expect.any(String) });
    const found = result?.xpath ?? '';
    expect(found.slice(found.length - xpath.length)).toBe(xpath);
    expect(await returnsOf(body.settlementId)).toEqual([]);
  });
});

describe('a return in JSON', () => {
  it('gets the first answer again under its key, for ever', async () => {
    const settlementId = await booked({ endToEndId: 'KEY-1' });
    const body = returnOf({ amount: usd('250.00'), reason: 'AM09' });
    const first = await karachi.giveBack(settlementId, body, 'return-1');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ settlementId, status: 'accepted' });
    const again = await karachi.giveBack(settlementId, body, 'return-1');
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
    const other = await karachi.giveBack(settlementId, returnOf({ amount: usd('1.00') }), 'return-1');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    // Another key, and nothing that tells it from the first.
    const twin = await karachi.giveBack(settlementId, body, 'return-2');
    expect([twin.status, twin.body.status, twin.body.position]).toEqual([
      200,
      'duplicate',
      first.body.position,
    ]);
    expect((await karachi.giveBack(settlementId, body, 'return-2')).body).toEqual(twin.body);
    const own = { ...body, references: { accountServicerReference: 'RJ-KEY-1' } };
    expect((await karachi.giveBack(settlementId, own)).status).toBe(201);
    const differs = await karachi.giveBack(settlementId, { ...own, amount: usd('250.01') });
    expect([differs.status, differs.body.code, differs.body.pointer]).toEqual([
      422,
      'return-differs',
      '/amount',
    ]);
    expect(await returnsOf(settlementId)).toHaveLength(2);
  });

  it('is accepted once, though it comes several times at once', async () => {
    const settlementId = await booked({ endToEndId: 'ONCE-1' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => karachi.giveBack(settlementId, returnOf(), 'return-once')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.position)).size).toBe(1);
  });

  it('is never more than was booked, however many come at once', async () => {
    const settlementId = await booked({ endToEndId: 'MANY-1' }, '300.00');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        karachi.giveBack(
          settlementId,
          returnOf({ amount: usd('100.00'), references: { accountServicerReference: `MANY-${index}` } }),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers
      .filter(({ status }) => status !== 201)
      .map(({ body }) => [body.code, body.pointer]);
    expect(refused).toEqual(Array(5).fill(['return-exceeds-settlement', '/amount/amount']));
  });

  it('is of the bank that booked the credit: another’s does not exist', async () => {
    const settlementId = await booked({ endToEndId: 'OWN-1' });
    for (const [bank, id] of [
      [almaty, settlementId],
      [karachi, randomUUID()],
      [karachi, 'x'],
    ] as const) {
      const { status, body } = await bank.giveBack(id, returnOf());
      expect([status, body.code]).toEqual([404, 'settlement-unknown']);
    }
    expect(await returnsOf(settlementId)).toEqual([]);
  });

  it('needs its key, and a bank’s', async () => {
    const settlementId = await booked({ endToEndId: 'ROLE-1' });
    const { status, body } = await karachi.giveBack(settlementId, returnOf(), '');
    expect([status, body.code]).toEqual([400, 'idempotency-key-missing']);
    for (const role of ['trader', 'customs', 'operator'] as const) {
      const refused = await payments.another(role).giveBack(settlementId, returnOf());
      expect([refused.status, refused.body.code]).toEqual([403, 'right-missing']);
    }
  });

  it.each<[string, Record<string, unknown>, string, string?]>([
    ['an unknown field', { account: 'x' }, '/account'],
    ['no amount', { amount: undefined }, '/amount'],
    ['nothing', { amount: usd('0') }, '/amount/amount', 'amount-not-positive'],
    ['half a cent', { amount: usd('0.005') }, '/amount/amount', 'amount-too-precise'],
    [
      'another currency',
      { amount: { amount: '1.00', currency: 'KZT' } },
      '/amount/currency',
      'currency-differs',
    ],
    ['more than was booked', { amount: usd('1000.01') }, '/amount/amount', 'return-exceeds-settlement'],
    ['no day', { bookedOn: '2026-02-29' }, '/bookedOn'],
    ['a day before its credit', { bookedOn: '2026-03-29' }, '/bookedOn', 'return-before-booking'],
    ['no value date', { valueDate: undefined }, '/valueDate'],
    ['a reason in small letters', { reason: 'ac04' }, '/reason'],
    ['a long reason', { reason: 'AC04A' }, '/reason'],
    ['a reason that no list has', { reason: 'ZZ99' }, '/reason', 'reason-unknown'],
    ['a UETR that is none', { references: { uetr: 'x' } }, '/references/uetr'],
    ['a long reference', { references: { endToEndId: 'x'.repeat(36) } }, '/references/endToEndId'],
  ])('with %s is refused by its field', async (_, change, pointer, code = 'content-invalid') => {
    const { body: credit } = await karachi.settlement(
      settlementOf({ references: { endToEndId: 'FIELD-1' } }),
    );
    const { status, body } = await karachi.giveBack(credit.settlementId, returnOf(change));
    expect({ status, code: body.code, pointer: body.pointer }).toEqual({ status: 422, code, pointer });
    expect(await returnsOf(credit.settlementId)).toEqual([]);
  });

  it('is JSON, and nothing else', async () => {
    const settlementId = await booked({ endToEndId: 'JSON-1' });
    const answer = await karachi.giveBack(settlementId, returnOf(), 'return-json', {
      'content-type': 'application/xml',
    });
    expect([answer.status, answer.body.code]).toEqual([415, 'media-type-unsupported']);
  });
});

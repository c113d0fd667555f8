import { randomUUID } from 'node:crypto';
import { type BankClient, type ProblemBody, settlementOf } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { KARACHI } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
let karachi: BankClient;
let almaty: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ karachi, almaty } = payments);
});
afterAll(() => payments.stop());

const booked = async (): Promise<number> => (await payments.world.events('SettlementBooked')).length;

describe('a settlement in JSON', () => {
  it('gets the first answer again under its key, for ever, and for each bank', async () => {
    const body = settlementOf({ references: { endToEndId: 'KEY-1' } });
    const first = await karachi.settlement(body, 'key-1');
    expect(first.status).toBe(201);
    const second = await karachi.settlement(body, 'key-1');
    expect({ status: second.status, body: second.body }).toEqual({ status: 200, body: first.body });
    const other = await almaty.settlement(body, 'key-1');
    expect(other.status).toBe(201);
    expect(other.body.settlementId).not.toBe(first.body.settlementId);
  });

  it('is refused under the key of another one', async () => {
    await karachi.settlement(settlementOf({ references: { endToEndId: 'KEY-2' } }), 'key-2');
    const { status, body } = await karachi.settlement(
      settlementOf({ references: { endToEndId: 'KEY-3' } }),
      'key-2',
    );
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  it('keeps its key though it was booked before', async () => {
    await karachi.file(camt054([{ endToEndId: 'KEY-4' }]));
    const first = await karachi.settlement(settlementOf({ references: { endToEndId: 'KEY-4' } }), 'key-4');
    expect(first.body.status).toBe('duplicate');
    const again = await karachi.settlement(settlementOf({ references: { endToEndId: 'KEY-4' } }), 'key-4');
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
    const other = await karachi.settlement(settlementOf({ references: { endToEndId: 'KEY-5' } }), 'key-4');
    expect({ status: other.status, code: other.body.code }).toEqual({
      status: 422,
      code: 'idempotency-key-reused',
    });
  });

  it('is accepted once, though it comes several times at once', async () => {
    const body = settlementOf({ references: { endToEndId: 'KEY-6' } });
    const before = await booked();
    const answers = await Promise.all(Array.from({ length: 20 }, () => karachi.settlement(body, 'key-6')));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    const first = answers.find(({ status }) => status === 201)?.body;
    expect(first?.status).toBe('accepted');
    const later = await karachi.settlement(body, 'key-6');
    for (const answer of [...answers, later]) expect(answer.body).toEqual(first);
    expect(await booked()).toBe(before + 1);
  });

  it('has the answer of the log under its key, also where an older release kept another beside it', async () => {
    const body = settlementOf({ references: { endToEndId: 'KEY-7' } });
    const first = await karachi.settlement(body, 'key-7');
    await payments.world.owner.query(
      `INSERT INTO payments.answered_keys (bank, key, request_hash, settlement_id, position)
       SELECT $1, key, request_hash, $2, 1 FROM ledger.idempotency WHERE key = 'key-7'`,
      [KARACHI, first.body.settlementId],
    );
    const again = await karachi.settlement(body, 'key-7');
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
  });

  it('needs its key', async () => {
    const { status, body } = await karachi.settlement(settlementOf(), '');
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'idempotency-key-missing' });
  });

  const references = (fields: object) => ({ references: fields });
  it.each<[string, Record<string, unknown>, string, string?]>([
    ['an unknown field', { iban: 'x' }, '/iban'],
    ['no account', { account: undefined }, '/account'],
    ['a long account', { account: 'x'.repeat(35) }, '/account'],
    ['an account of two lines', { account: 'a\nb' }, '/account'],
    ['an IBAN with a wrong digit', { account: 'PK36SCBL0000001123456703' }, '/account', 'iban-invalid'],
    ['an IBAN that is too short', { account: 'kz86 125K ZT50 0410 010' }, '/account', 'iban-invalid'],
    ['half a character', { debtorName: 'a\ud800' }, '/debtorName'],
    ['a NUL', { creditorName: 'a\u0000b' }, '/creditorName'],
    ['a padded name', { debtorName: ' a' }, '/debtorName'],
    ['a long name', { debtorName: 'x'.repeat(141) }, '/debtorName'],
    ['an amount as a number', { amount: { amount: 5, currency: 'USD' } }, '/amount/amount'],
    [
      'a negative amount',
      { amount: { amount: '-5', currency: 'USD' } },
      '/amount/amount',
      'amount-not-positive',
    ],
    ['nothing', { amount: { amount: '0', currency: 'USD' } }, '/amount/amount', 'amount-not-positive'],
    ['half a cent', { amount: { amount: '0.005', currency: 'USD' } }, '/amount/amount', 'amount-too-precise'],
    [
      'too much',
      { amount: { amount: '9'.repeat(18), currency: 'USD' } },
      '/amount/amount',
      'amount-too-large',
    ],
    [
      'an unknown currency',
      { amount: { amount: '5', currency: 'ABC' } },
      '/amount/currency',
      'unknown-currency',
    ],
    ['no day', { bookedOn: '2026-02-29' }, '/bookedOn'],
    ['the year 0', { valueDate: '0000-01-01' }, '/valueDate'],
    ['a UETR of version 1', references({ uetr: '0a1b2c3d-4e5f-1a6b-8c7d-9e0f1a2b3c4d' }), '/references/uetr'],
    ['a long end-to-end id', references({ endToEndId: 'x'.repeat(36) }), '/references/endToEndId'],
    ['much remittance', references({ remittance: Array(101).fill('a') }), '/references/remittance'],
    ['empty remittance', references({ remittance: [''] }), '/references/remittance/0'],
    ['null', references({ endToEndId: null }), '/references/endToEndId'],
  ])('with %s is refused by its field', async (_, change, pointer, code = 'content-invalid') => {
    const before = await booked();
    const { status, body } = await karachi.settlement(settlementOf(change));
    expect({ status, code: body.code, pointer: body.pointer }).toEqual({ status: 422, code, pointer });
    expect(await booked()).toBe(before);
  });

  it.each<[string, string, number]>([
    ['an array', '[]', 422],
    ['a text', '"a"', 422],
    ['broken JSON', '{"account": ', 400],
    ['nothing', '', 400],
  ])('that is %s is refused', async (_, body, status) => {
    const answer = await karachi.settlement(body);
    expect(answer.status).toBe(status);
  });

  it('is JSON, and nothing else', async () => {
    const { status, body } = await karachi.settlement(camt054([]), randomUUID(), {
      'content-type': 'application/xml',
    });
    expect({ status, code: body.code }).toEqual({ status: 415, code: 'media-type-unsupported' });
  });

  it.each(['trader', 'operator'] as const)('is not for a %s to book', async (role) => {
    const { status, body } = await payments.another(role).settlement(settlementOf());
    expect({ status, code: (body as ProblemBody).code }).toEqual({ status: 403, code: 'right-missing' });
  });
});

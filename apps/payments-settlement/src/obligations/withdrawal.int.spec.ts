import { randomUUID } from 'node:crypto';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { EXPORTER, eventually, IMPORTER, KARACHI } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
let world: RunningPayments['world'];
let operator: BankClient;
let creditor: BankClient;
let debtor: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  world = payments.world;
  await world.key('creditor-key', EXPORTER.participantId, 'trader');
  await world.key('debtor-key', IMPORTER.participantId, 'trader');
  operator = payments.another('operator');
  [creditor, debtor] = [payments.bank('creditor-key'), payments.bank('debtor-key')];
});
afterAll(() => payments.stop());

const said = { occurredAt: '2026-04-01T20:30:00Z', reason: 'Sent twice' };
const withdraw = (id: string, by = creditor, body: object = said) =>
  by.post<{ readonly invoiceId?: string; readonly position?: number }>(
    `/v1/obligations/${id}/withdrawal`,
    body,
  );
const isListed = async (id: string) =>
  (await operator.obligations('?limit=100')).body.items.some(({ obligationId }) => obligationId === id);
const owed = async (change: object = {}) => {
  const invoice = await world.invoice(change);
  await world.publish();
  await eventually(() => isListed(invoice.invoiceId));
  return invoice;
};
const booked = async (invoiceNumber: string): Promise<string> =>
  (await payments.karachi.settlement(settlementOf({ references: { endToEndId: invoiceNumber } }))).body
    .settlementId;
const isStanding = (settlementId: string, status: string) =>
  eventually(async () =>
    (await operator.list('?limit=500')).body.items.some(
      (item) => item.settlementId === settlementId && item.status === status,
    ),
  );
const waitingIds = async () =>
  (await world.owner.query('SELECT invoice_id FROM payments.waiting_invoices')).rows.map(
    ({ invoice_id }) => invoice_id,
  );

it('takes an invoice back that is owed: no list has it, and no payment finds it', async () => {
  const { invoiceId, invoiceNumber, consignmentId } = await owed();
  const { status, body } = await withdraw(invoiceId);
  expect([status, body]).toEqual([200, { invoiceId, position: expect.any(Number) }]);
  const [event] = await world.events('InvoiceWithdrawn', (data) => data.invoiceId === invoiceId);
  expect(event).toMatchObject({
    position: body.position,
    streamId: `obligation-${invoiceId}`,
    // 20:30 UTC is 1:30 of the next day in Karachi.
    occurredAt: '2026-04-02T01:30:00+05:00',
    actor: `trader:${EXPORTER.participantId}`,
    participants: [KARACHI, EXPORTER.participantId, IMPORTER.participantId].sort(),
    data: { obligationId: invoiceId, consignmentId, withdrawnOn: '2026-04-02', reason: 'Sent twice' },
  });
  await eventually(async () => !(await isListed(invoiceId)));
  const settlementId = await booked(invoiceNumber);
  await isStanding(settlementId, 'suspended');
  const path = `/v1/settlements/${settlementId}/matches`;
  expect(await operator.post(path, { invoiceId, reason: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'invoice-withdrawn', pointer: '/invoiceId' },
  });
});

it('takes it back once, whatever is told again', async () => {
  const { invoiceId } = await owed();
  const first = await withdraw(invoiceId);
  for (const by of [creditor, operator]) {
    const again = await withdraw(invoiceId, by, { ...said, reason: 'As I said' });
    expect([again.status, again.body]).toEqual([200, first.body]);
  }
  expect(await world.events('InvoiceWithdrawn', (data) => data.invoiceId === invoiceId)).toHaveLength(1);
});

it('takes it back before its terms are met: they start nothing any more', async () => {
  const terms = { method: 'open-account', trigger: 'dispatch', days: 30 } as const;
  const consignmentId = randomUUID();
  const [first, other] = [
    await world.invoice({ consignmentId, terms }),
    await world.invoice({ consignmentId, terms }),
  ];
  // Whether the process manager has heard of the invoice by then or not.
  await withdraw(first.invoiceId);
  await world.publish();
  await eventually(async () => (await waitingIds()).includes(other.invoiceId));
  await eventually(async () => !(await waitingIds()).includes(first.invoiceId));
  await world.dispatch(consignmentId, '2026-03-05T10:00:00+05:00');
  await world.publish();
  await eventually(() => isListed(other.invoiceId));
  expect(await world.events('ObligationArisen', (data) => data.invoiceId === first.invoiceId)).toEqual([]);
});

it('leaves what is paid as it is, until the match is taken back', async () => {
  const { invoiceId, invoiceNumber } = await owed();
  const settlementId = await booked(invoiceNumber);
  await isStanding(settlementId, 'matched');
  const refused = await withdraw(invoiceId);
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'invoice-paid',
      currentState: 'settled',
      legalNow: ['ReturnPayment', 'UnmatchPayment'],
      detail: expect.stringContaining(`1000.00 USD of it are paid, by ${settlementId}.`),
    },
  });
  const path = `/v1/settlements/${settlementId}/matches/${invoiceId}/unmatch`;
  expect((await operator.post(path, { reason: 'paid by mistake' })).status).toBe(200);
  expect((await withdraw(invoiceId)).status).toBe(200);
  // Nothing of it is left to take back.
  expect((await operator.post(path, { reason: 'once more' })).body).not.toHaveProperty('code');
  await eventually(async () => !(await isListed(invoiceId)));
});

it('is its creditor’s, or an operator’s, and says why', async () => {
  const { invoiceId } = await owed();
  const refusal = async (id: string, by: BankClient, body: object = said) => {
    const { status, body: problem } = await withdraw(id, by, body);
    return [status, problem.code, problem.pointer];
  };
  expect(await refusal(invoiceId, debtor)).toEqual([403, 'not-the-creditor', undefined]);
  expect(await refusal(invoiceId, payments.another('trader'))).toEqual([404, 'invoice-unknown', undefined]);
  expect(await refusal(invoiceId, payments.karachi)).toEqual([403, 'right-missing', undefined]);
  for (const id of [randomUUID(), 'x'])
    expect(await refusal(id, creditor)).toEqual([404, 'invoice-unknown', undefined]);
  const { occurredAt } = said;
  expect(await refusal(invoiceId, creditor, { occurredAt })).toEqual([422, 'content-invalid', '/reason']);
  expect(await isListed(invoiceId)).toBe(true);
});

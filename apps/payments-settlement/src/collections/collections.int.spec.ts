import { randomUUID } from 'node:crypto';
import type { BankClient } from '../bank-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
beforeAll(async () => {
  payments = await startPayments();
  ({ world, karachi } = payments);
});
afterAll(() => payments.stop());

const presentingBank = 'demo-bank-almaty';
const invoice = async (
  method: 'documents-against-payment' | 'documents-against-acceptance' | 'open-account',
  trigger: 'complying-presentation' | 'acceptance' | 'transport-document' | 'dispatch',
) => (await world.invoice({ terms: { method, trigger, days: 60 } })).invoiceId;
const daysOf = (id: string) =>
  eventually(async () => {
    await world.publish();
    const [arisen] = await world.events('ObligationArisen', ({ invoiceId }) => invoiceId === id);
    return arisen && [arisen.data.termsStartedOn, arisen.data.dueOn];
  });

it('a presentation against payment starts the terms', async () => {
  const id = await invoice('documents-against-payment', 'complying-presentation');
  const body = { presentingBank, presentedOn: '2026-03-10' };
  const { status, body: answer } = await karachi.post(`/v1/collections/${id}/presentation`, body);
  expect([status, answer]).toEqual([200, { invoiceId: id, position: expect.any(Number) }]);
  // 21 more days of March, 30 of April, 9 of May, which is a Saturday.
  expect(await daysOf(id)).toEqual(['2026-03-10', '2026-05-11']);
  const again = await karachi.post(`/v1/collections/${id}/presentation`, body);
  expect([again.status, again.body]).toEqual([200, answer]);
  expect(
    await karachi.post(`/v1/collections/${id}/presentation`, { ...body, presentedOn: '2026-03-11' }),
  ).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', currentState: 'presented', legalNow: ['AcceptCollection'] },
  });
});

it('an acceptance starts them with the maturity of the draft', async () => {
  const id = await invoice('documents-against-acceptance', 'acceptance');
  const body = { presentingBank, acceptedOn: '2026-03-12', maturityOn: '2026-06-10' };
  expect((await karachi.post(`/v1/collections/${id}/acceptance`, body)).status).toBe(200);
  expect(await daysOf(id)).toEqual(['2026-03-12', '2026-06-10']);
  const [event] = await world.events('CollectionAccepted', ({ invoiceId }) => invoiceId === id);
  expect(event).toMatchObject({
    actor: 'bank:demo-bank-karachi',
    participants: [
      'demo-bank-almaty',
      'demo-bank-karachi',
      'demo-textiles-faisalabad',
      'demo-trading-almaty',
    ],
  });
});

it('is told by the creditor’s bank, of an invoice that is collected', async () => {
  const body = { presentingBank, acceptedOn: '2026-03-12' };
  const id = await invoice('documents-against-payment', 'complying-presentation');
  const other = await invoice('open-account', 'dispatch');
  expect((await payments.almaty.post(`/v1/collections/${id}/acceptance`, body)).body.code).toBe(
    'invoice-unknown',
  );
  expect((await karachi.post(`/v1/collections/${randomUUID()}/acceptance`, body)).status).toBe(404);
  for (const each of [id, other]) {
    const { status, body: problem } = await karachi.post(`/v1/collections/${each}/acceptance`, body);
    expect([status, problem.code]).toEqual([422, 'not-by-collection']);
  }
  expect((await payments.another('trader').post(`/v1/collections/${id}/acceptance`, body)).status).toBe(403);
});

it('is of no invoice that was withdrawn', async () => {
  const id = await invoice('documents-against-payment', 'complying-presentation');
  const withdrawal = { occurredAt: '2026-03-09T10:00:00+05:00', reason: 'Sent twice' };
  const path = `/v1/obligations/${id}/withdrawal`;
  expect((await payments.another('operator').post(path, withdrawal)).status).toBe(200);
  const body = { presentingBank, presentedOn: '2026-03-10' };
  const { status, body: problem } = await karachi.post(`/v1/collections/${id}/presentation`, body);
  expect([status, problem.code]).toEqual([409, 'invoice-withdrawn']);
});

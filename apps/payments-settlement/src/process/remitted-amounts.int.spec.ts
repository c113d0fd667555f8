import { settlementOf } from '../bank-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });

it.each([
  // Without it, the earlier due would be paid first, and in full.
  ['of each document as much as is remitted for it', ['300.00', '1000.00'], ['300.00', '1000.00']],
  ['in turn where no amounts are told', [], ['1000.00', '300.00']],
  ['all of it where one document alone has an amount', ['300.00'], ['1000.00', '300.00']],
])('one payment for two invoices pays %s', async (_, remitted, paid) => {
  const { world, karachi } = payments;
  const run = `R${remitted.length}`;
  const numbers = [`${run}-2026-1`, `${run}-2026-2`];
  const [first, second] = await Promise.all(
    numbers.map((invoiceNumber, index) =>
      world.invoice({ invoiceNumber, issuedOn: `2026-03-0${index + 1}` }),
    ),
  );
  await world.publish();
  const ids = [first?.invoiceId, second?.invoiceId];
  await eventually(
    async () =>
      (await world.events('ObligationArisen', ({ invoiceId }) => ids.includes(invoiceId))).length === 2,
  );
  const documents = numbers.map((number, index) => {
    const amount = remitted[index];
    return { type: { code: 'CINV' }, number, ...(amount !== undefined && { remitted: usd(amount) }) };
  });
  const { status, body } = await karachi.settlement(
    settlementOf({ amount: usd('1300.00'), references: { remittance: numbers }, documents }),
  );
  expect(status).toBe(201);
  const matched = await eventually(async () => {
    const found = await world.events(
      'SettlementMatched',
      ({ settlementId }) => settlementId === body.settlementId,
    );
    return found.length === 2 && found;
  });
  const amounts = new Map(matched.map(({ data }) => [data.invoiceId, data.amount.amount]));
  expect(ids.map((id) => amounts.get(id ?? ''))).toEqual(paid);
});

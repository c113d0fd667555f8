import { ProcessWorld } from '../process/process-world.spec-kit.js';
import { KARACHI } from '../trade-world.spec-kit.js';
import { ObligationListHandler, ObligationListQuery } from './obligation-list.js';
import { AGE_BANDS, obligationPage } from './work-list.answers.js';

let manager: ProcessWorld;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());

it('tells sums that are larger than one amount may be, with all their digits', async () => {
  const owed = [
    ['USD', '9000000000000000.01'],
    ['USD', '9000000000000000.02'],
    ['USD', '5'],
    ['JPY', '900000000000000000'],
    ['JPY', '900000000000000001'],
    ['KWD', '900000000000000.001'],
    ['KWD', '900000000000000'],
  ] as const;
  for (const [index, [currency, amount]] of owed.entries()) {
    await manager.trade.invoice({ invoiceNumber: `BIG-${index}`, amount: { amount, currency } });
  }
  await manager.deliverAll('payments', [0], 0);
  const handler = new ObligationListHandler({ pool: manager.pool });
  const filter = { bank: KARACHI, on: '2026-03-01', bands: [...AGE_BANDS], limit: 10 };
  const page = await handler.execute(new ObligationListQuery(filter));
  expect(page.items).toHaveLength(owed.length);
  const totals = page.totals.map(({ currency, count, outstanding }) => [currency, count, outstanding.amount]);
  expect(totals.sort()).toEqual([
    ['JPY', 2, '1800000000000000001'],
    ['KWD', 2, '1800000000000000.001'],
    ['USD', 3, '18000000000000005.03'],
  ]);
  expect(obligationPage.parse(page)).toEqual(page);
});

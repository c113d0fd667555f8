import { returnOf, settlementOf } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

// The service's clock stands at 31 December 2026.
it.each([
  [{ bookedOn: '2027-01-01', valueDate: '2027-01-11' }, undefined],
  [{ bookedOn: '2027-01-02', valueDate: '2027-01-02' }, '/bookedOn'],
  [{ bookedOn: '2026-12-31', valueDate: '2027-01-11' }, '/valueDate'],
])('a credit and a return with %j, in JSON and in a file', async (days, pointer) => {
  const { karachi } = payments;
  const endToEndId = `DAYS-${days.bookedOn}-${days.valueDate}`.slice(0, 35);
  const fault = pointer === undefined ? [201, undefined, undefined] : [422, 'date-in-future', pointer];
  const json = await karachi.settlement(settlementOf({ ...days, references: { endToEndId } }));
  expect([json.status, json.body.code, json.body.pointer]).toEqual(fault);

  const { body } = await karachi.file(camt054([{ endToEndId: `F-${endToEndId}`.slice(0, 35), ...days }]));
  const element = pointer === '/bookedOn' ? 'BookgDt' : 'ValDt';
  expect(body.results).toMatchObject([
    pointer === undefined
      ? { status: 'accepted' }
      : {
          status: 'rejected',
          code: 'DT01',
          reason: 'date-in-future',
          xpath: expect.stringMatching(`/${element}$`),
        },
  ]);

  const credit = await karachi.settlement(settlementOf({ references: { endToEndId: `C-${endToEndId}` } }));
  const back = await karachi.giveBack(credit.body.settlementId, returnOf(days));
  expect([back.status, back.body.code, back.body.pointer]).toEqual(fault);
});

import { randomUUID } from 'node:crypto';
import { at, CreditWorld, creditOf, paper, presentationOf } from './credit-world.spec-kit.js';

let world: CreditWorld;
beforeAll(async () => {
  world = await CreditWorld.start(() => Date.parse('2026-03-15T12:00:00+05:00'));
});
afterAll(() => world.stop());

const far = { ...paper('730', 'CMR-1'), issuedOn: '9999-12-20' };
const issued = async (terms: object = {}): Promise<string> =>
  (await world.done('issuing', '', creditOf({}, terms))).letterOfCreditId;

it('takes no papers of a day that lies ahead of their presentation', async () => {
  const path = `/${await issued()}/presentations`;
  const invoice = paper('380', 'DM-1');
  expect(await world.refusal('beneficiary', path, presentationOf({ documents: [invoice, far] }))).toEqual([
    422,
    'date-in-future',
    '/documents/1/issuedOn',
  ]);
  expect(await world.refusal('beneficiary', path, presentationOf({ shippedOn: '2026-03-17' }))).toEqual([
    422,
    'date-in-future',
    '/shippedOn',
  ]);
  const corrected = presentationOf({ shippedOn: '2026-03-16', documents: [invoice] });
  await world.done('beneficiary', path, corrected);
});

it('goes on where such papers are on record', async () => {
  const letterOfCreditId = await issued();
  const path = `/${letterOfCreditId}`;
  // As it was taken once.
  const { occurredAt, ...presented } = presentationOf({ documents: [paper('380', 'DM-2'), far] });
  const made = {
    letterOfCreditId,
    presentation: 1,
    ...presented,
    presentedOn: '2026-03-10',
    examineBy: '2026-03-17',
    inTime: true,
    postings: [],
  };
  await world.log.append({
    streams: [
      {
        streamId: `lc-${letterOfCreditId}`,
        expectedVersion: 1,
        events: [{ type: 'PresentationMade', schemaVersion: 1, occurredAt, data: made, participants: [] }],
      },
    ],
    actor: 'trader:demo-textiles-faisalabad',
    correlationId: randomUUID(),
  });
  const { status, body } = await world.get('beneficiary', path);
  expect(status).toBe(200);
  expect(body.presentations[0].shows).toMatchObject([{ code: 'late-shipment' }]);
  expect(await world.refusal('issuing', `${path}/presentations/1/examination`, at('2026-03-15'))).toEqual([
    409,
    'presentation-discrepant',
    undefined,
  ]);
  await world.done('issuing', `${path}/presentations/1/refusal`, {
    ...at('2026-03-15'),
    discrepancies: [{ code: 'late-shipment', description: 'Of a day that lies ahead' }],
    disposal: 'holding-for-waiver',
  });
  expect((await world.get('issuing', path)).body.presentations[0].status).toBe('refused');
});

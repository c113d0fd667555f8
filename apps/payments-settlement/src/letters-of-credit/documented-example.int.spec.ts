import { readFileSync } from 'node:fs';
import { CreditWorld, type Holder } from './credit-world.spec-kit.js';

const README = new URL('../../../../docs/rest/README.md', import.meta.url);
/** Who holds the keys that the example names. */
const HOLDER: Readonly<Record<string, Holder>> = {
  ISSUER: 'issuing',
  BANK: 'confirming',
  TRADER: 'beneficiary',
};
const REQUEST = /curl -s \$(L|C\/\S+) -H "Authorization: Bearer \$(\w+)" -H "\$J" (?:\\\s+)?-d '([^']+)'/g;

const NOW = '2026-11-12T12:00:00+05:00';
const requests = () => [...readFileSync(README, 'utf8').replaceAll("'$NOW'", NOW).matchAll(REQUEST)];

let world: CreditWorld;
beforeAll(async () => {
  world = await CreditWorld.start(() => Date.parse(NOW));
});
afterAll(() => world.stop());

it('the example of docs/rest goes from the issue to the reimbursement', async () => {
  let credit = '';
  const steps: string[] = [];
  for (const [, path = '', key = '', body = ''] of requests()) {
    const step = path === 'L' ? '' : `${credit}${path.slice(1)}`;
    const done = await world.done(HOLDER[key] as Holder, step, JSON.parse(body));
    if (path === 'L') credit = `/${done.letterOfCreditId}`;
    steps.push(path);
  }
  expect(steps).toHaveLength(8);
  expect((await world.get('operator', credit)).body).toMatchObject({
    drawn: { amount: '12000.00', currency: 'USD' },
    presentations: [{ status: 'settled' }],
  });
});

it('says which bank a credit does not name that a step is for', async () => {
  const [, , , body = ''] = requests()[0] ?? [];
  const { letterOfCreditId } = await world.done('issuing', '', {
    ...JSON.parse(body),
    number: 'ILC-2026-0118',
  });
  const { body: told } = await world.post('issuing', `/${letterOfCreditId}/confirmation`, {
    occurredAt: '2026-11-03T10:00:00+05:00',
  });
  expect(told).toMatchObject({
    code: 'not-your-part',
    detail: 'That is for the confirming bank, and this credit names none.',
  });
});

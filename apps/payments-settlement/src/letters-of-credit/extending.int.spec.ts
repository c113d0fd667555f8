import { CreditWorld, creditOf, presentationOf, usd } from './credit-world.spec-kit.js';

let world: CreditWorld;
let instant = 0;
const itIs = (day: string) => {
  instant = Date.parse(`${day}T12:00:00+05:00`);
};
beforeAll(async () => {
  itIs('2026-03-15');
  world = await CreditWorld.start(() => instant);
});
afterAll(() => world.stop());

const on = (day: string) => ({ occurredAt: `${day}T11:00:00+05:00` });
const shortly = { expiry: { on: '2026-03-19', place: 'PKKHI' }, latestShipmentOn: '2026-03-18' };
const issue = async (margin: string): Promise<string> => {
  itIs('2026-03-15');
  return `/${(await world.done('issuing', '', creditOf({ margin: usd(margin) }, shortly))).letterOfCreditId}`;
};
const read = async (path: string) => (await world.get('operator', path)).body;

/** What stands in the accounts of the issuing bank for a credit: its guarantee, and the applicant's margin. */
async function booked(path: string): Promise<readonly string[]> {
  const { rows } = await world.trade.owner.query<{ guarantee: string; margin: string }>(
    `WITH p AS (SELECT p->>'account' AS account,
         (p->'amount'->>'amount')::numeric * CASE p->>'side' WHEN 'credit' THEN 1 ELSE -1 END AS amount
       FROM ledger.events, json_array_elements(data->'postings') p
       WHERE stream_id = 'lc-' || $1 AND p->>'of' = 'demo-bank-almaty')
     SELECT coalesce(sum(amount) FILTER (WHERE account = 'guarantee'), 0)::numeric(20, 2)::text AS guarantee,
       coalesce(sum(amount) FILTER (WHERE account = 'lc-margin'), 0)::numeric(20, 2)::text AS margin FROM p`,
    [path.slice(1)],
  );
  return rows.flatMap(({ guarantee, margin }) => [guarantee, margin]);
}

/** Behind its expiry, with an extension that the beneficiary has not answered. */
async function extended(): Promise<string> {
  const path = await issue('200.00');
  const changes = { expiry: { on: '2026-05-20', place: 'KZALA' }, latestShipmentOn: '2026-05-10' };
  await world.done('issuing', `${path}/amendments`, { ...on('2026-03-15'), changes });
  itIs('2026-04-15');
  return path;
}

it('an extension binds the issuing bank while the beneficiary is silent: the credit does not expire before it', async () => {
  const path = await extended();
  expect(await world.refusal('operator', `${path}/expiry`, on('2026-04-15'))).toEqual([
    409,
    'credit-still-valid',
    undefined,
  ]);
  expect(await booked(path)).toEqual(['1000.00', '200.00']);
  expect((await read(path)).legalNow).not.toContain('ExpireCredit');
  itIs('2026-05-21');
  expect((await read(path)).legalNow).toContain('ExpireCredit');
  await world.done('operator', `${path}/expiry`, on('2026-05-21'));
  expect(await booked(path)).toEqual(['0.00', '0.00']);
});

it('such an extension is accepted by notice', async () => {
  const path = await extended();
  await world.done('beneficiary', `${path}/amendments/1/acceptance`, on('2026-04-15'));
  expect(await read(path)).toMatchObject({ status: 'issued', terms: { expiry: { on: '2026-05-20' } } });
});

it('accepted by notice behind documents that came within it, it makes them come in time', async () => {
  const path = await extended();
  await world.done('beneficiary', `${path}/presentations`, presentationOf(on('2026-04-15')));
  const first = async () => {
    const [{ inTime, shows }] = (await read(path)).presentations;
    return [inTime, shows.some(({ code }: { readonly code: string }) => code === 'credit-expired')];
  };
  expect(await first()).toEqual([false, true]);
  await world.done('beneficiary', `${path}/amendments/1/acceptance`, on('2026-04-15'));
  expect(await first()).toEqual([true, false]);
});

it('accepted by documents, it leaves the credit open to its new expiry, and the rest undertaken', async () => {
  const path = await extended();
  await world.done(
    'beneficiary',
    `${path}/presentations`,
    presentationOf({ ...on('2026-04-15'), amendments: [1] }),
  );
  await world.done('issuing', `${path}/presentations/1/examination`, on('2026-04-15'));
  await world.done('issuing', `${path}/presentations/1/honour`, on('2026-04-15'));
  expect(await read(path)).toMatchObject({ status: 'issued', available: usd('400.00') });
  expect((await world.refusal('issuing', `${path}/closing`, on('2026-04-15')))[1]).toBe('illegal-step');
  // The margin was used first.
  expect(await booked(path)).toEqual(['400.00', '0.00']);
});

it('a margin that went back with the expiry is not put up again as late documents are waived', async () => {
  const path = await issue('500.00');
  itIs('2026-04-15');
  await world.done('operator', `${path}/expiry`, on('2026-04-15'));
  expect(await booked(path)).toEqual(['0.00', '0.00']);
  await world.done('beneficiary', `${path}/presentations`, presentationOf(on('2026-04-15')));
  await world.done('applicant', `${path}/presentations/1/waiver`, on('2026-04-15'));
  await world.done('issuing', `${path}/presentations/1/waiver`, on('2026-04-15'));
  expect(await booked(path)).toEqual(['600.00', '0.00']);
});

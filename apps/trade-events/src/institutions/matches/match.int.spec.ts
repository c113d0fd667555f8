import { inTransaction } from '@corridor/event-store';
import { EXPORTER, type Holder, IMPORTER, TradeWorld } from '../../trade-events.spec-kit.js';
import { matchIdOf } from './proposing.js';

let world: TradeWorld;
const now = Date.parse('2026-04-02T00:00:00Z');
beforeAll(async () => {
  world = await TradeWorld.start(() => now);
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-04-01T10:00:00+05:00' };
const terms = {
  description: 'Terry towels of cotton',
  quantity: '20',
  unit: 'TNE',
  per: 'monthly',
  validUntil: '2026-06-30',
};
const offer = { ...at, side: 'offer', firm: EXPORTER, hs: '6302', country: 'PK', ...terms };
const seek = {
  ...at,
  side: 'seek',
  firm: IMPORTER,
  hs: '630260',
  country: 'KZ',
  ...terms,
  quantity: '120000',
  unit: 'KGM',
  per: 'yearly',
};

const posted = async (holder: Holder, need: object) => {
  const { needId = '' } = await world.done(holder, 'needs', need);
  return needId;
};

/** What the match is, once `holds` of it. */
async function matchWhere(id: string, holds: (match: Readonly<Record<string, unknown>>) => boolean) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const { status, body } = await world.get('operator', `matches/${id}`);
    if (status === 200 && holds(body)) return body;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Once the ledger has looked at a need as it was amended to that price. */
async function lookedAt(needId: string, amount: string) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const { rows } = await world.owner.query<{ amount: string }>(
      `SELECT state -> 'terms' -> 'unitPrice' ->> 'amount' AS amount FROM market.open_needs WHERE need_id = $1`,
      [needId],
    );
    if (rows[0]?.amount === amount) return;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Two needs that fit, and the match that is proposed of them. */
async function proposed(change: { readonly offer?: object; readonly seek?: object } = {}) {
  const offerId = await posted('exporter', { ...offer, ...change.offer });
  const seekId = await posted('importer', { ...seek, ...change.seek });
  const matchId = matchIdOf({ offer: { id: offerId }, seek: { id: seekId } });
  await matchWhere(matchId, () => true);
  return { offerId, seekId, matchId };
}

it('is sought for so many needs of a firm as may stand at once', async () => {
  const firm = { participantId: 'demo-many', name: 'Demo Many', country: 'PK' };
  await world.owner.query(
    `INSERT INTO market.open_needs (need_id, side, chapter, country, firm, state)
     SELECT gen_random_uuid(), 'offer', '99', 'PK', 'demo-many', '{}' FROM generate_series(1, 199)`,
  );
  await posted('council', { ...offer, firm, hs: '0101' });
  const deadline = Date.now() + 15_000;
  for (let needs = 0; needs < 200; ) {
    const { rows } = await world.owner.query<{ needs: number }>(
      `SELECT count(*)::int AS needs FROM market.open_needs WHERE firm = 'demo-many'`,
    );
    needs = rows[0]?.needs ?? 0;
    if (Date.now() > deadline) throw new Error(`still ${needs}`);
  }
  const refused = await world.refused(() => world.post('council', 'needs', { ...offer, firm, hs: '0102' }));
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'too-many-needs', pointer: '/firm/participantId' },
  });
  await world.owner.query(`DELETE FROM market.open_needs WHERE firm = 'demo-many'`);
});

it('is proposed by the ledger, and introduces both firms once both are interested, with a lead', async () => {
  const { offerId, seekId, matchId } = await proposed();
  const [told] = await world.log.readStream(`match-${matchId}`);
  expect(told).toMatchObject({
    type: 'MatchProposed',
    actor: 'process:trade-events',
    participants: [EXPORTER.participantId, IMPORTER.participantId],
    // A heading and its subheading; 240 t a year against 120 t; long enough; and no price.
    data: { strength: 'strong', score: { total: 72, goods: 40, quantity: 10, validity: 15, price: 7 } },
  });

  // Neither knows the other, nor that it is interested.
  await world.done('importer', `matches/${matchId}/interest`, at);
  const before = (await world.get('exporter', `matches/${matchId}`)).body;
  expect(before).toMatchObject({
    status: 'proposed',
    interested: [],
    offer: { needId: offerId, firm: EXPORTER.participantId },
    legalNow: ['ShowInterest', 'DeclineMatch'],
  });
  expect(before.seek).toEqual({
    country: 'KZ',
    hs: '630260',
    quantity: '120000',
    unit: 'KGM',
    per: 'yearly',
  });
  expect(JSON.stringify(before)).not.toContain(IMPORTER.participantId);
  expect((await world.get('importer', `matches/${matchId}`)).body).toMatchObject({ interested: ['seek'] });

  const done = await world.done('exporter', `matches/${matchId}/interest`, at);
  const after = (await world.get('exporter', `matches/${matchId}`)).body;
  expect(after).toMatchObject({
    status: 'introduced',
    interested: ['seek', 'offer'],
    seek: { needId: seekId, firm: IMPORTER.participantId },
    legalNow: [],
  });
  const lead = (await world.get('importer', `leads/${after.leadId}`)).body;
  expect(lead).toMatchObject({
    origin: { matchId },
    seller: EXPORTER,
    buyer: IMPORTER,
    sector: 'textiles',
    hs: ['630260'],
    status: 'open',
  });
  // One append: no match is introduced without its lead.
  expect(await world.event(done.position)).toMatchObject({ type: 'LeadRecorded' });
  expect(await world.event(done.position - 1)).toMatchObject({ type: 'MatchIntroduced' });

  await world.done('importer', `needs/${seekId}/fulfilment`, { ...at, matchId });
  expect((await world.get('importer', `needs/${seekId}`)).body).toMatchObject({
    status: 'fulfilled',
    fulfilled: { matchId },
  });
});

it('tells neither firm by anything what the other one asks, gives or answers', async () => {
  const price = (amount: string) => ({ unitPrice: { amount, currency: 'USD' } });
  const { offerId, seekId, matchId } = await proposed({
    offer: { hs: '6911', ...price('9999.00') },
    seek: { hs: '6912', ...price('4137.42') },
  });
  const seen = async () => (await world.get('exporter', `matches/${matchId}`)).body;
  const before = await seen();
  expect(before).toMatchObject({ strength: 'weak', score: { goods: 15, quantity: 10 } });
  expect(before.score).toEqual({ goods: 15, quantity: 10 });
  expect(before).not.toHaveProperty('version');
  await world.done('importer', `matches/${matchId}/interest`, at);
  for (const amount of ['4137.42', '4137.43', '1.00']) {
    const change = { ...at, ...terms, ...price(amount) };
    const { position = 0 } = await world.done('exporter', `needs/${offerId}/amendments`, change);
    await lookedAt(offerId, amount);
    expect(await world.event(position)).toMatchObject({ type: 'NeedAmended' });
    expect(await seen()).toEqual(before);
  }
  // Nobody is asked anew by it.
  expect(await matchWhere(matchId, () => true)).toMatchObject({ interested: ['seek'], version: 2 });
  // Days are no business of the other one, either.
  await world.done('importer', `needs/${seekId}/amendments`, { ...at, ...terms, validUntil: '2026-05-31' });
  expect((await seen()).score).not.toHaveProperty('validity');
});

it('is over where one side declines; the other one learns why, and not who', async () => {
  const { matchId } = await proposed({ offer: { hs: '520100' }, seek: { hs: '5201' } });
  await world.done('exporter', `matches/${matchId}/decline`, {
    ...at,
    reason: 'quantity',
    note: 'We are Demo',
  });
  const { body } = await world.get('importer', `matches/${matchId}`);
  expect(body).toMatchObject({ status: 'declined', declined: { side: 'offer', reason: 'quantity' } });
  expect(JSON.stringify(body)).not.toMatch(/faisalabad|We are/);
  const late = await world.refused(() => world.post('importer', `matches/${matchId}/interest`, at));
  expect(late).toMatchObject({ status: 409, body: { code: 'illegal-step', legalNow: [] } });
});

it('lapses where a need is withdrawn, and is proposed anew where one fits again', async () => {
  const change = { offer: { hs: '300490' }, seek: { hs: '300490' } };
  const { offerId, seekId, matchId } = await proposed(change);
  const amended = (more: object) =>
    world.done('importer', `needs/${seekId}/amendments`, { ...at, ...terms, ...more });
  await amended({ unit: 'NAR' });
  expect(await matchWhere(matchId, ({ status }) => status === 'lapsed')).toMatchObject({
    lapsed: 'fits-no-more',
  });
  await amended({ quantity: '240', per: 'yearly' });
  expect(await matchWhere(matchId, ({ status }) => status === 'proposed')).toMatchObject({
    score: { quantity: 20, total: 92 },
  });
  await world.done('exporter', `needs/${offerId}/withdrawal`, { ...at, reason: 'found-elsewhere' });
  expect(await matchWhere(matchId, ({ status }) => status === 'lapsed')).toMatchObject({
    lapsed: 'need-withdrawn',
  });
});

it('introduces nobody of a need that is taken back meanwhile', async () => {
  const { offerId, matchId } = await proposed({ offer: { hs: '851712' }, seek: { hs: '8517' } });
  await world.done('exporter', `matches/${matchId}/interest`, at);
  const [posting] = await world.log.readStream(`need-${offerId}`);
  if (!posting) throw new Error('The need is not in the log.');
  let answering: Promise<unknown> | undefined;
  await inTransaction(world.owner, async (client) => {
    const { type, schemaVersion, data } = {
      ...posting,
      type: 'NeedWithdrawn',
      data: { needId: offerId, reason: 'other' },
    };
    const withdrawn = {
      type,
      schemaVersion,
      occurredAt: at.occurredAt,
      data,
      participants: posting.participants,
    };
    await world.log.appendIn(client, {
      streams: [{ streamId: posting.streamId, expectedVersion: 1, events: [withdrawn] }],
      actor: 'operator:test',
      correlationId: posting.correlationId,
    });
    // It has read that the need is open, and waits to append.
    answering = world.post('importer', `matches/${matchId}/interest`, at);
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 7236837`;
    for (const deadline = Date.now() + 15_000; (await world.owner.query(waiting)).rowCount === 0; ) {
      if (Date.now() > deadline) throw new Error('nobody waits for the lock of the ledger');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  expect(await answering).toMatchObject({ status: 409, body: { code: 'need-over' } });
  const told = await world.log.readStream(`match-${matchId}`);
  expect(told.map(({ type }) => type)).not.toContain('MatchIntroduced');
});

it('is for its two firms and those who see all', async () => {
  const { matchId, seekId } = await proposed({ offer: { hs: '410411' }, seek: { hs: '4104' } });
  for (const path of [`matches/${matchId}`, `needs/${seekId}`]) {
    expect((await world.get('stranger', path)).status).toBe(404);
    expect((await world.get('commission', path)).status).toBe(200);
  }
  expect((await world.get('exporter', `needs/${seekId}`)).status).toBe(404);
  const answers = [
    await world.refused(() => world.post('stranger', `matches/${matchId}/interest`, at)),
    await world.refused(() => world.post('operator', `matches/${matchId}/interest`, at)),
    await world.refused(() => world.post('exporter', `matches/${matchId}/interest`, { ...at, side: 'seek' })),
    await world.refused(() =>
      world.post('exporter', `needs/${seekId}/withdrawal`, { ...at, reason: 'other' }),
    ),
  ];
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [404, 'match-unknown'],
    [422, 'side-missing'],
    [403, 'not-a-party'],
    [404, 'need-unknown'],
  ]);
});

describe('a need', () => {
  it.each<[Holder, object, number, string, string]>([
    ['exporter', { firm: IMPORTER }, 403, 'not-a-party', '/firm/participantId'],
    ['exporter', { hs: '9801' }, 422, 'hs-code-unknown', '/hs'],
    ['exporter', { hs: '63026' }, 422, 'content-invalid', '/hs'],
    ['exporter', { unit: 'XXX' }, 422, 'unit-unknown', '/unit'],
    ['exporter', { place: 'KZALA' }, 422, 'place-not-in-country', '/place'],
    ['exporter', { validUntil: '2026-03-01' }, 422, 'validity-over', '/validUntil'],
  ])('of %s with %j is refused', async (holder, change, status, code, pointer) => {
    const answer = await world.refused(() => world.post(holder, 'needs', { ...offer, ...change }));
    expect(answer).toMatchObject({ status, body: { code, pointer } });
  });

  it('is posted by the Business Council for a firm, and told by the clock of its country', async () => {
    const needId = await posted('council', { ...offer, occurredAt: '2026-04-01T20:00:00Z' });
    const { body } = await world.get('exporter', `needs/${needId}`);
    expect(body).toMatchObject({
      status: 'open',
      postedOn: '2026-04-02',
      legalNow: ['AmendNeed', 'WithdrawNeed', 'FulfilNeed'],
    });
  });

  it('is fulfilled by a match of its own', async () => {
    const { offerId } = await proposed({ offer: { hs: '610910' }, seek: { hs: '6109' } });
    const { matchId } = await proposed({ offer: { hs: '640399' }, seek: { hs: '6403' } });
    const answer = await world.refused(() =>
      world.post('exporter', `needs/${offerId}/fulfilment`, { ...at, matchId }),
    );
    expect(answer).toMatchObject({ status: 404, body: { code: 'match-unknown', pointer: '/matchId' } });
  });

  it('is fulfilled by a match that introduced both firms alone', async () => {
    const { offerId, matchId } = await proposed({ offer: { hs: '420221' }, seek: { hs: '4202' } });
    const fulfilled = () =>
      world.refused(() => world.post('exporter', `needs/${offerId}/fulfilment`, { ...at, matchId }));
    const refused = { status: 409, body: { code: 'match-not-introduced', pointer: '/matchId' } };
    expect(await fulfilled()).toMatchObject(refused);
    await world.done('importer', `matches/${matchId}/decline`, { ...at, reason: 'price' });
    expect(await fulfilled()).toMatchObject(refused);
  });
});

it('lists needs and matches as far as whoever asks may know them', async () => {
  await world.owner.query(
    `INSERT INTO reporting.projections (name, generation, state, position) VALUES ('needs', 1, 'live', 9), ('matches', 1, 'live', 9)`,
  );
  const idOf = (n: number) => `0191d8a0-0000-7000-8000-00000000000${n}`;
  for (const [n, side, firm, hs] of [
    [1, 'offer', EXPORTER, '6302'],
    [2, 'seek', IMPORTER, '630260'],
  ] as const) {
    await world.owner.query(
      `INSERT INTO reporting.needs VALUES (1, $1, $2, $3, $4, $5, $6, '63', $7, 'Towels', '20.5', 'TNE', 'once', NULL, NULL, 'USD', 520000,
         '2026-06-30', 'open', '2026-04-01', false)`,
      [idOf(n), n, side, JSON.stringify(firm), firm.participantId, hs, firm.country],
    );
  }
  const need = {
    needId: idOf(1),
    side: 'offer',
    firm: EXPORTER,
    hs: '6302',
    country: 'PK',
    description: 'Towels',
    quantity: '20.5',
    unit: 'TNE',
    per: 'once',
    unitPrice: { amount: '5200.00', currency: 'USD' },
    validUntil: '2026-06-30',
    status: 'open',
    postedOn: '2026-04-01',
    demo: false,
  };
  expect((await world.get('exporter', 'needs')).body).toEqual({ items: [need], asOf: 9 });
  expect((await world.get('council', 'needs?side=seek&chapter=63')).body).toMatchObject({
    items: [{ needId: idOf(2) }],
  });
  const sideOf = (n: number, firm: typeof EXPORTER) => ({
    needId: idOf(n),
    firm: firm.participantId,
    country: firm.country,
    hs: '6302',
    quantity: '1',
    unit: 'TNE',
    per: 'once',
  });
  const score = { total: 72, goods: 40, quantity: 10, validity: 15, price: 7 };
  await world.owner.query(
    `INSERT INTO reporting.matches VALUES (1, $1, 5, $2, $3, $4, $5, $6, '63', 'strong', $7, 'proposed', '{seek}', NULL, false)`,
    [
      idOf(3),
      idOf(1),
      idOf(2),
      JSON.stringify(sideOf(1, EXPORTER)),
      JSON.stringify(sideOf(2, IMPORTER)),
      [EXPORTER.participantId, IMPORTER.participantId],
      JSON.stringify(score),
    ],
  );
  const hidden = { country: 'KZ', hs: '6302', quantity: '1', unit: 'TNE', per: 'once' };
  expect((await world.get('exporter', `matches?needId=${idOf(1)}`)).body).toEqual({
    items: [
      {
        matchId: idOf(3),
        status: 'proposed',
        offer: sideOf(1, EXPORTER),
        seek: hidden,
        interested: [],
        strength: 'strong',
        score: { goods: 40, quantity: 10 },
        demo: false,
      },
    ],
    asOf: 9,
  });
  // By the need of the other side a firm would learn whose it is.
  expect((await world.get('exporter', `matches?needId=${idOf(2)}`)).body).toEqual({ items: [], asOf: 9 });
  expect((await world.get('stranger', 'matches')).body).toEqual({ items: [], asOf: 9 });
  expect((await world.get('reporter', `matches?needId=${idOf(2)}`)).body).toMatchObject({
    items: [{ interested: ['seek'], seek: sideOf(2, IMPORTER), score }],
  });
});

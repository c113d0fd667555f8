import { EXPORTER, type Holder, IMPORTER, TradeWorld } from '../../trade-events.spec-kit.js';

let world: TradeWorld;
const BEHIND = Date.parse('2026-05-20T00:00:00Z');
let now = BEHIND;
beforeAll(async () => {
  world = await TradeWorld.start(() => now);
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-04-01T10:00:00+05:00' };
const during = { occurredAt: '2026-05-12T10:00:00Z' };
const plan = {
  ...at,
  kind: 'forum',
  name: 'Business Forum',
  city: 'KZALA',
  organiser: 'demo-council',
  startsOn: '2026-05-12',
  endsOn: '2026-05-13',
  sectors: ['textiles'],
};
const CARPETS = { participantId: 'demo-carpets-lahore', name: 'Demo Carpets', country: 'PK' };

/** An engagement that is planned. @returns its id. */
const planned = async (change: object = {}) => {
  const { engagementId = '' } = await world.done('council', 'engagements', { ...plan, ...change });
  return engagementId;
};
const registered = async (id: string, holder: Holder, firm: object, people = 2) => {
  now = Date.parse('2026-05-12T00:00:00Z');
  await world.done(holder, `engagements/${id}/registrations`, { ...at, firm, people });
  now = BEHIND;
};
/** One with two firms, that is held. */
const held = async () => {
  const id = await planned();
  await registered(id, 'exporter', EXPORTER);
  await registered(id, 'council', IMPORTER, 1);
  await world.done('commission', `engagements/${id}/opening`, during);
  return id;
};

it('goes from its plan to its meetings, by the clock of the city', async () => {
  const id = await held();
  await world.done('council', `engagements/${id}/attendance`, {
    ...during,
    firm: EXPORTER.participantId,
    people: 1,
  });
  const firms = [EXPORTER.participantId, IMPORTER.participantId];
  const { meetingId } = await world.done('council', `engagements/${id}/meetings`, { ...during, firms });
  const { body } = await world.get('council', `engagements/${id}`);
  expect(body).toEqual({
    engagementId: id,
    kind: 'forum',
    name: 'Business Forum',
    city: 'KZALA',
    country: 'KZ',
    organiser: 'demo-council',
    startsOn: '2026-05-12',
    endsOn: '2026-05-13',
    sectors: ['textiles'],
    status: 'held',
    firmCount: 2,
    meetingCount: 1,
    firms: [
      { firm: EXPORTER, people: 2, attended: 1 },
      { firm: IMPORTER, people: 1 },
    ],
    meetings: [{ meetingId, firms }],
    legalNow: ['RegisterParticipation', 'RecordAttendance', 'RecordMeeting'],
    version: 6,
  });
  const events = await world.log.readStream(`engagement-${id}`);
  // What is told of a firm is for that firm and the organiser.
  expect(events.map(({ type, occurredAt, participants }) => [type, occurredAt, participants])).toEqual([
    ['EngagementPlanned', at.occurredAt, ['demo-council']],
    ['ParticipationRegistered', at.occurredAt, ['demo-council', EXPORTER.participantId]],
    ['ParticipationRegistered', at.occurredAt, ['demo-council', IMPORTER.participantId]],
    ['EngagementHeld', '2026-05-12T15:00:00+05:00', ['demo-council']],
    ['FirmAttended', '2026-05-12T15:00:00+05:00', ['demo-council', EXPORTER.participantId]],
    ['FirmsMet', '2026-05-12T15:00:00+05:00', ['demo-council', ...firms]],
  ]);
});

it('has a meeting once, by whatever clock and in whatever order it is told again', async () => {
  const id = await held();
  const firms = [EXPORTER.participantId, IMPORTER.participantId];
  const first = await world.done('council', `engagements/${id}/meetings`, { ...during, firms });
  const again = { occurredAt: '2026-05-12T13:00:00+03:00', firms: [...firms].reverse() };
  expect(await world.done('commission', `engagements/${id}/meetings`, again)).toEqual(first);
  const later = { occurredAt: '2026-05-12T11:00:00Z', firms };
  const second = await world.done('council', `engagements/${id}/meetings`, later);
  expect(second.meetingId).not.toBe(first.meetingId);
  expect((await world.get('council', `engagements/${id}`)).body).toMatchObject({ meetingCount: 2 });
});

it('registers no firm by itself once it is over, whenever that says it did; a secretariat tells who was there', async () => {
  const id = await held();
  for (const occurredAt of [at.occurredAt, '2026-05-19T10:00:00Z']) {
    const body = { occurredAt, firm: CARPETS, people: 1 };
    const late = await world.refused(() => world.post('stranger', `engagements/${id}/registrations`, body));
    expect(late).toMatchObject({ status: 422, body: { code: 'engagement-over', pointer: '/occurredAt' } });
  }
  await registered(id, 'council', CARPETS, 1);
  expect((await world.get('council', `engagements/${id}`)).body).toMatchObject({ firmCount: 3 });
});

it('shows a firm of who takes part itself alone, and a consulate everybody', async () => {
  const id = await held();
  const seen = async (holder: Holder) => {
    const { firms, firmCount } = (await world.get(holder, `engagements/${id}`)).body;
    return [
      firmCount,
      (firms as { firm: { participantId: string } }[]).map(({ firm }) => firm.participantId),
    ];
  };
  expect(await seen('exporter')).toEqual([2, [EXPORTER.participantId]]);
  expect(await seen('stranger')).toEqual([2, []]);
  expect(await seen('consulate')).toEqual([2, [EXPORTER.participantId, IMPORTER.participantId]]);
});

it('registers a firm by that firm itself, or by a secretariat', async () => {
  const id = await planned();
  const other = await world.refused(() =>
    world.post('exporter', `engagements/${id}/registrations`, { ...at, firm: CARPETS, people: 1 }),
  );
  expect(other).toMatchObject({ status: 403, body: { code: 'not-a-party', pointer: '/firm/participantId' } });
  await registered(id, 'stranger', CARPETS);
  const off = await world.refused(() =>
    world.post('exporter', `engagements/${id}/registration-withdrawals`, {
      ...at,
      firm: CARPETS.participantId,
    }),
  );
  expect(off).toMatchObject({ status: 403, body: { code: 'not-a-party', pointer: '/firm' } });
  await world.done('stranger', `engagements/${id}/registration-withdrawals`, {
    ...at,
    firm: CARPETS.participantId,
  });
  expect((await world.get('council', `engagements/${id}`)).body).toMatchObject({ firmCount: 0 });
});

it('is given other days, and is cancelled', async () => {
  const id = await planned();
  const days = { ...at, startsOn: '2026-05-19', endsOn: '2026-05-20', reason: 'The hall is taken' };
  await world.done('council', `engagements/${id}/dates`, days);
  const early = await world.refused(() => world.post('council', `engagements/${id}/opening`, during));
  expect(early).toMatchObject({ status: 422, body: { code: 'engagement-not-begun' } });
  await world.done('council', `engagements/${id}/cancellation`, { ...at, reason: 'visas' });
  expect((await world.get('bank', `engagements/${id}`)).body).toMatchObject({
    startsOn: '2026-05-19',
    status: 'cancelled',
    cancelled: { reason: 'visas' },
    legalNow: [],
  });
});

it.each([
  [{ city: 'KZZZZ' }, 'place-unknown', '/city'],
  [{ sectors: ['spaceships'] }, 'sector-unknown', '/sectors/0'],
  [{ endsOn: '2026-05-11' }, 'days-reversed', '/endsOn'],
  [{ kind: 'party' }, 'content-invalid', '/kind'],
])('with %j is refused', async (change, code, pointer) => {
  const answer = await world.refused(() => world.post('council', 'engagements', { ...plan, ...change }));
  expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
});

describe('a lead', () => {
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const leadOf = (engagementId: string, change: object = {}) => ({
    ...during,
    engagementId,
    seller: EXPORTER.participantId,
    buyer: IMPORTER.participantId,
    sector: 'textiles',
    hs: ['6302'],
    expectedValue: usd('250000.00'),
    ...change,
  });

  const met = (id: string) =>
    world.done('council', `engagements/${id}/meetings`, {
      ...during,
      firms: [EXPORTER.participantId, IMPORTER.participantId],
    });

  it('is recorded by a firm with whom it met, and tells it of nobody else whether he was there', async () => {
    const engagementId = await held();
    const answered = async (holder: Holder, change: object) => {
      const { status, body } = await world.refused(() =>
        world.post(holder, 'leads', leadOf(engagementId, change)),
      );
      return [status, body.code, body.pointer];
    };
    const notMet = [422, 'firms-not-met', '/buyer'];
    expect(await answered('exporter', {})).toEqual(notMet);
    expect(await answered('exporter', { buyer: 'demo-nobody' })).toEqual(notMet);
    await met(engagementId);
    expect(await answered('exporter', { buyer: 'demo-nobody' })).toEqual(notMet);
    await world.done('exporter', 'leads', leadOf(engagementId));
    await world.done('importer', 'leads', leadOf(engagementId, { hs: ['5201'] }));
  });

  it('is told by the clock of the city, and from the first day there', async () => {
    const engagementId = await held();
    // 18:59 UTC is 23:59 of the eleventh at Almaty.
    const early = leadOf(engagementId, { occurredAt: '2026-05-11T18:59:00Z' });
    expect(await world.refused(() => world.post('council', 'leads', early))).toMatchObject({
      status: 422,
      body: { code: 'lead-before-engagement', pointer: '/occurredAt' },
    });
    const first = leadOf(engagementId, { occurredAt: '2026-05-11T19:00:00Z' });
    const { leadId = '' } = await world.done('council', 'leads', first);
    const late = { occurredAt: '2026-05-14T19:30:00Z', note: 'Samples came' };
    await world.done('council', `leads/${leadId}/follow-ups`, late);
    const events = await world.log.readStream(`lead-${leadId}`);
    expect(events.map(({ occurredAt }) => occurredAt)).toEqual([
      '2026-05-12T00:00:00+05:00',
      '2026-05-15T00:30:00+05:00',
    ]);
  });

  it('is recorded by one of its firms, followed by the other, and lapses', async () => {
    const engagementId = await held();
    await met(engagementId);
    const { leadId = '' } = await world.done('exporter', 'leads', leadOf(engagementId));
    await world.done('importer', `leads/${leadId}/follow-ups`, {
      ...during,
      note: 'Samples came',
      expectedValue: usd('90000.00'),
    });
    await world.done('council', `leads/${leadId}/lapse`, { ...during, reason: 'payment-terms' });
    const { body } = await world.get('importer', `leads/${leadId}`);
    expect(body).toEqual({
      leadId,
      origin: { engagementId },
      seller: EXPORTER,
      buyer: IMPORTER,
      sector: 'textiles',
      hs: ['6302'],
      expectedValue: usd('90000.00'),
      status: 'lapsed',
      lapsed: { reason: 'payment-terms' },
      followUps: [{ on: '2026-05-12', note: 'Samples came', expectedValue: usd('90000.00') }],
      commitmentIds: [],
      // By the ledger itself alone, where a commitment names it all the same.
      legalNow: [],
      version: 3,
    });
    const stranger = await world.get('stranger', `leads/${leadId}`);
    expect(stranger).toMatchObject({ status: 404, body: { code: 'lead-unknown' } });
    const follow = { ...during, note: 'x' };
    const step = await world.refused(() => world.post('stranger', `leads/${leadId}/follow-ups`, follow));
    expect(step).toMatchObject({ status: 404, body: { code: 'lead-unknown' } });
  });

  it('comes of an engagement that is held, between two firms that take part in it', async () => {
    const id = await planned();
    const early = await world.refused(() => world.post('council', 'leads', leadOf(id)));
    expect(early).toMatchObject({ status: 409, body: { code: 'engagement-not-held' } });
    const engagementId = await held();
    const refused = async (holder: Holder, change: object) => {
      const answer = await world.refused(() => world.post(holder, 'leads', leadOf(engagementId, change)));
      return [answer.status, answer.body.code, answer.body.pointer];
    };
    expect(await refused('council', { seller: CARPETS.participantId })).toEqual([
      422,
      'firm-not-registered',
      '/seller',
    ]);
    expect(await refused('council', { buyer: EXPORTER.participantId })).toEqual([
      422,
      'buyer-is-seller',
      '/buyer',
    ]);
    expect(await refused('stranger', {})).toEqual([403, 'not-a-party', '/seller']);
    expect(await refused('council', { hs: ['6302', '9999'] })).toEqual([422, 'hs-code-unknown', '/hs/1']);
  });
});

it('lists the newest first, page by page, as far as the read model has come', async () => {
  const building = await world.get('bank', 'engagements');
  expect(building).toMatchObject({ status: 503, body: { code: 'read-model-not-ready' } });
  await world.owner.query(
    `INSERT INTO reporting.projections (name, generation, state, position) VALUES ('engagements', 1, 'live', 9), ('leads', 1, 'live', 8)`,
  );
  expect((await world.get('bank', 'engagements')).body).toEqual({ items: [], asOf: 9 });
  const idOf = (n: number) => `0191d8a0-0000-7000-8000-00000000000${n}`;
  await world.owner.query(
    `INSERT INTO reporting.engagements SELECT 1, ('0191d8a0-0000-7000-8000-00000000000' || n)::uuid, n, 'forum', 'A forum', 'KZALA', 'KZ',
       'demo-council', '2026-05-12', '2026-05-13', '{textiles}', CASE n WHEN 2 THEN 'cancelled' ELSE 'planned' END, '{a,b}', 3, true
     FROM generate_series(1, 3) n`,
  );
  const first = (await world.get('bank', 'engagements?limit=2')).body;
  expect(first).toMatchObject({
    items: [{ engagementId: idOf(3) }, { engagementId: idOf(2) }],
    next: idOf(2),
  });
  const { items, ...rest } = (await world.get('bank', `engagements?limit=2&after=${idOf(2)}`)).body;
  expect(rest).toEqual({ asOf: 9 });
  expect(items).toEqual([
    {
      engagementId: idOf(1),
      kind: 'forum',
      name: 'A forum',
      city: 'KZALA',
      country: 'KZ',
      organiser: 'demo-council',
      startsOn: '2026-05-12',
      endsOn: '2026-05-13',
      sectors: ['textiles'],
      status: 'planned',
      firmCount: 2,
      meetingCount: 3,
      demo: true,
    },
  ]);
  expect((await world.get('bank', 'engagements?status=cancelled')).body).toMatchObject({
    items: [{ engagementId: idOf(2) }],
  });

  const [sells, buys] = [EXPORTER, IMPORTER].map((firm) => JSON.stringify(firm));
  await world.owner.query(
    `INSERT INTO reporting.leads VALUES (1, $1, 5, $2, NULL, $3, $4, $5, 'textiles', '{6302}', 'USD', 25000000, '2026-05-12', 'lapsed', 'price', '{}', 1, false)`,
    [idOf(4), idOf(1), sells, buys, [EXPORTER.participantId, IMPORTER.participantId]],
  );
  const leads = (await world.get('importer', `leads?engagementId=${idOf(1)}`)).body;
  expect(leads).toEqual({
    items: [
      {
        leadId: idOf(4),
        origin: { engagementId: idOf(1) },
        seller: EXPORTER,
        buyer: IMPORTER,
        sector: 'textiles',
        hs: ['6302'],
        expectedValue: { amount: '250000.00', currency: 'USD' },
        status: 'lapsed',
        lapseReason: 'price',
        commitmentIds: [],
        recordedOn: '2026-05-12',
        followUpCount: 1,
        demo: false,
      },
    ],
    asOf: 8,
  });
  expect((await world.get('stranger', 'leads')).body).toEqual({ items: [], asOf: 8 });
});

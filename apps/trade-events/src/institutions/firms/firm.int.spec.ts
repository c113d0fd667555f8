import { TradeWorld } from '../../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-01T10:00:00+05:00' };
const textiles = {
  ...at,
  participantId: 'demo-textiles-faisalabad',
  name: 'Demo Textiles',
  country: 'PK',
  nationalIds: [{ scheme: 'PK-NTN', number: '1234567-8' }],
  ownership: 'private',
  sectors: ['textiles'],
};
const trading = {
  ...at,
  participantId: 'demo-trading-almaty',
  name: 'Демо Трейдинг',
  country: 'KZ',
  nationalIds: [{ scheme: 'KZ-BIN', number: '2103 4000 0013' }],
  ownership: 'state',
  sectors: ['agriculture'],
  city: 'Almaty',
};
const changed = (change: object) => {
  const { participantId: _, ...details } = textiles;
  return { ...details, reason: 'told anew', ...change };
};

it('a firm is registered by the council, with its numbers in one spelling, once', async () => {
  const answer = await world.post('council', 'firms', textiles);
  expect(answer).toMatchObject({ status: 201, body: { participantId: textiles.participantId } });
  const again = await world.post('operator', 'firms', textiles);
  expect(again).toMatchObject({ status: 201, body: { position: answer.body.position } });
  expect(await world.log.readStream(`firm-${textiles.participantId}`)).toMatchObject([
    {
      type: 'FirmRegistered',
      actor: 'council:demo-council',
      participants: [textiles.participantId],
      data: { nationalIds: [{ scheme: 'PK-NTN', number: '12345678' }] },
    },
  ]);
  await world.done('council', 'firms', trading);
  expect((await world.get('stranger', 'firms/demo-trading-almaty')).body).toEqual({
    participantId: 'demo-trading-almaty',
    name: 'Демо Трейдинг',
    nameLatin: expect.stringMatching(/^Demo Tr/),
    country: 'KZ',
    nationalIds: [{ scheme: 'KZ-BIN', number: '210340000013' }],
    ownership: 'state',
    sectors: ['agriculture'],
    city: 'Almaty',
    status: 'registered',
    legalNow: [],
    version: 1,
  });
});

it('is registered once: what is other of it is a change', async () => {
  const other = { ...textiles, name: 'Another name' };
  expect(await world.refused(() => world.post('council', 'firms', other))).toMatchObject({
    status: 409,
    body: { code: 'firm-taken', pointer: '/participantId' },
  });
});

it('is kept by the council and operators alone', async () => {
  for (const holder of ['exporter', 'bank', 'customs', 'commission', 'consulate', 'reporter'] as const) {
    const answer = await world.refused(() =>
      world.post(holder, 'firms', { ...textiles, participantId: 'other' }),
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'right-missing' } });
  }
});

it('a number of a state is of one firm, until that gives it back', async () => {
  const other = { ...textiles, participantId: 'demo-mills-lahore' };
  expect(await world.refused(() => world.post('council', 'firms', other))).toMatchObject({
    status: 409,
    body: { code: 'national-id-used', pointer: '/nationalIds/0/number' },
  });
  const path = `firms/${textiles.participantId}/changes`;
  const strn = { scheme: 'PK-STRN', number: '12-34-5678-901-23' };
  const { position } = await world.done('council', path, changed({ nationalIds: [strn] }));
  // The number that it gave back, the one that it has now, and the firm: in one append.
  const told = await Promise.all([position - 2, position - 1, position].map((each) => world.event(each)));
  expect(told.map(({ type, data }) => [type, (data as { number?: string }).number])).toEqual([
    ['NationalIdReleased', '12345678'],
    ['NationalIdClaimed', '1234567890123'],
    ['FirmChanged', undefined],
  ]);
  await world.done('council', 'firms', other);
  const taken = await world.refused(() => world.post('council', path, changed({})));
  expect(taken).toMatchObject({ status: 409, body: { code: 'national-id-used' } });
});

it('of two firms that ask for one number at once, one gets it', async () => {
  const asking = (participantId: string) =>
    world.post('council', 'firms', {
      ...textiles,
      participantId,
      nationalIds: [{ scheme: 'PK-NTN', number: '7654321-0' }],
    });
  const answers = await Promise.all(['one', 'two', 'three'].map(asking));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

it('is suspended for a reason and reinstated', async () => {
  const path = 'firms/demo-trading-almaty';
  await world.done('council', `${path}/suspension`, { ...at, reason: 'taxes' });
  expect((await world.get('bank', path)).body).toMatchObject({
    status: 'suspended',
    suspension: { reason: 'taxes', since: at.occurredAt },
    legalNow: [],
  });
  expect(await world.post('council', `${path}/suspension`, { ...at, reason: 'fraud' })).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: ['ChangeFirm', 'ReinstateFirm'] },
  });
  await world.done('council', `${path}/reinstatement`, { ...at, reason: 'paid' });
  expect((await world.get('bank', path)).body).toMatchObject({ status: 'registered', version: 3 });
});

it.each([
  ['of nowhere', { country: 'XX' }, 'country-unknown', '/country'],
  ['with a mistyped number', { nationalIds: [{ scheme: 'PK-NTN', number: '1' }] }, 'national-id-malformed'],
  ['without a number', { nationalIds: [] }, 'content-invalid', '/nationalIds'],
  ['of nobody', { ownership: 'public' }, 'content-invalid', '/ownership'],
  ['in no sector', { sectors: ['magic'] }, 'content-invalid', '/sectors/0'],
])('a firm %s is refused', async (_, change, code, pointer = '/nationalIds/0/number') => {
  const wanted = { ...textiles, participantId: 'another', ...change };
  const answer = await world.refused(() => world.post('council', 'firms', wanted));
  expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
});

it.each(['nobody', 'No-Slug', '%00'])('knows no firm %s', async (id) => {
  const unknown = { status: 404, body: { code: 'firm-unknown' } };
  expect(await world.get('operator', `firms/${id}`)).toMatchObject(unknown);
  const because = { ...at, reason: 'x' };
  for (const [step, body] of [
    ['changes', changed({})],
    ['suspension', because],
    ['reinstatement', because],
  ] as const) {
    const answer = await world.refused(() => world.post('operator', `firms/${id}/${step}`, body));
    expect(answer).toMatchObject(unknown);
  }
});

describe('the list', () => {
  const insert = (table: string, row: object) =>
    world.owner.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')})
       SELECT ${Object.keys(row).join(', ')} FROM json_populate_record(NULL::${table}, $1::json)`,
      [JSON.stringify(row)],
    );
  const idsOf = async (query: string): Promise<readonly string[]> => {
    const { body } = await world.get('stranger', `firms${query}`);
    return (body.items as readonly { participantId: string }[]).map(({ participantId }) => participantId);
  };

  it('says that it is not ready before its read model is', async () => {
    const answer = await world.get('operator', 'firms');
    expect(answer).toMatchObject({ status: 503, body: { code: 'read-model-not-ready' } });
  });

  it('tells the firms as of a position, page by page', async () => {
    await insert('reporting.projections', {
      name: 'firms',
      generation: 1,
      state: 'live',
      position: 9,
      updated_at: at.occurredAt,
    });
    expect((await world.get('customs', 'firms')).body).toEqual({ items: [], asOf: 9 });
    const row = (participant_id: string, registered_position: number, position: number, more = {}) =>
      insert('reporting.firm_versions', {
        generation: 1,
        participant_id,
        position,
        registered_position,
        status: 'registered',
        name: participant_id,
        name_latin: null,
        country: 'PK',
        national_ids: [{ scheme: 'PK-NTN', number: '12345678' }],
        ownership: 'private',
        sectors: ['textiles'],
        city: null,
        suspension: null,
        demo: false,
        ...more,
      });
    await row('b', 2, 2);
    await row('a', 3, 3, { country: 'KZ', ownership: 'state' });
    await row('c', 4, 4);
    await row('b', 2, 6, { status: 'suspended', suspension: { reason: 'taxes', since: at.occurredAt } });
    expect(await idsOf('')).toEqual(['b', 'a', 'c']);
    expect(await idsOf('?country=KZ')).toEqual(['a']);
    expect(await idsOf('?ownership=private')).toEqual(['b', 'c']);
    expect(await idsOf('?asOf=3')).toEqual(['b', 'a']);
    const first = await world.get('bank', 'firms?limit=1');
    expect(first.body).toEqual({
      items: [
        {
          participantId: 'b',
          name: 'b',
          country: 'PK',
          nationalIds: [{ scheme: 'PK-NTN', number: '12345678' }],
          ownership: 'private',
          sectors: ['textiles'],
          status: 'suspended',
          suspension: { reason: 'taxes', since: at.occurredAt },
          demo: false,
        },
      ],
      next: 2,
      asOf: 9,
    });
    expect(await idsOf('?limit=2&after=2')).toEqual(['a', 'c']);
    expect((await world.get('bank', 'firms?asOf=5&limit=1')).body).toMatchObject({
      items: [{ participantId: 'b', status: 'registered' }],
      asOf: 5,
    });
    expect(await world.get('bank', 'firms?asOf=10')).toMatchObject({ status: 503 });
  });

  it.each([
    ['?limit=0', '/limit'],
    ['?after=x', '/after'],
    ['?ownership=public', '/ownership'],
    ['?asOf=-1', '/asOf'],
  ])('refuses %s', async (query, pointer) => {
    expect(await world.get('operator', `firms${query}`)).toMatchObject({
      status: 422,
      body: { code: 'content-invalid', pointer },
    });
  });
});

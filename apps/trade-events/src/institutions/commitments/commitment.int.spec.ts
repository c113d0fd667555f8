import { randomUUID } from 'node:crypto';
import { declaration, EXPORTER, IMPORTER, TradeWorld } from '../../trade-events.spec-kit.js';
import { announcement, saleContract } from './commitment.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });
const at = { occurredAt: '2026-03-02T10:00:00+05:00' };
const announced = async (change: object = {}): Promise<string> =>
  (await world.done('commission', 'commitments', announcement(change))).commitmentId ?? '';

describe('a commitment', () => {
  it('is announced by the Commission, and read by whoever has a key', async () => {
    const id = await announced();
    const expected = {
      commitmentId: id,
      status: 'announced',
      terms: { value: usd('20000000.00'), valueUsd: usd('20000000.00'), sector: 'textiles' },
      occasion: { kind: 'forum', on: '2026-02-04' },
      version: 1,
    };
    for (const holder of ['commission', 'stranger', 'bank', 'consulate'] as const) {
      expect(await world.get(holder, `commitments/${id}`)).toMatchObject({ status: 200, body: expected });
    }
    expect((await world.get('stranger', `commitments/${id}`)).body).not.toHaveProperty('contracts');
    expect((await world.get('exporter', `commitments/${id}`)).body).toHaveProperty('contracts', []);
    const [event] = await world.log.readStream(`commitment-${id}`);
    expect(event).toMatchObject({
      actor: 'commission:demo-commission',
      participants: ['demo-textiles-faisalabad'],
    });
  });

  it('takes its value to USD at the rate of the day', async () => {
    const rate = {
      currency: 'PKR',
      usdPerUnit: '0.0036',
      date: '2026-02-04',
      source: 'State Bank of Pakistan',
    };
    const body = announcement({ value: { amount: '1000.50', currency: 'PKR' } });
    const { commitmentId } = await world.done('council', 'commitments', { ...body, rates: [rate] });
    // 1,000.50 × 0.0036 = 3.6018
    expect((await world.get('council', `commitments/${commitmentId}`)).body).toMatchObject({
      terms: { valueUsd: usd('3.60') },
    });
    const lacking = await world.refused(() => world.post('council', 'commitments', body));
    expect(lacking).toMatchObject({
      status: 422,
      body: { code: 'rate-missing', pointer: '/terms/value/currency' },
    });
  });

  it.each([
    [{ hsCodes: ['77'] }, 'hs-code-unknown', '/terms/hsCodes/0'],
    [
      { parties: [{ part: 'seller', name: 'x', country: 'XX', ownership: 'state' }] },
      'country-unknown',
      '/terms/parties/0/country',
    ],
    [{ sector: 'tourism' }, 'content-invalid', '/terms/sector'],
    [{ dueOn: '2026-02-30' }, 'content-invalid', '/terms/dueOn'],
  ])('of %j is refused with %s', async (change, code, pointer) => {
    const answer = await world.refused(() => world.post('commission', 'commitments', announcement(change)));
    expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
  });

  it('is announced by no trader, and one that is not there is unknown', async () => {
    expect(await world.refused(() => world.post('exporter', 'commitments', announcement()))).toMatchObject({
      status: 403,
      body: { code: 'right-missing' },
    });
    for (const id of [randomUUID(), 'x']) {
      expect(await world.get('reporter', `commitments/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'commitment-unknown' },
      });
    }
  });

  it('tells of a registered firm what the register has: whose it is', async () => {
    const firm = {
      occurredAt: '2026-01-10T10:00:00+05:00',
      participantId: 'demo-mills-lahore',
      name: 'Demo Mills',
      country: 'PK',
      nationalIds: [{ scheme: 'PK-NTN', number: '7654321-0' }],
      sectors: ['textiles'],
    };
    await world.done('council', 'firms', { ...firm, ownership: 'state' });
    const { participantId, name, country } = firm;
    const by = (ownership: string) => ({
      parties: [
        { part: 'buyer', name: 'Demo Trading', country: 'KZ', ownership: 'private' },
        { part: 'seller', participantId, name, country, ownership },
      ],
    });
    const body = announcement(by('private'));
    expect(await world.refused(() => world.post('commission', 'commitments', body))).toMatchObject({
      status: 422,
      body: { code: 'ownership-differs', pointer: '/terms/parties/1/ownership' },
    });
    const id = await announced(by('state'));
    const { occasion: _, ...told } = announcement(by('mixed'));
    const revision = { ...told, occurredAt: '2026-03-02T10:00:00+05:00', reason: 'told anew' };
    expect(
      await world.refused(() => world.post('commission', `commitments/${id}/revisions`, revision)),
    ).toMatchObject({ status: 422, body: { code: 'ownership-differs' } });
  });

  it('names what it came of, where the ledger knows that', async () => {
    const forum = {
      kind: 'forum',
      name: 'Business Forum',
      city: 'PKISB',
      organiser: 'demo-council',
      startsOn: '2026-02-04',
      endsOn: '2026-02-05',
      sectors: [],
    };
    const planned = { occurredAt: '2026-01-10T10:00:00+05:00' };
    const held = { occurredAt: '2026-02-04T10:00:00+05:00' };
    const [one, other] = await Promise.all(
      [1, 2].map(async () => {
        const { engagementId } = await world.done('council', 'engagements', { ...planned, ...forum });
        return engagementId ?? '';
      }),
    );
    for (const firm of [EXPORTER, IMPORTER]) {
      await world.done('council', `engagements/${one}/registrations`, { ...planned, firm, people: 1 });
    }
    await world.done('council', `engagements/${one}/opening`, held);
    const [seller, buyer] = [EXPORTER.participantId, IMPORTER.participantId];
    const found = { ...held, engagementId: one, seller, buyer, sector: 'textiles', hs: ['52'] };
    const { leadId } = await world.done('council', 'leads', found);
    const session = {
      ...planned,
      name: 'Thirteenth session',
      place: 'PKISB',
      countries: ['PK', 'KZ'],
      startsOn: '2026-02-04',
      endsOn: '2026-02-05',
    };
    const { meetingId } = await world.done('commission', 'meetings', session);

    const { engagementId: calledOff } = await world.done('council', 'engagements', { ...planned, ...forum });
    const cancelling = { ...planned, reason: 'security' };
    await world.done('council', `engagements/${calledOff}/cancellation`, cancelling);
    const { meetingId: off } = await world.done('commission', 'meetings', session);
    await world.done('commission', `meetings/${off}/cancellation`, { ...planned, reason: 'Floods' });

    const nobodys = randomUUID();
    for (const [occasion, status, code, pointer] of [
      [{ engagementId: nobodys }, 404, 'engagement-unknown', '/occasion/engagementId'],
      [{ meetingId: nobodys }, 404, 'meeting-unknown', '/occasion/meetingId'],
      [{ leadId: nobodys }, 404, 'lead-unknown', '/occasion/leadId'],
      [{ engagementId: calledOff }, 409, 'engagement-cancelled', '/occasion/engagementId'],
      [{ meetingId: off }, 409, 'meeting-cancelled', '/occasion/meetingId'],
      [{ engagementId: other, leadId }, 422, 'lead-of-another', '/occasion/leadId'],
      [{ engagementId: one, on: '2026-02-03' }, 422, 'announced-before-occasion', '/occasion/on'],
      [{ meetingId, on: '2026-02-03' }, 422, 'announced-before-occasion', '/occasion/on'],
      [{ engagementId: one, kind: 'exhibition' }, 422, 'occasion-differs', '/occasion/kind'],
      [{ meetingId, kind: 'forum' }, 422, 'occasion-differs', '/occasion/kind'],
      [{ on: '2099-01-01' }, 422, 'announced-ahead', '/occasion/on'],
    ] as const) {
      const body = announcement({}, occasion);
      const answer = await world.refused(() => world.post('commission', 'commitments', body));
      expect(answer).toMatchObject({ status, body: { code, pointer } });
    }
    const named: string[] = [];
    for (const occasion of [{ leadId }, { engagementId: one, meetingId, leadId }]) {
      const body = announcement({}, occasion);
      const { commitmentId = '' } = await world.done('commission', 'commitments', body);
      named.push(commitmentId);
      // Whatever it names, it came of the forum that the lead came of.
      expect((await world.get('council', `commitments/${commitmentId}`)).body).toMatchObject({
        occasion: { ...occasion, engagementId: one },
      });
    }
    // Both name the lead, which is told of each in the append of the announcement; it lapses no more until both are withdrawn.
    const lead = async () => (await world.get('exporter', `leads/${leadId}`)).body;
    const lapsing = () => world.post('exporter', `leads/${leadId}/lapse`, { ...at, reason: 'price' });
    const [first = '', second = ''] = named;
    expect(await lead()).toMatchObject({ status: 'committed', commitmentIds: named });
    expect(await world.refused(lapsing)).toMatchObject({ status: 409, body: { code: 'lead-committed' } });
    const withdrawing = { ...at, reason: 'x', source: 'x' };
    await world.done('commission', `commitments/${second}/withdrawal`, withdrawing);
    await world.done('commission', `commitments/${second}/withdrawal`, withdrawing);
    expect(await lead()).toMatchObject({ status: 'committed', commitmentIds: [first] });
    await world.done('commission', `commitments/${first}/withdrawal`, withdrawing);
    expect(await lead()).toMatchObject({ status: 'open', commitmentIds: [] });
    expect(await lapsing()).toMatchObject({ status: 200 });
    // It was given up too early: a promise names it all the same.
    const late = await world.done('commission', 'commitments', announcement({}, { leadId }));
    expect(await lead()).toMatchObject({ status: 'committed', commitmentIds: [late.commitmentId] });
    expect((await world.log.readStream(`lead-${leadId}`)).map(({ type }) => type)).toEqual([
      'LeadRecorded',
      'LeadCommitted',
      'LeadCommitted',
      'LeadCommitmentWithdrawn',
      'LeadCommitmentWithdrawn',
      'LeadLapsed',
      'LeadCommitted',
    ]);
    expect(await world.event(late.position - 1)).toMatchObject({ type: 'LeadCommitted' });
    // What is called off afterwards takes nothing back of what was promised.
    const { commitmentId: early } = await world.done(
      'commission',
      'commitments',
      announcement({}, { engagementId: other }),
    );
    await world.done('council', `engagements/${other}/cancellation`, cancelling);
    expect((await world.get('council', `commitments/${early}`)).body).toMatchObject({
      status: 'announced',
      occasion: { engagementId: other },
    });
  });

  it('is contracted by one who promised, by nobody else but the institutions', async () => {
    const id = await announced();
    const body = saleContract('C-1');
    const stranger = await world.refused(() => world.post('stranger', `commitments/${id}/contracts`, body));
    expect(stranger).toMatchObject({ status: 403, body: { code: 'not-a-party' } });
    const ofOthers = { exporter: { ...body.exporter, participantId: 'demo-carpets-lahore' } };
    const others = await world.refused(() =>
      world.post('exporter', `commitments/${id}/contracts`, { ...body, ...ofOthers }),
    );
    expect(others).toMatchObject({
      status: 403,
      body: { code: 'not-a-party', pointer: '/exporter/participantId' },
    });
    const early = await world.refused(() =>
      world.post('exporter', `commitments/${id}/contracts`, { ...body, signedOn: '2099-01-01' }),
    );
    expect(early).toMatchObject({ status: 422, body: { code: 'signed-in-future', pointer: '/signedOn' } });
    const answer = await world.post('exporter', `commitments/${id}/contracts`, body);
    expect(answer).toMatchObject({ status: 201, body: { commitmentId: id, contractId: expect.any(String) } });
    // Told again, it is where it stands.
    const again = await world.post('exporter', `commitments/${id}/contracts`, body);
    expect(again.body).toEqual(answer.body);
    const other = await announced();
    const taken = await world.refused(() => world.post('council', `commitments/${other}/contracts`, body));
    expect(taken).toMatchObject({
      status: 422,
      body: { code: 'contract-claimed', pointer: '/contractNumber' },
    });
  });

  it('keeps reports of jobs for a second party to look at', async () => {
    const id = await announced({ jobs: 40 });
    const report = {
      ...at,
      kind: 'jobs',
      jobs: 40,
      reachedOn: '2026-03-01',
      evidence: { title: 'Payroll', sha256: 'a'.repeat(64) },
      note: 'x',
    };
    const { realisationId } = await world.done('exporter', `commitments/${id}/realisations`, report);
    const path = `commitments/${id}/realisations/${realisationId}`;
    const own = await world.refused(() =>
      world.post('exporter', `${path}/verification`, { ...at, note: 'x' }),
    );
    expect(own).toMatchObject({ status: 403, body: { code: 'right-missing' } });
    await world.done('council', `${path}/verification`, { ...at, note: 'seen' });
    expect((await world.get('exporter', `commitments/${id}`)).body).toMatchObject({
      realisations: [{ realisationId, status: 'verified', jobs: 40, reportedBy: 'demo-textiles-faisalabad' }],
    });
  });
});

/** The links of a consignment, once there are as many events of them. */
async function linksOf(id: string, count: number) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const events = await world.log.readStream(`allocation-${id}`);
    if (events.length >= count) return events;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(events)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('goods', () => {
  it.each(['before', 'behind'])(
    'that are sent under its contract serve it: told %s the contract',
    async (when) => {
      const id = await announced();
      const number = `C-${when}`;
      const contract = () => world.done('exporter', `commitments/${id}/contracts`, saleContract(number));
      if (when === 'behind') await contract();
      const goods = await world.declared({ contractNumber: number });
      // Of another importer, the same number is another contract.
      const { importer: _, ...mine } = declaration();
      const { consignmentId: other } = await world.done('exporter', 'consignments', {
        ...mine,
        importer: { participantId: 'demo-other-almaty', name: 'Demo Other', country: 'KZ' },
        contractNumber: number,
      });
      if (when === 'before') await contract();
      const [link] = await linksOf(goods, 1);
      expect(link).toMatchObject({
        type: 'CommitmentLinked',
        actor: 'process:trade-events',
        data: { allocated: { kind: 'consignment', id: goods }, commitmentId: id, basis: 'contract-number' },
      });
      expect(await world.log.readStream(`allocation-${other}`)).toEqual([]);
    },
  );

  it('leave it with a contract that is released', async () => {
    const id = await announced();
    const { contractId } = await world.done('council', `commitments/${id}/contracts`, saleContract('C-9'));
    const goods = await world.declared({ contractNumber: 'C-9' });
    await linksOf(goods, 1);
    const body = { ...at, reason: 'of another promise' };
    await world.done('council', `commitments/${id}/contracts/${contractId}/release`, body);
    const [, unlink] = await linksOf(goods, 2);
    expect(unlink).toMatchObject({
      type: 'CommitmentUnlinked',
      data: { commitmentId: id, basis: 'contract-number', reason: 'of another promise' },
    });
    // And go with it to the one that it is told of next.
    const next = await announced();
    await world.done('council', `commitments/${next}/contracts`, saleContract('C-9'));
    const [, , link] = await linksOf(goods, 3);
    expect(link).toMatchObject({ type: 'CommitmentLinked', data: { commitmentId: next } });
  });

  it('are linked by hand, to one commitment at a time', async () => {
    const [id, other] = [await announced(), await announced()];
    const goods = await world.declared();
    const link = { ...at, kind: 'consignment', id: goods, reason: 'Told by the buyer' };
    await world.done('council', `commitments/${id}/links`, link);
    const twice = await world.refused(() => world.post('council', `commitments/${other}/links`, link));
    expect(twice).toMatchObject({ status: 422, body: { code: 'linked-elsewhere' } });
    await world.done('council', `commitments/${id}/unlinks`, link);
    await world.done('council', `commitments/${other}/links`, link);
    const events = await world.log.readStream(`allocation-${goods}`);
    expect(events.map(({ type, actor }) => [type, actor])).toEqual([
      ['CommitmentLinked', 'council:demo-council'],
      ['CommitmentUnlinked', 'council:demo-council'],
      ['CommitmentLinked', 'council:demo-council'],
    ]);
  });

  it('are not linked to an investment, which they add nothing to', async () => {
    const parties = [{ part: 'investor', name: 'x', country: 'PK', ownership: 'state' }];
    const id = await announced({ kind: 'investment-pledge', parties });
    const body = { ...at, kind: 'consignment', id: await world.declared(), reason: 'x' };
    const refused = await world.refused(() => world.post('council', `commitments/${id}/links`, body));
    expect(refused).toMatchObject({ status: 409, body: { code: 'commitment-is-investment' } });
  });

  it('that are not there, or part of others, are not linked; neither is a letter of credit that is not there', async () => {
    const id = await announced();
    const refusedOf = async (body: object) =>
      (
        await world.refused(() =>
          world.post('council', `commitments/${id}/links`, { ...at, reason: 'x', ...body }),
        )
      ).body;
    expect(await refusedOf({ kind: 'consignment', id: randomUUID() })).toMatchObject({
      status: 404,
      code: 'consignment-unknown',
      pointer: '/id',
    });
    expect(await refusedOf({ kind: 'letter-of-credit', id: randomUUID() })).toMatchObject({
      status: 404,
      code: 'letter-of-credit-unknown',
      pointer: '/id',
    });
    const whole = await world.declared();
    await world.done('exporter', `consignments/${whole}/dispatch`, {
      ...at,
      location: 'PKKHI',
      transportMode: 'road',
    });
    const lines = (share: string, mass: string) =>
      [1, 2].map((lineNumber) => ({ lineNumber, quantity: share, netMassKg: mass }));
    const { parts } = await world.done('exporter', `consignments/${whole}/split`, {
      occurredAt: '2026-03-03T10:00:00+05:00',
      location: 'UZTAS',
      parts: [{ lines: lines('10000', '3000') }, { lines: lines('30000', '9000') }],
    });
    expect(await refusedOf({ kind: 'consignment', id: parts?.[0] })).toMatchObject({
      status: 409,
      code: 'consignment-is-part',
      pointer: '/id',
    });
  });
});

import { createLogger, type RunningService } from '@corridor/nest-kit';
import fc from 'fast-check';
import { startTradeEvents } from '../index.js';
import { declaration, EXPORTER, IMPORTER, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

const SEED = 20_260_401;
const NOW_MS = Date.parse('2026-04-01T00:00:00Z');

/** A second service on the same ledger, with connections and a store of its own. */
let other: RunningService;
let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => NOW_MS);
  const settings = { databaseUrl: world.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' };
  other = await startTradeEvents(settings, createLogger('trade-events', settings), () => NOW_MS);
});
afterAll(async () => {
  await other.stop();
  await world.stop();
});

const withUcr = (ucr: string) => ({ ...declaration(), ucr });
const STRANGER = { participantId: 'demo-carpets-lahore', name: 'Demo Carpets', country: 'PK' };

describe('a UCR', () => {
  it('is that of one consignment, however it is written, also once that is cancelled', async () => {
    const id = await world.declared({ ucr: '6PK1234567-DT 14' });
    const again = () =>
      world.refused(() => world.post('exporter', 'consignments', withUcr('6pk1234567-dt14')));
    const used = { status: 409, body: { code: 'ucr-used', pointer: '/ucr', consignmentId: id } };
    expect(await again()).toMatchObject(used);
    await world.done('exporter', `consignments/${id}/cancellation`, {
      occurredAt: '2026-03-20T08:00:00+05:00',
      reason: 'withdrawn',
    });
    expect(await again()).toMatchObject(used);
    await world.declared({ ucr: '6PK1234567-DT 15' });
  });

  it('is told whose it is only to who may see that', async () => {
    const id = await world.declared({ ucr: '6PK1234567-SEEN' });
    const theirs = { ...withUcr('6PK1234567-SEEN'), exporter: STRANGER };
    const { status, text, body } = await world.refused(() => world.post('stranger', 'consignments', theirs));
    expect([status, body.code, body.pointer]).toEqual([409, 'ucr-used', '/ucr']);
    expect(text).not.toContain(id);
    expect(text).not.toContain(EXPORTER.participantId);
  });

  it('is asked for by what was contracted, too, and its parts have it when it is split', async () => {
    await world.declared({ ucr: '6PK1234567-TAKEN' });
    const contract = {
      occurredAt: '2026-02-20T08:00:00+05:00',
      contractNumber: 'DT-KZ-14',
      signedOn: '2026-02-11',
      exporter: EXPORTER,
      importer: IMPORTER,
      incoterm: { rule: 'FCA', place: 'Faisalabad' },
      value: { amount: '1000.00', currency: 'USD' },
    };
    const { consignmentId: id } = await world.done('exporter', 'consignments/contracts', contract);
    const path = `consignments/${id}/declaration`;
    expect(
      await world.refused(() => world.post('exporter', path, withUcr('6PK1234567-TAKEN'))),
    ).toMatchObject({ status: 409, body: { code: 'ucr-used' } });
    await world.done('exporter', path, withUcr('6PK1234567-SPLIT'));
    const part = (lineNumber: number) => ({ lines: [{ lineNumber, quantity: '40000', netMassKg: '12000' }] });
    const { parts } = await world.done('exporter', `consignments/${id}/split`, {
      occurredAt: '2026-03-20T08:00:00+05:00',
      location: 'PKKHI',
      parts: [part(1), part(2)],
    });
    for (const one of parts as unknown as string[]) {
      expect((await world.get('exporter', `consignments/${one}`)).body).toMatchObject({
        ucr: '6PK1234567-SPLIT',
        partOf: id,
      });
    }
    expect(
      await world.refused(() => world.post('exporter', 'consignments', withUcr('6PK1234567-SPLIT'))),
    ).toMatchObject({ body: { consignmentId: id } });
  });

  it('gets the same answer again under the same key', async () => {
    const send = () =>
      world.done('exporter', 'consignments', withUcr('6PK1234567-KEY'), { 'idempotency-key': 'ucr-1' });
    expect(await send()).toEqual(await send());
  });
});

describe('a UCR that another took', () => {
  const STOLEN = '6PK7777777-NEXT';
  const theirs = { ...withUcr(STOLEN), exporter: STRANGER };
  const release = (change: object = {}) => ({
    occurredAt: '2026-03-20T08:00:00Z',
    ucr: STOLEN,
    releasedTo: STRANGER.participantId,
    reason: 'given out by Demo Carpets',
    ...change,
  });
  const lodging = (consignmentId: string, change: object = {}) => ({
    ...lodgement(consignmentId),
    ...change,
  });

  it('is released by an operator alone, to the one whose it is alone', async () => {
    const taken = await world.declared({ ucr: STOLEN });
    const path = `consignments/${taken}/ucr-release`;
    for (const holder of ['exporter', 'stranger', 'customs'] as const) {
      expect((await world.refused(() => world.post(holder, path, release()))).status).toBe(403);
    }
    for (const [change, status, code, pointer] of [
      [{ ucr: '6PK7777777-NOBODYS' }, 422, 'ucr-unknown', '/ucr'],
      [{ reason: '' }, 422, 'content-invalid', '/reason'],
      [{ releasedTo: undefined }, 422, 'content-invalid', '/releasedTo'],
    ] as const) {
      const { body, ...answer } = await world.refused(() => world.post('operator', path, release(change)));
      expect([answer.status, body.code, body.pointer]).toEqual([status, code, pointer]);
    }
    const other = await world.declared({ ucr: '6PK7777777-ELSE' });
    expect(
      await world.refused(() => world.post('operator', `consignments/${other}/ucr-release`, release())),
    ).toMatchObject({ status: 409, body: { code: 'ucr-used', pointer: '/ucr' } });

    const { position } = await world.done('operator', path, release({ ucr: '6pk7777777 -next' }));
    expect(await world.event(position)).toMatchObject({
      type: 'UcrReleased',
      actor: 'operator:demo-operator',
      participants: [EXPORTER.participantId, IMPORTER.participantId],
      data: {
        ucr: STOLEN,
        consignmentId: taken,
        releasedTo: STRANGER.participantId,
        reason: 'given out by Demo Carpets',
      },
    });
    expect(await world.done('operator', path, release())).toEqual({ consignmentId: taken, position });

    // Those who had it do not get it again, under whatever consignment; who does, is not told to them.
    const again = await world.refused(() => world.post('exporter', 'consignments', withUcr(STOLEN)));
    expect([again.status, again.body.code, again.body.pointer]).toEqual([409, 'ucr-used', '/ucr']);
    expect(again.text).not.toContain(STRANGER.participantId);
    const { consignmentId: right } = await world.done('stranger', 'consignments', theirs);
    expect(await world.refused(() => world.post('stranger', 'consignments', theirs))).toMatchObject({
      status: 409,
      body: { code: 'ucr-used', consignmentId: right },
    });
  });

  it('is that of its first consignment no more: not to a reader, nor at customs', async () => {
    const ucr = '6PK7777777-LOST';
    const taken = await world.declared({ ucr });
    await world.done('operator', `consignments/${taken}/ucr-release`, release({ ucr }));
    expect((await world.get('exporter', `consignments/${taken}`)).body.ucr).toBeUndefined();
    expect(
      await world.refused(() => world.post('customs', 'declarations', lodging(taken, { ucr }))),
    ).toMatchObject({ status: 409, body: { code: 'ucr-used', pointer: '/ucr' } });
    const { position } = await world.done('customs', 'declarations', lodging(taken));
    expect((await world.event(position)).data).not.toHaveProperty('ucr');
  });

  it('goes to goods of theirs that were declared without it, once customs is told of them', async () => {
    const ucr = '6PK7777777-LATE';
    const taken = await world.declared({ ucr });
    const { consignmentId: right = '' } = await world.done('stranger', 'consignments', {
      ...declaration(),
      exporter: STRANGER,
    });
    await world.refused(() => world.post('customs', 'declarations', lodging(right, { ucr })));
    await world.done('operator', `consignments/${taken}/ucr-release`, release({ ucr }));
    await world.done('customs', 'declarations', lodging(right, { ucr }));
    expect(
      await world.refused(() =>
        world.post('operator', `consignments/${taken}/ucr-release`, release({ ucr })),
      ),
    ).toMatchObject({ status: 409, body: { code: 'ucr-used' } });
  });
});

it('however many declare at once, over two services, each UCR has one consignment and each refusal one that has it', async () => {
  let round = 0;
  const picks = fc.array(fc.nat(3), { minLength: 12, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(picks, async (wanted) => {
      round += 1;
      const ucrOf = (n: number) => `6PK7654321-${round}-${n}`;
      const before = await world.log.head();
      const answers = await Promise.all(
        wanted.map(async (n, index) => {
          const url = index % 2 === 0 ? world.service.url : other.url;
          const headers = { authorization: 'Bearer exporter', 'content-type': 'application/json' };
          // Capitals and spaces make no other one.
          const ucr = index % 3 === 0 ? ucrOf(n).toLowerCase() : ucrOf(n);
          const body = JSON.stringify(withUcr(ucr));
          const answer = await fetch(`${url}/v1/consignments`, { method: 'POST', headers, body });
          return { n, status: answer.status, body: (await answer.json()) as Record<string, string> };
        }),
      );
      const declared = (await world.log.readAll({ after: before, limit: 1_000 })).filter(
        ({ type }) => type === 'ConsignmentDeclared',
      );
      for (const n of new Set(wanted)) {
        const [taken, ...more] = answers.filter((one) => one.n === n && one.status === 201);
        expect(more).toEqual([]);
        const id = taken?.body.consignmentId;
        for (const one of answers.filter((each) => each.n === n && each !== taken)) {
          expect([one.status, one.body.code, one.body.consignmentId]).toEqual([409, 'ucr-used', id]);
        }
        const having = declared.filter(
          ({ data }) => (data as { ucr: string }).ucr.toUpperCase() === ucrOf(n),
        );
        expect(having.map(({ data }) => (data as { consignmentId: string }).consignmentId)).toEqual([id]);
      }
    }),
    // A race is not made smaller by trying it with fewer.
    { seed: SEED, numRuns: 8, endOnFailure: true },
  );
}, 120_000);

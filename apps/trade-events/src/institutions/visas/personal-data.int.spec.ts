import { createHash, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { verifyLog } from '@corridor/event-store';
import { pino } from 'pino';
import { startTradeEvents } from '../../index.js';
import { TradeWorld } from '../../trade-events.spec-kit.js';
import { application, applied, erasure, grant, PLAIN, submission, TRAVELLER } from './visa.spec-kit.js';

const NOW = Date.parse('2026-07-01T00:00:00Z');
let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => NOW);
});
afterAll(() => world.stop());

const plainHashOf = (body: object): string =>
  createHash('sha256')
    .update(`POST /v1/visas\n${JSON.stringify(body)}`)
    .digest('hex');

it('stands nowhere in the database, whatever happens to the application, and under whatever Idempotency-Key', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const first = await world.done('exporter', 'visas', application(), key);
  expect(await world.done('exporter', 'visas', application(), key)).toEqual(first);
  const other = { traveller: { ...TRAVELLER, passportNumber: 'ZX7734102' } };
  expect(await world.post('exporter', 'visas', application(other), key)).toMatchObject({
    status: 422,
    body: { code: 'idempotency-key-reused' },
  });
  const { visaId } = await applied(world, 'submitted');
  await world.done('consulate', `visas/${visaId}/grant`, grant());
  const text = await world.everything();
  expect(text).toContain(visaId);
  // Whoever tried names and numbers could tell by the plain hash of the request that they are the right ones.
  expect(text).not.toContain(plainHashOf(application()));
  // That is the hash which is kept of what holds none.
  const { traveller: _, ...again } = application({ subjectId: first.subjectId });
  await world.done('exporter', 'visas', again, { 'idempotency-key': randomUUID() });
  expect(await world.everything()).toContain(plainHashOf(again));
  for (const plain of PLAIN) {
    expect(text).not.toContain(plain);
    expect(text).not.toContain(Buffer.from(plain).toString('base64').slice(0, -4));
    expect(text).not.toContain(Buffer.from(plain).toString('hex'));
  }
});

it('is erased for good: the chain holds, the log says so, and nobody reads it any more', async () => {
  const traveller = { ...TRAVELLER, passportNumber: 'ZX7734120' };
  const { visaId, subjectId } = await applied(world, 'submitted', { traveller });
  await world.done('consulate', `visas/${visaId}/grant`, grant());
  const before = await verifyLog({ pool: world.owner });
  const log = await world.log.readAll({ after: 0, limit: 1_000 });
  const erased = await world.done('council', `visas/subjects/${subjectId}/erasure`, erasure());
  expect(await world.event(erased.position)).toMatchObject({
    streamId: `subject-${subjectId}`,
    type: 'PersonalDataErased',
    actor: 'council:demo-council',
    data: { subjectId, reason: 'asked-by-subject' },
  });
  for (const holder of ['exporter', 'consulate', 'council', 'operator', 'commission'] as const) {
    const { body } = await world.get(holder, `visas/${visaId}`);
    expect(body).toMatchObject({ status: 'granted', erased: true, erasure: { reason: 'asked-by-subject' } });
    expect(body).not.toHaveProperty('personalData');
  }
  const after = await verifyLog({ pool: world.owner });
  expect(before).toMatchObject({ breach: undefined, events: log.length });
  expect(after).toMatchObject({ breach: undefined, events: log.length + 1 });
  // Not a byte of what stood there is another one.
  expect(await world.log.readAll({ after: 0, limit: log.length })).toEqual(log);
  const { rows } = await world.owner.query(
    `SELECT e.erased_by, e.reason, (SELECT count(*)::int FROM privacy.subject_keys k WHERE k.subject_id = e.subject_id) AS keys
     FROM privacy.erasures e WHERE e.subject_id = $1`,
    [subjectId],
  );
  expect(rows).toEqual([{ erased_by: 'council:demo-council', reason: 'asked-by-subject', keys: 0 }]);

  // Again it says nothing new, and for another application the traveller has to be told anew.
  expect(
    await world.done('operator', `visas/subjects/${subjectId}/erasure`, erasure({ reason: 'ordered' })),
  ).toEqual(erased);
  const { traveller: _, ...again } = application({ subjectId });
  const answer = await world.refused(() => world.post('exporter', 'visas', again));
  expect(answer).toMatchObject({ status: 409, body: { code: 'subject-erased', pointer: '/subjectId' } });
});

it('is corrected by the firm alone, said once, and erased with all that it was before', async () => {
  const { visaId, subjectId } = await applied(world, 'submitted');
  const traveller = { ...TRAVELLER, passportNumber: 'ZX7734199', contact: '+923335550199' };
  const correction = { occurredAt: '2026-06-01T10:00:00+05:00', traveller };
  const path = `visas/subjects/${subjectId}/correction`;
  const key = { 'idempotency-key': randomUUID() };
  const told = await world.done('exporter', path, correction, key);
  expect(await world.event(told.position)).toMatchObject({
    streamId: `subject-${subjectId}`,
    type: 'PersonalDataCorrected',
    participants: ['demo-textiles-faisalabad'],
  });
  // The same, sealed anew, would be another ciphertext: it is known to say nothing new.
  expect(await world.done('exporter', path, correction, key)).toEqual(told);
  expect(await world.done('exporter', path, correction)).toEqual(told);
  expect((await world.get('consulate', `visas/${visaId}`)).body).toMatchObject({ personalData: traveller });
  const text = await world.everything();
  for (const plain of ['ZX7734199', '+923335550199', ...PLAIN]) expect(text).not.toContain(plain);

  const stranger = await world.refused(() => world.post('stranger', path, correction));
  expect(stranger).toMatchObject({ status: 404, body: { code: 'subject-unknown' } });
  const unborn = { ...correction, traveller: { ...traveller, birthDate: '2026-07-03' } };
  const ahead = await world.refused(() => world.post('exporter', path, unborn));
  expect(ahead).toMatchObject({
    status: 422,
    body: { code: 'birth-ahead', pointer: '/traveller/birthDate' },
  });
  expect(ahead.text).not.toContain('2026-07-03');

  await world.done('council', `visas/subjects/${subjectId}/erasure`, erasure());
  expect((await world.get('exporter', `visas/${visaId}`)).body).not.toHaveProperty('personalData');
  const late = await world.refused(() => world.post('exporter', path, correction));
  expect(late).toMatchObject({ status: 409, body: { code: 'subject-erased' } });
});

it('erases everything of the traveller, and nothing of another one', async () => {
  const one = await applied(world);
  const traveller = { ...TRAVELLER, birthDate: '1979-08-24' };
  const other = await applied(world, 'requested', { traveller });
  const { traveller: _, ...again } = application({ subjectId: one.subjectId });
  const { visaId: second = '' } = await world.done('exporter', 'visas', again);
  await world.done('council', `visas/subjects/${one.subjectId}/erasure`, erasure());
  for (const visaId of [one.visaId, second]) {
    expect((await world.get('exporter', `visas/${visaId}`)).body).toMatchObject({ erased: true });
  }
  expect((await world.get('exporter', `visas/${other.visaId}`)).body).toMatchObject({
    erased: false,
    personalData: traveller,
  });
});

describe('of one person by several ids', () => {
  let passports = 200;
  const passport = () => {
    passports += 1;
    return `ZX7734${passports}`;
  };
  const toldAs = (passportNumber: string) => ({ traveller: { ...TRAVELLER, passportNumber } });
  const corrected = (subjectId: string, passportNumber: string) =>
    world.done('exporter', `visas/subjects/${subjectId}/correction`, {
      occurredAt: '2026-06-01T10:00:00+05:00',
      ...toldAs(passportNumber),
    });
  const erased = (subjectId: string, reason = 'asked-by-subject', body = erasure({ reason })) =>
    world.done('council', `visas/subjects/${subjectId}/erasure`, body);
  const isErased = async (visaId: string) => (await world.get('council', `visas/${visaId}`)).body.erased;

  /** The same person, told anew: behind a correction, with another spelling, and by another firm. */
  const person = async () => {
    const now = passport();
    const first = await applied(world, 'submitted', toldAs(passport()));
    await corrected(first.subjectId, now);
    const told = { ...TRAVELLER, passportNumber: now };
    const second = await applied(world, 'invited', { traveller: { ...told, name: 'G. Bekmukhambetova' } });
    const asked = application({ firm: 'demo-carpets-lahore', traveller: told });
    const third = await world.done('stranger', 'visas', asked);
    return [first, second, third].map(({ visaId = '', subjectId = '' }) => ({ visaId, subjectId }));
  };

  it('an erasure that meets a registration or a correction comes before it, or behind it', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const own = passport();
      const mine = await applied(world, 'requested', toldAs(own));
      const correction = { occurredAt: '2026-06-01T10:00:00+05:00', ...toldAs(passport()) };
      const [erasing, registering, correcting] = await Promise.all([
        world.post('council', `visas/subjects/${mine.subjectId}/erasure`, erasure()),
        world.post('exporter', 'visas', application(toldAs(own))),
        world.post('exporter', `visas/subjects/${mine.subjectId}/correction`, correction),
      ]);
      expect(erasing).toMatchObject({ status: 200 });
      for (const { status, body } of [registering, correcting]) {
        seen.add(`${status} ${body.code ?? ''}`);
        if (status >= 400)
          expect([status, body.code]).toEqual([409, expect.stringMatching(/erased|conflict/)]);
      }
      // Whose key is gone, the log says so of; whose is not, is shown.
      const { rows } = await world.owner.query<{ id: string; erased: boolean; told: boolean }>(
        `SELECT e.data::jsonb ->> 'subjectId' AS id, k.subject_id IS NULL AS erased,
           EXISTS (SELECT FROM ledger.events p WHERE p.stream_id = e.stream_id AND p.type = 'PersonalDataErased') AS told
         FROM ledger.events e LEFT JOIN privacy.subject_keys k ON k.subject_id::text = e.data::jsonb ->> 'subjectId'
         WHERE e.type = 'SubjectRegistered'`,
      );
      for (const { id, erased, told } of rows) expect([id, told]).toEqual([id, erased]);
    }
    expect(seen).toContain('409 subject-erased');
  });

  it.each(['asked-by-subject', 'ordered'])(
    'all are erased where it was %s, whichever is named',
    async (reason) => {
      for (const named of [0, 1, 2]) {
        const all = await person();
        const { subjectId = '' } = all[named] ?? {};
        const also = all.map((each) => each.subjectId).filter((id) => id !== subjectId);
        const path = `visas/subjects/${subjectId}/erasure`;
        const key = { 'idempotency-key': randomUUID() };
        const answer = await world.done('council', path, erasure({ reason }), key);
        expect(answer).toMatchObject({ subjectId, alsoErased: also.sort(), others: [] });
        for (const { visaId, subjectId: id } of all) {
          const { body } = await world.get('council', `visas/${visaId}`);
          expect(body).toMatchObject({ erased: true, erasure: { reason } });
          expect(body).not.toHaveProperty('personalData');
          const types = (await world.log.readStream(`subject-${id}`)).map(({ type }) => type);
          expect(types.filter((type) => type === 'PersonalDataErased')).toHaveLength(1);
        }
        expect(await world.done('council', path, erasure({ reason }), key)).toEqual(answer);
        expect(await world.done('operator', path, erasure({ reason }))).toEqual(answer);
      }
      const left = await world.owner.query(
        'SELECT FROM privacy.subject_traces t JOIN privacy.erasures e USING (subject_id)',
      );
      expect(left.rowCount).toBe(0);
      expect((await verifyLog({ pool: world.owner })).breach).toBeUndefined();
    },
  );

  it.each(['retention-over', 'not-needed'])(
    'the others are named, and stay, where it is %s',
    async (reason) => {
      const [first, ...others] = await person();
      const path = `visas/subjects/${first?.subjectId}/erasure`;
      expect(await world.done('council', path, erasure({ reason }))).toMatchObject({ alsoErased: [] });
      for (const { visaId } of others) {
        expect((await world.get('council', `visas/${visaId}`)).body).toMatchObject({ erased: false });
      }
    },
  );

  it.each(['retention-over', 'not-needed'])(
    'whoever asks to be forgotten is, also by an id that was erased before as %s',
    async (reason) => {
      const all = await person();
      const [first = all[0], second, third] = all;
      const rest = [second, third].map((each) => each?.subjectId ?? '').sort();
      expect(await erased(first?.subjectId ?? '', reason)).toMatchObject({ alsoErased: [], others: rest });
      // Told alike, but only when the first one had gone.
      const { personalData } = (await world.get('council', `visas/${second?.visaId}`)).body as {
        readonly personalData?: { readonly passportNumber: string };
      };
      const late = await applied(world, 'requested', toldAs(personalData?.passportNumber ?? ''));
      const [gone = ''] = rest;
      await erased(gone, reason);
      const last = [rest[1] ?? '', late.subjectId].sort();
      expect(await erased(first?.subjectId ?? '')).toMatchObject({ alsoErased: last, others: [] });
      for (const { visaId } of [...all, late]) expect(await isErased(visaId)).toBe(true);
      // Nothing is left that tells who was the same as whom.
      const ids = [...all, late].map(({ subjectId }) => subjectId);
      const links = await world.owner.query(
        'SELECT FROM privacy.same_person WHERE erased_id = ANY ($1) OR other_id = ANY ($1)',
        [ids],
      );
      expect(links.rowCount).toBe(0);
    },
  );

  it('a stranger whose passport was told by mistake once is named, and stays', async () => {
    const [theirs, own] = [passport(), passport()];
    const stranger = await applied(world, 'submitted', toldAs(theirs));
    const mine = await applied(world, 'submitted', toldAs(own));
    await corrected(mine.subjectId, theirs);
    await corrected(mine.subjectId, own);
    const answer = await erased(mine.subjectId);
    expect(answer).toMatchObject({ alsoErased: [], others: [stranger.subjectId] });
    expect(await isErased(stranger.visaId)).toBe(false);
    // Named again, as long as it stays.
    expect(await erased(mine.subjectId)).toEqual(answer);
    await erased(stranger.subjectId, 'not-needed');
    expect(await erased(mine.subjectId)).toMatchObject({ alsoErased: [], others: [] });
  });

  it('a correction that is refused leaves no trace', async () => {
    const [theirs, own] = [passport(), passport()];
    const stranger = await applied(world, 'submitted', toldAs(theirs));
    const mine = await applied(world, 'submitted', toldAs(own));
    await world.owner.query('REVOKE EXECUTE ON FUNCTION ledger.append, ledger.append_one FROM trade_events');
    const told = { occurredAt: '2026-06-01T10:00:00+05:00', ...toldAs(theirs) };
    const { status } = await world.post('exporter', `visas/subjects/${mine.subjectId}/correction`, told);
    await world.owner.query('GRANT EXECUTE ON FUNCTION ledger.append, ledger.append_one TO trade_events');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await erased(mine.subjectId)).toMatchObject({ alsoErased: [], others: [] });
    expect(await isErased(stranger.visaId)).toBe(false);
  });

  it('one that was told alike when an id was erased, and was corrected since, is named, and stays', async () => {
    const own = passport();
    const mine = await applied(world, 'submitted', toldAs(own));
    const mistyped = await applied(world, 'submitted', toldAs(own));
    await erased(mine.subjectId, 'retention-over');
    await corrected(mistyped.subjectId, passport());
    expect(await erased(mine.subjectId)).toMatchObject({ alsoErased: [], others: [mistyped.subjectId] });
    expect(await isErased(mistyped.visaId)).toBe(false);
  });

  it('the rest is told when it is asked for again, where the service died between', async () => {
    const all = await person();
    const [first, second, third] = all.map(({ subjectId }) => subjectId);
    await world.owner.query(
      `INSERT INTO privacy.erasures (subject_id, erased_by, reason, taken_with) VALUES ($1, 'council:demo-council', 'ordered', NULL),
         ($2, 'council:demo-council', 'ordered', $1)`,
      [first, second],
    );
    await world.owner.query('DELETE FROM privacy.subject_keys WHERE subject_id = ANY ($1)', [
      [first, second],
    ]);
    const path = `visas/subjects/${first}/erasure`;
    expect(await world.done('council', path, erasure())).toMatchObject({
      alsoErased: [second, third].sort(),
    });
    expect((await world.log.readStream(`subject-${second}`)).at(-1)?.type).toBe('PersonalDataErased');
  });

  it('stands in no table by which it could be tried', async () => {
    await person();
    const tried = JSON.stringify(['person', `ZX7734${passports}`, TRAVELLER.birthDate]);
    const text = await world.everything();
    expect(text).not.toContain(createHash('sha256').update(tried).digest('hex'));
    expect(text).not.toContain(`ZX7734${passports}`);
  });
});

it('an application goes on without the data, which its consulate no longer has', async () => {
  const { visaId, subjectId } = await applied(world, 'submitted');
  await world.done('council', `visas/subjects/${subjectId}/erasure`, erasure());
  const refused = { occurredAt: '2026-06-30T11:00:00+05:00', reason: 'other' };
  await world.done('consulate', `visas/${visaId}/refusal`, refused);
  expect((await world.get('consulate', `visas/${visaId}`)).body).toMatchObject({
    status: 'refused',
    erased: true,
  });
});

it('is not shown where the key is gone though the log does not say so yet, and the erasure is told when it is asked for again', async () => {
  const { visaId, subjectId } = await applied(world);
  // As a crash between the two leaves it.
  await world.owner.query(
    `INSERT INTO privacy.erasures (subject_id, erased_by, reason) VALUES ($1, 'council:demo-council', 'ordered')`,
    [subjectId],
  );
  await world.owner.query('DELETE FROM privacy.subject_keys WHERE subject_id = $1', [subjectId]);
  expect((await world.get('exporter', `visas/${visaId}`)).body).toMatchObject({ erased: true });
  const told = await world.done('council', `visas/subjects/${subjectId}/erasure`, erasure());
  expect(await world.event(told.position)).toMatchObject({ type: 'PersonalDataErased' });
});

it('is not opened by a key that a backup brought back', async () => {
  const { visaId, subjectId } = await applied(world);
  const { rows } = await world.owner.query(
    'SELECT subject_id, wrapped_key, wrapped_by, created_at FROM privacy.subject_keys WHERE subject_id = $1',
    [subjectId],
  );
  await world.done('council', `visas/subjects/${subjectId}/erasure`, erasure());
  await world.owner.query('ALTER TABLE privacy.subject_keys DISABLE TRIGGER kept');
  await world.owner.query(
    'INSERT INTO privacy.subject_keys (subject_id, wrapped_key, wrapped_by, created_at) VALUES ($1, $2, $3, $4)',
    Object.values(rows[0]),
  );
  await world.owner.query('ALTER TABLE privacy.subject_keys ENABLE TRIGGER kept');
  const { body } = await world.get('operator', `visas/${visaId}`);
  expect(body).toMatchObject({ erased: true });
  expect(body).not.toHaveProperty('personalData');
  await world.done('council', `visas/subjects/${subjectId}/erasure`, erasure());
  const left = await world.owner.query('SELECT FROM privacy.subject_keys WHERE subject_id = $1', [subjectId]);
  expect(left.rowCount).toBe(0);
});

it('no event comes without its key: where the log refuses, a key is left over that opens nothing', async () => {
  const keys = async () => (await world.owner.query('SELECT FROM privacy.subject_keys')).rowCount ?? 0;
  const before = await keys();
  const head = await world.log.head();
  await world.owner.query('REVOKE EXECUTE ON FUNCTION ledger.append FROM trade_events');
  const answer = await world.post('exporter', 'visas', application());
  await world.owner.query('GRANT EXECUTE ON FUNCTION ledger.append TO trade_events');
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await world.log.head()).toBe(head);
  expect(await keys()).toBe(before + 1);
});

it.each([
  ['is not there', 'exporter', randomUUID(), 403],
  ['is not there', 'consulate', randomUUID(), 403],
  ['is not there', 'commission', randomUUID(), 403],
  ['is not there', 'council', randomUUID(), 404],
  ['has no id', 'council', 'nobody', 404],
] as const)('erases nothing of who %s, for %s', async (_, holder, subjectId, status) => {
  const answer = await world.refused(() =>
    world.post(holder, `visas/subjects/${subjectId}/erasure`, erasure()),
  );
  expect(answer.status).toBe(status);
});

describe('a service without the master key, or with another one', () => {
  it.each([
    [undefined, 'privacy-key-missing', /LEDGER_PRIVACY_KEY .*openssl rand/],
    [Buffer.alloc(32, 8).toString('base64'), 'privacy-key-differs', /LEDGER_PRIVACY_KEY is [0-9a-f]{16}/],
  ])('says what to set', async (privacyKey, code, words) => {
    const { visaId, subjectId } = await applied(world, 'submitted');
    const settings = { databaseUrl: world.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' };
    let logged = '';
    const lines = new Writable({
      write(line: Buffer, _encoding, done) {
        logged += line.toString();
        done();
      },
    });
    const service = await startTradeEvents(
      { ...settings, ...(privacyKey !== undefined && { privacyKey }) },
      pino({ level: 'warn' }, lines),
      () => NOW,
    );
    expect(logged.includes('set LEDGER_PRIVACY_KEY')).toBe(privacyKey === undefined);
    try {
      const ask = async (holder: string, path: string, body?: object) => {
        const headers = { authorization: `Bearer ${holder}`, 'content-type': 'application/json' };
        const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
        const response = await fetch(`${service.url}/v1/${path}`, { ...init, headers });
        return { status: response.status, body: (await response.json()) as Record<string, string> };
      };
      const shown = await ask('exporter', `visas/${visaId}`);
      expect(shown).toMatchObject({ status: 503, body: { code } });
      expect(shown.body.detail).toMatch(words);
      // Whoever may not see it reads the application as ever, steps go on, and it can be erased.
      expect(await ask('commission', `visas/${visaId}`)).toMatchObject({ status: 200 });
      expect(await ask('consulate', `visas/${visaId}/grant`, grant())).toMatchObject({ status: 200 });
      expect(await ask('council', `visas/subjects/${subjectId}/erasure`, erasure())).toMatchObject({
        status: 200,
      });
      if (privacyKey === undefined) {
        expect(await ask('exporter', 'visas', application())).toMatchObject({ status: 503, body: { code } });
      }
    } finally {
      await service.stop();
    }
  });
});

it('a submission tells the consulate, and the events that others follow hold ciphertext alone', async () => {
  const { visaId, subjectId } = await applied(world, 'invited');
  await world.done('exporter', `visas/${visaId}/submission`, submission());
  const [registered] = await world.log.readStream(`subject-${subjectId}`);
  const sealed = {
    algorithm: 'AES-256-GCM',
    keyId: subjectId,
    nonce: expect.any(String),
    ciphertext: expect.any(String),
  };
  expect(registered?.data).toEqual({
    subjectId,
    firm: 'demo-textiles-faisalabad',
    person: { name: sealed, passportNumber: sealed, birthDate: sealed, contact: sealed },
  });
});

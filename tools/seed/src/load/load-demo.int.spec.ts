import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { EventDataOf } from '@corridor/contracts';
import { EventStore, ledgerPool, SubjectKeys, unseal } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { generateDemo, type LoadProgress, loadDemo } from '../index.js';
import { runModule } from '../other-process.spec-kit.js';

const DEMO = { seed: 11, endsOn: '2026-03-01', years: 3, scale: 0.1 };

let ledger: TestLedger;
let pool: ReturnType<typeof ledgerPool>;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});
beforeEach(async () => {
  await empty();
});

const load = (change: Partial<Parameters<typeof loadDemo>[0]> = {}) =>
  loadDemo({ databaseUrl: ledger.url, ...DEMO, ...change });

/** What no one can do to a log, the owner does to a test's. */
async function empty(): Promise<void> {
  const client = await pool.connect();
  await client.query(`SET session_replication_role = 'replica';
    TRUNCATE ledger.events, ledger.streams, ledger.demo_load;
    UPDATE ledger.head SET position = 0, hash = decode(repeat('00', 32), 'hex'), recorded_at = '-infinity';
    RESET session_replication_role`);
  client.release();
}

async function lastHash(): Promise<{ position: number; hash: string }> {
  const { rows } = await pool.query<{ position: string; hash: string }>(
    `SELECT position, encode(hash, 'hex') AS hash FROM ledger.events ORDER BY position DESC LIMIT 1`,
  );
  return { position: Number(rows[0]?.position ?? 0), hash: rows[0]?.hash ?? '' };
}

/** Stops a load of its own process in the middle, by force. */
async function killedLoad(): Promise<number> {
  const options = JSON.stringify({ databaseUrl: ledger.url, ...DEMO, groupSize: 50 });
  const child = runModule(`
    await seed.loadDemo({ ...${options}, onProgress: ({ events }) => console.log(events) });
    console.log('done');`);
  const ended = once(child, 'exit');
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    if (Number(line) < 1_000) continue;
    child.kill('SIGKILL');
    break;
  }
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return (await lastHash()).position;
}

it('puts the very demo into the log, in its order and with its times', async () => {
  const progress: LoadProgress[] = [];
  const result = await load({ onProgress: (each) => progress.push(each), groupSize: 500 });
  const store = new EventStore({ pool });
  const generated = [...generateDemo(DEMO)].flatMap(({ streams, ...append }) =>
    streams.flatMap(({ streamId, expectedVersion, events }) =>
      events.map((event, index) => ({
        ...append,
        ...event,
        streamId,
        version: Number(expectedVersion) + index + 1,
      })),
    ),
  );
  expect(result).toMatchObject({
    outcome: 'loaded',
    events: generated.length,
    appended: generated.length,
    endsOn: '2026-03-01',
  });
  const recorded = await store.readAll({ after: 0, limit: generated.length + 1 });
  expect(recorded).toEqual(
    generated.map((event, index) => ({
      ...event,
      position: index + 1,
      recordedAt: event.recordedAt.replace(/(\.\d{3})Z$/, '$1000Z'),
    })),
  );
  expect(progress.at(-1)).toMatchObject({ events: generated.length, share: 1 });
  expect(progress.map(({ share }) => share)).toEqual(
    progress.map(({ share }) => share).toSorted((a, b) => a - b),
  );
  const { rows } = await pool.query<{ reltuples: number }>(
    `SELECT reltuples FROM pg_class WHERE oid = 'ledger.events'::regclass`,
  );
  expect(Math.round(rows[0]?.reltuples ?? 0)).toBe(generated.length);
}, 60_000);

it('keeps the keys of its applicants under the master key, but of those whom it erases', async () => {
  const privacyKey = Buffer.alloc(32, 5).toString('base64');
  const { events } = await load({ privacyKey });
  const log = await new EventStore({ pool }).readAll({ after: 0, limit: events });
  const dataOf = <Type extends 'SubjectRegistered' | 'PersonalDataErased'>(type: Type) =>
    log.filter((event) => event.type === type).map(({ data }) => data as EventDataOf<Type>);
  const erased = new Set(dataOf('PersonalDataErased').map(({ subjectId }) => subjectId));
  const keys = new SubjectKeys(pool, privacyKey);
  const names: string[] = [];
  for (const { subjectId, person } of dataOf('SubjectRegistered')) {
    const key = await keys.find(subjectId);
    expect([subjectId, key === undefined]).toEqual([subjectId, erased.has(subjectId)]);
    if (!key) continue;
    names.push(unseal(person.name, 'name', key));
    expect(unseal(person.passportNumber, 'passportNumber', key)).toMatch(/^DE\d{7}$/);
    expect(unseal(person.birthDate, 'birthDate', key)).toMatch(/^19\d\d-\d\d-\d\d$/);
  }
  expect(erased.size).toBeGreaterThan(20);
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) expect(name).toMatch(/^Demo Applicant \d+$/);
  expect(new Set(names).size).toBe(names.length);
});

it('keeps the keys of what is written in its cases, which go with the case, or with the applicant whom it is about', async () => {
  const privacyKey = Buffer.alloc(32, 5).toString('base64');
  const { events } = await load({ privacyKey, groupSize: 100 });
  const log = await new EventStore({ pool }).readAll({ after: 0, limit: events });
  const keys = new SubjectKeys(pool, privacyKey);
  const opened = log
    .filter(({ type }) => type === 'CaseOpened')
    .map(({ data }) => data as EventDataOf<'CaseOpened'>);
  const read = async ({ caseId, text }: EventDataOf<'CaseOpened'>): Promise<string | undefined> => {
    if (typeof text === 'string') return text;
    const key = await keys.find(text.keyId);
    return key && unseal(text, `case ${caseId}`, key);
  };
  const byFirm = opened.filter(({ openedBy }) => openedBy !== undefined);
  const ofVisa = byFirm.findLast(({ subject }) => subject.kind === 'visa-application');
  const other = byFirm.findLast(({ subject }) => subject.kind !== 'visa-application');
  if (!ofVisa || !other) throw new Error('The demo has no such cases.');
  expect(await read(ofVisa)).toMatch(/^[A-Z].+\.$/);
  expect(await read(other)).toMatch(/^[A-Z].+\.$/);
  const requested = log
    .filter(({ type }) => type === 'VisaInvitationRequested')
    .map(({ data }) => data as EventDataOf<'VisaInvitationRequested'>);
  const application = requested.find(({ visaId }) => visaId === ofVisa.subject.applicationId);
  const erasure = { by: 'council:demo-council', reason: 'ordered' };
  await keys.erase(application?.subjectId ?? '', erasure);
  await keys.eraseTexts(other.caseId, erasure);
  expect([await read(ofVisa), await read(other)]).toEqual([undefined, undefined]);
});

it('goes on behind a kill, also on another day, and ends in the same log', async () => {
  const whole = await load();
  const uninterrupted = await lastHash();
  expect(uninterrupted.position).toBe(whole.events);
  await empty();

  const reached = await killedLoad();
  expect(reached).toBeGreaterThanOrEqual(1_000);
  expect(reached).toBeLessThan(whole.events);
  const resumed = await load({ endsOn: '2026-03-02' });
  expect(resumed.outcome).toBe('resumed');
  expect(resumed.endsOn).toBe('2026-03-01');
  expect(resumed.appended).toBeGreaterThan(0);
  expect(resumed.appended).toBeLessThanOrEqual(whole.events - reached);
  expect(await lastHash()).toEqual(uninterrupted);
});

it('stops when it is told to, behind a whole group, and goes on', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const onProgress = ({ events }: LoadProgress): void => {
    if (events > 500) stop.abort(reason);
  };
  await expect(load({ onProgress, signal: stop.signal, groupSize: 50 })).rejects.toBe(reason);
  const { position } = await lastHash();
  expect(position).toBeGreaterThan(500);
  expect(await load()).toMatchObject({ outcome: 'resumed' });
});

it('leaves alone what is loaded, whatever came behind it', async () => {
  const { events } = await load();
  await new EventStore({ pool }).append(someonesAppend());
  const again = await load({ endsOn: '2026-03-09' });
  expect(again).toEqual({ outcome: 'loaded-before', events, endsOn: '2026-03-01', appended: 0, seconds: 0 });
  expect((await lastHash()).position).toBe(events + 1);
});

it.each([
  ['seed', { seed: 12 }],
  ['scale', { scale: 0.2 }],
  ['years', { years: 4 }],
])('refuses a demo of another %s', async (name, change) => {
  await load();
  await expect(load(change)).rejects.toMatchObject({
    code: 'another-demo-begun',
    message: expect.stringContaining(`the demo with ${name} `),
  });
});

it('refuses a log that holds anything else', async () => {
  await new EventStore({ pool }).append(someonesAppend());
  await expect(load()).rejects.toMatchObject({ code: 'log-holds-other-events' });
  expect((await lastHash()).position).toBe(1);
});

it('refuses to go on behind what somebody else appended meanwhile', async () => {
  await stoppedLoad();
  const { position } = await lastHash();
  await new EventStore({ pool }).append(someonesAppend());
  await expect(load()).rejects.toMatchObject({
    code: 'log-holds-other-events',
    message: expect.stringContaining(`from position ${position + 1}`),
  });
});

it('refuses to go on behind a demo that another version made', async () => {
  await stoppedLoad();
  await new EventStore({ pool }).append({ ...someonesAppend(), demo: true });
  await expect(load()).rejects.toMatchObject({
    code: 'log-holds-other-events',
    message: expect.stringContaining('another version'),
  });
});

it('takes nothing of a group where the log does not end where it should', async () => {
  let others: Promise<unknown> | undefined;
  const onProgress = (): void => {
    others ??= new EventStore({ pool }).append(someonesAppend());
  };
  await expect(load({ onProgress, groupSize: 20 })).rejects.toMatchObject({ code: 'log-changed' });
  await others;
  const { rows } = await pool.query<{ demo: boolean }>('SELECT demo FROM ledger.events ORDER BY position');
  // The other's event is the last one: whatever was under way then is not there.
  expect(rows.findIndex(({ demo }) => !demo)).toBe(rows.length - 1);
});

it('ends on no day that is still to come', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await expect(load({ endsOn: tomorrow })).rejects.toMatchObject({ code: 'ends-in-future' });
  expect((await lastHash()).position).toBe(0);
});

it('lets one load at a time pass', async () => {
  const results = await Promise.all([load(), load()]);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['loaded', 'loaded-before']);
});

async function stoppedLoad(): Promise<void> {
  const stop = new AbortController();
  const onProgress = (): void => stop.abort(new Error('enough'));
  await expect(load({ onProgress, signal: stop.signal, groupSize: 100 })).rejects.toThrow('enough');
}

function someonesAppend() {
  return {
    streams: [
      {
        streamId: 'consignment-3c5d0b4e-0000-4000-8000-000000000001',
        expectedVersion: 'noStream' as const,
        events: [
          {
            type: 'ConsignmentCancelled',
            schemaVersion: 1,
            occurredAt: '2026-03-01T10:00:00+05:00',
            data: {},
            participants: [],
          },
        ],
      },
    ],
    actor: 'trader:someone',
    correlationId: '3c5d0b4e-0000-4000-8000-000000000002',
  };
}

import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { ledgerPool, verifyLog } from '@corridor/event-store';
import { GATEWAY_LIMITS, startGateway } from '@corridor/gateway';
import type { Role, RunningService } from '@corridor/nest-kit';
import { generationsAtWork } from '@corridor/projections';
import { startReporting } from '@corridor/reporting';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { startTradeEvents } from '@corridor/trade-events';
import type pg from 'pg';
import { pino } from 'pino';

const HOLDERS: Partial<Record<Role, string>> = {
  trader: 'demo-textiles-faisalabad',
  council: 'demo-council',
  commission: 'demo-commission',
  consulate: 'demo-consulate-islamabad',
  operator: 'demo-operator',
};
const NOW = Date.parse('2026-07-01T00:00:00Z');

let ledger: TestLedger;
let owner: pg.Pool;
let trade: RunningService;
let gateway: RunningService;
const running: RunningService[] = [];
/** Everything that any of the services logs, as loud as they can. */
let logged = '';
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  for (const [role, participant] of Object.entries(HOLDERS)) {
    const hash = createHash('sha256').update(role).digest();
    await owner.query(`INSERT INTO access.api_keys VALUES ($1, $2, $3, 'test')`, [hash, participant, role]);
  }
  const lines = new Writable({
    write(line: Buffer, _encoding, done) {
      logged += line.toString();
      done();
    },
  });
  const logger = pino({ level: 'trace' }, lines);
  const settings = { databaseUrl: ledger.url, host: '127.0.0.1', port: 0, logLevel: 'trace' };
  const privacyKey = Buffer.alloc(32, 7).toString('base64');
  trade = await startTradeEvents({ ...settings, privacyKey }, logger, () => NOW);
  const reporting = await startReporting(settings, logger);
  const addresses = { tradeEventsUrl: trade.url, paymentsSettlementUrl: 'http://127.0.0.1:9' };
  gateway = await startGateway({ ...settings, ...addresses }, logger, GATEWAY_LIMITS);
  running.push(gateway, reporting, trade);
});
afterAll(async () => {
  for (const service of running) await service.stop();
  await owner.end();
  await ledger.stop();
});

/** Through the gateway, as everybody comes. */
async function send(role: Role, path: string, body?: object | string) {
  const headers = { authorization: `Bearer ${role}`, 'content-type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = body === undefined ? {} : { method: 'POST', body: text };
  const response = await fetch(`${gateway.url}${path}`, { ...init, headers });
  return { status: response.status, text: await response.text() };
}

async function done(role: Role, path: string, body?: object): Promise<Record<string, string>> {
  const { status, text } = await send(role, path, body);
  if (status >= 300) throw new Error(`${path}: ${text}`);
  return JSON.parse(text);
}

/** Once the read model holds all of the log. */
async function reported(): Promise<void> {
  const { rows } = await owner.query<{ position: string }>('SELECT position FROM read.head');
  const head = Number(rows[0]?.position);
  const until = Date.now() + 20_000;
  for (;;) {
    const live = (await generationsAtWork(owner)).filter(({ state }) => state === 'live');
    const needed = ['visa-applications', 'engagements', 'consignments', 'targets', 'trade-facts'];
    if (needed.every((name) => live.some((each) => each.name === name && each.position >= head))) return;
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(live)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const TRAVELLERS = [
  { name: 'Gulnara Bekmukhambetova', passportNumber: 'ZX7734101', birthDate: '1979-08-23' },
  {
    name: 'Zulfiqar Khattakzai',
    passportNumber: 'ZX7734102',
    birthDate: '1983-11-07',
    contact: '+923335550142',
  },
  { name: 'Perizat Ospankulova', passportNumber: 'ZX7734103', birthDate: '1991-03-30' },
];
const PLAIN = TRAVELLERS.flatMap((traveller) => Object.values(traveller));

const april = (day: number) => ({ occurredAt: `2026-04-${String(day).padStart(2, '0')}T10:00:00+05:00` });

async function applied(
  traveller: object,
  delegationId: string,
): Promise<{ visaId: string; subjectId: string }> {
  const { visaId = '', subjectId = '' } = await done('trader', '/v1/visas', {
    ...april(1),
    firm: HOLDERS.trader,
    purpose: 'delegation',
    nationality: 'PK',
    destination: 'KZ',
    intendedFrom: '2026-04-15',
    intendedUntil: '2026-04-20',
    delegationId,
    traveller,
  });
  const path = `/v1/visas/${visaId}`;
  await done('council', `${path}/invitation`, {
    ...april(2),
    invitationNumber: 'PKBC-1',
    issuedOn: '2026-04-02',
  });
  await done('trader', `${path}/submission`, { ...april(6), consulate: HOLDERS.consulate, place: 'PKISB' });
  return { visaId, subjectId };
}

const FIGURES = `{ visaFigures(from: "2026-04", to: "2026-04") {
  months { month submitted granted refused refusedFor { reason count } withdrawn open days { n mean p50 p90 }
    cells { nationality destination submitted granted refused open days { n mean p50 p90 } } }
  applications { edges { node { visaId outcome daysTaken positions } } }
  delayedDelegations { edges { node { delegationId visaId decidedOn daysLate positions } } } } }`;
const figures = async () => {
  await reported();
  return (await send('commission', '/graphql', { query: FIGURES })).text;
};

it('is erased, and neither the chain nor a figure is another one; nor did any of it ever stand in a list, a read model or a log', async () => {
  const plan = {
    ...april(1),
    kind: 'delegation',
    name: 'Buyers of textiles',
    city: 'KZALA',
    organiser: HOLDERS.council,
  };
  const days = { startsOn: '2026-04-15', endsOn: '2026-04-20', sectors: ['textiles'] };
  const { engagementId: delegationId = '' } = await done('council', '/v1/engagements', { ...plan, ...days });
  const firm = { participantId: HOLDERS.trader, name: 'Demo Textiles', country: 'PK' };
  await done('council', `/v1/engagements/${delegationId}/registrations`, { ...april(1), firm, people: 3 });
  const visas = [];
  for (const traveller of TRAVELLERS) visas.push(await applied(traveller, delegationId));
  const [first, second, third] = visas;
  if (!first || !second || !third) throw new Error('There are three.');
  const terms = { validFrom: '2026-04-20', validUntil: '2026-10-31', entries: 'single' };
  await done('consulate', `/v1/visas/${first.visaId}/grant`, { ...april(18), ...terms });
  await done('consulate', `/v1/visas/${second.visaId}/refusal`, { ...april(14), reason: 'documents' });

  const before = await figures();
  expect(JSON.parse(before)).toMatchObject({
    data: {
      visaFigures: {
        months: [
          {
            month: '2026-04',
            submitted: 3,
            granted: 1,
            refused: 1,
            refusedFor: [{ reason: 'DOCUMENTS', count: 1 }],
            withdrawn: 0,
            open: 1,
            // 12 days and 8.
            days: { n: 2, mean: '10.00', p50: 8, p90: 12 },
          },
        ],
        delayedDelegations: {
          edges: [
            { node: { delegationId, visaId: first.visaId, decidedOn: '2026-04-18', daysLate: 3 } },
            { node: { delegationId, visaId: third.visaId, decidedOn: null } },
          ],
        },
      },
    },
  });
  const verified = await verifyLog({ pool: owner });
  expect(verified.breach).toBeUndefined();

  for (const { subjectId } of [first, third]) {
    await done('council', `/v1/visas/subjects/${subjectId}/erasure`, {
      occurredAt: '2026-06-30T10:00:00+05:00',
      reason: 'retention-over',
    });
  }
  expect(await figures()).toBe(before);
  const after = await verifyLog({ pool: owner });
  expect(after).toMatchObject({ breach: undefined, events: verified.events + 2 });
  const shown = await done('operator', `/v1/visas/${first.visaId}`);
  expect(shown).toMatchObject({ erased: true, status: 'granted' });
  expect(shown).not.toHaveProperty('personalData');
  expect(await done('operator', `/v1/visas/${second.visaId}`)).toMatchObject({ personalData: TRAVELLERS[1] });

  const list = await send('council', `/v1/visas?delegationId=${delegationId}`);
  expect(JSON.parse(list.text).items).toHaveLength(3);
  // What is refused, or no JSON, is no reason to repeat it either.
  const broken = await send('trader', '/v1/visas', `{"traveller":${JSON.stringify(TRAVELLERS[0])},"firm":`);
  const unfit = await send('trader', '/v1/visas', { traveller: TRAVELLERS[0], purpose: 'x' });
  expect([broken.status, unfit.status]).toEqual([400, 422]);
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  let stored = '';
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string }>(
      `SELECT row_to_json(t)::text AS text FROM ${name} t`,
    );
    stored += rows.map(({ text }) => text).join('\n');
  }
  expect(stored).toContain(second.visaId);
  expect(logged.length).toBeGreaterThan(1_000);
  for (const plain of PLAIN) {
    for (const text of [stored, logged, list.text, before, broken.text, unfit.text])
      expect(text).not.toContain(plain);
  }
}, 60_000);

it.each([
  ['trader', 200, 3],
  ['consulate', 200, 3],
  ['commission', 200, 3],
] as const)('lists for a %s what it may see', async (role, status, count) => {
  const answer = await send(role, '/v1/visas?limit=500');
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text).items).toHaveLength(count);
});

import type { Role } from '@corridor/nest-kit';
import { type FilledLedger, PARTICIPANTS, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { addConduct, addFirm } from '../../spec-kit/firm-rows.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { rowsHandled } from '../../spec-kit/rows-handled.js';
import { FIRMS_OF_COUNTRY_SQL } from './firm.sql.js';

const MILLS = PARTICIPANTS.trader;
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** 1 to 4 register firms; 20 and 21 are of 31 March and 1 April 2026 in Karachi, though both of 31 March in UTC. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let position = 1; position <= 30; position += 1) {
    const recordedAt = position <= 20 ? '2026-03-31T12:00:00Z' : '2026-03-31T20:00:00Z';
    await ledger.event({ recordedAt });
  }
  await addFirm(ledger, MILLS, 1);
  await addFirm(ledger, 'almaty-stores', 2, { country: 'KZ', ownership: 'state', name_latin: 'Stores' });
  await addFirm(ledger, 'newcomer', 3);
  const suspension = JSON.stringify({ reason: 'taxes', since: '2026-03-31T10:00:00+05:00' });
  await addFirm(ledger, MILLS, 4, {
    registered_position: 1,
    status: 'suspended',
    suspension,
    city: 'Lahore',
  });

  const fact = (part: string, caseId: string, position: number, outcome: string, more = {}) =>
    addConduct(ledger, MILLS, { part, caseId, position, outcome, ...more });
  await fact('delivery', 'd1', 5, 'open', { due: '2026-03-10' });
  await fact('delivery', 'd1', 6, 'success', { due: '2026-03-10', on: '2026-03-09' });
  await fact('delivery', 'd2', 7, 'failure', { due: '2026-03-10', on: '2026-03-12' });
  // Decided three years before 31 March 2026: it is out the day after.
  await fact('delivery', 'd3', 8, 'success', { due: '2023-03-31', on: '2023-03-31' });
  await fact('payment', 'o1', 9, 'success', { due: '2026-03-10', on: '2026-03-10' });
  // Due on 31 March: not overdue on that day, and a failure from the day after until it is paid.
  await fact('payment', 'o2', 10, 'open', { due: '2026-03-31' });
  await fact('payment', 'o2', 25, 'success', { due: '2026-03-31', on: '2026-03-31' });
  // Owed for longer than three years: it counts until it is paid.
  await fact('payment', 'o3', 11, 'open', { due: '2020-01-01' });
  await fact('customs', 'c1', 12, 'open');
  await fact('customs', 'c2', 13, 'success', { on: '2026-03-01' });
  await fact('customs', 'c2', 14, 'none');
  await fact('dispute', 'x1', 15, 'failure', { on: '2026-03-02' });
  await addConduct(ledger, 'almaty-stores', {
    part: 'dispute',
    caseId: 'x1',
    position: 15,
    outcome: 'success',
    on: '2026-03-02',
  });
  // A dispute that the firm had not lost, and that was opened again since.
  await fact('dispute', 'x2', 18, 'success', { on: '2026-03-20' });
  await fact('dispute', 'x2', 19, 'open');
  // What another one says of it, what it says of itself, and what was told too late: of no account, whatever became of it.
  await fact('payment', 'o4', 22, 'failure', { due: '2026-03-10', on: '2026-03-12', because: 'not-bound' });
  await fact('delivery', 'd4', 22, 'success', { due: '2026-03-10', on: '2026-03-09', because: 'own-word' });
  await fact('delivery', 'd5', 22, 'open', { due: '2026-03-10', because: 'told-late' });
  // Customs cleared the import.
  await fact('delivery', 'd4', 27, 'success', { due: '2026-03-10', on: '2026-03-09' });
  await ledger.reach(30);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function answerOf<Answer>(query: string, role: Role = 'reporter'): Promise<Answer> {
  const { data, errors } = await gateway.ask(query, { role });
  expect(errors).toEqual([]);
  return data as Answer;
}
type Row = Readonly<Record<string, unknown>>;
const trustOf = async (asOf: number, fields = 'score on parts { cases successes }', role?: Role) =>
  (
    await answerOf<{ firm: { trust: Row } }>(
      `{ firm(participantId: "${MILLS}", asOf: ${asOf}) { trust { ${fields} } } }`,
      role,
    )
  ).firm.trust;

it('tells a firm of the register as of a position', async () => {
  const fields = `participantId name nameLatin country nationalIds { scheme number } ownership sectors city status
    suspension { reason since } registeredPosition position`;
  const firm = async (asOf: string) =>
    (
      await answerOf<{ firm: Row | null }>(
        `{ firm(participantId: "${MILLS}"${asOf}) { ${fields} } }`,
        'consulate',
      )
    ).firm;
  const told = {
    participantId: MILLS,
    name: `Name of ${MILLS}`,
    nameLatin: null,
    country: 'PK',
    nationalIds: [{ scheme: 'PK-NTN', number: '12345678' }],
    ownership: 'PRIVATE',
    sectors: ['textiles'],
    registeredPosition: 1,
  };
  expect(await firm('')).toEqual({
    ...told,
    city: 'Lahore',
    status: 'SUSPENDED',
    suspension: { reason: 'taxes', since: '2026-03-31T10:00:00+05:00' },
    position: 4,
  });
  expect(await firm(', asOf: 3')).toEqual({
    ...told,
    city: null,
    status: 'REGISTERED',
    suspension: null,
    position: 1,
  });
  expect(await firm(', asOf: 0')).toBeNull();
});

it('lists firms, of a country or an ownership, page by page', async () => {
  const idsOf = async (args: string) => {
    const { firms } = await answerOf<{
      firms: { edges: { node: { participantId: string } }[]; pageInfo: { endCursor: string } };
    }>(`{ firms${args} { edges { node { participantId } } pageInfo { endCursor } } }`);
    return { ids: firms.edges.map(({ node }) => node.participantId), end: firms.pageInfo.endCursor };
  };
  expect((await idsOf('')).ids).toEqual([MILLS, 'almaty-stores', 'newcomer']);
  expect((await idsOf('(country: "KZ")')).ids).toEqual(['almaty-stores']);
  expect((await idsOf('(ownership: PRIVATE)')).ids).toEqual([MILLS, 'newcomer']);
  expect((await idsOf('(asOf: 2)')).ids).toEqual([MILLS, 'almaty-stores']);
  const first = await idsOf('(first: 2)');
  expect((await idsOf(`(first: 2, after: "${first.end}")`)).ids).toEqual(['newcomer']);
});

it('scores a firm by its cases up to the day of its own clock', async () => {
  // Delivery 2 of 3, payment 1 of 2, no case of customs, a dispute lost:
  // 30 × 4/7 + 30 × 3/6 + 20 × 2/4 + 20 × 2/5 = 17.142857… + 15 + 10 + 8
  expect(await trustOf(20)).toEqual({
    score: '50.14',
    on: '2026-03-31',
    parts: [
      { cases: 3, successes: 2 },
      { cases: 2, successes: 1 },
      { cases: 0, successes: 0 },
      { cases: 1, successes: 0 },
    ],
  });
  // A day later: one delivery is out, and one more payment is overdue: 30 × 3/6 + 30 × 3/7 + 10 + 8
  expect(await trustOf(21)).toMatchObject({ score: '45.86', on: '2026-04-01' });
  // It was paid on its day, as is known since: 30 × 3/6 + 30 × 4/7 + 10 + 8
  expect(await trustOf(25)).toMatchObject({ score: '50.14' });
  expect(await trustOf(25, 'parts { part weight value }')).toEqual({
    parts: [
      { part: 'DELIVERY', weight: 30, value: '0.5000' },
      { part: 'PAYMENT', weight: 30, value: '0.5714' },
      { part: 'CUSTOMS', weight: 20, value: '0.5000' },
      { part: 'DISPUTE', weight: 20, value: '0.4000' },
    ],
  });
});

it('counts no dispute that was opened again, until it is resolved again', async () => {
  expect((await trustOf(18)).parts).toMatchObject([{}, {}, {}, { cases: 2, successes: 1 }]);
  expect((await trustOf(19)).parts).toMatchObject([{}, {}, {}, { cases: 1, successes: 0 }]);
});

it('has no score under five cases', async () => {
  // Three deliveries and a payment.
  expect(await trustOf(9)).toMatchObject({ score: null });
});

it('is explained by its cases, each with its events', async () => {
  const { cases } = (await trustOf(
    25,
    'cases { edges { node { part caseId success dueOn onDay positions } } }',
  )) as { cases: { edges: { node: Row }[] } };
  expect(cases.edges.map(({ node }) => Object.values(node))).toEqual([
    ['DELIVERY', 'd1', true, '2026-03-10', '2026-03-09', [5, 6]],
    ['DELIVERY', 'd2', false, '2026-03-10', '2026-03-12', [7]],
    ['PAYMENT', 'o1', true, '2026-03-10', '2026-03-10', [9]],
    ['PAYMENT', 'o3', false, '2020-01-01', null, [11]],
    ['DISPUTE', 'x1', false, null, '2026-03-02', [15]],
    ['DELIVERY', 'd4', true, '2026-03-10', '2026-03-09', [22]],
    ['DELIVERY', 'd5', false, '2026-03-10', null, [22]],
    ['PAYMENT', 'o4', false, '2026-03-10', '2026-03-12', [22]],
    ['PAYMENT', 'o2', true, '2026-03-31', '2026-03-31', [10, 25]],
  ]);
  // Several of one event go on where the page ends.
  const page = await trustOf(25, 'cases(first: 6) { edges { node { caseId } } pageInfo { endCursor } }');
  const { endCursor } = (page.cases as { pageInfo: { endCursor: string } }).pageInfo;
  expect(await trustOf(25, `cases(first: 2, after: "${endCursor}") { edges { node { caseId } } }`)).toEqual({
    cases: { edges: [{ node: { caseId: 'd5' } }, { node: { caseId: 'o4' } }] },
  });
});

it('counts what is confirmed, and says of each case by which event it is, or why it is not', async () => {
  const told = async (asOf: number) => {
    const { parts, cases } = (await trustOf(
      asOf,
      'parts { cases unconfirmed } cases { edges { node { caseId confirmed confirmedBy unconfirmedBecause } } }',
    )) as { parts: Row[]; cases: { edges: { node: Row }[] } };
    return { parts: parts.slice(0, 2), cases: cases.edges.map(({ node }) => Object.values(node)).slice(4) };
  };
  expect(await told(25)).toEqual({
    parts: [
      { cases: 2, unconfirmed: 2 },
      { cases: 3, unconfirmed: 1 },
    ],
    cases: [
      ['x1', true, 15, null],
      ['d4', false, null, 'OWN_WORD'],
      ['d5', false, null, 'TOLD_LATE'],
      ['o4', false, null, 'NOT_BOUND'],
      ['o2', true, 25, null],
    ],
  });
  expect(await told(27)).toEqual({
    parts: [
      { cases: 3, unconfirmed: 1 },
      { cases: 3, unconfirmed: 1 },
    ],
    cases: [
      ['x1', true, 15, null],
      ['d5', false, null, 'TOLD_LATE'],
      ['o4', false, null, 'NOT_BOUND'],
      ['o2', true, 25, null],
      ['d4', true, 27, null],
    ],
  });
});

it('is told to those who deal with firms, and its cases to the firm itself and to those who see all', async () => {
  const asked = (participantId: string, fields: string, role: Role) =>
    gateway.ask(`{ firm(participantId: "${participantId}") { name trust { ${fields} } } }`, { role });
  const cases = 'cases { edges { node { caseId } } }';
  for (const role of ['trader', 'bank', 'commission', 'council', 'operator', 'reporter'] as const) {
    expect((await asked('almaty-stores', 'score', role)).errors).toEqual([]);
  }
  for (const role of ['customs', 'consulate'] as const) {
    const { data, errors } = await asked(MILLS, 'score', role);
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(data).toMatchObject({ firm: { name: `Name of ${MILLS}`, trust: null } });
  }
  expect((await asked(MILLS, cases, 'trader')).errors).toEqual([]);
  expect((await asked('almaty-stores', cases, 'trader')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await asked(MILLS, cases, 'bank')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await asked(MILLS, cases, 'council')).errors).toEqual([]);
});

it('is not told as of a position that the cases have not come to, and without one is as of theirs', async () => {
  const stand = (position: number, error: string | null) =>
    ledger.owner.query(
      `UPDATE reporting.projections SET position = $1, error = $2 WHERE name = 'firm-conduct' AND state = 'live'`,
      [position, error],
    );
  const asked = (args = '') =>
    gateway.ask(`{ firm(participantId: "${MILLS}"${args}) { name trust { asOf } } }`, { role: 'reporter' });
  const name = `Name of ${MILLS}`;
  try {
    // One that stands still at an event that it cannot apply is waited for, too.
    for (const error of [null, 'bad event']) {
      await stand(20, error);
      const ahead = await asked(', asOf: 21');
      expect(ahead.errors).toMatchObject([{ code: 'POSITION_AHEAD' }]);
      expect(ahead.data).toEqual({ firm: { name, trust: null } });
      for (const args of [', asOf: 20', '']) {
        expect(await asked(args)).toMatchObject({
          errors: [],
          data: { firm: { name, trust: { asOf: 20 } } },
        });
      }
    }
  } finally {
    await stand(30, null);
  }
});

it('is read for all firms of a page at once', async () => {
  gateway.statements();
  await answerOf(
    '{ firms { edges { node { name trust { score on parts { value } cases(first: 2) { edges { node { caseId } } } } } } } }',
  );
  // How far the read models are, the page, the instant, the counts and the cases of all.
  expect(gateway.statements().filter((sql) => sql.includes('SELECT'))).toHaveLength(5);
});

it('lists the firms of a country as of a position, without going through those of others', async () => {
  const { owner } = ledger;
  // 5,000 firms elsewhere, and one that moves to Tashkent at 28.
  await owner.query(
    `INSERT INTO reporting.firm_versions
     SELECT generation, 'other-' || n, 1000 + n, 1000 + n, status, name, name_latin, 'PK', national_ids, ownership, sectors, city, NULL, demo
     FROM reporting.firm_versions v, generate_series(1, 5000) n WHERE v.participant_id = 'newcomer'`,
  );
  await addFirm(ledger, 'newcomer', 28, { registered_position: 3, country: 'UZ' });
  await addFirm(ledger, 'bukhara-silk', 29, { country: 'UZ' });
  await owner.query('ANALYZE reporting.firm_versions');
  const listed = async (args: string) => {
    const { data, errors } = await gateway.ask(`{ firms(${args}) { edges { node { participantId } } } }`);
    expect(errors).toEqual([]);
    const { edges } = (data as { firms: { edges: { node: { participantId: string } }[] } }).firms;
    return edges.map(({ node }) => node.participantId);
  };
  expect(await listed('country: "UZ"')).toEqual(['newcomer', 'bukhara-silk']);
  expect(await listed('country: "UZ", asOf: 28')).toEqual(['newcomer']);
  expect(await listed('country: "UZ", asOf: 27')).toEqual([]);
  expect(await listed('country: "PK", asOf: 28')).not.toContain('newcomer');
  expect(await listed('country: "PK", asOf: 27')).toContain('newcomer');
  expect(await rowsHandled({ owner }, FIRMS_OF_COUNTRY_SQL, [30, 0, 51, null, 'UZ'])).toBeLessThan(100);
});

import { randomUUID } from 'node:crypto';
import {
  clearance,
  declaration,
  EXPORTER,
  IMPORTER,
  lodgement,
  TradeWorld,
} from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-12T08:00:00+05:00' };
const later = { occurredAt: '2026-03-13T11:30:00+05:00' };
const kzt = (amount: string) => ({ amount, currency: 'KZT' });
const quarantine = 'demo-quarantine-khorgos';

async function lodged(change: object = {}) {
  const consignmentId = await world.declared();
  const body = { ...lodgement(consignmentId), ...change };
  const { declarationId = '' } = await world.done('customs', 'declarations', body);
  const path = `declarations/${declarationId}`;
  const step = (name: string, more: object = {}) =>
    world.done('customs', `${path}/${name}`, { ...at, ...more });
  const view = async () => (await world.get('operator', path)).body;
  return { consignmentId, declarationId, body, path, step, view };
}

it('tells at once what was lodged, and what customs has done since', async () => {
  const { consignmentId, declarationId, body, path, step, view } = await lodged({
    procedure: { requested: '40', previous: '70' },
    ucr: '6PK-VIEW-1',
  });
  const asLodged = {
    declarationId,
    consignmentId,
    status: 'lodged',
    declarationNumber: body.declarationNumber,
    flow: 'import',
    customsOffice: 'KZALA',
    reporter: 'KZ',
    acceptedAt: '2026-03-10T01:00:00+05:00',
    acceptedOn: '2026-03-10',
    exporter: EXPORTER.participantId,
    importer: IMPORTER.participantId,
    countryOfConsignment: 'PK',
    countryOfDestination: 'KZ',
    procedure: { requested: '40', previous: '70' },
    hsEdition: '2022',
    ucr: '6PK-VIEW-1',
    incoterm: { rule: 'FCA', place: 'Faisalabad' },
    charges: body.charges,
    lines: declaration().lines,
    requestedDocuments: [],
    providedDocuments: [],
    inspections: [],
    holds: [],
    amendments: [],
    version: 1,
  };
  const { legalNow, ...first } = await view();
  expect(first).toEqual(asLodged);
  expect(legalNow).toContain('PlaceHold');
  expect(legalNow).not.toContain('ReleaseGoods');

  await step('document-requests', {
    typeCodes: ['861', '911'],
    note: 'Origin and licence',
    dueOn: '2026-03-25',
  });
  const { documentId = '' } = await world.done('exporter', `consignments/${consignmentId}/documents`, {
    ...at,
    typeCode: '861',
    number: 'CO-1',
    issuer: 'Demo Chamber',
    issuedOn: '2026-03-01',
    sha256: 'b'.repeat(64),
  });
  await world.done('importer', `${path}/documents`, { ...later, documentIds: [documentId] });
  const found = { kind: 'physical', result: 'discrepancy', note: 'A bale too few' };
  const { inspectionId } = await step('inspections', found);
  const valuation = { reason: 'valuation', note: 'Invoice to be shown' };
  const sanitary = { reason: 'sanitary', note: 'Sampled', liftableBy: quarantine };
  const { holdId: lifted } = await step('holds', valuation);
  const { holdId: standing } = await step('holds', sanitary);
  await step(`holds/${lifted}/release`, later);
  const duties = [
    { kind: 'customs-duty', amount: kzt('100.00') },
    { kind: 'value-added-tax', amount: kzt('60.00') },
  ];
  await step('assessment', { duties, dueOn: '2026-03-20' });
  const payment = { paymentReference: 'TR-1', amount: kzt('45.50'), paidOn: '2026-03-12' };
  await step('duty-payments', payment);

  expect(await view()).toEqual({
    ...asLodged,
    requestedDocuments: [
      { typeCode: '911', note: 'Origin and licence', dueOn: '2026-03-25', requestedAt: at.occurredAt },
    ],
    providedDocuments: [{ documentId, typeCode: '861', providedAt: later.occurredAt }],
    inspections: [{ inspectionId, ...found, inspectedAt: at.occurredAt }],
    holds: [
      {
        holdId: lifted,
        ...valuation,
        placedAt: at.occurredAt,
        open: false,
        releasedAt: later.occurredAt,
      },
      { holdId: standing, ...sanitary, placedAt: at.occurredAt, open: true },
    ],
    assessment: {
      assessedAt: at.occurredAt,
      duties,
      total: kzt('160.00'),
      dueOn: '2026-03-20',
      outstanding: kzt('114.50'),
      payments: [payment],
      refunds: [],
    },
    version: 9,
    legalNow: expect.arrayContaining(['ReleaseHold', 'PayDuty']),
  });
});

it('keeps hold and duty behind the clearance, and tells the lines as amended', async () => {
  const { step, view } = await lodged();
  const { holdId } = await step('holds', { reason: 'valuation', note: 'Invoice to be shown' });
  await step(`holds/${holdId}/release`);
  await step('assessment', { duties: [{ kind: 'fee', amount: kzt('10.00') }], dueOn: '2026-03-20' });
  await step('duty-payments', { paymentReference: 'TR-2', amount: kzt('10.00'), paidOn: '2026-03-12' });
  await step('clearance', clearance());
  await step('goods-release', later);
  const back = {
    ...{ refundReference: 'BACK-1', reason: 'overcharged', amount: kzt('4.00') },
    refundedOn: '2026-03-13',
  };
  const wrong = { ...back, amount: kzt('5.00'), note: 'charged twice' };
  await step('duty-refunds', { ...later, ...wrong });
  const given = await view();
  expect(given).toMatchObject({ assessment: { refunds: [wrong] } });
  await step('duty-refund-withdrawals', { ...later, refundReference: 'BACK-1', reason: 'Amount mistyped' });
  const withdrawn = await view();
  expect(withdrawn).toMatchObject({ assessment: { refunds: [] } });
  expect(withdrawn.legalNow).toContain('WithdrawDutyRefund');
  await step('duty-refunds', { ...later, ...back });
  const [towels, sheets] = declaration().lines;
  const { charges } = lodgement('');
  const lines = [{ ...towels, netMassKg: '11000' }, sheets];
  await step('amendments', { ...later, reason: 'weighed', charges, lines });
  const amended = await view();
  expect(amended).toMatchObject({
    status: 'released',
    holds: [{ holdId, open: false }],
    assessment: { outstanding: kzt('0.00'), refunds: [back] },
    lines,
    charges,
    clearance: {
      clearedAt: clearance().occurredAt,
      exchangeRate: clearance().exchangeRate,
      lines: [
        { lineNumber: 1, netMassKg: '11000' },
        { lineNumber: 2, netMassKg: '12000' },
      ],
    },
    amendments: [{ reason: 'weighed', amendedAt: later.occurredAt }],
    releasedAt: later.occurredAt,
    version: 11,
  });
  expect(amended.legalNow).toContain('AmendDeclaration');
});

it('that was refused waits for nothing and holds nothing', async () => {
  const { step, view } = await lodged();
  await step('document-requests', { typeCodes: ['861'], note: 'Certificate of origin' });
  await step('holds', { reason: 'sanitary', note: 'Sampled' });
  const refusal = { reason: 'sanitary', note: 'Live insects' };
  await step('refusal', { ...later, ...refusal });
  const refused = await view();
  expect(refused).toMatchObject({
    status: 'refused',
    requestedDocuments: [],
    holds: [{ open: false, releasedAt: later.occurredAt }],
    refusal: { ...refusal, refusedAt: later.occurredAt },
    legalNow: ['ReexportGoods'],
  });
  expect(refused).not.toHaveProperty('clearance');
  await step('reexport', { ...later, location: 'KZALA' });
  expect(await view()).toMatchObject({
    status: 're-exported',
    reexport: { location: 'KZALA', reexportedAt: later.occurredAt },
    legalNow: [],
  });
});

it('that was taken back was cleared, and counts nowhere', async () => {
  const { step, view } = await lodged({ flow: 'export', customsOffice: 'PKKHI' });
  await step('clearance', clearance());
  await step('invalidation', { ...later, reason: 'order withdrawn' });
  expect(await view()).toMatchObject({
    status: 'invalidated',
    clearance: { clearedAt: clearance().occurredAt, lines: [] },
    invalidation: { reason: 'order withdrawn', invalidatedAt: later.occurredAt },
    legalNow: [],
  });
});

describe('is open', () => {
  // The keys of the quarantine service and of a third country, beside those of the world.
  const KEYS = { quarantine: [quarantine, []], tashkent: ['demo-customs-tashkent', ['UZTAS']] } as const;
  let path: string;
  beforeAll(async () => {
    for (const [key, [participant, offices]] of Object.entries(KEYS)) {
      await world.owner.query(
        `INSERT INTO access.api_keys (key_hash, participant, role, label, offices)
         VALUES (sha256($1::bytea), $2, 'customs', 'test', $3)`,
        [Buffer.from(key), participant, offices],
      );
    }
    ({ path } = await lodged());
  });
  const read = (key: string, of = path) => world.send(of, { headers: { authorization: `Bearer ${key}` } });

  it.each([
    ['exporter', 200, undefined],
    ['importer', 200, undefined],
    ['operator', 200, undefined],
    // At Almaty it acts for none, and reads: the office lies in the country of destination.
    ['khorgos', 200, undefined],
    ['pakistan', 200, undefined],
    ['tashkent', 404, 'declaration-unknown'],
    ['nowhere', 404, 'declaration-unknown'],
    ['quarantine', 404, 'declaration-unknown'],
    ['stranger', 404, 'declaration-unknown'],
    ['bank', 403, 'right-missing'],
    ['reporter', 403, 'right-missing'],
  ] as const)('to %s as a %d', async (key, status, code) => {
    const answer = await read(key);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('to whom a hold names, and to nobody else by that', async () => {
    const held = await lodged();
    await held.step('holds', { reason: 'sanitary', note: 'Sampled', liftableBy: quarantine });
    expect((await read('quarantine', held.path)).status).toBe(200);
    expect((await read('tashkent', held.path)).status).toBe(404);
  });

  it('to others no more than one that there never was', async () => {
    const [others, nobodys] = [path, `declarations/${randomUUID()}`];
    expect(await read('stranger', others)).toEqual(await read('stranger', nobodys));
    expect(await read('operator', 'declarations/mine')).toMatchObject({
      status: 404,
      body: { code: 'declaration-unknown' },
    });
    expect((await world.send(path, {})).status).toBe(401);
  });
});

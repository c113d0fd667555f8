import { randomUUID } from 'node:crypto';
import { declaration, EXPORTER, IMPORTER, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const line = (lineNumber: number, quantity: string, netMassKg: string) => ({
  lineNumber,
  quantity,
  netMassKg,
});
const on =
  (id: string) =>
  (step: string, body: object, holder: 'exporter' | 'customs' = 'exporter') =>
    world.done(holder, `consignments/${id}/${step}`, { ...at, ...body });
const view = async (id: string) => (await world.get('exporter', `consignments/${id}`)).body;

it('goes from its contract over road and rail to its consignee, with its papers', async () => {
  const contract = {
    ...at,
    contractNumber: 'DT-KZ-14',
    signedOn: '2026-02-11',
    exporter: EXPORTER,
    importer: IMPORTER,
    incoterm: { rule: 'FCA', place: 'Faisalabad' },
    value: { amount: '1000.00', currency: 'USD' },
  };
  const { consignmentId = '' } = await world.done('exporter', 'consignments/contracts', contract);
  expect(await view(consignmentId)).toMatchObject({
    status: 'contracted',
    legalNow: ['DeclareConsignment', 'CancelConsignment'],
  });
  expect(
    await world.refused(() => world.post('customs', 'declarations', lodgement(consignmentId))),
  ).toMatchObject({ status: 409, body: { code: 'consignment-not-declared', pointer: '/consignmentId' } });

  const step = on(consignmentId);
  await step('declaration', { ...declaration(), ucr: '6PK1234567-14' });
  const truck = { kind: 'truck', number: 'TLE-1234', seals: ['PK-1'], contents: [line(1, '40000', '12000')] };
  await step('units', { units: [truck] });
  const paper = {
    typeCode: '380',
    number: 'INV-1',
    issuer: 'Demo Textiles',
    issuedOn: '2026-03-01',
    sha256: 'a'.repeat(64),
  };
  const { documentId } = await step('documents', paper);
  expect(await view(consignmentId)).toMatchObject({
    status: 'declared',
    contract: { contractNumber: 'DT-KZ-14' },
    ucr: '6PK1234567-14',
    units: [truck],
    documents: [{ documentId, typeCode: '380' }],
    missingDocuments: [
      { step: 'export-declaration', typeCodes: ['271'] },
      { step: 'dispatch', typeCodes: ['271'] },
    ],
  });
  await step(`documents/${documentId}/withdrawal`, { reason: 'wrong consignee' });
  await step('dispatch', { location: 'PKKHI', transportMode: 'road' });
  await step(
    'transloadings',
    { location: 'UZTAS', from: 'road', to: 'rail', occurredAt: '2026-03-22T08:00:00+05:00' },
    'customs',
  );
  await step('outturns', {
    location: 'KZALA',
    lines: [line(1, '39990', '11997'), line(2, '40000', '12000')],
    occurredAt: '2026-03-25T08:00:00+05:00',
  });
  await step('damages', {
    location: 'KZALA',
    lines: [line(1, '10', '3')],
    description: 'wet',
    occurredAt: '2026-03-25T08:00:00+05:00',
  });
  await step('delivery', { location: 'KZALA', occurredAt: '2026-03-26T08:00:00+05:00' });
  expect(await view(consignmentId)).toMatchObject({
    status: 'delivered',
    documents: [],
    legs: [
      { transportMode: 'road', from: 'PKKHI', to: 'UZTAS' },
      { transportMode: 'rail', from: 'UZTAS', to: 'KZALA', arrivedAt: '2026-03-26T08:00:00+05:00' },
    ],
    outturn: {
      location: 'KZALA',
      lines: [{ netMassDifferenceKg: '-3', quantityDifference: '-10' }, { netMassDifferenceKg: '0' }],
    },
    damages: [{ description: 'wet' }],
    payment: 'not-invoiced',
  });
});

it('declares under a contract that there is, and under no id of the sender', async () => {
  const path = `consignments/${randomUUID()}/declaration`;
  expect(await world.refused(() => world.post('exporter', path, declaration()))).toMatchObject({
    status: 404,
    body: { code: 'consignment-unknown' },
  });
});

it('keeps names as they are given, with Latin letters beside them', async () => {
  const id = await world.declared({
    exporter: { ...EXPORTER, name: 'Demo Textiles' },
    importer: { ...IMPORTER, name: 'ТОО «Демо»' },
  });
  const { exporter, importer } = await view(id);
  expect(exporter).toEqual({ ...EXPORTER, name: 'Demo Textiles' });
  // ISO 9: a letter for a letter.
  expect(importer).toEqual({ ...IMPORTER, name: 'ТОО «Демо»', nameLatin: 'TOO «Demo»' });
});

describe('a split', () => {
  const parts = [
    { lines: [line(1, '10000', '3000')] },
    { lines: [line(1, '30000', '9000'), line(2, '40000', '12000')] },
  ];

  it('makes consignments of its parts, on their way, known to customs, in one append', async () => {
    const id = await world.declared();
    const { declarationId } = await world.done('customs', 'declarations', {
      ...lodgement(id),
      flow: 'export',
      customsOffice: 'PKKHI',
    });
    const step = on(id);
    await step('dispatch', { location: 'PKKHI', transportMode: 'road' });
    const before = await world.asked();
    const answer = await step('split', { location: 'UZTAS', parts, occurredAt: '2026-03-22T08:00:00+05:00' });
    const ids = answer.parts as unknown as string[];
    expect(ids).toHaveLength(2);
    // Of the whole one event; of each part what was declared, what customs knows, and that it is on its way.
    expect((await world.asked()).count).toBe(before.count + 7);
    expect(await view(id)).toMatchObject({ status: 'split', parts: ids });
    expect(await view(ids[0] ?? '')).toMatchObject({
      status: 'dispatched',
      partOf: id,
      lines: [{ lineNumber: 1, netMassKg: '3000', value: { amount: '187.50', currency: 'USD' } }],
      declarations: [{ declarationId, flow: 'export', lines: [line(1, '10000', '3000')] }],
      legs: [{ transportMode: 'road', from: 'UZTAS' }],
    });
    // Each is declared where it arrives; all of it was declared where it left.
    await world.done('customs', 'declarations', lodgement(ids[1] ?? ''));
    expect(
      await world.refused(() =>
        world.post('customs', 'declarations', {
          ...lodgement(ids[0] ?? ''),
          flow: 'export',
          customsOffice: 'PKKHI',
        }),
      ),
    ).toMatchObject({ status: 409, body: { code: 'goods-declared-already' } });

    // Refused, the declaration leaves its parts, too.
    await world.done('customs', `declarations/${declarationId}/refusal`, {
      ...at,
      reason: 'withdrawn',
      note: 'x',
    });
    expect(await view(ids[0] ?? '')).toMatchObject({ declarations: [] });
  });

  it('that does not add up, or of what a stranger owns, is refused and leaves nothing', async () => {
    const id = await world.declared();
    const asked = { ...at, location: 'UZTAS', parts: [parts[0], parts[0]] };
    expect(
      await world.refused(() => world.post('exporter', `consignments/${id}/split`, asked)),
    ).toMatchObject({
      status: 422,
      body: { code: 'parts-differ-from-whole', pointer: '/parts' },
    });
    expect(
      await world.refused(() => world.post('stranger', `consignments/${id}/split`, { ...asked, parts })),
    ).toMatchObject({ status: 404 });
  });
});

it.each([
  [
    'units',
    { units: [{ kind: 'container', number: 'CSQU3054384', seals: [], contents: [line(1, '1', '1')] }] },
    'unit-number-malformed',
    '/units/0/number',
  ],
  [
    'documents',
    { typeCode: '380', number: 'x', issuer: 'x', issuedOn: '2026-02-30', sha256: 'a'.repeat(64) },
    'content-invalid',
    '/issuedOn',
  ],
  [
    'documents',
    { typeCode: '999', number: 'x', issuer: 'x', issuedOn: '2026-03-01', sha256: 'a'.repeat(64) },
    'document-code-unknown',
    '/typeCode',
  ],
  [
    'amendments',
    { reason: 'x', lines: declaration().lines.map((one) => ({ ...one, unit: 'ZZ9' })) },
    'unit-unknown',
    '/lines/0/unit',
  ],
  ['transloadings', { location: 'XXXXX', from: 'road', to: 'rail' }, 'place-unknown', '/location'],
])('%s with %j names its field', async (step, body, code, pointer) => {
  const id = await world.declared();
  expect(
    await world.refused(() => world.post('exporter', `consignments/${id}/${step}`, { ...at, ...body })),
  ).toMatchObject({
    status: 422,
    body: { code, pointer },
  });
});

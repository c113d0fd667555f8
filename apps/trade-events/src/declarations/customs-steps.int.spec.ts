import { clearance, declaration, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-12T08:00:00+05:00' };
const kzt = (amount: string) => ({ amount, currency: 'KZT' });

async function lodged(change: object = {}) {
  const consignmentId = await world.declared();
  const { declarationId = '' } = await world.done('customs', 'declarations', {
    ...lodgement(consignmentId),
    ...change,
  });
  const step = (name: string, body: object = {}, holder: 'customs' | 'exporter' = 'customs') =>
    world.done(holder, `declarations/${declarationId}/${name}`, { ...at, ...body });
  const refused = async (
    name: string,
    body: object = {},
    holder: 'customs' | 'exporter' | 'stranger' = 'customs',
  ) => {
    const { status, body: problem } = await world.refused(() =>
      world.post(holder, `declarations/${declarationId}/${name}`, { ...at, ...body }),
    );
    return [status, problem.code, problem.pointer];
  };
  return { consignmentId, declarationId, step, refused };
}

it('goes over papers, inspection and duty to clearance and release', async () => {
  const { consignmentId, declarationId, step, refused } = await lodged({
    procedure: { requested: '40', previous: '70' },
  });
  await step('document-requests', { typeCodes: ['861'], note: 'Certificate of origin' });
  expect(await refused('clearance', clearance())).toEqual([409, 'documents-missing', undefined]);
  const unknown = { documentIds: ['0191d8a0-0000-7000-8000-000000000031'] };
  expect(await refused('documents', unknown)).toEqual([422, 'document-unknown', '/documentIds/0']);
  expect(await refused('documents', unknown, 'stranger')).toEqual([404, 'consignment-unknown', undefined]);
  const paper = {
    typeCode: '861',
    number: 'CO-1',
    issuer: 'Demo Chamber',
    issuedOn: '2026-03-01',
    sha256: 'b'.repeat(64),
  };
  const { documentId } = await world.done('exporter', `consignments/${consignmentId}/documents`, {
    ...at,
    ...paper,
  });
  await step('documents', { documentIds: [documentId] }, 'exporter');
  const { inspectionId } = await step('inspections', {
    kind: 'physical',
    result: 'conforming',
    note: 'Two bales',
  });
  expect(inspectionId).toMatch(/^[0-9a-f-]{36}$/);
  await step('assessment', {
    duties: [{ kind: 'customs-duty', amount: kzt('100.00') }],
    dueOn: '2026-03-20',
  });
  expect(await refused('clearance', clearance())).toEqual([409, 'duty-unpaid', undefined]);
  // Why it is refused is how it stands, and what to do next is among what it allows.
  const path = `declarations/${declarationId}/clearance`;
  expect(await world.refused(() => world.post('customs', path, { ...at, ...clearance() }))).toMatchObject({
    body: { currentState: 'lodged', legalNow: expect.arrayContaining(['PayDuty', 'RefuseDeclaration']) },
  });
  const before = { occurredAt: '2026-03-01T10:00:00+05:00' };
  expect(await refused('refusal', { ...before, reason: 'sanitary', note: 'x' })).toEqual([
    422,
    'before-acceptance',
    '/occurredAt',
  ]);
  const { holdId } = await step('holds', { reason: 'inspection', note: 'x' });
  expect(await refused(`holds/${holdId}/release`, before)).toEqual([422, 'before-acceptance', '/occurredAt']);
  await step(`holds/${holdId}/release`);
  const paid = { paymentReference: 'TR-1', amount: kzt('100.00'), paidOn: '2026-03-12' };
  const first = await step('duty-payments', paid);
  expect(first.position).toBe((await world.asked()).position);
  // The treasury tells it again.
  expect(await step('duty-payments', paid)).toEqual(first);
  expect(await refused('goods-release')).toEqual([409, 'illegal-step', undefined]);
  await step('clearance', clearance());
  const { position } = await step('goods-release');
  expect(await world.event(position)).toMatchObject({
    type: 'GoodsReleased',
    data: { procedure: { requested: '40', previous: '70' } },
  });
});

it('is refused, its goods leave again, and another declaration may cover them', async () => {
  const { consignmentId, declarationId, step } = await lodged();
  expect(
    await world.refused(() => world.post('customs', 'declarations', lodgement(consignmentId))),
  ).toMatchObject({ status: 409, body: { code: 'goods-declared-already', pointer: '/consignmentId' } });
  await step('refusal', { reason: 'sanitary', note: 'Live insects' });
  await step('reexport', { location: 'KZALA' });
  const again = await world.done('customs', 'declarations', lodgement(consignmentId));
  expect(again.declarationId).not.toBe(declarationId);
});

it('declares no more of a line than was consigned, and an amendment keeps to that', async () => {
  const { consignmentId, step, refused } = await lodged();
  await step('clearance', clearance());
  const [first, second] = declaration().lines;
  const { charges } = lodgement('');
  const amendment = { reason: 'weighed', charges, lines: [{ ...first, netMassKg: '12000.5' }, second] };
  expect(await refused('amendments', amendment)).toEqual([422, 'more-than-consigned', '/lines/0/netMassKg']);
  await step('amendments', { ...amendment, lines: [{ ...first, netMassKg: '11000' }, second] });
  const path = `consignments/${consignmentId}/amendments`;
  const amended = (netMassKg: string) => ({ ...at, reason: 'x', lines: [{ ...first, netMassKg }, second] });
  expect(await world.refused(() => world.post('exporter', path, amended('10999')))).toMatchObject({
    status: 409,
    body: { code: 'goods-declared-already', pointer: '/lines/0/netMassKg' },
  });
  await world.done('exporter', path, amended('11000'));
});

it('two declarations at once for the same goods: one is taken', async () => {
  const consignmentId = await world.declared();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => world.post('customs', 'declarations', lodgement(consignmentId))),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

it('a hold that names who lifts it is lifted by nobody else', async () => {
  const { step, refused } = await lodged();
  const hold = { reason: 'sanitary', note: 'Sampled' };
  const { holdId } = await step('holds', { ...hold, liftableBy: 'demo-quarantine-khorgos' });
  expect(await refused(`holds/${holdId}/release`)).toEqual([403, 'not-the-holder', undefined]);
  expect(await refused('refusal', { reason: 'sanitary', note: 'x' })).toEqual([
    403,
    'not-the-holder',
    undefined,
  ]);
  const { holdId: mine } = await step('holds', { ...hold, liftableBy: 'demo-customs' });
  await step(`holds/${mine}/release`);
});

it.each([
  [{ requested: '99', previous: '00' }, 'procedure-unknown', '/procedure/requested'],
  [{ requested: '10', previous: '00' }, 'procedure-differs', '/procedure/requested'],
  [{ requested: '80', previous: '00' }, 'procedure-differs', '/procedure/requested'],
  [{ requested: '40', previous: '80' }, 'procedure-unknown', '/procedure/previous'],
])('an import is not declared for %j', async (procedure, code, pointer) => {
  const body = { ...lodgement(await world.declared()), procedure };
  expect(await world.refused(() => world.post('customs', 'declarations', body))).toMatchObject({
    status: 422,
    body: { code, pointer },
  });
});

it('goods go from one procedure to the next: what is declared again is no second lot of them', async () => {
  const consignmentId = await world.declared();
  const stored = { ...lodgement(consignmentId), procedure: { requested: '70', previous: '00' } };
  await world.done('customs', 'declarations', stored);
  const used = { ...lodgement(consignmentId), procedure: { requested: '40', previous: '70' } };
  await world.done('customs', 'declarations', used);
  expect(
    await world.refused(() => world.post('customs', 'declarations', lodgement(consignmentId))),
  ).toMatchObject({
    status: 409,
    body: { code: 'goods-declared-already' },
  });
});

it('declares no more pieces and no more value of a line than was consigned, and an amendment keeps to that', async () => {
  const { consignmentId, step, refused } = await lodged();
  await step('clearance', clearance());
  const [first, second] = declaration().lines;
  const { charges } = lodgement('');
  const amendment = (change: object) => ({ reason: 'x', charges, lines: [{ ...first, ...change }, second] });
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  expect(await refused('amendments', amendment({ quantity: '40001' }))).toEqual([
    422,
    'more-than-consigned',
    '/lines/0/quantity',
  ]);
  expect(await refused('amendments', amendment({ value: usd('750.01') }))).toEqual([
    422,
    'more-than-consigned',
    '/lines/0/value/amount',
  ]);
  // In dozens nobody can tell whether it is more.
  await step('amendments', amendment({ quantity: '40001', unit: 'DZN', value: usd('700.00') }));
  const path = `consignments/${consignmentId}/amendments`;
  const amended = (amount: string) => ({ ...at, ...amendment({ value: usd(amount) }), charges: undefined });
  expect(await world.refused(() => world.post('exporter', path, amended('699.99')))).toMatchObject({
    status: 409,
    body: { code: 'goods-declared-already', pointer: '/lines/0/value/amount' },
  });
  await world.done('exporter', path, amended('700.00'));
});

describe('a consignment that is split', () => {
  const part = (lineNumber: number, quantity: string, netMassKg: string) => ({
    lineNumber,
    quantity,
    netMassKg,
  });
  const [first, second] = declaration().lines;
  const { charges } = lodgement('');
  const view = async (id = '') => (await world.get('exporter', `consignments/${id}`)).body;

  /** Cleared for export, and then split into a third of the first line, and the rest of it with the second. */
  async function splitAfterClearance() {
    const world1 = await lodged({ flow: 'export', customsOffice: 'PKKHI' });
    await world1.step('clearance', clearance());
    const parts = [
      { lines: [part(1, '10000', '4000')] },
      { lines: [part(1, '30000', '8000'), part(2, '40000', '12000')] },
    ];
    const body = { ...at, location: 'UZTAS', parts };
    const answer = await world.done('exporter', `consignments/${world1.consignmentId}/split`, body);
    return { ...world1, parts: answer.parts as unknown as string[] };
  }

  it('has its declaration amended in the shares of its parts, in one append', async () => {
    const { declarationId, parts, step } = await splitAfterClearance();
    const { count: before } = await world.asked();
    const value = { amount: '600.00', currency: 'USD' };
    const lines = [{ ...first, netMassKg: '9000', quantity: '36000', value }, second];
    await step('amendments', { reason: 'weighed', charges, lines });
    expect((await world.asked()).count).toBe(before + 3);
    // 250.00 and 500.00 of 750.00 were theirs: of 600.00, 200.00 and 400.00; pieces were 1 : 3.
    expect((await view(parts[0])).declarations).toEqual([
      {
        declarationId,
        flow: 'export',
        lines: [{ ...part(1, '9000', '3000'), unit: 'NAR', value: { amount: '200.00', currency: 'USD' } }],
      },
    ]);
    expect((await view(parts[1])).declarations).toMatchObject([
      {
        lines: [
          { ...part(1, '27000', '6000'), value: { amount: '400.00', currency: 'USD' } },
          { ...part(2, '40000', '12000'), value: { amount: '250.00', currency: 'USD' } },
        ],
      },
    ]);
  });

  it('whose declaration leaves a line out leaves the part that has no other, and may be declared there', async () => {
    const { declarationId, consignmentId, parts, step } = await splitAfterClearance();
    await step('amendments', { reason: 'left behind', charges, lines: [second] });
    expect((await view(parts[0])).declarations).toEqual([]);
    expect((await view(parts[1])).declarations).toMatchObject([
      { declarationId, lines: [{ lineNumber: 2 }] },
    ]);
    const export1 = { ...lodgement(parts[0] ?? ''), flow: 'export', customsOffice: 'PKKHI' };
    await world.done('customs', 'declarations', export1);
    // The whole itself has ended.
    const ofWhole = { ...lodgement(consignmentId) };
    expect(await world.refused(() => world.post('customs', 'declarations', ofWhole))).toMatchObject({
      status: 409,
      body: { code: 'consignment-split', pointer: '/consignmentId' },
    });
  });

  it('is declared for no more than its parts have, also where they were split again and weighed again', async () => {
    const { parts, step, refused } = await splitAfterClearance();
    const [one = '', two = ''] = parts;
    const halves = { lines: [part(1, '15000', '4000'), part(2, '20000', '6000')] };
    const again = await world.done('exporter', `consignments/${two}/split`, {
      ...at,
      location: 'UZTAS',
      parts: [halves, halves],
    });
    const last = again.parts as unknown as string[];
    const amendment = (netMassKg: string) => ({
      reason: 'x',
      charges,
      lines: [{ ...first, netMassKg }, second],
    });
    expect(await refused('amendments', amendment('12000.5'))).toEqual([
      422,
      'more-than-consigned',
      '/lines/0/netMassKg',
    ]);
    const [ofOne] = (await view(one)).lines as readonly object[];
    const heavier = { ...at, reason: 'weighed', lines: [{ ...ofOne, netMassKg: '4000.5' }] };
    await world.done('exporter', `consignments/${one}/amendments`, heavier);
    await step('amendments', amendment('12000.5'));
    const masses = await Promise.all(
      [one, ...last].map(async (id) => {
        const { declarations } = (await view(id)) as { declarations: { lines: { netMassKg: string }[] }[] };
        return declarations[0]?.lines[0]?.netMassKg;
      }),
    );
    expect(masses).toEqual(['4000.5', '4000', '4000']);
  });
});

import { termsTriggerSchema } from '@corridor/contracts';
import type { Role } from '@corridor/nest-kit';
import { addConsignment, addHistory, addInvoice, consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const TRADER = 'demo-textiles-faisalabad';
const OTHER = 'demo-trading-almaty';
const BANK = 'demo-bank-karachi';

/** Positions of the events of consignment 1. */
let events: readonly number[];

/**
 * 1: of the trader, its bank in it, with two invoices, one of them of another bank. 2: of others. 3: of the trader, cancelled.
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  const declared = await addConsignment(ledger, {
    number: 1,
    status: 'in-transit',
    participants: [BANK, TRADER, OTHER],
    more: {
      transport_mode: 'road',
      last_location: 'UZTAS',
      dispatched_at: '2026-03-02T23:30:00+05:00',
      export_accepted_on: '2026-03-02',
      open_holds: 2,
    },
  });
  const lodged = await addHistory(ledger, 1, {
    type: 'DeclarationLodged',
    participants: [TRADER, OTHER],
    data: { declarationNumber: 'PK-1', amounts: [{ amount: '10.00', currency: 'PKR' }] },
  });
  const invoiced = await addHistory(ledger, 1, {
    type: 'InvoiceRegistered',
    participants: [BANK, TRADER, OTHER],
  });
  events = [declared, lodged, invoiced];
  await addInvoice(ledger, {
    consignment: 1,
    number: 'INV-1',
    // More than 2^53 minor units, and a currency without minor units below.
    amount: 9_007_199_254_740_993n,
    paid: 150n,
    participants: [BANK, TRADER, OTHER],
    more: { terms_started_on: '2026-03-10', due_on: '2026-04-09', withdrawn_on: '2026-03-11' },
  });
  await addInvoice(ledger, {
    consignment: 1,
    number: 'INV-2',
    currency: 'JPY',
    amount: 700n,
    paid: 700n,
    participants: ['demo-bank-almaty', TRADER, OTHER],
    more: { settled_on: '2026-03-20', issued_on: '2026-03-03' },
  });
  await addConsignment(ledger, { number: 2, participants: [OTHER, 'someone-else'] });
  const last = await addConsignment(ledger, { number: 3, status: 'cancelled', participants: [TRADER] });
  await ledger.reach(last);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const answerOf = async (query: string, role: Role = 'reporter') => {
  const { data, errors } = await gateway.ask(query, { role });
  expect(errors).toEqual([]);
  return data as Record<string, unknown>;
};

it('tells all of a consignment', async () => {
  const { consignment } = await answerOf(`{ consignment(id: "${consignmentId(1)}") {
    id status origin destination transportMode lastLocation declaredAt dispatchedAt deliveredAt exportAcceptedOn importAcceptedOn
    openHolds settledOn demo firstPosition exporter { participantId name country } importer { country } incoterm { rule place }
    lines { lineNumber hs6 sector description countryOfOrigin netMassKg quantity unit value { amount currency } }
    invoices { invoiceNumber amount { amount currency } paid { amount currency } creditor debtor creditorBank issuedOn
      termsTrigger termsDays termsStartedOn dueOn settledOn withdrawnOn } } }`);
  const parties = { creditor: TRADER, debtor: OTHER, creditorBank: BANK };
  const terms = { termsTrigger: 'IMPORT_CLEARANCE', termsDays: 30 };
  expect(consignment).toEqual({
    id: consignmentId(1),
    status: 'IN_TRANSIT',
    origin: 'PKLYP',
    destination: 'KZALA',
    transportMode: 'ROAD',
    lastLocation: 'UZTAS',
    declaredAt: '2026-03-01T05:00:00.5Z',
    dispatchedAt: '2026-03-02T18:30:00Z',
    deliveredAt: null,
    exportAcceptedOn: '2026-03-02',
    importAcceptedOn: null,
    openHolds: 2,
    settledOn: null,
    demo: false,
    firstPosition: events[0],
    exporter: { participantId: TRADER, name: 'Faisalabad Textiles', country: 'PK' },
    importer: { country: 'KZ' },
    incoterm: { rule: 'FCA', place: 'Faisalabad' },
    lines: [
      {
        lineNumber: 1,
        hs6: '620342',
        sector: 'TEXTILES',
        description: 'Cotton trousers',
        countryOfOrigin: 'PK',
        netMassKg: '1200.5',
        quantity: '3000',
        unit: 'NAR',
        value: { amount: '25000.00', currency: 'USD' },
      },
    ],
    invoices: [
      {
        invoiceNumber: 'INV-1',
        amount: { amount: '90071992547409.93', currency: 'USD' },
        paid: { amount: '1.50', currency: 'USD' },
        ...parties,
        ...terms,
        issuedOn: '2026-03-02',
        termsStartedOn: '2026-03-10',
        dueOn: '2026-04-09',
        settledOn: null,
        withdrawnOn: '2026-03-11',
      },
      {
        invoiceNumber: 'INV-2',
        amount: { amount: '700', currency: 'JPY' },
        paid: { amount: '700', currency: 'JPY' },
        ...parties,
        ...terms,
        issuedOn: '2026-03-03',
        termsStartedOn: null,
        dueOn: null,
        settledOn: '2026-03-20',
        withdrawnOn: null,
      },
    ],
  });
});

it('knows whatever may start the terms of an invoice', async () => {
  for (const [index, trigger] of termsTriggerSchema.options.entries()) {
    await addInvoice(ledger, {
      consignment: 3,
      number: `T-${index}`,
      amount: 1n,
      participants: [TRADER],
      more: { terms_trigger: trigger },
    });
  }
  const { consignment } = await answerOf(
    `{ consignment(id: "${consignmentId(3)}") { invoices { termsTrigger } } }`,
  );
  expect(consignment).toEqual({
    invoices: termsTriggerSchema.options.map((trigger) => ({
      termsTrigger: trigger.toUpperCase().replaceAll('-', '_'),
    })),
  });
});

const history = (page: string) => `{ consignment(id: "${consignmentId(1)}") {
  history${page} { edges { cursor node { position type occurredAt recordedAt actor data } } pageInfo { hasNextPage endCursor } } } }`;
type History = {
  history: {
    edges: { cursor: string; node: { position: number; type: string; recordedAt: string; data: unknown } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
};
const historyOf = async (page = '', role: Role = 'reporter') =>
  ((await answerOf(history(page), role)).consignment as History).history;

it('tells what happened to it, page by page, in the order of the ledger', async () => {
  const first = await historyOf('(first: 2)');
  expect(first.edges.map(({ node }) => node)).toEqual([
    {
      position: events[0],
      type: 'ConsignmentDeclared',
      occurredAt: '2026-03-01T10:00:00.5+05:00',
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      actor: 'trader:demo-textiles-faisalabad',
      data: {},
    },
    expect.objectContaining({
      position: events[1],
      data: { declarationNumber: 'PK-1', amounts: [{ amount: '10.00', currency: 'PKR' }] },
    }),
  ]);
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = await historyOf(`(first: 2, after: "${first.pageInfo.endCursor}")`);
  expect(second.edges.map(({ node }) => node.position)).toEqual([events[2]]);
  expect(second.pageInfo.hasNextPage).toBe(false);
});

it('says so where an event of the history is archived, instead of leaving it out', async () => {
  // A segment that is archived leaves no row in the log, as here.
  const row = `SELECT generation, '${consignmentId(1)}'::uuid, 999999 FROM reporting.projections WHERE name = 'consignments' AND state = 'live'`;
  await ledger.owner.query(`INSERT INTO reporting.consignment_events ${row}`);
  try {
    for (const role of ['reporter', 'trader'] as const) {
      const { data, errors } = await gateway.ask(history('(first: 9)'), { role });
      expect(errors[0]).toMatchObject({
        code: 'ARCHIVED',
        message: expect.stringContaining('position 999999 is'),
      });
      expect(data).toMatchObject({ consignment: null });
    }
    expect((await historyOf('(first: 2)')).edges).toHaveLength(2);
  } finally {
    await ledger.owner.query('DELETE FROM reporting.consignment_events WHERE position = 999999');
  }
});

describe('who sees what', () => {
  const seen = async (role: Role) => {
    const { consignments } = await answerOf('{ consignments { edges { node { id } } } }', role);
    return (consignments as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);
  };

  it.each(['reporter', 'operator', 'customs'] as const)(
    'a %s sees every consignment, the last first',
    async (role) => {
      expect(await seen(role)).toEqual([3, 2, 1].map(consignmentId));
    },
  );

  it('a trader and a bank see those they take part in', async () => {
    expect(await seen('trader')).toEqual([3, 1].map(consignmentId));
    expect(await seen('bank')).toEqual([consignmentId(1)]);
  });

  it.each([
    ['trader', 1, true],
    ['trader', 2, false],
    ['bank', 1, true],
    ['bank', 3, false],
    ['customs', 2, true],
  ] as const)('to a %s consignment %d exists: %s', async (role, number, exists) => {
    const { consignment } = await answerOf(`{ consignment(id: "${consignmentId(number)}") { id } }`, role);
    expect(consignment).toEqual(exists ? { id: consignmentId(number) } : null);
  });

  it("a bank sees neither another bank's invoice nor the events that it has no part in", async () => {
    const { consignment } = await answerOf(
      `{ consignment(id: "${consignmentId(1)}") { invoices { invoiceNumber } } }`,
      'bank',
    );
    expect(consignment).toEqual({ invoices: [{ invoiceNumber: 'INV-1' }] });
    expect((await historyOf('', 'bank')).edges.map(({ node }) => node.type)).toEqual([
      'ConsignmentDeclared',
      'InvoiceRegistered',
    ]);
    expect((await historyOf('', 'trader')).edges).toHaveLength(3);
  });

  it.each(['trader', 'bank'] as const)(
    'to a %s a figure is open, the events behind it are not',
    async (role) => {
      const { data, errors, status } = await gateway.ask(
        `{ bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01") { total { amount } events { edges { cursor } } } }`,
        { role },
      );
      expect(status).toBe(200);
      expect(data).toEqual({ bilateralTrade: { total: { amount: '0.00' }, events: null } });
      expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['bilateralTrade', 'events'] }]);
    },
  );

  it('why a read model stands still is told to operators', async () => {
    await ledger.owner.query(`UPDATE reporting.projections SET error = 'bad event' WHERE name = 'targets'`);
    const errors = async (role: Role) => {
      const { ledger: status } = await answerOf('{ ledger { projections { name error } } }', role);
      const { projections } = status as { projections: { name: string; error: string | null }[] };
      return projections.flatMap(({ name, error }) => (error === null ? [] : [[name, error]]));
    };
    expect(await errors('operator')).toEqual([['targets', 'bad event']]);
    expect(await errors('reporter')).toEqual([]);
  });
});

describe('the list', () => {
  const list = async (args: string) => {
    const { consignments } = await answerOf(
      `{ consignments${args} { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
    );
    const { edges, pageInfo } = consignments as {
      edges: { node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    return { ids: edges.map(({ node }) => node.id), ...pageInfo };
  };

  it.each([
    ['(filter: { status: [CANCELLED, IN_TRANSIT] })', [3, 1]],
    ['(filter: { status: [] })', []],
    ['(filter: { participant: "someone-else" })', [2]],
    ['(filter: { participant: "demo-trading-almaty", status: [DECLARED] })', [2]],
  ])('%s holds %j', async (args, numbers) => {
    expect((await list(args)).ids).toEqual(numbers.map(consignmentId));
  });

  it('stays put while consignments are added', async () => {
    const first = await list('(first: 2)');
    const added = await addConsignment(ledger, { number: 4 });
    await ledger.reach(added);
    const second = await list(`(first: 2, after: "${first.endCursor}")`);
    expect([...first.ids, ...second.ids]).toEqual([3, 2, 1].map(consignmentId));
    expect([first.hasNextPage, second.hasNextPage]).toEqual([true, false]);
    expect((await list('(first: 1)')).ids).toEqual([consignmentId(4)]);
  });
});

it.each([
  ['consignment(id: "x") { id }', 'a UUID'],
  ['consignments(after: "!!!") { edges { cursor } }', 'after: "!!!"'],
])('%s is a clear error', async (field, part) => {
  const { errors } = await gateway.ask(`{ ${field} }`);
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining(part) }]);
});

it.each([`consignment(id: "${consignmentId(1)}") { id }`, 'consignments { edges { cursor } }'])(
  '%s does not look empty while its read model is built for the first time',
  async (field) => {
    const state = (value: string, name: string) =>
      ledger.owner.query(`UPDATE reporting.projections SET state = $1 WHERE name = $2`, [value, name]);
    const asked = async (building: string) => {
      await state('building', building);
      try {
        return (await gateway.ask(`{ ${field} }`)).errors;
      } finally {
        await state('live', building);
      }
    };
    expect(await asked('consignments')).toMatchObject([{ code: 'NOT_READY' }]);
    // It rests on no other.
    expect(await asked('targets')).toEqual([]);
  },
);

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { startPaymentsSettlement } from '../index.js';
import { pacs002, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { clientOf } from '../outgoing/outgoing-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

const LIST =
  'id,name,aliases\nDL-1,Demo Barda Trading,Демо Барда Трейдинг\nDL-2,Demo Vessel\nDL-3,DEMOUZ22\n';
const HIT = { field: 'debtorName', entry: 'Demo Barda Trading', entryId: 'DL-1' };

let folder: string;
let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
let operator: BankClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'screening-'));
  const list = join(folder, 'demo-list.csv');
  await writeFile(list, LIST);
  payments = await startPayments({}, { screening: { list } });
  ({ world, karachi } = payments);
  operator = payments.another('operator');
});
afterAll(async () => {
  await payments.stop();
  await rm(folder, { recursive: true });
});

const listedOf = async (id: string, client = operator) =>
  (await client.list('?limit=500')).body.items.find(({ settlementId }) => settlementId === id);
const heldOf = async (id: string) =>
  (await operator.held('?limit=500')).body.items.find(({ settlementId }) => settlementId === id);
const eventsOf = async (id: string) =>
  (await world.log()).filter(({ data }) => (data as { readonly settlementId?: string }).settlementId === id);
const release = (id: string, key?: string, reason = 'Another firm of the same name.') =>
  operator.post(`/v1/settlements/${id}/release`, { reason }, key);

async function owed(invoiceNumber: string): Promise<string> {
  const { invoiceId } = await world.invoice({ invoiceNumber });
  await world.publish();
  return invoiceId;
}
/** A credit of a party that is on the list. */
async function held(change: object = {}): Promise<string> {
  const references = { endToEndId: randomUUID().slice(0, 30) };
  const { body } = await karachi.settlement(
    settlementOf({ references, debtorName: 'Demo Barda Trading', ...change }),
  );
  return body.settlementId;
}

describe('a file', () => {
  it('has what may be on the list held, in one append with its booking, and all else paid', async () => {
    const [heldInvoice, clearInvoice] = [await owed('SCR-1'), await owed('SCR-2')];
    const file = camt054([
      { endToEndId: 'SCR-1', debtor: 'ТОО «Демо Барда Трейдинг»' },
      { endToEndId: 'SCR-2', debtor: 'Demo Buyer' },
      { endToEndId: 'SCR-3', debtor: 'Demo Buyer', remittance: ['goods by Demo Vessel'] },
    ]);
    const { body } = await karachi.file(file);
    expect(body.results).toMatchObject([
      { status: 'accepted', isoStatus: 'PDNG', reason: 'held-by-screening' },
      { status: 'accepted', isoStatus: 'ACTC' },
      { status: 'accepted', isoStatus: 'PDNG', reason: 'held-by-screening' },
    ]);
    const [first = '', second = '', third = ''] = body.results.map(({ settlementId }) => settlementId);
    const [booked, hold] = await eventsOf(first);
    const by = { list: 'demo-list.csv', version: expect.stringMatching(/^[0-9a-f]{16}$/) };
    expect(booked).toMatchObject({ type: 'SettlementBooked', data: { screenedBy: by } });
    expect(hold).toMatchObject({
      type: 'SettlementHeld',
      position: (booked?.position ?? 0) + 1,
      data: { ...by, hits: [{ ...HIT, entry: 'Демо Барда Трейдинг' }] },
    });
    expect((await eventsOf(third))[1]).toMatchObject({
      data: { hits: [{ field: 'remittance', entry: 'Demo Vessel', entryId: 'DL-2' }] },
    });

    await eventually(async () => (await listedOf(second))?.status === 'matched');
    expect(await listedOf(second)).toMatchObject({ matches: [{ obligationId: clearInvoice }] });
    expect(await listedOf(first)).toMatchObject({ status: 'held', matches: [] });
    expect((await release(first)).status).toBe(200);
    await eventually(async () => (await listedOf(first))?.status === 'matched');
    expect(await listedOf(first)).toMatchObject({ matches: [{ obligationId: heldInvoice }] });
  });

  it('that comes again is answered as held while it is, and holds nothing twice', async () => {
    const entry = { endToEndId: 'AGAIN-1', debtor: 'Demo Barda Trading' };
    const [first] = (await karachi.file(camt054([entry]))).body.results;
    const id = first?.settlementId ?? '';
    expect((await karachi.file(camt054([entry]))).body.results).toMatchObject([
      { status: 'duplicate', isoStatus: 'PDNG', settlementId: id },
    ]);
    await release(id);
    expect((await karachi.file(camt054([entry]))).body.results).toMatchObject([
      { status: 'duplicate', isoStatus: 'ACTC', settlementId: id },
    ]);
    expect((await eventsOf(id)).filter(({ type }) => type === 'SettlementHeld')).toHaveLength(1);
  });
});

describe('a settlement in JSON', () => {
  it('is answered as held, under its key and another one, always the same', async () => {
    const body = settlementOf({
      references: { endToEndId: 'JSON-1' },
      creditorName: 'Trading Demo-Barda LLC',
    });
    const [key, other] = [randomUUID(), randomUUID()];
    const first = await karachi.settlement(body, key);
    expect([first.status, first.body]).toMatchObject([
      201,
      { status: 'accepted', isoStatus: 'PDNG', reason: 'held-by-screening' },
    ]);
    const second = await karachi.settlement(body, other);
    expect(second.body).toMatchObject({ status: 'duplicate', isoStatus: 'PDNG' });
    await release(first.body.settlementId);
    expect((await karachi.settlement(body, key)).body).toEqual(first.body);
    expect((await karachi.settlement(body, other)).body).toEqual(second.body);
    const third = await karachi.settlement(body);
    expect([third.body.status, third.body.isoStatus]).toEqual(['duplicate', undefined]);
  });

  it('of parties that are on no list says nothing of it', async () => {
    const { body } = await karachi.settlement(settlementOf({ references: { endToEndId: 'JSON-2' } }));
    expect(body).toEqual({
      settlementId: expect.any(String),
      status: 'accepted',
      position: expect.any(Number),
    });
  });
});

it('a line of a bulk request is answered as held under its reference, however often it is sent', async () => {
  const sent = async (reference: string, debtorName = 'Demo Barda Trading') => {
    const response = await fetch(`${payments.url}/v1/settlements/bulk`, {
      method: 'POST',
      headers: { authorization: 'Bearer karachi-key', 'content-type': 'application/x-ndjson' },
      body: JSON.stringify({
        ...settlementOf({ debtorName, references: { endToEndId: `BULK-${debtorName.length}` } }),
        reference,
      }),
    });
    const { status, isoStatus, position, settlementId } = JSON.parse(await response.text());
    return { status, isoStatus, position, settlementId };
  };
  const first = await sent('BULK-A');
  expect(first).toMatchObject({ status: 'accepted', isoStatus: 'PDNG' });
  const known = { ...first, status: 'duplicate' };
  for (const reference of ['BULK-A', 'BULK-B', 'BULK-B']) expect(await sent(reference)).toEqual(known);
  const clear = await sent('BULK-C', 'Demo Buyer');
  expect(clear).toMatchObject({ status: 'accepted', isoStatus: 'ACTC' });
  for (const reference of ['BULK-D', 'BULK-D']) {
    expect(await sent(reference, 'Demo Buyer')).toEqual({ ...clear, status: 'duplicate' });
  }
  // A release changes nothing of what was answered before it.
  expect((await release(first.settlementId)).status).toBe(200);
  for (const reference of ['BULK-A', 'BULK-B']) expect(await sent(reference)).toEqual(known);
  expect(await sent('BULK-E')).toEqual({ ...known, isoStatus: 'ACTC' });
});

it('a payment by its status ACCC is held as well', async () => {
  const uetr = randomUUID();
  const instruction = pacs008('SCR-P8', { uetr }).replace('Demo Trading', 'Demo Barda Trading');
  await karachi.file(instruction);
  const { body } = await karachi.file(pacs002('SCR-P2', 'ACCC', { uetr }));
  expect(body.results).toMatchObject([
    { status: 'accepted', isoStatus: 'PDNG', reason: 'held-by-screening', settlementId: expect.any(String) },
  ]);
  const id = body.results[0]?.settlementId ?? '';
  expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['SettlementBooked', 'SettlementHeld']);
  expect(await listedOf(id)).toMatchObject({ status: 'held' });
});

describe('who stands behind a payment', () => {
  const isHeld = { status: 'accepted', isoStatus: 'PDNG', reason: 'held-by-screening' };
  const hitOf = async (id: string | undefined) => {
    const held = (await eventsOf(id ?? '')).find(({ type }) => type === 'SettlementHeld');
    return (held?.data as { readonly hits: unknown } | undefined)?.hits;
  };

  it.each([
    ['UltmtDbtr', 'ultimateDebtorName'],
    ['UltmtCdtr', 'ultimateCreditorName'],
  ])('is looked for in a file: %s', async (element, field) => {
    const xml = camt054([{ endToEndId: `BEHIND-${element}`, debtor: 'Demo Buyer' }]).replace(
      '<RltdPties>',
      `<RltdPties><${element}><Pty><Nm>Demo Barda Trading</Nm></Pty></${element}>`,
    );
    const [result] = (await karachi.file(xml)).body.results;
    expect(result).toMatchObject(isHeld);
    const [booked] = await eventsOf(result?.settlementId ?? '');
    expect(booked?.data).toMatchObject({ [field]: 'Demo Barda Trading' });
    expect(await hitOf(result?.settlementId)).toEqual([{ ...HIT, field }]);
    expect(await heldOf(result?.settlementId ?? '')).toMatchObject({ [field]: 'Demo Barda Trading' });
  });

  it.each([
    ['UltmtDbtr', 'ultimateDebtorName', '<Dbtr>'],
    ['UltmtCdtr', 'ultimateCreditorName', '<RmtInf>'],
  ])('is looked for in an instruction, once a status books it: %s', async (element, field, before) => {
    const uetr = randomUUID();
    const instruction = pacs008(`BEHIND-8-${element}`, { uetr }).replace(
      before,
      `<${element}><Nm>Demo Barda Trading</Nm></${element}>${before}`,
    );
    await karachi.file(instruction);
    const [result] = (await karachi.file(pacs002(`BEHIND-2-${element}`, 'ACCC', { uetr }))).body.results;
    expect(result).toMatchObject(isHeld);
    expect(await hitOf(result?.settlementId)).toEqual([{ ...HIT, field }]);
  });

  it.each([
    ['ultimateDebtorName', 'Demo Barda Trading', HIT],
    ['ultimateCreditorName', 'Demo Barda Trading', HIT],
    ['creditorAgent', 'DEMOUZ22123', { entry: 'DEMOUZ22', entryId: 'DL-3' }],
  ])('is looked for in JSON: %s', async (field, value, hit) => {
    const references = { endToEndId: `BEHIND-J-${field}`.slice(0, 35) };
    const { body } = await karachi.settlement(settlementOf({ references, [field]: value }));
    expect(body).toMatchObject(isHeld);
    expect(await hitOf(body.settlementId)).toEqual([{ ...hit, field }]);
    expect(await heldOf(body.settlementId)).toMatchObject({ [field]: value });
  });
});

describe('what is told of it', () => {
  it('stands in the work list until it is released or given back, with hits, parties and references', async () => {
    const references = { endToEndId: 'LIST-1', remittance: [] };
    const id = await held({ references, debtorAgent: 'DEMOKZKA' });
    const back = await held();
    expect(await heldOf(id)).toEqual({
      settlementId: id,
      bank: 'demo-bank-karachi',
      list: 'demo-list.csv',
      version: expect.any(String),
      hits: [HIT],
      heldSince: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      account: 'PK36SCBL0000001123456702',
      amount: { amount: '1000.00', currency: 'USD' },
      unallocated: { amount: '1000.00', currency: 'USD' },
      references,
      bookedOn: '2026-03-30',
      valueDate: '2026-03-31',
      debtorName: 'Demo Barda Trading',
      debtorAgent: 'DEMOKZKA',
      position: expect.any(Number),
    });
    const amount = { amount: '1000.00', currency: 'USD' };
    const days = { bookedOn: '2026-04-07', valueDate: '2026-04-07' };
    expect((await karachi.giveBack(back, { amount, ...days })).status).toBe(201);
    await release(id);
    expect([await heldOf(id), await heldOf(back)]).toEqual([undefined, undefined]);
  });

  it('comes page by page', async () => {
    const ids = [await held(), await held(), await held()];
    const found: string[] = [];
    let after = '';
    do {
      const { body } = await operator.held(`?limit=2${after}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      found.push(...body.items.map(({ settlementId }) => settlementId));
      after = body.next === undefined ? '' : `&after=${body.next}`;
    } while (after !== '');
    expect(found.slice(-3)).toEqual(ids);
    expect(new Set(found).size).toBe(found.length);
    expect((await operator.held('?unscreened=true')).body.items).toEqual([]);
  });

  it('says neither list nor hits to a bank, wherever it looks', async () => {
    const id = await held();
    await release(id);
    const listed = await listedOf(id, karachi);
    expect(listed?.held).toEqual({ since: expect.any(String) });
    const outgoing = clientOf(payments);
    const told = await eventually(async () => {
      let cursor = '';
      const items: unknown[] = [];
      for (;;) {
        const { body } = await outgoing('karachi', 'GET', `outgoing?limit=500${cursor}`);
        items.push(...body.items);
        if (body.next === undefined || body.items.length === 0) break;
        cursor = `&after=${body.next}`;
      }
      const own = items.filter((item) => JSON.stringify(item).includes(id));
      return JSON.stringify(own).includes('SettlementReleased') && own;
    });
    const text = JSON.stringify(told);
    expect(text).toContain('SettlementHeld');
    for (const secret of ['DL-1', 'demo-list', 'hits', 'screenedBy', 'Another firm']) {
      expect(text).not.toContain(secret);
    }
    expect((await karachi.held()).body.code).toBe('right-missing');
  });
});

describe('a release', () => {
  it('is kept with its reason and who said it, once for a key and however often it is said', async () => {
    const id = await held();
    const key = randomUUID();
    const first = await release(id, key);
    expect([first.status, first.body]).toEqual([200, { settlementId: id, position: expect.any(Number) }]);
    expect((await release(id, key)).body).toEqual(first.body);
    expect((await release(id)).body).toEqual(first.body);
    const events = (await eventsOf(id)).filter(({ type }) => type === 'SettlementReleased');
    expect(events).toMatchObject([
      {
        actor: 'operator:demo-operator',
        position: first.body.position,
        data: { reason: 'Another firm of the same name.' },
      },
    ]);
  });

  it('is refused for what is not held, with what is legal', async () => {
    const { body } = await karachi.settlement(settlementOf({ references: { endToEndId: 'FREE-1' } }));
    await eventually(async () => (await listedOf(body.settlementId))?.status === 'suspended');
    const { status, body: problem } = await release(body.settlementId);
    expect([status, problem.code, problem.currentState]).toEqual([409, 'illegal-step', 'suspended']);
    expect(problem.legalNow).toContain('AllocateSettlement');
    expect(problem.legalNow).not.toContain('ReleaseSettlement');
  });

  it('needs a reason, a key, a settlement, and an operator', async () => {
    const id = await held();
    const path = `/v1/settlements/${id}/release`;
    expect((await operator.post(path, {})).body).toMatchObject({ code: 'content-invalid' });
    expect((await operator.post(path, { reason: 'x' }, '')).body.code).toBe('idempotency-key-missing');
    expect((await release(randomUUID())).body.code).toBe('settlement-unknown');
    expect((await release('no-id')).body.code).toBe('settlement-unknown');
    expect((await karachi.post(path, { reason: 'x' })).status).toBe(403);
    expect(await heldOf(id)).toBeDefined();
  });
});

it('does not start with a list that is broken', async () => {
  const list = join(folder, 'broken.csv');
  await writeFile(list, 'id,name\n1,Demo\n2\n');
  const settings = { databaseUrl: world.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' } as const;
  await expect(
    startPaymentsSettlement(settings, pino({ level: 'silent' }), { screening: { list } }),
  ).rejects.toThrow(`SCREENING_LIST: ${list}: line 3, column 1: A name is missing behind the id.`);
});

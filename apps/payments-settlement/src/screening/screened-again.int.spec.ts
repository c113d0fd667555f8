import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

const HIT = { field: 'debtorName', entry: 'Demo Barda', entryId: 'S-1' };

/** An outside service on this machine: it answers, hangs, or fails; whoever is Demo Barda is on its list. */
let mood: 'answers' | 'hangs' | 'fails' = 'answers';
let server: Server;
let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
let operator: BankClient;
/** Calls that are under way, as the service sees their deadline. */
const deadlines = new Set<AbortController>();

beforeAll(async () => {
  server = createServer((request, response) => {
    if (mood === 'hangs') return;
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      response.statusCode = mood === 'fails' ? 503 : 200;
      const { parties } = JSON.parse(text) as { parties: { ref: string; debtorName?: string }[] };
      const results = parties.map(({ ref, debtorName }) => ({
        ref,
        hits: debtorName === 'Demo Barda' ? [HIT] : [],
      }));
      response.end(JSON.stringify({ list: 'demo-service', version: '1', results }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/screen`;
  const deadline = () => {
    const controller = new AbortController();
    deadlines.add(controller);
    return controller.signal;
  };
  payments = await startPayments({}, { screening: { url, calls: { deadline, pauseMs: 0 } } });
  ({ world, karachi } = payments);
  operator = payments.another('operator');
});
afterAll(async () => {
  mood = 'answers';
  lapse();
  await payments.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  mood = 'answers';
});

/** The time of all calls is over. */
function lapse(): void {
  for (const each of deadlines) each.abort(new Error('too late'));
  deadlines.clear();
}

const eventsOf = async (id: string) =>
  (await world.log()).filter(({ data }) => (data as { readonly settlementId?: string }).settlementId === id);
const statusOf = async (id: string) =>
  (await operator.list('?limit=500')).body.items.find(({ settlementId }) => settlementId === id)?.status;
const book = (endToEndId: string, debtorName: string) =>
  karachi.settlement(settlementOf({ references: { endToEndId }, debtorName }));

it('holds what the service finds, and keeps its list with what it does not', async () => {
  const { body } = await karachi.file(
    camt054([
      { endToEndId: 'OUT-1', debtor: 'Demo Barda' },
      { endToEndId: 'OUT-2', debtor: 'Demo Buyer' },
    ]),
  );
  expect(body.results.map(({ isoStatus }) => isoStatus)).toEqual(['PDNG', 'ACTC']);
  const [held = '', clear = ''] = body.results.map(({ settlementId }) => settlementId);
  const by = { list: 'demo-service', version: '1' };
  expect(await eventsOf(held)).toMatchObject([
    { type: 'SettlementBooked', data: { screenedBy: by } },
    { type: 'SettlementHeld', data: { ...by, hits: [HIT] } },
  ]);
  expect((await eventsOf(clear))[0]).toMatchObject({ type: 'SettlementBooked', data: { screenedBy: by } });
});

it('books and holds all of it while the service fails, and takes it up by itself when it answers', async () => {
  mood = 'fails';
  const { invoiceId } = await world.invoice({ invoiceNumber: 'DOWN-1' });
  await world.publish();
  const { body } = await karachi.file(
    camt054([
      { endToEndId: 'DOWN-1', debtor: 'Demo Buyer' },
      { endToEndId: 'DOWN-2', debtor: 'Demo Barda' },
    ]),
  );
  expect(body.results).toMatchObject(
    Array(2).fill({ status: 'accepted', isoStatus: 'PDNG', reason: 'held-by-screening' }),
  );
  const [clear = '', listed = ''] = body.results.map(({ settlementId }) => settlementId);
  const [booked, hold] = await eventsOf(clear);
  expect(booked?.data).not.toHaveProperty('screenedBy');
  expect(hold?.data).toEqual({ settlementId: clear, bank: 'demo-bank-karachi', hits: [] });
  const unscreened = (await operator.held('?unscreened=true')).body.items;
  expect(unscreened.map(({ settlementId, hits }) => [settlementId, hits])).toEqual([
    [clear, []],
    [listed, []],
  ]);

  mood = 'answers';
  await eventually(async () => (await statusOf(clear)) === 'matched');
  const events = await eventsOf(clear);
  expect(events.map(({ type }) => type).slice(0, 3)).toEqual([
    'SettlementBooked',
    'SettlementHeld',
    'SettlementReleased',
  ]);
  expect(events[2]).toMatchObject({
    actor: 'process:payments-settlement',
    data: { screenedBy: { list: 'demo-service', version: '1' } },
  });
  expect(events.at(-1)?.data).toMatchObject({ obligationId: invoiceId });

  await eventually(async () => (await eventsOf(listed)).length === 3);
  expect((await eventsOf(listed))[2]).toMatchObject({
    type: 'SettlementHeld',
    data: { list: 'demo-service', hits: [HIT] },
  });
  expect(await statusOf(listed)).toBe('held');
  expect((await operator.held('?unscreened=true')).body.items).toEqual([]);
  const found = (await operator.held('?unscreened=false')).body.items;
  expect(found.find(({ settlementId }) => settlementId === listed)).toMatchObject({ hits: [HIT] });
});

it('books and holds a credit when the time of the call is over', async () => {
  mood = 'hangs';
  deadlines.clear();
  const asked = book('HANG-1', 'Demo Buyer');
  await eventually(async () => deadlines.size > 0);
  lapse();
  const { status, body } = await asked;
  expect([status, body.isoStatus]).toEqual([201, 'PDNG']);
  mood = 'answers';
  lapse();
  await eventually(async () => (await statusOf(body.settlementId)) === 'suspended');
});

it('leaves what a person released meanwhile alone', async () => {
  mood = 'fails';
  const { body } = await book('HAND-1', 'Demo Barda');
  const path = `/v1/settlements/${body.settlementId}/release`;
  expect((await operator.post(path, { reason: 'Asked by telephone.' })).status).toBe(200);
  const other = await book('HAND-2', 'Demo Buyer');
  mood = 'answers';
  // What was held behind it has been taken up: so it was looked at as well.
  await eventually(async () => (await statusOf(other.body.settlementId)) === 'suspended');
  const types = (await eventsOf(body.settlementId)).map(({ type }) => type);
  expect(types.filter((type) => /Held|Released/.test(type))).toEqual([
    'SettlementHeld',
    'SettlementReleased',
  ]);
});

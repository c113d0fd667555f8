import { randomUUID } from 'node:crypto';
import { type Holder, SupervisionService } from '../supervision/supervision-rest.spec-kit.js';

let service: SupervisionService;
beforeAll(async () => {
  service = await SupervisionService.start('2026-07-19T20:00:00Z');
});
afterAll(() => service.stop());

const at = { occurredAt: '2026-07-01T05:00:00Z' };
const list = async (by: Holder, query = '') => (await service.get(by, `work-lists/red-flags${query}`)).body;
const post = (by: Holder, id: string, step: string, body: object) =>
  service.post(by, `red-flags/${id}/${step}`, { ...at, ...body });

/** One paper of two consignments, the first of which is paid to the bank in Karachi, or to another. */
async function flagged(paper: string, creditorBank = 'demo-bank-karachi'): Promise<string> {
  const { world } = service;
  const ids = [await world.declare(), await world.declare()];
  await world.trade.invoice({ consignmentId: ids[0] ?? '', creditorBank });
  for (const id of ids) await world.attach(id, { number: paper });
  const { items } = await list('operator');
  const found = items.find(
    ({ subject }: { subject: { document: string } }) => subject.document === `705 ${paper} of demo lines`,
  );
  return found.flagId;
}

it('is assigned, cleared or confirmed by an operator, each once', async () => {
  const id = await flagged('a');
  const assigned = await post('operator', id, 'assignment', { assignee: 'demo-operator' });
  expect([assigned.status, assigned.body]).toEqual([200, { flagId: id, position: expect.any(Number) }]);
  const again = await post('operator', id, 'assignment', { assignee: 'demo-operator' });
  expect(again.body).toEqual(assigned.body);
  expect((await service.get('operator', `red-flags/${id}`)).body).toMatchObject({
    status: 'assigned',
    assignee: 'demo-operator',
    kind: 'double-financing',
    legalNow: ['AssignRedFlag', 'ClearRedFlag', 'ConfirmRedFlag'],
  });
  expect((await post('operator', id, 'clearance', { reason: 'groupage' })).status).toBe(200);
  expect((await service.get('operator', `red-flags/${id}`)).body).toMatchObject({
    status: 'cleared',
    outcome: 'groupage',
    legalNow: ['ClearRedFlag'],
  });
  const refused = await post('operator', id, 'confirmation', { reason: 'x' });
  expect([refused.status, refused.body.code, refused.body.legalNow]).toEqual([
    409,
    'illegal-step',
    ['RaiseRedFlag', 'ClearRedFlag'],
  ]);
  const other = await flagged('b');
  expect((await post('operator', other, 'confirmation', { reason: 'sold twice' })).status).toBe(200);
  expect((await service.get('operator', `red-flags/${other}`)).body.status).toBe('confirmed');
});

it('is not given away: no trader, and no bank that it does not concern, reads or hears of it', async () => {
  const id = await flagged('c');
  for (const none of ['mills', 'stranger', 'customs', 'reporter'] as const) {
    expect((await service.get(none, 'work-lists/red-flags')).status).toBe(403);
    expect((await service.get(none, `red-flags/${id}`)).status).toBe(403);
  }
  expect((await list('almaty')).items).toEqual([]);
  const unknown = await service.get('almaty', `red-flags/${id}`);
  expect([unknown.status, unknown.body.code]).toEqual([404, 'red-flag-unknown']);
  expect((await service.get('karachi', `red-flags/${id}`)).body).toMatchObject({
    flagId: id,
    banks: ['demo-bank-karachi'],
  });
  expect((await post('karachi', id, 'clearance', { reason: 'x' })).status).toBe(403);
  const told = (await service.world.trade.log()).filter(({ streamId }) => streamId === `flag-${id}`);
  expect(told.map(({ participants }) => participants)).toEqual([['demo-bank-karachi']]);
});

it('shows a bank itself alone, also one that an invoice told of later', async () => {
  const id = await flagged('d');
  const { body } = await service.get('operator', `red-flags/${id}`);
  const [consignmentId] = body.subject.consignmentIds;
  await service.world.trade.invoice({ consignmentId, creditorBank: 'demo-bank-almaty' });
  expect((await service.get('operator', `red-flags/${id}`)).body.banks).toEqual([
    'demo-bank-almaty',
    'demo-bank-karachi',
  ]);
  expect((await service.get('almaty', `red-flags/${id}`)).body.banks).toEqual(['demo-bank-almaty']);
});

it('tells a bank nothing of the invoices that are paid to another', async () => {
  const { world } = service;
  const id = await world.declare();
  const told = [];
  for (const creditorBank of ['demo-bank-karachi', 'demo-bank-almaty', 'demo-bank-almaty']) {
    const amount = { amount: '777.00', currency: 'USD' };
    told.push((await world.trade.invoice({ consignmentId: id, creditorBank, amount })).event.position);
  }
  const [ofKarachi, ...ofAlmaty] = told;
  const read = async (by: Holder) =>
    (await list(by, '?kind=over-invoicing')).items.find(
      ({ subject }: { subject: { consignmentIds: string[] } }) => subject.consignmentIds[0] === id,
    );
  const { evidence, reason } = await read('operator');
  expect(evidence).toEqual([expect.any(Number), ofKarachi, ofAlmaty[0]]);
  expect((await read('karachi')).evidence).toEqual([evidence[0], ofKarachi]);
  expect((await read('almaty')).evidence).toEqual([evidence[0], ofAlmaty[0]]);
  expect(reason).toBe('Invoiced for more than 10 % above the 1000.00 USD that it is consigned for.');
});

it('is found by its kind and status, in pages that leave nothing out', async () => {
  const ids = [await flagged('e'), await flagged('f'), await flagged('g')];
  await post('operator', ids[1] ?? '', 'clearance', { reason: 'groupage' });
  const of = async (query: string) =>
    ((await list('operator', query)).items as { flagId: string }[])
      .map(({ flagId }) => flagId)
      .filter((id) => ids.includes(id));
  expect(await of('?status=open')).toEqual([ids[0], ids[2]]);
  expect(await of('?status=cleared&kind=double-financing')).toEqual([ids[1]]);
  expect(await of('?kind=phantom-shipment')).toEqual([]);
  const paged: string[] = [];
  for (let next: string | undefined = '0'; next !== undefined; ) {
    const page: { items: { flagId: string }[]; next?: string } = await list(
      'operator',
      `?limit=2${next === '0' ? '' : `&after=${next}`}`,
    );
    paged.push(...page.items.map(({ flagId }) => flagId));
    next = page.next;
  }
  expect(paged).toEqual((await list('operator')).items.map(({ flagId }: { flagId: string }) => flagId));
  expect((await service.get('operator', 'work-lists/red-flags?kind=theft')).status).toBe(422);
});

it('does not exist where nothing raised it', async () => {
  for (const step of ['clearance', 'confirmation']) {
    const { status, body } = await post('operator', randomUUID(), step, { reason: 'x' });
    expect([status, body.code]).toEqual([404, 'red-flag-unknown']);
  }
  expect((await post('operator', 'x', 'assignment', { assignee: 'demo-operator' })).status).toBe(404);
});

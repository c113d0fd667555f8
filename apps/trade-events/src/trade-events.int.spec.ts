import { randomUUID } from 'node:crypto';
import {
  clearance,
  declaration,
  EXPORTER,
  IMPORTER,
  invoice,
  lodgement,
  TradeWorld,
} from './trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const parties = [EXPORTER.participantId, IMPORTER.participantId];

it('takes a consignment from its declaration to its payment, with who did what and why', async () => {
  const correlationId = randomUUID();
  const correlated = { 'x-correlation-id': correlationId };
  const declared = await world.post('exporter', 'consignments', declaration(), correlated);
  expect(declared).toMatchObject({ status: 201, type: 'application/json; charset=utf-8' });
  const consignmentId = String(declared.body.consignmentId);
  const path = `consignments/${consignmentId}`;
  expect(declared.body).toEqual({ consignmentId, position: 1 });

  const dispatch = { occurredAt: '2026-03-02T08:00:00+05:00', location: 'PKKHI', transportMode: 'road' };
  expect(await world.post('exporter', `${path}/dispatch`, dispatch)).toMatchObject({
    status: 200,
    body: { consignmentId, position: 2 },
  });
  const checkpoint = { occurredAt: '2026-03-06T08:00:00+05:00', location: 'UZTAS', movement: 'arrived' };
  await world.done('customs', `${path}/checkpoints`, checkpoint);

  const lodging = lodgement(consignmentId);
  const lodged = await world.post('customs', 'declarations', lodging);
  expect(lodged.status).toBe(201);
  const declarationId = String(lodged.body.declarationId);
  const customs = `declarations/${declarationId}`;
  const hold = { occurredAt: '2026-03-10T10:00:00+05:00', reason: 'inspection', note: 'Two bales' };
  const held = await world.post('customs', `${customs}/holds`, hold);
  expect(held).toMatchObject({ status: 201, body: { declarationId, position: 6 } });
  const { holdId } = held.body;
  expect(await world.post('customs', `${customs}/clearance`, clearance())).toMatchObject({
    status: 409,
    body: { code: 'hold-open', legalNow: expect.arrayContaining(['PlaceHold', 'ReleaseHold']) },
  });
  const release = { occurredAt: '2026-03-11T10:00:00+05:00' };
  const released = await world.post('customs', `${customs}/holds/${holdId}/release`, release);
  // What follows from the hold by itself may stand between.
  const { position } = await world.asked();
  expect(released).toMatchObject({ status: 200, body: { declarationId, holdId, position } });
  await world.done('customs', `${customs}/clearance`, clearance());

  const registered = await world.post('exporter', 'invoices', invoice(consignmentId, 'DT 2026/17'));
  expect(registered.status).toBe(201);
  const invoiceId = String(registered.body.invoiceId);
  expect(await world.get('exporter', `${path}`)).toMatchObject({
    status: 200,
    body: { status: 'dispatched', version: 5, invoices: [{ invoiceId }] },
  });

  // payments-settlement, once the terms are met and the bank has booked the money.
  await world.paymentsAppend(invoiceId, 'ObligationArisen', {
    obligationId: invoiceId,
    invoiceId,
    invoiceNumber: 'DT 2026/17',
    consignmentId,
    creditor: EXPORTER.participantId,
    debtor: IMPORTER.participantId,
    creditorBank: 'demo-bank-karachi',
    amount: { amount: '1000.00', currency: 'USD' },
    method: 'open-account',
    trigger: 'import-clearance',
    termsStartedOn: '2026-03-12',
    dueOn: '2026-04-11',
  });
  const paid = randomUUID();
  const settled = await world.settle(consignmentId, invoiceId, '2026-03-30', { correlationId: paid });
  const now = await world.consignmentWhere(consignmentId, ({ settledOn }) => settledOn !== undefined);
  expect(now).toMatchObject({
    consignmentId,
    ...(({ occurredAt: _, ...rest }) => rest)(declaration()),
    status: 'dispatched',
    dispatchedAt: '2026-03-02T08:00:00+05:00',
    invoices: [{ invoiceId, settledOn: '2026-03-30' }],
    settledOn: '2026-03-30',
    payment: 'settled',
    declarations: [{ declarationId, flow: 'import' }],
    version: 7,
  });

  const history = await world.log.readStream(`consignment-${consignmentId}`);
  expect(history.map(({ type, actor }) => [type, actor])).toEqual([
    ['ConsignmentDeclared', 'trader:demo-textiles-faisalabad'],
    ['ConsignmentDispatched', 'trader:demo-textiles-faisalabad'],
    ['CheckpointRecorded', 'customs:demo-customs'],
    ['DeclarationAttached', 'customs:demo-customs'],
    ['InvoiceAttached', 'trader:demo-textiles-faisalabad'],
    ['InvoiceSettled', 'process:trade-events'],
    ['ConsignmentSettled', 'process:trade-events'],
  ]);
  expect(history[0]).toMatchObject({ correlationId, occurredAt: '2026-03-01T10:00:00+05:00', demo: false });
  expect(history[0]).not.toHaveProperty('causationId');
  for (const event of history) expect(event.participants).toEqual(parties);
  for (const event of history.slice(5)) {
    expect(event).toMatchObject({ correlationId: paid, causationId: settled.position, demo: false });
  }

  // The rest of the declaration is the consignment's; an hour past midnight in Almaty it is the day before in UTC.
  const [first, , , cleared] = await world.log.readStream(`declaration-${declarationId}`);
  expect(first).toMatchObject({
    type: 'DeclarationLodged',
    actor: 'customs:demo-customs',
    participants: parties,
    data: {
      declarationNumber: lodging.declarationNumber,
      consignmentId,
      reporter: 'KZ',
      acceptedOn: '2026-03-10',
      exporter: EXPORTER.participantId,
      importer: IMPORTER.participantId,
      countryOfConsignment: 'PK',
      countryOfDestination: 'KZ',
      incoterm: { rule: 'FCA', place: 'Faisalabad' },
      lines: declaration().lines,
    },
  });
  // FCA, import: 84.00 of carriage are added at 3 : 1, which is 63.00 and 21.00.
  expect(cleared).toMatchObject({
    type: 'DeclarationCleared',
    data: {
      lines: [
        { partner: 'PK', statisticalValueUsd: { amount: '813.00', currency: 'USD' } },
        { partner: 'PK', statisticalValueUsd: { amount: '271.00', currency: 'USD' } },
      ],
    },
  });

  // One append over two streams: the invoice, and behind it the consignment that knows it.
  const [bill] = await world.log.readStream(`invoice-${invoiceId}`);
  expect(bill).toMatchObject({
    participants: ['demo-bank-karachi', ...parties],
    data: {
      creditor: EXPORTER,
      debtor: IMPORTER,
      invoiceNumber: 'DT 2026/17',
      creditorBank: 'demo-bank-karachi',
    },
  });
  expect(history[4]?.position).toBe((bill?.position ?? 0) + 1);
  expect(registered.body.position).toBe(history[4]?.position);
});

it('publishes all of it', async () => {
  const head = await world.log.head();
  const published = async () => {
    const { rows } = await world.owner.query<{ last: string }>(
      `SELECT coalesce(max(position), 0) AS last FROM bus.messages`,
    );
    return Number(rows[0]?.last);
  };
  const deadline = Date.now() + 10_000;
  while ((await published()) < head && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await published()).toBeGreaterThanOrEqual(head);
});

it('is settled with its last invoice, on the latest day, and open again with a further one', async () => {
  const consignmentId = await world.declared();
  const register = async () =>
    (await world.done('exporter', 'invoices', invoice(consignmentId))).invoiceId ?? '';
  const [advance, rest] = [await register(), await register()];
  await world.settle(consignmentId, advance, '2026-03-29');
  const partly = await world.consignmentWhere(consignmentId, ({ version }) => version === 4);
  expect(partly).not.toHaveProperty('settledOn');
  await world.settle(consignmentId, rest, '2026-03-20');
  const settled = await world.consignmentWhere(consignmentId, ({ version }) => version === 6);
  expect(settled).toMatchObject({ settledOn: '2026-03-29' });
  await register();
  const reopened = await world.consignmentWhere(consignmentId, ({ version }) => version === 7);
  expect(reopened).not.toHaveProperty('settledOn');
});

it('declares an export with lines of its own, and restates it when it was wrong', async () => {
  const consignmentId = await world.declared();
  const [towels] = declaration().lines;
  if (!towels) throw new Error('a line');
  const value = { amount: '500.00', currency: 'USD' };
  const lodged = await world.done('exporter', 'declarations', {
    ...lodgement(consignmentId),
    flow: 'export',
    customsOffice: 'PKKHI',
    lines: [{ ...towels, value }],
  });
  const path = `declarations/${lodged.declarationId}`;
  await world.done('operator', `${path}/clearance`, clearance());
  await world.done('customs', `${path}/amendments`, {
    occurredAt: '2026-03-20T09:00:00+05:00',
    reason: 'The invoice said more',
    lines: [towels],
    charges: lodgement(consignmentId).charges,
  });
  const [, cleared, amended] = await world.log.readStream(`declaration-${lodged.declarationId}`);
  // FCA, export: 84.00 are added to 500.00, then to 750.00.
  expect(cleared).toMatchObject({
    actor: 'operator:demo-operator',
    data: { reporter: 'PK', lines: [{ partner: 'KZ', statisticalValueUsd: { amount: '584.00' } }] },
  });
  expect(amended).toMatchObject({
    type: 'DeclarationAmended',
    data: {
      replaced: [{ statisticalValueUsd: { amount: '584.00' } }],
      lines: [{ statisticalValueUsd: { amount: '834.00' } }],
      reason: 'The invoice said more',
    },
  });
});

it('amends, delivers and cancels', async () => {
  const delivered = await world.declared();
  const at = (day: number) => ({ occurredAt: `2026-03-${day}T08:00:00+05:00` });
  const [line] = declaration().lines;
  await world.done('importer', `consignments/${delivered}/amendments`, {
    ...at(10),
    reason: 'One line was left out of the lorry',
    lines: [line],
  });
  await world.done('exporter', `consignments/${delivered}/dispatch`, {
    ...at(11),
    location: 'PKKHI',
    transportMode: 'rail',
  });
  await world.done('importer', `consignments/${delivered}/delivery`, { ...at(20), location: 'KZALA' });
  expect((await world.get('importer', `consignments/${delivered}`)).body).toMatchObject({
    status: 'delivered',
    lines: [line],
  });

  const cancelled = await world.declared();
  const reason = { ...at(12), reason: 'The order was withdrawn' };
  await world.done('exporter', `consignments/${cancelled}/cancellation`, reason);
  expect((await world.get('exporter', `consignments/${cancelled}`)).body.status).toBe('cancelled');
});

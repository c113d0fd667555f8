import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { AwaitedConsignments } from './awaited-consignments.js';
import { ConsignmentDeclarations } from './consignment-declarations.js';
import type { ConsignmentRow, InvoiceRow } from './consignment-row.js';
import { CONSIGNMENT_EVENTS, type ConsignmentEvent, foldConsignments } from './consignments.fold.js';

const COTTON = line(1, '520100', '1000.00');

function foldAll(story: Story): { consignment: ConsignmentRow; invoice: InvoiceRow | undefined } {
  const events = story.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, demo: false }))
    .filter(({ type }) => (CONSIGNMENT_EVENTS as readonly string[]).includes(type));
  const rows = {
    consignments: new Map<string, ConsignmentRow>(),
    invoices: new Map<string, InvoiceRow>(),
    declarations: new ConsignmentDeclarations(),
    awaited: new AwaitedConsignments(),
  };
  foldConsignments(events as unknown as readonly ConsignmentEvent[], rows);
  const consignment = rows.consignments.get(uuid(1));
  if (!consignment) throw new Error('There is no consignment.');
  return { consignment, invoice: rows.invoices.get(uuid(5)) };
}

function declared(): Story {
  const story = new Story();
  story.declare(1, [COTTON], '2026-03-01T10:00:00+05:00');
  return story;
}

it('begins as declared, and follows the goods to their delivery', () => {
  const story = declared();
  expect(foldAll(story).consignment).toMatchObject({
    status: 'declared',
    exporter_id: 'textiles-faisalabad',
    importer_country: 'KZ',
    origin: 'PKLYP',
    incoterm_rule: 'DAP',
    lines: [COTTON],
    last_location: null,
    participants: ['textiles-faisalabad', 'trading-almaty'],
    first_position: 1,
    last_position: 1,
  });
  story.dispatch(1, '2026-03-02T10:00:00+05:00');
  expect(foldAll(story).consignment).toMatchObject({
    status: 'in-transit',
    transport_mode: 'road',
    dispatched_at: '2026-03-02T10:00:00+05:00',
    last_location: 'PKLYP',
  });
  story.deliver(1, '2026-03-09T10:00:00+05:00');
  expect(foldAll(story).consignment).toMatchObject({
    status: 'delivered',
    last_location: 'KZALA',
    last_position: 3,
  });
});

it('follows the goods over a change of what carries them, into parts, and back', () => {
  const onTheWay = () => {
    const story = declared();
    story.dispatch(1, '2026-03-02T10:00:00+05:00');
    return story;
  };
  const story = onTheWay();
  story.step(1, '2026-03-04T10:00:00+05:00', {
    type: 'TransloadConsignment',
    data: { location: 'UZTAS', from: 'road', to: 'rail' },
  });
  expect(foldAll(story).consignment).toMatchObject({
    status: 'in-transit',
    transport_mode: 'rail',
    last_location: 'UZTAS',
  });
  story.step(1, '2026-03-09T10:00:00+05:00', {
    type: 'ReturnConsignment',
    data: { location: 'PKLYP', reason: 'x' },
  });
  expect(foldAll(story).consignment).toMatchObject({ status: 'returned', last_location: 'PKLYP' });

  const whole = onTheWay();
  const half = { lineNumber: 1, quantity: '50', netMassKg: '50' };
  const parts = [7, 8].map((id) => ({ consignmentId: uuid(id), lines: [half] }));
  whole.step(1, '2026-03-04T10:00:00+05:00', {
    type: 'SplitConsignment',
    data: { location: 'UZTAS', parts },
  });
  expect(foldAll(whole).consignment).toMatchObject({ status: 'split', last_location: 'UZTAS' });
});

it('has no row while it is contracted, nor where that is called off', () => {
  const story = new Story();
  const contract = {
    contractNumber: '14',
    signedOn: '2026-02-11',
    exporter: { participantId: 'textiles-faisalabad', name: 'x', country: 'PK' },
    importer: { participantId: 'trading-almaty', name: 'y', country: 'KZ' },
    incoterm: { rule: 'DAP', place: 'Almaty' },
    value: { amount: '1', currency: 'USD' },
  } as const;
  story.step(1, '2026-02-11T10:00:00+05:00', { type: 'ContractConsignment', data: contract });
  expect(() => foldAll(story)).toThrow('There is no consignment.');
  story.cancel(1, '2026-02-12T10:00:00+05:00');
  expect(() => foldAll(story)).toThrow('There is no consignment.');
});

it('is where it was seen last, not where it was told of last', () => {
  const story = declared();
  story.dispatch(1, '2026-03-02T10:00:00+05:00');
  story.checkpoint(1, '2026-03-05T10:00:00+05:00', 'UZTMZ');
  story.checkpoint(1, '2026-03-04T10:00:00+05:00', 'AFKBL');
  expect(foldAll(story).consignment).toMatchObject({
    last_location: 'UZTMZ',
    last_location_at: '2026-03-05T05:00:00.000Z',
    last_position: 4,
  });
});

it('is where it was seen before, where the last checkpoint is withdrawn', () => {
  const story = declared();
  story.dispatch(1, '2026-03-02T10:00:00+05:00');
  story.checkpoint(1, '2026-03-04T10:00:00+05:00', 'AFKBL');
  story.checkpoint(1, '2026-03-05T10:00:00+05:00', 'UZTMZ');
  const withdraw = (location: string, seenAt: string) =>
    story.step(1, '2026-03-06T10:00:00+05:00', {
      type: 'WithdrawCheckpoint',
      data: { location, movement: 'arrived', seenAt, reason: 'another truck' },
    });
  // The same instant, by another clock.
  withdraw('UZTMZ', '2026-03-05T05:00:00Z');
  expect(foldAll(story).consignment).toMatchObject({
    status: 'in-transit',
    last_location: 'AFKBL',
    last_location_at: '2026-03-04T05:00:00.000Z',
    last_position: 5,
  });
  withdraw('AFKBL', '2026-03-04T10:00:00+05:00');
  expect(foldAll(story).consignment).toMatchObject({
    last_location: 'PKLYP',
    last_location_at: '2026-03-02T05:00:00.000Z',
  });
  // Told again, it counts again.
  story.checkpoint(1, '2026-03-04T10:00:00+05:00', 'AFKBL');
  expect(foldAll(story).consignment).toMatchObject({ last_location: 'AFKBL', status: 'in-transit' });
});

it('counts the open holds of both declarations', () => {
  const story = declared();
  story.lodge(2, 1, 'export', [COTTON], '2026-03-01T11:00:00+05:00');
  story.lodge(3, 1, 'import', [COTTON], '2026-03-05T11:00:00+05:00');
  story.hold(2, 1, 'a', '2026-03-05T12:00:00+05:00');
  story.hold(3, 1, 'a', '2026-03-05T13:00:00+05:00');
  expect(foldAll(story).consignment.open_holds).toBe(2);
  story.release(2, 1, 'a', '2026-03-05T14:00:00+05:00');
  expect(foldAll(story).consignment.open_holds).toBe(1);
  story.clear(2, '2026-03-01', '2026-03-06T11:00:00+05:00');
  expect(foldAll(story).consignment).toMatchObject({
    export_accepted_on: '2026-03-01',
    import_accepted_on: null,
    last_position: 7,
  });
});

it('takes the lines of an amendment, and stays cancelled', () => {
  const story = declared();
  const more = [line(1, '520100', '1200.00')];
  story.amend(1, more, '2026-03-01T12:00:00+05:00');
  story.charge(5, 1, '1200.00', '2026-03-01T13:00:00+05:00');
  story.cancel(1, '2026-03-01T14:00:00+05:00');
  story.settle(5, 1, '2026-03-02', '2026-03-02T12:00:00+05:00');
  expect(foldAll(story).consignment).toMatchObject({
    lines: more,
    status: 'cancelled',
    settled_on: '2026-03-02',
  });
});

describe('payment', () => {
  const charged = (): Story => {
    const story = declared();
    story.dispatch(1, '2026-03-02T10:00:00+05:00');
    story.charge(5, 1, '1000.00', '2026-03-02T11:00:00+05:00');
    return story;
  };

  it('begins with the terms, and is done with the last part', () => {
    const story = charged();
    expect(foldAll(story).invoice).toMatchObject({
      invoice_number: 'INV-5',
      currency: 'USD',
      amount_minor: '100000',
      paid_minor: '0',
      due_on: null,
      participants: ['bank-karachi', 'textiles-faisalabad', 'trading-almaty'],
    });
    story.owe(5, 1, '1000.00', '2026-03-02T12:00:00+05:00');
    expect(foldAll(story).invoice).toMatchObject({ terms_started_on: '2026-03-02', due_on: '2026-04-01' });
    story.pay(6, 5, 1, '400.00', '2026-03-20T12:00:00+05:00');
    expect(foldAll(story).invoice).toMatchObject({ paid_minor: '40000', settled_on: null });
    story.pay(7, 5, 1, '600.00', '2026-04-03T12:00:00+05:00');
    expect(foldAll(story).invoice).toMatchObject({ paid_minor: '100000', settled_on: '2026-04-03' });
  });

  it('settles an invoice on the latest value date, where the last payment has an earlier one', () => {
    const story = charged();
    story.owe(5, 1, '1000.00', '2026-03-02T12:00:00+05:00');
    story.pay(6, 5, 1, '600.00', '2026-04-10T12:00:00+05:00');
    story.pay(7, 5, 1, '400.00', '2026-04-02T12:00:00+05:00');
    expect(foldAll(story).invoice).toMatchObject({ paid_minor: '100000', settled_on: '2026-04-10' });
  });

  it('settles a consignment once it is delivered, too; a further invoice opens it again', () => {
    const story = charged();
    story.owe(5, 1, '1000.00', '2026-03-02T12:00:00+05:00');
    story.pay(6, 5, 1, '1000.00', '2026-03-20T12:00:00+05:00');
    story.settle(5, 1, '2026-03-20', '2026-03-20T13:00:00+05:00');
    expect(foldAll(story).consignment).toMatchObject({ status: 'in-transit', settled_on: '2026-03-20' });
    story.deliver(1, '2026-03-21T10:00:00+05:00');
    expect(foldAll(story).consignment).toMatchObject({ status: 'settled', settled_on: '2026-03-20' });
    story.charge(8, 1, '50.00', '2026-03-22T11:00:00+05:00');
    expect(foldAll(story).consignment).toMatchObject({ status: 'delivered', settled_on: null });
  });

  it('is open again where a payment is returned, due as it was before, and settled when it is paid again', () => {
    const story = charged();
    story.owe(5, 1, '1000.00', '2026-03-02T12:00:00+05:00');
    story.pay(6, 5, 1, '1000.00', '2026-03-20T12:00:00+05:00');
    story.settle(5, 1, '2026-03-20', '2026-03-20T13:00:00+05:00');
    story.deliver(1, '2026-03-21T10:00:00+05:00');
    story.giveBack(6, 5, '300.00', '2026-03-25T00:00:00+05:00');
    expect(foldAll(story).invoice).toMatchObject({
      paid_minor: '70000',
      settled_on: null,
      terms_started_on: '2026-03-02',
      due_on: '2026-04-01',
    });
    story.reopen(5, 1, '300.00', '700.00', '2026-03-25T01:00:00+05:00');
    expect(foldAll(story).consignment).toMatchObject({ status: 'delivered', settled_on: null });
    story.pay(7, 5, 1, '300.00', '2026-04-03T12:00:00+05:00');
    story.settle(5, 1, '2026-04-03', '2026-04-03T13:00:00+05:00');
    expect(foldAll(story)).toMatchObject({
      invoice: { paid_minor: '100000', settled_on: '2026-04-03' },
      consignment: { status: 'settled', settled_on: '2026-04-03' },
    });
  });
});

it('knows an invoice that was withdrawn, and of the others alone whether the goods are paid for', () => {
  const story = declared();
  story.charge(4, 1, '600.00', '2026-03-01T12:00:00+05:00');
  story.charge(5, 1, '400.00', '2026-03-01T12:00:00+05:00');
  story.owe(4, 1, '600.00', '2026-03-02T12:00:00+05:00');
  story.pay(31, 4, 1, '600.00', '2026-03-20T10:00:00+05:00');
  story.settle(4, 1, '2026-03-20', '2026-03-20T10:00:00+05:00');
  expect(foldAll(story)).toMatchObject({
    consignment: { settled_on: null },
    invoice: { withdrawn_on: null },
  });
  story.withdraw(5, 1, '2026-03-21T10:00:00+05:00');
  expect(foldAll(story)).toMatchObject({
    consignment: { settled_on: '2026-03-20' },
    invoice: { withdrawn_on: '2026-03-21', settled_on: null, due_on: null, paid_minor: '0' },
  });
});

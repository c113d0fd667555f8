import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  type ConsignmentCommand,
  type ConsignmentEvent,
  consignment,
  type GoodsLine,
  type KnownConsignment,
  paymentStateOf,
} from '../index.js';

const consignmentId = '0191d8a0-0000-7000-8000-000000000001';
const AT = '2026-03-01T10:00:00+05:00';
const LATER = '2026-03-09T08:00:00+05:00';

const line: GoodsLine = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '12000',
  quantity: '40000',
  unit: 'NAR',
  value: { amount: '84000.00', currency: 'USD' },
};
const declaration = {
  consignmentId,
  exporter: { participantId: 'demo-mills', name: 'Demo Mills', country: 'PK' },
  importer: { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' },
  origin: 'PKLYP',
  destination: 'KZALA',
  incoterm: { rule: 'FCA', place: 'PKLYP' },
  hsEdition: '2022',
  lines: [line],
} as const;

const declare: ConsignmentCommand = { type: 'DeclareConsignment', occurredAt: AT, data: declaration };
const declared: ConsignmentEvent = { type: 'ConsignmentDeclared', occurredAt: AT, data: declaration };
const departure = { consignmentId, location: 'PKLYP', transportMode: 'road' } as const;
const dispatch: ConsignmentCommand = { type: 'DispatchConsignment', occurredAt: AT, data: departure };
const dispatched: ConsignmentEvent = { type: 'ConsignmentDispatched', occurredAt: AT, data: departure };
const arrival = { consignmentId, location: 'KZALA' };
const deliver: ConsignmentCommand = { type: 'DeliverConsignment', occurredAt: LATER, data: arrival };
const delivered: ConsignmentEvent = { type: 'ConsignmentDelivered', occurredAt: LATER, data: arrival };
const scan = { consignmentId, location: 'PKTOR', movement: 'arrived' } as const;
const record: ConsignmentCommand = { type: 'RecordCheckpoint', occurredAt: LATER, data: scan };
const amendment = { consignmentId, reason: 'weighed again', lines: [{ ...line, netMassKg: '11800' }] };
const amend: ConsignmentCommand = { type: 'AmendConsignment', occurredAt: LATER, data: amendment };
const cancellation = { consignmentId, reason: 'order withdrawn' };
const cancel: ConsignmentCommand = { type: 'CancelConsignment', occurredAt: LATER, data: cancellation };
const cancelled: ConsignmentEvent = { type: 'ConsignmentCancelled', occurredAt: LATER, data: cancellation };
const invoiceA = '0191d8a0-0000-7000-8000-00000000000a';
const invoiceB = '0191d8a0-0000-7000-8000-00000000000b';
const attach = (invoiceId: string): ConsignmentCommand => ({
  type: 'AttachInvoice',
  occurredAt: LATER,
  data: { consignmentId, invoiceId },
});
const attached = (invoiceId: string): ConsignmentEvent => ({
  type: 'InvoiceAttached',
  occurredAt: LATER,
  data: { consignmentId, invoiceId },
});
const settle = (invoiceId: string, settledOn: string): ConsignmentCommand => ({
  type: 'SettleInvoice',
  occurredAt: LATER,
  data: { consignmentId, invoiceId, settledOn },
});
const invoiceSettled = (invoiceId: string, settledOn: string): ConsignmentEvent => ({
  type: 'InvoiceSettled',
  occurredAt: LATER,
  data: { consignmentId, invoiceId, settledOn },
});
const settled = (settledOn: string): ConsignmentEvent => ({
  type: 'ConsignmentSettled',
  occurredAt: LATER,
  data: { consignmentId, settledOn },
});

const { given } = specOf(consignment);

describe('a consignment, step by step', () => {
  it('is declared', () => given().when(declare).thenEvents(declared));
  it('is dispatched once declared', () => given(declared).when(dispatch).thenEvents(dispatched));
  it('passes checkpoints on its way', () =>
    given(declared, dispatched)
      .when(record)
      .thenEvents({ type: 'CheckpointRecorded', occurredAt: LATER, data: scan }));
  it('is delivered', () => given(declared, dispatched).when(deliver).thenEvents(delivered));
  it('is cancelled before it leaves', () => given(declared).when(cancel).thenEvents(cancelled));
  it.each([[[declared]], [[declared, dispatched]], [[declared, dispatched, delivered]]])(
    'is amended and invoiced in every status but cancelled (%#)',
    (history) => {
      const amended: ConsignmentEvent = { type: 'ConsignmentAmended', occurredAt: LATER, data: amendment };
      given(...history)
        .when(amend)
        .thenEvents(amended);
      given(...history)
        .when(attach(invoiceA))
        .thenEvents(attached(invoiceA));
    },
  );
});

describe('its invoices', () => {
  it.each([
    [[declared, attached(invoiceA)]],
    [[declared, attached(invoiceA), dispatched]],
    [[declared, attached(invoiceA), dispatched, delivered]],
    [[declared, attached(invoiceA), cancelled]],
  ])('are settled in every status, for money may come late (%#)', (history) =>
    given(...history)
      .when(settle(invoiceA, '2026-04-08'))
      .thenEvents(invoiceSettled(invoiceA, '2026-04-08'), settled('2026-04-08')),
  );

  it('are attached once and settled once, however often it is reported', () => {
    given(declared, attached(invoiceA)).when(attach(invoiceA)).thenEvents();
    given(declared, attached(invoiceA), invoiceSettled(invoiceA, '2026-04-08'), settled('2026-04-08'))
      .when(settle(invoiceA, '2026-05-01'))
      .thenEvents();
  });

  it('settle the consignment together, on the latest of their days', () => {
    const two = [declared, attached(invoiceA), attached(invoiceB)];
    given(...two)
      .when(settle(invoiceB, '2026-04-30'))
      .thenEvents(invoiceSettled(invoiceB, '2026-04-30'));
    given(...two, invoiceSettled(invoiceB, '2026-04-30'))
      .when(settle(invoiceA, '2026-04-08'))
      .thenEvents(invoiceSettled(invoiceA, '2026-04-08'), settled('2026-04-30'));
  });

  it('open a settled consignment again where one more comes', () => {
    const settledOnce = [
      declared,
      attached(invoiceA),
      invoiceSettled(invoiceA, '2026-04-08'),
      settled('2026-04-08'),
    ];
    expect(fold(consignment, settledOnce)).toMatchObject({ settledOn: '2026-04-08' });
    expect(fold(consignment, [...settledOnce, attached(invoiceB)])).not.toHaveProperty('settledOn');
    given(...settledOnce, attached(invoiceB))
      .when(settle(invoiceB, '2026-06-01'))
      .thenEvents(invoiceSettled(invoiceB, '2026-06-01'), settled('2026-06-01'));
  });

  it('are paid in part, each part once', () => {
    const owed = (amount: string, currency = 'USD') => ({
      consignmentId,
      invoiceId: invoiceA,
      outstanding: { amount, currency },
    });
    const pay = (amount: string, currency?: string): ConsignmentCommand => ({
      type: 'PayInvoiceInPart',
      occurredAt: LATER,
      data: owed(amount, currency),
    });
    const partPaid: ConsignmentEvent = { type: 'InvoicePartPaid', occurredAt: LATER, data: owed('40.00') };
    const paid = [
      declared,
      attached(invoiceA),
      invoiceSettled(invoiceA, '2026-04-08'),
      settled('2026-04-08'),
    ];
    given(declared, attached(invoiceA)).when(pay('40.00')).thenEvents(partPaid);
    given(declared, attached(invoiceA), partPaid).when(pay('40.00')).thenEvents();
    given(declared, attached(invoiceA), partPaid).when(pay('50.00')).thenEvents();
    given(declared, attached(invoiceA), partPaid).when(pay('1', 'PKR')).thenRejected('currency-differs', {
      pointer: '/outstanding/currency',
    });
    given(...paid)
      .when(pay('40.00'))
      .thenEvents();
    const states = [
      [declared],
      [declared, attached(invoiceA)],
      [declared, attached(invoiceA), partPaid],
      [declared, attached(invoiceA), attached(invoiceB), invoiceSettled(invoiceA, '2026-04-08')],
      paid,
    ].map((history) => paymentStateOf(fold(consignment, history) as KnownConsignment));
    expect(states).toEqual(['not-invoiced', 'open', 'part-paid', 'part-paid', 'settled']);
  });

  it('are refused where they are not attached, or the day is none', () => {
    given(declared, attached(invoiceA))
      .when(settle(invoiceB, '2026-04-08'))
      .thenRejected('invoice-unknown', { pointer: '/invoiceId' });
    given(declared, attached(invoiceA))
      .when(settle(invoiceA, '2026-02-30'))
      .thenRejected('date-malformed', { pointer: '/settledOn' });
  });
});

it('its state holds what declarations and invoices are filled from', () => {
  const amended: ConsignmentEvent = { type: 'ConsignmentAmended', occurredAt: LATER, data: amendment };
  expect(fold(consignment, [declared, dispatched, amended])).toEqual({
    ...declaration,
    lines: amendment.lines,
    status: 'dispatched',
    dispatchedAt: AT,
    legs: [{ transportMode: 'road', from: 'PKLYP', departedAt: AT }],
    checkpoints: [],
    withdrawnCheckpoints: [],
    units: [],
    damages: [],
    documents: [],
    presented: [],
    declarations: [],
    invoices: [],
  });
});

describe('bad input names its field', () => {
  const withLine = (change: object): ConsignmentCommand => ({
    ...declare,
    data: { ...declaration, lines: [line, { ...line, lineNumber: 2, ...change }] },
  });
  it.each([
    [{ lineNumber: 1 }, 'line-number-invalid', '/lines/1/lineNumber'],
    [{ lineNumber: 0 }, 'line-number-invalid', '/lines/1/lineNumber'],
    [{ hs6: '63026' }, 'hs-code-malformed', '/lines/1/hs6'],
    [{ nationalCode: '6302601' }, 'national-code-malformed', '/lines/1/nationalCode'],
    [{ nationalCode: '63026100' }, 'national-code-malformed', '/lines/1/nationalCode'],
    [{ grossMassKg: '11999.999999' }, 'gross-below-net', '/lines/1/grossMassKg'],
    [
      { supplementary: { quantity: '0', unit: 'NAR' } },
      'not-a-positive-decimal',
      '/lines/1/supplementary/quantity',
    ],
    [{ netMassKg: '-1' }, 'not-a-positive-decimal', '/lines/1/netMassKg'],
    [{ quantity: '0.00' }, 'not-a-positive-decimal', '/lines/1/quantity'],
    [{ value: { amount: '-5', currency: 'USD' } }, 'value-not-positive', '/lines/1/value/amount'],
    [{ value: { amount: '0', currency: 'USD' } }, 'value-not-positive', '/lines/1/value/amount'],
    [{ value: { amount: '5', currency: 'ZZZ' } }, 'unknown-currency', '/lines/1/value/currency'],
    [{ value: { amount: '5', currency: 'PKR' } }, 'currency-differs', '/lines/1/value/currency'],
  ])('%j is refused with %s', (change, code, pointer) => {
    given().when(withLine(change)).thenRejected(code, { pointer });
  });

  it('a consignment without goods, to where it came from, or under no known incoterm', () => {
    const declaring = (change: object): ConsignmentCommand => ({
      ...declare,
      data: { ...declaration, ...change },
    });
    given()
      .when(declaring({ lines: [] }))
      .thenRejected('lines-missing', { pointer: '/lines' });
    given()
      .when(declaring({ destination: 'PKLYP' }))
      .thenRejected('destination-is-origin', { pointer: '/destination' });
    given()
      .when(declaring({ incoterm: { rule: 'DAT', place: 'KZALA' } }))
      .thenRejected('incoterm-unknown', { pointer: '/incoterm/rule' });
  });

  it('an amendment is checked like a declaration', () =>
    given(declared)
      .when({ ...amend, data: { ...amendment, lines: [] } } as ConsignmentCommand)
      .thenRejected('lines-missing', { pointer: '/lines' }));

  it.each([[record], [deliver]])('nothing happens on the way before the dispatch (%#)', (command) =>
    given(declared, dispatched)
      // 09:00 at UTC+5 is an hour before the dispatch; 09:30 at UTC+4 would be after it.
      .when({ ...command, occurredAt: '2026-03-01T09:00:00+05:00' } as ConsignmentCommand)
      .thenRejected('before-dispatch', { pointer: '/occurredAt' }),
  );

  it('compares instants, not their texts', () =>
    given(declared, dispatched)
      .when({ ...deliver, occurredAt: '2026-03-01T09:30:00+04:00' } as ConsignmentCommand)
      .thenEvents({ ...delivered, occurredAt: '2026-03-01T09:30:00+04:00' } as ConsignmentEvent));
});

import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type TransportCostCommand, type TransportCostEvent, transportCost } from '../index.js';

const AT = '2026-03-04T10:00:00+05:00';
const LATER = '2026-03-10T10:00:00+05:00';
const ids = {
  costId: '0191d8a0-0000-8000-8000-000000000009',
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
};
const rate = { usdPerUnit: '0.00359', date: '2026-03-04', source: 'State Bank of Pakistan' };
const told = {
  ...ids,
  reference: 'TOR-4417',
  kind: 'customs-clearance',
  scope: { basis: 'place', location: 'PKTOR' },
  amount: { amount: '12500.00', currency: 'PKR' },
  exchangeRate: rate,
  receipted: true,
  recordedBy: 'demo-carrier',
  exporter: 'demo-mills',
  importer: 'demo-stores',
} as const;
const { exchangeRate: _, ...inDollars } = { ...told, amount: { amount: '40.00', currency: 'USD' } } as const;

const recording = (change: object = {}, occurredAt = AT, of: object = told): TransportCostCommand =>
  ({ type: 'RecordTransportCost', occurredAt, data: { ...of, ...change } }) as TransportCostCommand;
// 12,500 × 0.00359 = 44.875, which lies half-way: 44.88 is even.
const recorded = (change: object = {}): TransportCostEvent => ({
  type: 'TransportCostRecorded',
  occurredAt: AT,
  data: { ...told, amountUsd: { amount: '44.88', currency: 'USD' }, ...change },
});
const withdrawing: TransportCostCommand = {
  type: 'WithdrawTransportCost',
  occurredAt: LATER,
  data: { ...ids, reason: 'another truck' },
};
const withdrawn: TransportCostEvent = {
  type: 'TransportCostWithdrawn',
  occurredAt: LATER,
  data: { ...ids, reason: 'another truck' },
};
const { given } = specOf(transportCost);

it('is converted once, at the rate of the day on which it was paid', () => {
  given().when(recording()).thenEvents(recorded());
  given()
    .when(recording({}, AT, inDollars))
    .thenEvents({
      type: 'TransportCostRecorded',
      occurredAt: AT,
      data: { ...inDollars, amountUsd: { amount: '40.00', currency: 'USD' } },
    });
});

it('says nothing new told again, however its instant and its amount are written', () => {
  given(recorded()).when(recording()).thenEvents();
  given(recorded())
    .when(recording({ amount: { amount: '12500', currency: 'PKR' } }, '2026-03-04T05:00:00Z'))
    .thenEvents();
});

it('is told where nothing had to be paid, too, and where nobody told of a receipt', () => {
  const none = { amount: { amount: '0.00', currency: 'PKR' }, description: 'clearance', units: 2 };
  given()
    .when(recording(none))
    .thenEvents(recorded({ ...none, amountUsd: { amount: '0.00', currency: 'USD' } }));
  const { receipted: __, ...rest } = inDollars;
  const data = { ...rest, amount: { amount: '0.00', currency: 'USD' } };
  given()
    .when(recording({}, AT, data))
    .thenEvents({
      type: 'TransportCostRecorded',
      occurredAt: AT,
      data: { ...data, amountUsd: { amount: '0.00', currency: 'USD' } },
    });
});

it('says nothing new told again by another one', () => {
  given(recorded())
    .when(recording({ recordedBy: 'demo-mills' }))
    .thenEvents();
});

it.each([
  [{ kind: 'other' }],
  [{ amount: { amount: '12500.01', currency: 'PKR' } }],
  [{ receipted: false }],
  [{ description: 'a broker' }],
  [{ units: 2 }],
  [{ scope: { basis: 'place', location: 'AFRKH' } }],
])('is one cost under its reference: %j is another', (change) => {
  given(recorded()).when(recording(change)).thenRejected('reference-used', { pointer: '/reference' });
});

it('is withdrawn, once; told again it stays so, and in other words it is told anew', () => {
  given(recorded()).when(withdrawing).thenEvents(withdrawn);
  given(recorded(), withdrawn).when(withdrawing).thenEvents();
  given()
    .when(withdrawing)
    .thenRejected('illegal-step', { legalNow: ['RecordTransportCost'] });
  given(recorded(), withdrawn).when(recording()).thenEvents();
  given(recorded(), withdrawn)
    .when(recording({ receipted: false }))
    .thenEvents(recorded({ receipted: false }));
  expect(fold(transportCost, [recorded(), withdrawn])).toMatchObject({
    status: 'withdrawn',
    paidAt: AT,
    told,
  });
});

it.each([
  [{ amount: { amount: '-0.01', currency: 'PKR' } }, 'amount-negative', '/amount/amount'],
  [{ amount: { amount: '1.005', currency: 'PKR' } }, 'amount-too-precise', '/amount/amount'],
  [{ exchangeRate: { ...rate, usdPerUnit: '0' } }, 'not-a-positive-decimal', '/exchangeRate/usdPerUnit'],
  [{ exchangeRate: { ...rate, date: '2026-03-03' } }, 'rate-of-another-day', '/exchangeRate/date'],
  [{ exchangeRate: undefined }, 'rate-missing', '/exchangeRate'],
  [{ amount: { amount: '40.00', currency: 'USD' } }, 'rate-not-needed', '/exchangeRate'],
  [{ scope: { basis: 'section', from: 'PKTOR', to: 'PKTOR' } }, 'section-is-place', '/scope/to'],
  [
    {
      amount: { amount: '9999999999999999.00', currency: 'PKR' },
      exchangeRate: { ...rate, usdPerUnit: '1000' },
    },
    'amount-too-large',
    '/amount/amount',
  ],
])('with %j is refused', (change, code, pointer) => {
  given().when(recording(change)).thenRejected(code, { pointer });
});

import { foldGoodsValues, type GoodsValueEvent, type OverdueTransitRow } from './goods-values.fold.js';

const line = (amount: string, currency = 'USD', netMassKg = '1') => ({
  value: { amount, currency },
  netMassKg,
});
const event = (position: number, type: GoodsValueEvent['type'], data: object) =>
  ({ position, type, data, occurredAt: `2026-01-0${position}T10:00:00+05:00` }) as unknown as GoodsValueEvent;
const none = { parts: null, cancelled: false, net_mass_kg: null };

it('tells what goods are worth and weigh from each event on, and no worth of what is not in USD', () => {
  const { values } = foldGoodsValues(
    [
      event(1, 'ConsignmentDeclared', {
        consignmentId: 'a',
        lines: [line('750.00', 'USD', '12000.5'), line('250.05', 'USD', '0.000001')],
      }),
      event(2, 'ConsignmentDeclared', { consignmentId: 'b', lines: [line('750.00'), line('1.00', 'KZT')] }),
      event(3, 'ConsignmentAmended', { consignmentId: 'a', lines: [line('10.00')] }),
      event(4, 'ConsignmentSplit', {
        consignmentId: 'a',
        parts: [{ consignmentId: 'c' }, { consignmentId: 'd' }],
      }),
      event(5, 'ConsignmentCancelled', { consignmentId: 'b' }),
    ],
    { goods: new Map(), overdue: new Map() },
  );
  const on = (day: number) => ({ occurred_at: `2026-01-0${day}T05:00:00.000Z` });
  expect(values).toEqual([
    { consignment_id: 'a', position: 1, usd_cents: '100005', ...none, net_mass_kg: '12000.500001', ...on(1) },
    { consignment_id: 'b', position: 2, usd_cents: null, ...none, net_mass_kg: '2', ...on(2) },
    { consignment_id: 'a', position: 3, usd_cents: '1000', ...none, net_mass_kg: '1', ...on(3) },
    { consignment_id: 'a', position: 4, usd_cents: null, ...none, parts: ['c', 'd'], ...on(4) },
    { consignment_id: 'b', position: 5, usd_cents: null, ...none, cancelled: true, ...on(5) },
  ]);
});

it('tells which goods arrived, or came back', () => {
  const { values, arrived } = foldGoodsValues(
    [
      event(1, 'ConsignmentDelivered', { consignmentId: 'a' }),
      event(2, 'ConsignmentReturned', { consignmentId: 'b' }),
    ],
    { goods: new Map(), overdue: new Map() },
  );
  expect(arrived).toEqual([
    { consignment_id: 'a', position: 1 },
    { consignment_id: 'b', position: 2 },
  ]);
  expect(values).toEqual([]);
});

it.each(['TransitExtended', 'TransitTerminated', 'TransitDischarged', 'TransitCancelled'] as const)(
  'a transit is overdue until it is told by %s',
  (type) => {
    const transits = {
      goods: new Map<string, string | null>(),
      overdue: new Map<string, OverdueTransitRow>(),
    };
    const of = { transitId: 't' };
    const first = foldGoodsValues(
      [
        event(1, 'TransitOpened', { ...of, consignmentId: 'a' }),
        event(2, 'TransitExtended', of),
        event(3, 'TransitBecameOverdue', of),
      ],
      transits,
    );
    const overdue = { transit_id: 't', consignment_id: 'a', from_position: 3 };
    expect(first.ended).toEqual([]);
    expect([...transits.overdue.values()]).toEqual([{ ...overdue, until_position: null }]);
    const second = foldGoodsValues([event(4, type, of)], transits);
    expect(second.ended).toEqual([{ ...overdue, until_position: 4 }]);
    expect(transits.overdue.size).toBe(0);
  },
);

import { logOf, Teller, uuid } from '../teller.spec-kit.js';
import { payFor, withdrawCost } from './transport-cost-story.spec-kit.js';
import {
  foldTransportCosts,
  type TransportCostEventOfLog,
  type TransportCostRow,
} from './transport-costs.fold.js';

const at = (day: number) => `2026-03-0${day}T10:00:00+05:00`;

/** Paid at position 1, withdrawn at 2, told anew at 3, and another cost at 4. */
function eventsOf(): readonly TransportCostEventOfLog[] {
  const told = new Teller();
  payFor(told, 9, 1, '40.00', at(1));
  withdrawCost(told, 9, 1, at(2));
  payFor(told, 9, 1, '44.50', at(1));
  payFor(told, 8, 1, '7.05', at(3));
  return logOf(told) as readonly TransportCostEventOfLog[];
}
const cents = (rows: readonly TransportCostRow[]) =>
  rows.map(({ position, usd_cents, withdrawn_position }) => [position, usd_cents, withdrawn_position]);

it('is a row for each time that a cost was told, and keeps what was withdrawn with who withdrew it', () => {
  const rows = foldTransportCosts(eventsOf(), new Map());
  expect(cents(rows)).toEqual([
    [1, '4000', 2],
    [3, '4450', null],
    [4, '705', null],
  ]);
  expect(rows[0]).toEqual({
    position: 1,
    cost_id: uuid(9),
    consignment_id: uuid(1),
    reference: 'receipt 9',
    kind: 'customs-clearance',
    description: null,
    location: 'PKTOR',
    from_location: null,
    to_location: null,
    units: null,
    currency: 'USD',
    amount_minor: '4000',
    usd_cents: '4000',
    receipted: true,
    recorded_by: 'demo-carrier',
    paid_at: '2026-03-01T05:00:00.000Z',
    demo: false,
    withdrawn_position: 2,
    withdrawn_at: '2026-03-02T05:00:00.000Z',
  });
});

it('is the same folded at once, or from what stood between', () => {
  const events = eventsOf();
  const all = foldTransportCosts(events, new Map());
  for (const cut of [1, 2, 3]) {
    const first = foldTransportCosts(events.slice(0, cut), new Map());
    const standing = first.filter(({ withdrawn_position }) => withdrawn_position === null);
    const second = foldTransportCosts(events.slice(cut), new Map(standing.map((row) => [row.cost_id, row])));
    const both = new Map([...first, ...second].map((row) => [row.position, row]));
    expect([...both.values()].sort((a, b) => a.position - b.position)).toEqual(all);
  }
});

it('cannot apply the withdrawal of what was not told', () => {
  expect(() => foldTransportCosts(eventsOf().slice(1, 2), new Map())).toThrow('was not recorded before');
});

import type { RecordedEvent } from '@corridor/contracts';
import { Teller, uuid } from '../teller.spec-kit.js';
import { foldServicesTrade, SERVICES_TRADE_EVENTS, type ServicesTradeEvent } from './services-trade.fold.js';
import { agree, giveServicesBack, payUnder, tellContract } from './services-trade-story.spec-kit.js';

const at = (day: number) => `2026-03-0${day}T01:30:00.0009+05:00`;

/**
 * Agreed (1); 250.00 of a credit under it (3), and all of another one in rupees (5); 60.00 go back (7, of which 50.00 waited: 10.00 at 6); of other
 * services (8); over (9).
 */
function eventsOf(): readonly ServicesTradeEvent[] {
  const told = new Teller();
  agree(told, 7, at(1));
  payUnder(told, { credit: 8, contract: 7, amount: '250.00' }, at(2));
  payUnder(told, { credit: 9, contract: 7 }, at(3), 'PKR');
  giveServicesBack(told, 8, '60.00', at(4), 10);
  tellContract(told, 7, at(5), 'ReclassifyServiceContract', { to: 'SI22', reason: 'x' });
  tellContract(told, 7, at(6), 'CompleteServiceContract', { completedOn: '2026-03-05' });
  const handled: readonly string[] = SERVICES_TRADE_EVENTS;
  return told.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, demo: true }))
    .filter(({ type }) =>
      handled.includes(type),
    ) as readonly Partial<RecordedEvent>[] as readonly ServicesTradeEvent[];
}

it('is a contract as it was told and as it is, and a fact for each event that pays or takes back', () => {
  const rows = foldServicesTrade(eventsOf(), new Map());
  expect(rows.service_contracts).toEqual([
    expect.objectContaining({
      service_contract_id: uuid(7),
      position: 1,
      occurred_at: '2026-02-28T20:30:00.000Z',
      agreed_at: at(1),
      provider_country: 'PK',
      customer_country: 'KZ',
      provider_bank: 'demo-bank-karachi',
      service: 'SI21',
      service_now: 'SI22',
      status: 'completed',
      demo: true,
    }),
  ]);
  expect(rows.service_contract_changes).toEqual([
    {
      position: 8,
      occurred_at: '2026-03-04T20:30:00.000Z',
      service_contract_id: uuid(7),
      service: 'SI22',
    },
  ]);
  const facts = rows.service_payments as readonly Readonly<Record<string, unknown>>[];
  const told = facts.map((row) => [row.position, row.what, row.value_date, row.amount_minor, row.usd_minor]);
  expect(told).toEqual([
    [3, 'matched', '2026-03-02', '25000', '25000'],
    [5, 'matched', '2026-03-03', '30000', null],
    [6, 'returned', '2026-03-02', '-1000', '-1000'],
  ]);
});

it('is the same folded at once, or from what stood between', () => {
  const events = eventsOf();
  const all = foldServicesTrade(events, new Map());
  for (let cut = 1; cut < events.length; cut += 1) {
    const first = foldServicesTrade(events.slice(0, cut), new Map());
    const standing = new Map(first.service_contracts.map((row) => [row.service_contract_id, row]));
    const second = foldServicesTrade(events.slice(cut), standing);
    const contracts = new Map(
      [...first.service_contracts, ...second.service_contracts].map((row) => [row.service_contract_id, row]),
    );
    expect([...contracts.values()]).toEqual(all.service_contracts);
    expect([...first.service_payments, ...second.service_payments]).toEqual(all.service_payments);
    expect([...first.service_contract_changes, ...second.service_contract_changes]).toEqual(
      all.service_contract_changes,
    );
  }
});

it('cannot apply what is told of a contract that was not registered', () => {
  const [, ...behind] = eventsOf().filter(({ type }) => type.startsWith('ServiceContract'));
  expect(() => foldServicesTrade(behind, new Map())).toThrow('was not registered before');
});

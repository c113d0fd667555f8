import type { RecordedEvent } from '@corridor/contracts';
import { Teller, uuid } from '../teller.spec-kit.js';
import { PaidForServices } from './paid-for-services.js';
import { foldServicesTrade, SERVICES_TRADE_EVENTS, type ServicesTradeEvent } from './services-trade.fold.js';
import {
  agree,
  book,
  enterCredit,
  giveServicesBack,
  matchServices,
  payUnder,
  tellContract,
  tellCredit,
} from './services-trade-story.spec-kit.js';

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
  return handledOf(told);
}

function handledOf(told: Teller): readonly ServicesTradeEvent[] {
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
  const rows = foldServicesTrade(eventsOf(), new Map(), new PaidForServices([], []));
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
  const facts = rows.service_payments;
  const told = facts.map((row) => [row.position, row.what, row.value_date, row.amount_minor, row.usd_minor]);
  expect(told).toEqual([
    [3, 'matched', '2026-03-02', '25000', '25000'],
    [5, 'matched', '2026-03-03', '30000', null],
    [6, 'returned', '2026-03-02', '-1000', '-1000'],
  ]);
});

const foldNew = (events: readonly ServicesTradeEvent[]) =>
  foldServicesTrade(events, new Map(), new PaidForServices([], []));

it.each([
  ['a contract', eventsOf],
  ['an entry', () => handledOf(entered(9))],
  ['a late entry', () => handledOf(entered(2))],
])('is the same folded at once, or from what stood between: %s', (_, tell) => {
  const events = tell();
  const all = foldNew(events);
  for (let cut = 1; cut < events.length; cut += 1) {
    const first = foldNew(events.slice(0, cut));
    const standing = new Map(first.service_contracts.map((row) => [row.service_contract_id, row]));
    const paid = new PaidForServices(first.service_credits, first.service_payments);
    const second = foldServicesTrade(events.slice(cut), standing, paid);
    const contracts = new Map(
      [...first.service_contracts, ...second.service_contracts].map((row) => [row.service_contract_id, row]),
    );
    const credits = new Map(
      [...first.service_credits, ...second.service_credits].map((row) => [row.settlement_id, row]),
    );
    expect([...contracts.values()]).toEqual(all.service_contracts);
    expect([...credits.values()]).toEqual(all.service_credits);
    expect([...first.service_payments, ...second.service_payments]).toEqual(all.service_payments);
    expect([...first.service_contract_changes, ...second.service_contract_changes]).toEqual(
      all.service_contract_changes,
    );
  }
});

const usd = (amount: string) => ({ amount, currency: 'USD' });

/**
 * A status told a credit of 300.00 of 2 March (2), of which 200.00 (3) and 100.00 (4) are paid under two contracts; the entry is of 1 April (5) and happened on a day of March; 150.00 go
 * back on 5 March (6, 7: of the last matched first), and a person takes back what is left (9).
 */
function entered(day: number): Teller {
  const told = new Teller();
  agree(told, 7, at(1));
  book(told, 8, at(2), { basis: 'status-accc' });
  matchServices(told, 8, 7, at(3), { amount: usd('200.00') });
  matchServices(told, 8, 6, at(4));
  enterCredit(told, 8, at(day), '2026-04-01', { bookedOn: '2026-03-02' });
  giveServicesBack(told, 8, '150.00', at(5), 10);
  tellCredit(told, 8, at(9), 'UnmatchServiceContract', {
    ...{ serviceContractId: uuid(7), takenBackOn: '2026-04-02', reason: 'x' },
  });
  return told;
}

/** Position, match, what, day of March at which it happened, value date and cents. */
const rowsOf = (story: Teller) =>
  foldNew(handledOf(story)).service_payments.map((row) => [
    ...[row.position, row.match_position, row.what, Number(row.occurred_at.slice(8, 10)) + 1],
    ...[row.value_date, row.amount_minor, row.usd_minor],
  ]);

it('moves what a credit pays to the value date of its entry, and takes back from there', () => {
  const moved = (match: number, on: number, cents: string) => [
    [5, match, 'entry', on, '2026-03-02', `-${cents}`, `-${cents}`],
    [5, match, 'entry', on, '2026-04-01', cents, cents],
  ];
  const matched = [
    [3, 3, 'matched', 3, '2026-03-02', '20000', '20000'],
    [4, 4, 'matched', 4, '2026-03-02', '10000', '10000'],
  ];
  const last = [9, 3, 'person', 9, '2026-04-01', '-15000', '-15000'];
  // Behind it, all that happened before it as of instants between the two.
  expect(rowsOf(entered(9))).toEqual([
    ...[...matched, ...moved(3, 9, '20000'), ...moved(4, 9, '10000')],
    [6, 4, 'returned', 5, '2026-03-02', '-10000', '-10000'],
    [6, 4, 'entry', 9, '2026-03-02', '10000', '10000'],
    [6, 4, 'entry', 9, '2026-04-01', '-10000', '-10000'],
    [7, 3, 'returned', 5, '2026-03-02', '-5000', '-5000'],
    [7, 3, 'entry', 9, '2026-03-02', '5000', '5000'],
    [7, 3, 'entry', 9, '2026-04-01', '-5000', '-5000'],
    last,
  ]);
  // An entry that happened before what it moves.
  expect(rowsOf(entered(2))).toEqual([
    ...[...matched, ...moved(3, 3, '20000'), ...moved(4, 4, '10000')],
    [6, 4, 'returned', 5, '2026-04-01', '-10000', '-10000'],
    [7, 3, 'returned', 5, '2026-04-01', '-5000', '-5000'],
    last,
  ]);
});

it('is worth what the entry says that the credit is, in parts that sum to that', () => {
  const told = new Teller();
  const rupees = (amount: string) => ({ amount, currency: 'PKR' });
  const leg = { base: 'USD', quote: 'PKR', rate: '280', on: '2026-03-02', source: 'sbp', inverse: true };
  const exchange = { from: 'PKR', to: 'USD', rate: '0.003571428571', legs: [leg] };
  book(told, 8, at(2), { basis: 'status-accc', currency: 'PKR' });
  for (const contract of [5, 6]) {
    matchServices(told, 8, contract, at(3), { amount: rupees('100.00'), exchange });
  }
  matchServices(told, 8, 7, at(3), { amount: rupees('100.00') });
  // 301.00 are worth 1.00: 100.00 are 33.2 cents, 200.00 are 66.4 and 300.00 are 99.7.
  const worth = { amount: rupees('301.00'), usd: { amount: usd('1.00'), exchange } };
  enterCredit(told, 8, at(9), '2026-04-01', worth);
  tellCredit(told, 8, at(9), 'UnmatchServiceContract', {
    ...{ serviceContractId: uuid(7), takenBackOn: '2026-04-02', reason: 'x' },
  });
  expect(rowsOf(told).map(([position, , , , day, , cents]) => [position, day, cents])).toEqual([
    // 100.00 ÷ 280 = 0.357…
    [2, '2026-03-02', '36'],
    [3, '2026-03-02', '36'],
    [4, '2026-03-02', null],
    ...[
      [5, '2026-03-02', '-36'],
      [5, '2026-04-01', '33'],
    ],
    ...[
      [5, '2026-03-02', '-36'],
      [5, '2026-04-01', '33'],
    ],
    ...[
      [5, '2026-03-02', null],
      [5, '2026-04-01', '34'],
    ],
    [6, '2026-04-01', '-34'],
  ]);
});

it('stays on the day that an entry told first, whatever else is told of the credit', () => {
  const stays = (tell: (story: Teller) => void, basis?: 'status-accc') => {
    const told = new Teller();
    book(told, 8, at(2), basis ? { basis } : {});
    matchServices(told, 8, 7, at(3));
    tell(told);
    return foldNew(handledOf(told)).service_payments.map((row) => row.value_date);
  };
  expect(stays((told) => enterCredit(told, 8, at(4), '2026-04-01'))).toEqual(['2026-03-02']);
  expect(stays((told) => enterCredit(told, 8, at(4), '2026-03-02'), 'status-accc')).toEqual(['2026-03-02']);
  const twice = (told: Teller) => {
    enterCredit(told, 8, at(4), '2026-03-02');
    enterCredit(told, 8, at(5), '2026-04-01');
  };
  expect(stays(twice, 'status-accc')).toEqual(['2026-03-02']);
  const byStatus = { basis: 'status-accc' };
  expect(stays((told) => enterCredit(told, 8, at(4), '2026-04-01', byStatus), 'status-accc')).toEqual([
    '2026-03-02',
  ]);
});

it('cannot take back of what was not matched', () => {
  const [unmatched] = handledOf(entered(9)).filter(({ type }) => type.startsWith('SettlementUnmatched'));
  expect(() => foldNew(unmatched ? [unmatched] : [])).toThrow('pays nothing under the contract');
});

it('cannot apply what is told of a contract that was not registered', () => {
  const [, ...behind] = eventsOf().filter(({ type }) => type.startsWith('ServiceContract'));
  expect(() => foldServicesTrade(behind, new Map(), new PaidForServices([], []))).toThrow(
    'was not registered before',
  );
});

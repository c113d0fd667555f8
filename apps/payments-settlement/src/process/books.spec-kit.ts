import { type EventDataOf, type EventType, type RecordedEvent, readEventData } from '@corridor/contracts';
import {
  allocate,
  type BookedSettlement,
  isRaised,
  namesSeveralCreditors,
  type RaisedObligation,
} from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type MoneyJson, toMoney } from '@corridor/kernel';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import type { ProcessWorld } from './process-world.spec-kit.js';

/** What the log says of obligations and settlements, by their ids. */
export interface Books {
  readonly obligations: ReadonlyMap<string, RaisedObligation>;
  readonly settlements: ReadonlyMap<string, BookedSettlement>;
  /** Settlements and what they pay whose last match is by hand. */
  readonly byHand: ReadonlySet<string>;
}

export async function booksOf(pool: pg.Pool, events: readonly RecordedEvent[]): Promise<Books> {
  const aggregates = aggregatesOn(new EventStore({ pool }));
  const obligations = new Map<string, RaisedObligation>();
  const settlements = new Map<string, BookedSettlement>();
  for (const stream of new Set(events.map(({ streamId }) => streamId))) {
    const id = stream.slice(stream.indexOf('-') + 1);
    const owed = stream.startsWith('obligation-') ? (await aggregates.obligations.load(id)).state : undefined;
    if (owed && isRaised(owed)) obligations.set(id, owed);
    const booked = stream.startsWith('settlement-')
      ? (await aggregates.settlements.load(id)).state
      : undefined;
    if (booked && booked.status !== 'unknown') settlements.set(id, booked);
  }
  const lastBy = new Map(dataOf(events, 'SettlementMatched').map((each) => [pair(each), each.by]));
  const byHand = new Set([...lastBy].flatMap(([each, by]) => (by === 'manual' ? [each] : [])));
  return { obligations, settlements, byHand };
}

/** Delivers all that came behind a position, and checks that no money came or went, and that a build from the log comes to the same. */
export async function settledBooks(
  manager: ProcessWorld,
  after: number,
  picks: readonly number[] = [0],
): Promise<Books> {
  await manager.deliverAll('payments', picks, after);
  const events = await manager.log(after);
  const books = await booksOf(manager.owner, events);
  expectBalanced(events, books);
  await expectRowsOf(manager.owner, books);
  return books;
}

type Payment = EventDataOf<'ObligationSettled'>;

/** Checks over the log that no money came or went, and that none waits that could pay. */
export function expectBalanced(events: readonly RecordedEvent[], { obligations, settlements }: Books): void {
  const matched = dataOf(events, 'SettlementMatched');
  const paid: readonly Payment[] = [
    ...dataOf(events, 'ObligationPartSettled'),
    ...dataOf(events, 'ObligationSettled'),
  ];
  const returns = dataOf(events, 'SettlementReturned');
  const takenBack = returns.flatMap(({ settlementId, takenBack }) =>
    takenBack.map((part) => ({ settlementId, ...part })),
  );
  const paidBack = dataOf(events, 'PaymentReturned');
  const unmatched = dataOf(events, 'SettlementUnmatched');
  const unpaid = dataOf(events, 'PaymentUnmatched');
  // Every debit has its credit, and what is taken back on one side on the other.
  expect(matched.map(pairAndSettled).sort()).toEqual(paid.map(pairAndAmount).sort());
  expect(takenBack.map(pairAndSettled).sort()).toEqual(paidBack.map(pairAndAmount).sort());
  expect(unmatched.map(pairAndSettled).sort()).toEqual(unpaid.map(pairAndAmount).sort());
  // No settlement pays an obligation twice, but for one that a return or a person has opened again.
  const opened = new Set([...paidBack, ...unpaid].map(({ obligationId }) => obligationId));
  // Fees that are told behind a match fill it up.
  const closed = matched.filter(
    ({ obligationId, amount }) => !opened.has(obligationId) && minor(amount) > 0n,
  );
  expect(new Set(closed.map(pair)).size).toBe(closed.length);

  for (const [id, { settlement, unallocated, suspended, allocations, returned, screening }] of settlements) {
    const ofIt = <Each extends { readonly settlementId: string }>(each: Each) => each.settlementId === id;
    const pays = total(matched.filter(ofIt)) - total([...takenBack, ...unmatched].filter(ofIt));
    expect(total(allocations)).toBe(pays);
    expect(minor(returned)).toBe(total(returns.filter(ofIt)));
    expect(pays + minor(unallocated) + minor(returned)).toBe(minor(settlement.amount));
    if (minor(unallocated) > 0n && screening !== 'held') expect(suspended).toEqual(unallocated);
  }
  for (const [id, { obligation, outstanding, payments }] of obligations) {
    const ofIt = <Each extends { readonly obligationId: string }>(each: Each) => each.obligationId === id;
    const isPaid = total(paid.filter(ofIt)) - total([...paidBack, ...unpaid].filter(ofIt));
    expect(total(payments)).toBe(isPaid);
    expect(isPaid + minor(outstanding)).toBe(minor(obligation.amount));
  }
  expectAccounts(events, settlements);
  const open = [...obligations.values()]
    .filter(({ status }) => status === 'open')
    .map(({ obligation, outstanding }) => ({ ...obligation, outstanding }));
  const saysNothing = (id: string) => settlements.get(id)?.allocations.length === 0;
  // Whom an account has paid by what was named or by hand: it pays no other.
  const creditorsOf = ({ bank, account }: { readonly bank: string; readonly account: string }) => {
    const named = matched
      .filter(({ by, settlementId }) => by !== 'score' && !saysNothing(settlementId))
      .filter(({ settlementId }) => {
        const of = settlements.get(settlementId)?.settlement;
        return of?.bank === bank && of.account === account;
      })
      .flatMap(({ obligationId }) => obligations.get(obligationId)?.obligation.creditor ?? []);
    return [...new Set(named)];
  };
  for (const state of settlements.values()) {
    // Which creditor is meant, nothing tells that becomes of what is open.
    if (namesSeveralCreditors(state) || state.screening === 'held') continue;
    const { settlement, unallocated, obligationIds, unmatchedIds } = state;
    const paid = obligationIds.find((id) => !unmatchedIds.includes(id));
    const ofAccount = creditorsOf(settlement);
    // With several, it depends on what had been paid by then.
    if (paid === undefined && ofAccount.length > 1) continue;
    const creditor = obligations.get(paid ?? '')?.obligation.creditor;
    const payable = open.filter(({ obligationId }) => !unmatchedIds.includes(obligationId));
    expect(allocate({ ...settlement, unallocated, creditor, accountOf: ofAccount[0] }, payable)).toEqual([]);
  }
}

/** Checks the accounts by double entry against what each settlement is: what waits, what came and what is paid. */
function expectAccounts(events: readonly RecordedEvent[], settlements: Books['settlements']): void {
  const accounts = new Map<string, bigint>();
  const add = (account: string, { amount, currency }: MoneyJson, sign: bigint): void => {
    const key = `${account} ${currency}`;
    accounts.set(key, (accounts.get(key) ?? 0n) + sign * minor({ amount, currency }));
  };
  for (const type of [
    'SettlementBooked',
    'SettlementMatched',
    'SettlementUnmatched',
    'SettlementReturned',
  ] as const) {
    for (const { settlementId, postings } of dataOf(events, type)) {
      if (!settlements.has(settlementId)) continue;
      for (const { account, side, amount } of postings) add(account, amount, side === 'debit' ? 1n : -1n);
    }
  }
  for (const { settlement, unallocated, allocations, returned } of settlements.values()) {
    add('nostro', settlement.amount, -1n);
    add('nostro', returned, 1n);
    add('suspense', unallocated, 1n);
    for (const { settled, fees } of allocations) {
      add('vostro', settled, 1n);
      if (fees) add('fees', fees, -1n);
    }
  }
  const off = [...accounts].filter(([key, balance]) => balance !== 0n && !key.startsWith('fx-clearing'));
  expect(off).toEqual([]);
}

/** Checks that the process manager's rows name what is open and unallocated, and nothing else. */
export async function expectRowsOf(
  owner: pg.Pool,
  { obligations, settlements, byHand }: Books,
): Promise<void> {
  const open = [...obligations].filter(([, { status }]) => status === 'open').map(([id]) => id);
  const unallocated = [...settlements]
    .filter(([, each]) => minor(each.unallocated) > 0n && each.screening !== 'held')
    .map(([id]) => id);
  const ids = async (column: string, table: string) =>
    (await owner.query<{ id: string }>(`SELECT ${column} AS id FROM payments.${table}`)).rows.map(
      ({ id }) => id,
    );
  expect((await ids('obligation_id', 'open_obligations')).sort()).toEqual(open.sort());
  expect((await ids('settlement_id', 'unallocated_settlements')).sort()).toEqual(unallocated.sort());
  const underUetr = [...settlements].filter(([, { settlement }]) => settlement.references.uetr !== undefined);
  const paid = underUetr.flatMap(([settlementId, { allocations }]) =>
    allocations.map(({ obligationId }) => pair({ settlementId, obligationId })),
  );
  const standing = [...new Set(paid)].filter((each) => !byHand.has(each));
  const pairs = await ids(`settlement_id || ' ' || obligation_id`, 'paid_under_uetr');
  expect(pairs.sort()).toEqual(standing.sort());
  expect((await ids('settlement_id', 'credits_under_uetr')).sort()).toEqual(
    underUetr.map(([id]) => id).sort(),
  );
}

function dataOf<Type extends EventType>(
  events: readonly RecordedEvent[],
  type: Type,
): readonly EventDataOf<Type>[] {
  return events.filter((event) => event.type === type).map((event) => readEventData(type, event));
}

const minor = (money: MoneyJson): bigint => toMoney(money).minor;
const total = (parts: readonly { readonly amount: MoneyJson }[]): bigint =>
  parts.reduce((a, { amount }) => a + minor(amount), 0n);
const pair = ({ settlementId, obligationId }: { settlementId: string; obligationId: string }): string =>
  `${settlementId} ${obligationId}`;
const pairAndSettled = ({
  settled,
  ...each
}: Parameters<typeof pair>[0] & { readonly settled: MoneyJson }): string =>
  pairAndAmount({ ...each, amount: settled });
const pairAndAmount = (each: Parameters<typeof pair>[0] & { readonly amount: MoneyJson }): string =>
  `${pair(each)} ${each.amount.amount} ${each.amount.currency}`;

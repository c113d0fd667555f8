import { type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import {
  type AllocatedPart,
  type BookedSettlement,
  isRaised,
  type ObligationCommand,
  obligation,
  type Posting,
  type RaisedObligation,
  type SettlementCommand,
  type SettlementEvent,
  settlement,
} from '../index.js';
import { AT, BANK } from './settlement.spec-kit.js';

type Told<Command extends { readonly data: unknown }, Type extends string> = Extract<
  Command,
  { readonly type: Type }
>['data'];
export type Paying = Told<SettlementCommand, 'AllocateSettlement'>;
export type Returning = Told<SettlementCommand, 'ReturnSettlement'>;

export const minorOf = (money: MoneyJson): bigint => toMoney(money).minor;

/** Settlements, the obligations that they pay, and what they posted: each step over both, as the service appends it, or refused for both. */
export class Books {
  readonly settlements = new Map<string, BookedSettlement>();
  readonly obligations = new Map<string, RaisedObligation>();
  readonly events: SettlementEvent[] = [];

  owe(obligationId: string, amount: MoneyJson): void {
    const ids = { obligationId, invoiceId: obligationId, consignmentId: 'c-1' };
    this.ofObligation(obligationId, {
      type: 'RaiseObligation',
      occurredAt: AT,
      data: {
        ...ids,
        invoiceNumber: obligationId,
        creditor: 'demo-mills',
        debtor: 'demo-stores',
        creditorBank: BANK,
        amount,
        method: 'open-account',
        trigger: 'delivery',
        termsStartedOn: '2026-03-01',
        dueOn: '2026-03-31',
      },
    })?.();
  }

  /** @returns whether it was done, with any event or none; not where it was refused. */
  book(settlementId: string, data: Omit<Told<SettlementCommand, 'BookSettlement'>, 'settlementId'>): boolean {
    const command = { type: 'BookSettlement', occurredAt: AT, data: { settlementId, ...data } } as const;
    return this.step(settlementId, command, () => []);
  }

  /** An obligation may be paid by it once more: it was opened again, or a person says so. */
  pay(settlementId: string, data: Omit<Paying, 'again'>): boolean {
    const command = { type: 'AllocateSettlement', occurredAt: AT, data: { ...data, again: true } } as const;
    return this.step(settlementId, command, (event) => {
      if (event.type !== 'SettlementMatched') return [];
      const { obligationId, settled, fees } = event.data;
      const paid = { settlementId, amount: settled, ...(fees && { fees }), valueDate: '2026-03-31' };
      return [[obligationId, { type: 'ApplyPayment', occurredAt: AT, data: { ...paid, again: true } }]];
    });
  }

  unmatch(settlementId: string, obligationId: string): boolean {
    const said = { because: 'person', reason: 'it was for another' } as const;
    const command = {
      type: 'UnmatchSettlement',
      occurredAt: AT,
      data: { obligationId, ...said },
    } as const;
    return this.step(settlementId, command, (event) => {
      if (event.type !== 'SettlementUnmatched') return [];
      const data = { settlementId, unmatchedOn: '2026-04-07', ...said };
      return [[obligationId, { type: 'UnmatchPayment', occurredAt: AT, data }]];
    });
  }

  giveBack(settlementId: string, data: Returning): boolean {
    const command = { type: 'ReturnSettlement', occurredAt: AT, data } as const;
    return this.step(settlementId, command, (event) => {
      if (event.type !== 'SettlementReturned') return [];
      const { returnId, valueDate, takenBack } = event.data;
      return takenBack
        .filter(({ settled }) => minorOf(settled) > 0n)
        .map(({ obligationId, settled, fees }) => {
          const back = { settlementId, returnId, amount: settled, ...(fees && { fees }), valueDate };
          return [obligationId, { type: 'ReturnPayment', occurredAt: AT, data: back }];
        });
    });
  }

  /** What moves nothing of an obligation. */
  tell(settlementId: string, command: SettlementCommand): boolean {
    return this.step(settlementId, command, () => []);
  }

  private step(
    settlementId: string,
    command: SettlementCommand,
    paid: (event: SettlementEvent) => readonly (readonly [string, ObligationCommand])[],
  ): boolean {
    try {
      const before = this.settlements.get(settlementId) ?? settlement.initialState;
      const events = settlement.decide(command, before);
      const others = events.flatMap(paid).map(([id, of]) => this.ofObligation(id, of));
      const after = events.reduce(settlement.evolve, before);
      if (after.status !== 'unknown') this.settlements.set(settlementId, after);
      for (const append of others) append();
      this.events.push(...events);
      return true;
    } catch (error) {
      if (error instanceof Rejection) return false;
      throw error;
    }
  }

  /** @returns what appends what is decided. */
  private ofObligation(id: string, command: ObligationCommand): () => void {
    const before = this.obligations.get(id) ?? obligation.initialState;
    const after = obligation.decide(command, before).reduce(obligation.evolve, before);
    return () => {
      if (isRaised(after)) this.obligations.set(id, after);
    };
  }

  get postings(): readonly Posting[] {
    return this.events.flatMap((event) => ('postings' in event.data ? (event.data.postings ?? []) : []));
  }

  /** Debits less credits of each account in each currency that is not even, by what was posted. */
  posted(): ReadonlyMap<string, bigint> {
    const sums = new Sums();
    for (const { account, side, amount } of this.postings) {
      sums.add(account, amount, side === 'debit' ? 1n : -1n);
    }
    return sums.uneven();
  }

  /** The same, by what the settlements and the obligations are. */
  standing(): ReadonlyMap<string, bigint> {
    const sums = new Sums();
    for (const { settlement: booked, unallocated, allocations, serviceParts } of this.settlements.values()) {
      sums.add('nostro', booked.amount, 1n);
      sums.add('suspense', unallocated, -1n);
      for (const part of allocations) addPaid(sums, part);
      for (const { amount } of serviceParts) sums.add('vostro', amount, -1n);
    }
    for (const { obligation: owed, outstanding } of this.obligations.values()) {
      sums.add('vostro', owed.amount, -1n);
      sums.add('vostro', outstanding, 1n);
    }
    // What banks kept of a return is in no state.
    for (const event of this.events) {
      if (event.type !== 'SettlementReturned') continue;
      const { amount, returnedAmount } = event.data;
      sums.add('nostro', returnedAmount, -1n);
      sums.add('fees', amount, -1n);
      sums.add('fees', returnedAmount, 1n);
    }
    return sums.uneven();
  }
}

function addPaid(sums: Sums, { amount, settled, fees }: AllocatedPart): void {
  if (fees) sums.add('fees', fees, 1n);
  if (amount.currency === settled.currency) return;
  sums.add('fx-clearing', amount, -1n);
  sums.add('fx-clearing', settled, 1n);
  if (fees) sums.add('fx-clearing', fees, -1n);
}

class Sums {
  private readonly sums = new Map<string, bigint>();

  add(account: string, money: MoneyJson, sign: bigint): void {
    const key = `${account} ${money.currency}`;
    this.sums.set(key, (this.sums.get(key) ?? 0n) + sign * minorOf(money));
  }

  uneven(): ReadonlyMap<string, bigint> {
    return new Map([...this.sums].filter(([, minor]) => minor !== 0n).sort());
  }
}

export const moneyOf = (minor: bigint, currency: string): MoneyJson => toMoneyJson({ minor, currency });

import type { EventDataOf } from '@corridor/contracts';
import { toMoney } from '@corridor/kernel';
import type { Cell, CellChange, CellKind } from '../cells/cells.fold.js';
import { EventChanges } from '../cells/event-changes.js';
import {
  openOf,
  PAYMENT_CELLS,
  type PaymentChange,
  type PaymentContribution,
  waitingOf,
} from './payment-cells.js';
import { type PaymentEvent, usdOf } from './payments.fold.js';
import { type ReturnedMemory, Returns } from './returned-standing.js';
import { partsOf, type SettlementEvent, waitsMore } from './settled-question.js';
import {
  addTo,
  type Credit,
  contribute,
  type Owed,
  owing,
  type Part,
  SETTLED_SUMS,
  type SettledCellName,
  type SettledSum,
  type Settlement,
} from './settled-standing.js';

export type SettledChange = CellChange<SettledCellName, SettledSum>;
export type SettledCell = Cell<SettledCellName, SettledSum>;

export const SETTLED_CELLS: CellKind<SettledCellName, SettledSum> = {
  name: ['bank', 'debtor_agent', 'currency', 'month'],
  sums: SETTLED_SUMS,
};

/** What earlier events left behind of the obligations and settlements that the events to fold tell of; minor units are text. */
export interface SettledMemory extends ReturnedMemory {
  readonly obligations: readonly {
    readonly obligation_id: string;
    readonly bank: string;
    readonly currency: string;
    readonly amount_minor: string;
    readonly terms_started_on: string;
    readonly due_on: string;
    /** Of the parties to its invoice. */
    readonly countries: readonly string[];
    readonly is_withdrawn: boolean;
  }[];
  /** Each as the entry of the account corrects it, where a status booked it. */
  readonly credits: readonly {
    readonly settlement_id: string;
    readonly bank: string;
    readonly debtor_agent: string | null;
    readonly currency: string;
    readonly amount_minor: string;
    readonly usd_minor: string | null;
    readonly value_date: string;
    readonly awaits_entry: boolean;
    /** How many obligations it pays something of; null of one that nothing is told of now. */
    readonly paying: number | null;
    /** What of it pays nothing yet; null of such a one, too. */
    readonly waiting_minor: string | null;
  }[];
  /** What each settlement pays of each of the obligations. */
  readonly parts: readonly {
    readonly obligation_id: string;
    readonly settlement_id: string;
    readonly amount_minor: string;
    readonly settled_minor: string;
  }[];
  /** Of obligations that arise among the events. */
  readonly invoices: readonly { readonly invoice_id: string; readonly countries: readonly string[] }[];
}

/** What events change: in cells of what is settled, and in those of what is open, waits or was given back. */
export interface PaymentChanges {
  readonly settled: readonly SettledChange[];
  readonly open: readonly PaymentChange[];
  /** What waits of each credit of which that changed. */
  readonly waiting: readonly { readonly settlement_id: string; readonly minor: string }[];
}

/** As figures of payments are defined over the rows that stand: what is contributed behind an event less what was before it. */
export function foldSettled(events: readonly PaymentEvent[], memory: SettledMemory): PaymentChanges {
  const settling = new Settling(memory);
  for (const event of events) settling.take(event);
  return settling.changes;
}

class Settling {
  private readonly countries: Map<string, readonly string[]>;
  private readonly owed = new Map<string, Owed>();
  private readonly settlements = new Map<string, Settlement>();
  private readonly returns: Returns;
  private readonly settled: SettledChange[] = [];
  private readonly open: PaymentChange[] = [];
  private readonly waiting = new Map<string, bigint>();

  constructor({ obligations, credits, parts, invoices, ...returned }: SettledMemory) {
    this.returns = new Returns(returned);
    this.countries = new Map(invoices.map(({ invoice_id, countries }) => [invoice_id, countries]));
    for (const {
      obligation_id,
      bank,
      currency,
      amount_minor,
      terms_started_on,
      due_on,
      countries,
      is_withdrawn,
    } of obligations) {
      const days = { startedOn: terms_started_on, dueOn: due_on };
      const owed = owing({ bank, currency, amount: BigInt(amount_minor), ...days }, countries);
      this.owed.set(obligation_id, Object.assign(owed, { isWithdrawn: is_withdrawn }));
    }
    for (const { settlement_id, bank, currency, ...told } of credits) {
      const credit = {
        bank,
        currency,
        debtorAgent: told.debtor_agent ?? '',
        amount: BigInt(told.amount_minor),
        usd: told.usd_minor === null ? null : BigInt(told.usd_minor),
        valueDate: told.value_date,
        awaitsEntry: told.awaits_entry,
      };
      const waiting = BigInt(told.waiting_minor ?? 0);
      this.settlements.set(settlement_id, { credit, parts: new Map(), paying: 0, waiting });
    }
    for (const { obligation_id, settlement_id, amount_minor, settled_minor } of parts) {
      const part = this.partOf(settlement_id, obligation_id);
      if (part) addTo(part, BigInt(amount_minor), BigInt(settled_minor));
    }
    for (const { settlement_id, paying } of credits) {
      const settlement = this.settlements.get(settlement_id);
      // Not all that it pays is remembered.
      if (settlement && paying !== null) settlement.paying = paying;
    }
  }

  get changes(): PaymentChanges {
    const waiting = [...this.waiting].map(([settlement_id, minor]) => ({
      settlement_id,
      minor: minor.toString(),
    }));
    return { settled: this.settled, open: this.open, waiting };
  }

  take(event: PaymentEvent): void {
    switch (event.type) {
      case 'InvoiceRegistered': {
        const { invoiceId, creditor, debtor } = event.data;
        this.countries.set(invoiceId, [creditor.country, debtor.country]);
        return;
      }
      case 'ObligationArisen': {
        const { obligationId, invoiceId, creditorBank, amount, termsStartedOn, dueOn } = event.data;
        const { minor, currency } = toMoney(amount);
        const told = { bank: creditorBank, currency, amount: minor, startedOn: termsStartedOn, dueOn };
        const owed = owing(told, this.countries.get(invoiceId) ?? []);
        this.owed.set(obligationId, owed);
        this.opens(event, openOf(owed));
        return;
      }
      case 'InvoiceWithdrawn': {
        const owed = this.owed.get(event.data.obligationId);
        if (!owed) return;
        const before = openOf(owed);
        owed.isWithdrawn = true;
        this.opens(event, openOf(owed), before);
        return;
      }
      case 'SettlementBooked': {
        const { settlementId } = event.data;
        const settlement = { credit: creditOf(event.data), parts: new Map(), paying: 0, waiting: 0n };
        this.settlements.set(settlementId, settlement);
        this.waitsMore(event, settlement);
        this.opens(event, waitingOf(settlement));
        return;
      }
      case 'SettlementReturned':
      case 'SettlementConfirmed':
        this.open.push(...this.returns.take(event));
        this.moved(event);
        return;
      default:
        this.moved(event);
    }
  }

  private moved(event: SettlementEvent): void {
    const { settlementId } = event.data;
    const settlement = this.settlements.get(settlementId);
    if (!settlement) return;
    const parts = partsOf(event).flatMap(({ obligationId, amount, settled }) => {
      const part = this.partOf(settlementId, obligationId);
      return part ? { part, amount, settled } : [];
    });
    const { credit } = settlement;
    const corrected = event.type === 'SettlementConfirmed' ? correctedBy(event.data, credit) : credit;
    const moved = new Set(parts.map(({ part }) => part));
    // A credit that is told otherwise moves all that it pays.
    const touched = isAlike(credit, corrected) ? moved : new Set([...settlement.parts.values()]);
    const open = () => [...waitingOf(settlement), ...[...moved].flatMap(({ owed }) => openOf(owed))];
    const change = new EventChanges(SETTLED_CELLS);
    const before = open();
    contribute(touched, settlement, (told) => change.add(-1n, told));
    for (const { part, amount, settled } of parts) addTo(part, amount, settled);
    settlement.credit = corrected;
    this.waitsMore(event, settlement);
    contribute(touched, settlement, (told) => change.add(1n, told));
    this.settled.push(...change.at(event.position));
    this.opens(event, open(), before);
  }

  /** What an event opens, less what was open before it. */
  private opens(
    { position }: PaymentEvent,
    behind: readonly PaymentContribution[],
    before: readonly PaymentContribution[] = [],
  ): void {
    const change = new EventChanges(PAYMENT_CELLS);
    for (const told of before) change.add(-1n, told);
    for (const told of behind) change.add(1n, told);
    this.open.push(...change.at(position));
  }

  private waitsMore(event: Parameters<typeof waitsMore>[0], settlement: Settlement): void {
    const more = waitsMore(event);
    if (more === 0n) return;
    settlement.waiting += more;
    this.waiting.set(event.data.settlementId, settlement.waiting);
  }

  /** None of what nothing was told of. */
  private partOf(settlementId: string, obligationId: string): Part | undefined {
    const settlement = this.settlements.get(settlementId);
    const owed = this.owed.get(obligationId);
    if (!settlement || !owed) return undefined;
    const known = settlement.parts.get(obligationId);
    if (known) return known;
    const part = { owed, settlement, amount: 0n, settled: 0n };
    settlement.parts.set(obligationId, part);
    owed.parts.set(settlementId, part);
    return part;
  }
}

function creditOf(booked: EventDataOf<'SettlementBooked'>): Credit {
  const usd = usdOf(booked);
  return {
    bank: booked.bank,
    currency: booked.amount.currency,
    debtorAgent: bankOf(booked.debtorAgent),
    amount: toMoney(booked.amount).minor,
    usd: usd === null ? null : BigInt(usd),
    valueDate: booked.valueDate,
    awaitsEntry: booked.basis === 'status-accc',
  };
}

function bankOf(bic: string | undefined): string {
  return (bic ?? '').slice(0, 8);
}

function correctedBy(data: EventDataOf<'SettlementConfirmed'>, before: Credit): Credit {
  const { returnId, debtorAgent, basis, valueDate, amount, unallocated, usd } = data;
  const isNamed = returnId === undefined && before.debtorAgent === '';
  const credit = isNamed ? { ...before, debtorAgent: bankOf(debtorAgent) } : before;
  if (!credit.awaitsEntry || basis !== 'booked-credit' || valueDate === undefined) return credit;
  const entered = { ...credit, valueDate, awaitsEntry: false };
  if (!unallocated || !amount) return entered;
  const worth = usdOf({ amount, ...(usd && { usd }) });
  return { ...entered, amount: toMoney(amount).minor, usd: worth === null ? null : BigInt(worth) };
}

function isAlike(one: Credit, other: Credit): boolean {
  return (
    one.debtorAgent === other.debtorAgent &&
    one.valueDate === other.valueDate &&
    one.amount === other.amount &&
    one.usd === other.usd
  );
}

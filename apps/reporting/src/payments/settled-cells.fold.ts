import type { EventDataOf } from '@corridor/contracts';
import { type MoneyJson, toMoney } from '@corridor/kernel';
import type { Cell, CellChange, CellKind } from '../cells/cells.fold.js';
import { type PaymentEvent, usdOf } from './payments.fold.js';
import {
  addTo,
  type Contribution,
  type Credit,
  contribute,
  type Owed,
  owing,
  type Part,
  SETTLED_SUMS,
  type SettledAdds,
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
export interface SettledMemory {
  readonly obligations: readonly {
    readonly obligation_id: string;
    readonly bank: string;
    readonly currency: string;
    readonly amount_minor: string;
    readonly terms_started_on: string;
    readonly due_on: string;
    /** Of the parties to its invoice. */
    readonly countries: readonly string[];
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

/** What is to be remembered, by id. */
export interface SettledQuestion {
  readonly obligations: readonly string[];
  readonly settlements: readonly string[];
  /** Settlements of which more is told than what they pay: all obligations that they pay are to be remembered, too. */
  readonly credits: readonly string[];
  readonly invoices: readonly string[];
}

/**
 * What the events to fold have to know of those before. An obligation arises before anything pays it, and its invoice is registered before; a settlement is booked before all
 * else is told of it: of what begins among the events nothing is asked.
 */
export function questionOf(events: readonly PaymentEvent[]): SettledQuestion {
  const obligations = new Set<string>();
  const settlements = new Set<string>();
  const credits = new Set<string>();
  const invoices = new Set<string>();
  const begun = new Set<string>();
  const invoiceOf = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'InvoiceRegistered') begun.add(event.data.invoiceId);
    else if (event.type === 'ObligationArisen') invoiceOf.set(event.data.obligationId, event.data.invoiceId);
    else if (event.type === 'SettlementBooked') begun.add(event.data.settlementId);
    else if (event.type !== 'InvoiceWithdrawn') {
      const { settlementId } = event.data;
      const moved = partsOf(event);
      const isNew = begun.has(settlementId);
      if (tellsOfCredit(event) && !isNew) credits.add(settlementId);
      if (moved.length > 0 && !isNew) settlements.add(settlementId);
      for (const { obligationId } of moved) {
        const invoiceId = invoiceOf.get(obligationId);
        if (invoiceId === undefined) obligations.add(obligationId);
        else if (!begun.has(invoiceId)) invoices.add(invoiceId);
      }
    }
  }
  return {
    obligations: [...obligations],
    settlements: [...settlements],
    credits: [...credits],
    invoices: [...invoices],
  };
}

type SettlementEvent = Exclude<
  PaymentEvent,
  { type: 'InvoiceRegistered' | 'ObligationArisen' | 'InvoiceWithdrawn' | 'SettlementBooked' }
>;

interface PartMoved {
  readonly obligationId: string;
  readonly amount: bigint;
  readonly settled: bigint;
}

/** What an event adds to what its settlement pays of obligations; below 0 where it is taken back, or banks took it and the creditor bears that. */
function partsOf(event: SettlementEvent): readonly PartMoved[] {
  const moved = (part: { obligationId: string; amount: MoneyJson; settled: MoneyJson }, sign: bigint) => ({
    obligationId: part.obligationId,
    amount: sign * toMoney(part.amount).minor,
    settled: sign * toMoney(part.settled).minor,
  });
  if (event.type === 'SettlementMatched') return [moved(event.data, 1n)];
  if (event.type === 'SettlementUnmatched') return [moved(event.data, -1n)];
  if (event.type === 'SettlementReturned') return event.data.takenBack.map((part) => moved(part, -1n));
  return (event.data.borne ?? []).map(({ obligationId, fees }) => ({
    obligationId,
    amount: -toMoney(fees).minor,
    settled: 0n,
  }));
}

/** Whether it tells a debtor's bank, or is an entry of the account. */
function tellsOfCredit(event: SettlementEvent): boolean {
  if (event.type !== 'SettlementConfirmed') return false;
  const { returnId, debtorAgent, basis, valueDate } = event.data;
  return (
    (returnId === undefined && debtorAgent !== undefined) ||
    (basis === 'booked-credit' && valueDate !== undefined)
  );
}

/** What events change in cells, as figures of payments are defined over the rows that stand: what is contributed behind an event less what was before it. */
export function foldSettled(
  events: readonly PaymentEvent[],
  memory: SettledMemory,
): readonly SettledChange[] {
  const settling = new Settling(memory);
  return events.flatMap((event) => settling.take(event));
}

class Settling {
  private readonly countries: Map<string, readonly string[]>;
  private readonly owed = new Map<string, Owed>();
  private readonly settlements = new Map<string, Settlement>();

  constructor({ obligations, credits, parts, invoices }: SettledMemory) {
    this.countries = new Map(invoices.map(({ invoice_id, countries }) => [invoice_id, countries]));
    for (const {
      obligation_id,
      bank,
      currency,
      amount_minor,
      terms_started_on,
      due_on,
      countries,
    } of obligations) {
      const days = { startedOn: terms_started_on, dueOn: due_on };
      this.owed.set(
        obligation_id,
        owing({ bank, currency, amount: BigInt(amount_minor), ...days }, countries),
      );
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
      this.settlements.set(settlement_id, { credit, parts: new Map(), paying: 0 });
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

  take(event: PaymentEvent): readonly SettledChange[] {
    switch (event.type) {
      case 'InvoiceRegistered': {
        const { invoiceId, creditor, debtor } = event.data;
        this.countries.set(invoiceId, [creditor.country, debtor.country]);
        return [];
      }
      case 'ObligationArisen': {
        const { obligationId, invoiceId, creditorBank, amount, termsStartedOn, dueOn } = event.data;
        const { minor, currency } = toMoney(amount);
        const owed = { bank: creditorBank, currency, amount: minor, startedOn: termsStartedOn, dueOn };
        this.owed.set(obligationId, owing(owed, this.countries.get(invoiceId) ?? []));
        return [];
      }
      case 'InvoiceWithdrawn':
        return [];
      case 'SettlementBooked':
        this.settlements.set(event.data.settlementId, {
          credit: creditOf(event.data),
          parts: new Map(),
          paying: 0,
        });
        return [];
      default:
        return this.moved(event);
    }
  }

  private moved(event: SettlementEvent): readonly SettledChange[] {
    const { settlementId } = event.data;
    const settlement = this.settlements.get(settlementId);
    if (!settlement) return [];
    const parts = partsOf(event).flatMap(({ obligationId, amount, settled }) => {
      const part = this.partOf(settlementId, obligationId);
      return part ? { part, amount, settled } : [];
    });
    const { credit } = settlement;
    const corrected = event.type === 'SettlementConfirmed' ? correctedBy(event.data, credit) : credit;
    // A credit that is told otherwise moves all that it pays.
    const touched = isAlike(credit, corrected)
      ? new Set(parts.map(({ part }) => part))
      : new Set([...settlement.parts.values()]);
    const change = new Change();
    contribute(touched, settlement, (name, adds) => change.add(name, adds, -1n));
    for (const { part, amount, settled } of parts) addTo(part, amount, settled);
    settlement.credit = corrected;
    contribute(touched, settlement, (name, adds) => change.add(name, adds, 1n));
    return change.at(event.position);
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

/** What an event changes in each cell. */
class Change {
  private readonly cells = new Map<string, Contribution>();

  add(name: SettledCellName, adds: SettledAdds, sign: 1n | -1n): void {
    const id = `${name.bank} ${name.debtor_agent} ${name.currency} ${name.month}`;
    const [, sums] = this.cells.get(id) ?? [name, {}];
    this.cells.set(id, [name, sums]);
    for (const sum of SETTLED_SUMS) {
      const minor = adds[sum];
      if (minor) sums[sum] = (sums[sum] ?? 0n) + sign * minor;
    }
  }

  /** Of those alone that are other than before, by their names: in an order that no database and no cut into batches has a part in. */
  at(position: number): readonly SettledChange[] {
    return [...this.cells]
      .filter(([, [, adds]]) => SETTLED_SUMS.some((sum) => adds[sum]))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, [name, adds]]) => ({ name, position, adds }));
  }
}

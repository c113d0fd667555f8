import type { ToldCase, UnconfirmedBecause } from './conduct-row.js';

/** What goods became, and who stood behind them. */
export interface Goods {
  /** The consignment that this one was split from. */
  readonly partOf?: string;
  readonly state: 'open' | 'delivered' | 'gone' | 'split';
  /** By firm: the first event by which it is bound to them. */
  readonly boundBy: Readonly<Record<string, number>>;
  /** Of the event by which customs cleared their import. */
  readonly importedBy?: number;
  readonly delivered?: Delivered;
  /** The exporter itself called them off, or had them back, once their day was past: when the ledger learnt of it, and by which event. */
  readonly calledOff?: { readonly on: string; readonly position: number };
}

export interface Delivered {
  readonly on: string;
  readonly position: number;
  /** Told by the exporter itself. */
  readonly own: boolean;
  /** Told more than {@link TOLD_WITHIN_DAYS} behind it. */
  readonly toldLate: boolean;
}

/** What is owed for goods. */
export interface Debt {
  readonly consignmentId: string;
  readonly debtor: string;
  readonly dueOn: string | null;
  /** The ledger learnt of it only behind its due day. */
  readonly arisenLate: boolean;
  readonly outcome: 'open' | 'success' | 'failure' | 'none';
  readonly settledOn: string | null;
  readonly settledToldLate: boolean;
  /** Of the event by which a bank told a payment that stands, or one that it gave back. */
  readonly paidBy?: number;
}

/** A consignment, the parts that it was split into, and what is owed for them. */
export interface Dealings {
  readonly exporter?: string;
  readonly importer?: string;
  readonly contract?: {
    readonly deliverBy: string;
    /** The ledger learnt of it only behind its day. */
    readonly toldLate: boolean;
  };
  readonly goods: Readonly<Record<string, Goods>>;
  /** By invoice: that the debtor accepted a draft for it. */
  readonly acceptedBy: Readonly<Record<string, number>>;
  readonly debts: Readonly<Record<string, Debt>>;
}

export const NO_DEALINGS: Dealings = { goods: {}, acceptedBy: {}, debts: {} };

/** What is told later than this behind its day, and would be in time only by it, counts for nobody. */
export const TOLD_WITHIN_DAYS = 30;

const DAY_MS = 86_400_000;

/** Days from a day to that on which the ledger learnt of it, in UTC; below 0 where it learnt of it before. */
export function daysBehind(day: string, recordedAt: string): number {
  return (Date.parse(recordedAt.slice(0, 10)) - Date.parse(day)) / DAY_MS;
}

/** A contract is delivered once all of its goods are; it is late as soon as some are, and nothing where none come. */
export function deliveryCase(rootId: string, dealings: Dealings): ToldCase | undefined {
  const { exporter, contract } = dealings;
  if (exporter === undefined || contract === undefined) return undefined;
  const { deliverBy } = contract;
  const of = { firm: exporter, part: 'delivery', case_id: rootId, due_on: deliverBy } as const;
  const goods = Object.values(dealings.goods);
  const bound = first(goods.map(({ boundBy }) => boundBy[exporter]));
  const standing = (confirmed: Standing): Standing => {
    if (contract.toldLate) return unconfirmed('told-late');
    return bound === undefined ? unconfirmed('not-bound') : confirmed;
  };
  const deliveries = Object.entries(dealings.goods).flatMap(([id, { delivered }]) =>
    delivered ? [{ id, ...delivered }] : [],
  );
  const late = [...deliveries, ...goods.flatMap(({ calledOff }) => calledOff ?? [])]
    .filter(({ on }) => on > deliverBy)
    .sort((a, b) => (a.on === b.on ? a.position - b.position : a.on < b.on ? -1 : 1))[0];
  // Whoever tells it: of its own delay, a firm's word is enough.
  if (late)
    return { ...of, outcome: 'failure', on_day: late.on, ...standing(confirmedBy(late.position, bound)) };
  if (goods.some(({ state }) => state === 'open')) {
    return { ...of, outcome: 'open', on_day: null, ...standing(confirmedBy(bound)) };
  }
  const last = deliveries
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (last === undefined) return { ...of, outcome: 'none', on_day: null, ...NOTHING };
  const behind = deliveries.map(({ id, own, position }) =>
    own ? first(upFrom(dealings, id).map(({ importedBy }) => importedBy)) : position,
  );
  const alone = behind.includes(undefined) ? unconfirmed('own-word') : confirmedBy(...behind, bound);
  const told = deliveries.some(({ toldLate }) => toldLate) ? unconfirmed('told-late') : alone;
  return { ...of, outcome: 'success', on_day: last, ...standing(told) };
}

/** What a debtor owes counts once a bank, the debtor itself or customs stands behind it, and not its creditor alone. */
export function paymentCases(dealings: Dealings): readonly ToldCase[] {
  return Object.entries(dealings.debts).map(([invoiceId, debt]) => {
    const { debtor, dueOn, outcome, settledOn } = debt;
    const of = { firm: debtor, part: 'payment', case_id: invoiceId, due_on: dueOn } as const;
    if (outcome === 'none') return { ...of, outcome, on_day: null, ...NOTHING };
    const goods = [...upFrom(dealings, debt.consignmentId), ...below(dealings, debt.consignmentId)];
    const behind = first([
      debt.paidBy,
      dealings.acceptedBy[invoiceId],
      ...goods.flatMap(({ boundBy, importedBy }) => [boundBy[debtor], importedBy]),
    ]);
    const toldLate = debt.arisenLate || (outcome === 'success' && debt.settledToldLate);
    const told = behind === undefined ? unconfirmed('not-bound') : confirmedBy(behind);
    return { ...of, outcome, on_day: settledOn, ...(toldLate ? unconfirmed('told-late') : told) };
  });
}

type Standing = Pick<ToldCase, 'confirmed_position' | 'unconfirmed_because'>;

/** Of what counts for nobody anyway. */
export const NOTHING: Standing = { confirmed_position: null, unconfirmed_because: null };

/** @param positions of all events that it takes. */
export function confirmedBy(...positions: readonly (number | undefined)[]): Standing {
  const known = positions.filter((position) => position !== undefined);
  return { confirmed_position: Math.max(...known), unconfirmed_because: null };
}

function unconfirmed(unconfirmed_because: UnconfirmedBecause): Standing {
  return { confirmed_position: null, unconfirmed_because };
}

function first(positions: readonly (number | undefined)[]): number | undefined {
  const known = positions.filter((position) => position !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Goods, and those that they were split from, in however many steps. */
function upFrom({ goods }: Dealings, id: string): readonly Goods[] {
  const found: Goods[] = [];
  for (let at: string | undefined = id; at !== undefined; at = goods[at]?.partOf) {
    const here: Goods | undefined = goods[at];
    if (here) found.push(here);
  }
  return found;
}

/** The parts that goods were split into, in however many steps. */
function below(dealings: Dealings, id: string): readonly Goods[] {
  return Object.entries(dealings.goods).flatMap(([partId, part]) =>
    part.partOf === id ? [part, ...below(dealings, partId)] : [],
  );
}

import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import type { ToldCase } from './conduct-row.js';
import {
  type Dealings,
  type Debt,
  daysBehind,
  deliveryCase,
  type Goods,
  NO_DEALINGS,
  paymentCases,
  TOLD_WITHIN_DAYS,
} from './dealings.js';

export const DEALING_EVENTS = [
  'ConsignmentContracted',
  'ConsignmentDeclared',
  'ConsignmentDispatched',
  'ConsignmentSplit',
  'ConsignmentDelivered',
  'ConsignmentReturned',
  'ConsignmentCancelled',
  'DeclarationLodged',
  'DeclarationCleared',
  'InvoiceRegistered',
  'CollectionAccepted',
  'ObligationArisen',
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'PaymentUnmatched',
  'InvoiceWithdrawn',
] as const;
export type DealingEvent = EventOf<(typeof DEALING_EVENTS)[number]>;

type OwedEvent = Extract<DealingEvent, { readonly data: { readonly obligationId: string } }>;

/** A row of `reporting.firm_dealings`, without its generation. */
export interface DealingsRow {
  readonly root_id: string;
  readonly dealings: Dealings;
}

/** A row of `reporting.firm_parts`, without its generation: a part of goods, or an invoice, and the consignment that it comes from. */
export interface PartRow {
  readonly id: string;
  readonly root_id: string;
}

/** Ids of what an event tells of: consignments, and where it names no other, an invoice. */
export function idsOf({ data }: DealingEvent): readonly string[] {
  if (!('consignmentId' in data)) return [data.invoiceId];
  return 'partOf' in data && data.partOf !== undefined
    ? [data.consignmentId, data.partOf]
    : [data.consignmentId];
}

/** What firms deliver and owe each other, who stands behind it, and what events make of it. */
export class FirmDealings {
  private readonly roots: Map<string, string>;
  private readonly families: Map<string, Dealings>;
  private readonly changedRoots = new Set<string>();
  private readonly newParts: PartRow[] = [];

  /** @param stored all that the events tell of: by {@link idsOf}, where it comes from, and the dealings there */
  constructor(parts: readonly PartRow[] = [], stored: readonly DealingsRow[] = []) {
    this.roots = new Map(parts.map(({ id, root_id }) => [id, root_id]));
    this.families = new Map(stored.map(({ root_id, dealings }) => [root_id, dealings]));
  }

  /** Dealings that are other than they were stored. */
  get changed(): readonly DealingsRow[] {
    return [...this.changedRoots].map((root_id) => ({ root_id, dealings: this.of(root_id) }));
  }

  get parts(): readonly PartRow[] {
    return this.newParts;
  }

  /** Every case of the goods that the event tells of, as it is then. */
  take(event: DealingEvent): readonly ToldCase[] {
    const root = this.rootOf(event);
    const before = this.of(root);
    const after = this.behind(event, before);
    if (after !== before) {
      this.families.set(root, after);
      this.changedRoots.add(root);
    }
    const delivery = deliveryCase(root, after);
    return [...(delivery ? [delivery] : []), ...paymentCases(after)];
  }

  private of(root: string): Dealings {
    return this.families.get(root) ?? NO_DEALINGS;
  }

  private rootOf(event: DealingEvent): string {
    const [id = '', whole] = idsOf(event);
    const root = this.roots.get(whole ?? id) ?? whole ?? id;
    if (whole !== undefined) this.comesFrom(id, root);
    if (event.type === 'InvoiceRegistered') this.comesFrom(event.data.invoiceId, root);
    if (event.type === 'ConsignmentSplit') {
      for (const { consignmentId } of event.data.parts) this.comesFrom(consignmentId, root);
    }
    return root;
  }

  private comesFrom(id: string, root_id: string): void {
    if (this.roots.has(id)) return;
    this.roots.set(id, root_id);
    this.newParts.push({ id, root_id });
  }

  private behind(event: DealingEvent, before: Dealings): Dealings {
    switch (event.type) {
      case 'ConsignmentContracted': {
        const { consignmentId, exporter, importer, deliverBy } = event.data;
        const sides = { exporter: exporter.participantId, importer: importer.participantId };
        const toldLate = deliverBy !== undefined && daysBehind(deliverBy, event.recordedAt) > 0;
        const contract = deliverBy !== undefined && { contract: { deliverBy, toldLate } };
        return bound(event, consignmentId, { ...before, ...sides, ...contract });
      }
      case 'ConsignmentDeclared': {
        const { consignmentId, exporter, importer, partOf } = event.data;
        const sides = { exporter: exporter.participantId, importer: importer.participantId };
        const known = withGoods(
          { ...before, ...sides },
          consignmentId,
          partOf === undefined ? {} : { partOf },
        );
        return bound(event, consignmentId, known);
      }
      case 'ConsignmentDispatched':
        return bound(event, event.data.consignmentId, before);
      case 'ConsignmentSplit': {
        const { consignmentId, parts } = event.data;
        return parts.reduce<Dealings>(
          (known, part) => withGoods(known, part.consignmentId, { partOf: consignmentId }),
          withGoods(before, consignmentId, { state: 'split' }),
        );
      }
      case 'ConsignmentDelivered': {
        const on = event.occurredAt.slice(0, 10);
        const delivered = {
          on,
          position: event.position,
          own: toldByExporter(event, before),
          toldLate: daysBehind(on, event.recordedAt) > TOLD_WITHIN_DAYS,
        };
        const { consignmentId } = event.data;
        return bound(
          event,
          consignmentId,
          withGoods(before, consignmentId, { state: 'delivered', delivered }),
        );
      }
      case 'ConsignmentReturned':
        // What was delivered and comes back was delivered.
        return before.goods[event.data.consignmentId]?.state === 'delivered' ? before : gone(event, before);
      case 'ConsignmentCancelled':
        return gone(event, before);
      case 'DeclarationLodged':
        return bound(event, event.data.consignmentId, before);
      case 'DeclarationCleared': {
        const { consignmentId, flow } = event.data;
        if (flow === 'export' || before.goods[consignmentId]?.importedBy !== undefined) return before;
        return withGoods(before, consignmentId, { importedBy: event.position });
      }
      case 'InvoiceRegistered':
        return before;
      case 'CollectionAccepted': {
        const { invoiceId } = event.data;
        return { ...before, acceptedBy: { [invoiceId]: event.position, ...before.acceptedBy } };
      }
      default: {
        const { obligationId } = event.data;
        const debt = owed(event, before.debts[obligationId]);
        return { ...before, debts: { ...before.debts, [obligationId]: debt } };
      }
    }
  }
}

/** Goods that will not come. Where the exporter itself says so only behind their day, it did not deliver: else whoever is late would call it off. */
function gone(
  event: Extract<DealingEvent, { readonly type: 'ConsignmentReturned' | 'ConsignmentCancelled' }>,
  before: Dealings,
): Dealings {
  const { deliverBy } = before.contract ?? {};
  const isLate = deliverBy !== undefined && daysBehind(deliverBy, event.recordedAt) > 0;
  const calledOff = isLate &&
    toldByExporter(event, before) && {
      calledOff: { on: event.recordedAt.slice(0, 10), position: event.position },
    };
  return withGoods(before, event.data.consignmentId, { state: 'gone', ...calledOff });
}

function toldByExporter({ actor }: DealingEvent, { exporter }: Dealings): boolean {
  return exporter !== undefined && actor === `trader:${exporter}`;
}

function withGoods(before: Dealings, id: string, more: Partial<Goods>): Dealings {
  const known = before.goods[id] ?? { state: 'open', boundBy: {} };
  return { ...before, goods: { ...before.goods, [id]: { ...known, ...more } } };
}

/**
 * A firm is bound to goods by its own key, and by an operator's. What an operator splits was declared before, and what it sends off says
 * nothing of who is to have it.
 */
function bound(
  event: Extract<DealingEvent, { readonly data: { readonly consignmentId: string } }>,
  id: string,
  before: Dealings,
): Dealings {
  const [role, participant] = [event.actor.split(':', 1)[0], event.actor.slice(event.actor.indexOf(':') + 1)];
  const { exporter, importer } = before;
  const isPart = event.type === 'ConsignmentDeclared' && event.data.partOf !== undefined;
  const byOperator =
    isPart || event.type === 'DeclarationLodged'
      ? []
      : [exporter, event.type === 'ConsignmentDispatched' ? undefined : importer];
  const firms = (role === 'operator' ? byOperator : role === 'trader' ? [participant] : []).filter(
    (firm) => firm !== undefined,
  );
  const known = before.goods[id] ?? { state: 'open' as const, boundBy: {} };
  const boundBy = { ...Object.fromEntries(firms.map((firm) => [firm, event.position])), ...known.boundBy };
  return withGoods(before, id, { boundBy });
}

function owed(event: OwedEvent, before: Debt | undefined): Debt {
  const { obligationId, consignmentId } = event.data;
  switch (event.type) {
    case 'ObligationArisen': {
      const { debtor, dueOn } = event.data;
      const arisenLate = daysBehind(dueOn, event.recordedAt) > 0;
      const open = { outcome: 'open', settledOn: null, settledToldLate: false } as const;
      return { consignmentId, debtor, dueOn, arisenLate, ...open };
    }
    case 'InvoiceWithdrawn': {
      const { debtor } = event.data;
      const none = { outcome: 'none', settledOn: null, settledToldLate: false } as const;
      return { consignmentId, dueOn: null, arisenLate: false, ...before, debtor, ...none };
    }
    default:
  }
  if (!before) throw new Error(`The payment ${obligationId} was not begun before.`);
  const paidBy = before.paidBy ?? event.position;
  const open = { outcome: 'open', settledOn: null, settledToldLate: false } as const;
  switch (event.type) {
    case 'ObligationPartSettled':
      return { ...before, paidBy };
    case 'ObligationSettled': {
      const { settledOn = event.data.valueDate } = event.data;
      const outcome = before.dueOn !== null && settledOn > before.dueOn ? 'failure' : 'success';
      const settledToldLate = daysBehind(settledOn, event.recordedAt) > TOLD_WITHIN_DAYS;
      return { ...before, outcome, settledOn, settledToldLate, paidBy };
    }
    case 'PaymentReturned':
      return { ...before, ...open, paidBy };
    case 'PaymentUnmatched': {
      const { paidBy: _, ...unpaid } = before;
      // What turns out to have paid nothing of it says nothing of who owes it.
      return Number(event.data.paid.amount) === 0 ? { ...unpaid, ...open } : { ...before, ...open };
    }
    default:
      return never(event);
  }
}

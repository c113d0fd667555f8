import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import type { ConsignmentRow, DeclarationRow } from './consignment-row.js';

const AT_CUSTOMS = [
  'DeclarationAttached',
  'DeclarationDetached',
  'DeclarationLodged',
  'HoldPlaced',
  'HoldReleased',
  'DeclarationCleared',
  'DeclarationInvalidated',
] as const;
/** What changes how consignments stand at customs. */
export type CustomsEvent = EventOf<(typeof AT_CUSTOMS)[number]>;

export function isOfCustoms<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, CustomsEvent> {
  return (AT_CUSTOMS as readonly string[]).includes(event.type);
}

/** What a consignment's row tells of customs. */
type AtCustoms = Pick<ConsignmentRow, 'export_accepted_on' | 'import_accepted_on' | 'open_holds'>;
type Changes = ReadonlyMap<string, Partial<AtCustoms>>;
type Consignments = ReadonlyMap<string, ConsignmentRow>;

/**
 * Which declaration covers which consignments, so that what customs clears or holds of a whole is told to each part that it went on as. The
 * consignment that a declaration was lodged for follows it always, another one while it is covered.
 */
export class ConsignmentDeclarations {
  private readonly rows = new Map<string, DeclarationRow>();
  private readonly changedKeys = new Set<string>();

  constructor(rows: Iterable<DeclarationRow> = []) {
    for (const row of rows) this.rows.set(keyOf(row.declaration_id, row.consignment_id), row);
  }

  /** Those that are other than they were given. */
  get changedRows(): readonly DeclarationRow[] {
    return [...this.changedKeys].flatMap((key) => this.rows.get(key) ?? []);
  }

  /** What an event changes of consignments, by their ids; follows it in the rows. */
  changedBy(event: CustomsEvent, consignments: Consignments): Changes {
    switch (event.type) {
      case 'DeclarationAttached':
        return this.attached(event.data, consignments);
      case 'DeclarationDetached':
        return this.detached(event.data, consignments);
      case 'DeclarationLodged': {
        const { declarationId, consignmentId, flow } = event.data;
        if (!this.find(declarationId, consignmentId)) this.set(fresh(declarationId, consignmentId, flow));
        return new Map();
      }
      case 'HoldPlaced':
        return this.held(event.data, consignments, 1);
      case 'HoldReleased':
        return this.held(event.data, consignments, -1);
      case 'DeclarationCleared':
        return this.cleared(event.data, consignments);
      case 'DeclarationInvalidated':
        return this.invalidated(event.data, consignments);
      default:
        return never(event);
    }
  }

  private attached(
    { declarationId, consignmentId, flow }: EventOf<'DeclarationAttached'>['data'],
    consignments: Consignments,
  ): Changes {
    const before = this.find(declarationId, consignmentId);
    if (before?.covers) return new Map();
    // A part comes to a declaration that has been at customs for a while; the consignment that it was lodged for has followed it all along.
    const known = this.of(declarationId).find((row) => row.consignment_id === row.lodged_for);
    const row = { ...(known ?? fresh(declarationId, consignmentId, flow)), consignment_id: consignmentId };
    this.set({ ...row, covers: true });
    const of = consignments.get(consignmentId);
    if (!known || !of) return new Map();
    const open_holds = of.open_holds + row.open_holds;
    return new Map([[consignmentId, { open_holds, ...firstAccepted(of, flow, row.accepted_on) }]]);
  }

  private detached(
    { declarationId, consignmentId }: EventOf<'DeclarationDetached'>['data'],
    consignments: Consignments,
  ): Changes {
    const row = this.find(declarationId, consignmentId);
    const of = consignments.get(consignmentId);
    if (!row?.covers || !of) return new Map();
    // Holds of the declaration go on to be told of the consignment that it was lodged for.
    const left = row.lodged_for === consignmentId ? 0 : row.open_holds;
    this.set({ ...row, covers: false, open_holds: row.open_holds - left });
    const open_holds = of.open_holds - left;
    return new Map([[consignmentId, { open_holds, ...this.acceptedOf(consignmentId, row.flow) }]]);
  }

  private held(
    { declarationId, consignmentId }: EventOf<'HoldPlaced' | 'HoldReleased'>['data'],
    consignments: Consignments,
    more: 1 | -1,
  ): Changes {
    const changes = new Map<string, Partial<AtCustoms>>();
    for (const row of this.following(declarationId, consignmentId)) {
      const { consignment_id: id } = row;
      // A hold that was placed before these rows were kept is not theirs to take back.
      const isKnown = row.open_holds + more >= 0;
      if (isKnown) this.set({ ...row, open_holds: row.open_holds + more });
      const of = consignments.get(id);
      if (of && (isKnown || id === consignmentId)) changes.set(id, { open_holds: of.open_holds + more });
    }
    const own = consignments.get(consignmentId);
    if (own && !changes.has(consignmentId)) changes.set(consignmentId, { open_holds: own.open_holds + more });
    return changes;
  }

  private cleared(
    { declarationId, consignmentId, flow, acceptedOn }: EventOf<'DeclarationCleared'>['data'],
    consignments: Consignments,
  ): Changes {
    if (!this.find(declarationId, consignmentId)) this.set(fresh(declarationId, consignmentId, flow));
    const changes = new Map<string, Partial<AtCustoms>>();
    for (const row of this.following(declarationId, consignmentId)) {
      this.set({ ...row, accepted_on: acceptedOn });
      const of = consignments.get(row.consignment_id);
      if (of) changes.set(row.consignment_id, firstAccepted(of, flow, acceptedOn));
    }
    return changes;
  }

  private invalidated(
    { declarationId, consignmentId, flow }: EventOf<'DeclarationInvalidated'>['data'],
    consignments: Consignments,
  ): Changes {
    const changes = new Map<string, Partial<AtCustoms>>();
    for (const row of this.following(declarationId, consignmentId)) {
      this.set({ ...row, accepted_on: null });
      if (consignments.has(row.consignment_id))
        changes.set(row.consignment_id, this.acceptedOf(row.consignment_id, flow));
    }
    return changes;
  }

  /** The first day on which a declaration was accepted that covers the consignment and is cleared. */
  private acceptedOf(consignmentId: string, flow: DeclarationRow['flow']): Partial<AtCustoms> {
    const days = [...this.rows.values()]
      .filter((row) => row.consignment_id === consignmentId && row.flow === flow && row.covers)
      .flatMap(({ accepted_on }) => accepted_on ?? [])
      .sort();
    return accepted(flow, days[0] ?? null);
  }

  /** The rows that go with what is told of a declaration. */
  private following(declarationId: string, lodgedFor: string): readonly DeclarationRow[] {
    return this.of(declarationId).filter(
      ({ covers, consignment_id }) => covers || consignment_id === lodgedFor,
    );
  }

  private of(declarationId: string): readonly DeclarationRow[] {
    return [...this.rows.values()].filter((row) => row.declaration_id === declarationId);
  }

  private find(declarationId: string, consignmentId: string): DeclarationRow | undefined {
    return this.rows.get(keyOf(declarationId, consignmentId));
  }

  private set(row: DeclarationRow): void {
    const key = keyOf(row.declaration_id, row.consignment_id);
    this.rows.set(key, row);
    this.changedKeys.add(key);
  }
}

function keyOf(declarationId: string, consignmentId: string): string {
  return `${declarationId} ${consignmentId}`;
}

function fresh(declaration_id: string, consignment_id: string, flow: DeclarationRow['flow']): DeclarationRow {
  const nothingYet = { covers: true, accepted_on: null, open_holds: 0 };
  return { declaration_id, consignment_id, lodged_for: consignment_id, flow, ...nothingYet };
}

/** The first one counts, where a consignment is cleared by several. */
function firstAccepted(
  row: ConsignmentRow,
  flow: DeclarationRow['flow'],
  acceptedOn: string | null,
): Partial<AtCustoms> {
  return accepted(flow, (flow === 'export' ? row.export_accepted_on : row.import_accepted_on) ?? acceptedOn);
}

function accepted(flow: DeclarationRow['flow'], day: string | null): Partial<AtCustoms> {
  return flow === 'export' ? { export_accepted_on: day } : { import_accepted_on: day };
}

import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import { laterOf, utcInstant } from '../utc-instant.js';
import type { HeldConsignmentRow, HoldDeclarationRow, HoldEnd, HoldRow } from './hold-row.js';

/** Every event that places or ends a hold, or tells whose goods a declaration covers. */
export const HOLD_EVENTS = [
  'DeclarationAttached',
  'DeclarationDetached',
  'DeclarationLodged',
  'HoldPlaced',
  'HoldReleased',
  'DeclarationRefused',
  'DeclarationInvalidated',
] as const;
export type HoldEvent = EventOf<(typeof HOLD_EVENTS)[number]>;

/** All rows of one declaration. */
export interface DeclarationHolds {
  readonly covering: readonly HoldDeclarationRow[];
  readonly holds: readonly HoldRow[];
  readonly held: readonly HeldConsignmentRow[];
}

const NOTHING: DeclarationHolds = { covering: [], holds: [], held: [] };

/**
 * What events make of the holds of declarations: replaces their rows in `declarations`, by id.
 *
 * A hold holds the goods that its declaration covers: those of the consignment that it was lodged for, to the end, and those of each part that
 * the whole went on as, while it is covered. A part that begins under a hold has been held since the hold was placed, as a part of the whole.
 */
export function foldHolds(events: readonly HoldEvent[], declarations: Map<string, DeclarationHolds>): void {
  for (const event of events) {
    const { declarationId } = event.data;
    declarations.set(declarationId, after(declarations.get(declarationId) ?? NOTHING, event));
  }
}

function after(before: DeclarationHolds, event: HoldEvent): DeclarationHolds {
  switch (event.type) {
    case 'DeclarationLodged':
      return lodged(before, event);
    case 'DeclarationAttached':
      return attached(before, event);
    case 'DeclarationDetached':
      return detached(before, event);
    case 'HoldPlaced':
      return placed(before, event);
    case 'HoldReleased': {
      const { holdId } = event.data;
      if (!before.holds.some(({ hold_id }) => hold_id === holdId)) {
        throw new Error(`The hold ${holdId} was not placed before.`);
      }
      const isIt = (row: HoldRow | HeldConsignmentRow) => row.hold_id === holdId;
      return ended(before, event, 'release', (row) => isIt(row) && isOpen(row));
    }
    case 'DeclarationRefused':
      // A refusal releases what is open as it is told, and detaches the parts: all of it has ended by the refusal.
      return ended(before, event, 'refusal', (row) => isOpen(row) || endedAt(row, event.occurredAt));
    case 'DeclarationInvalidated':
      return ended(before, event, 'invalidation', isOpen);
    default:
      return never(event);
  }
}

function lodged(before: DeclarationHolds, { data }: EventOf<'DeclarationLodged'>): DeclarationHolds {
  const { declarationId: declaration_id, consignmentId: consignment_id, customsOffice: office } = data;
  const covers = find(before, consignment_id)?.covers ?? true;
  return { ...before, covering: replaced(before, { declaration_id, consignment_id, covers, office }) };
}

function attached(
  before: DeclarationHolds,
  { position, occurredAt, data }: EventOf<'DeclarationAttached'>,
): DeclarationHolds {
  const { declarationId: declaration_id, consignmentId: consignment_id } = data;
  const own = find(before, consignment_id);
  if (own?.covers) return before;
  const covering = replaced(before, {
    declaration_id,
    consignment_id,
    covers: true,
    office: own?.office ?? null,
  });
  const holdsIt = before.held.filter((row) => row.consignment_id === consignment_id && isOpen(row));
  const begun = before.holds
    .filter((hold) => isOpen(hold) && !holdsIt.some(({ hold_id }) => hold_id === hold.hold_id))
    // Goods that the declaration had left were free until it came back to them.
    .map((hold) => ({ hold, from: own ? laterOf(hold.placed_at, utcInstant(occurredAt)) : hold.placed_at }))
    .map(({ hold, from }) => heldFrom(hold, consignment_id, from, position));
  return { ...before, covering, held: [...before.held, ...begun] };
}

function detached(
  before: DeclarationHolds,
  { position, occurredAt, data: { consignmentId } }: EventOf<'DeclarationDetached'>,
): DeclarationHolds {
  const own = find(before, consignmentId);
  if (!own?.covers) return before;
  const covering = replaced(before, { ...own, covers: false });
  // Holds of the declaration go on to be told of the consignment that it was lodged for.
  if (own.office !== null) return { ...before, covering };
  const end = {
    held_until: utcInstant(occurredAt),
    until_position: position,
    ended_by: 'detachment',
    ended_by_position: position,
  } as const;
  const held = before.held.map((row) =>
    row.consignment_id === consignmentId && isOpen(row) ? { ...row, ...end } : row,
  );
  return { ...before, covering, held };
}

function placed(before: DeclarationHolds, event: EventOf<'HoldPlaced'>): DeclarationHolds {
  const { position, occurredAt, participants, demo, data } = event;
  const { declarationId, consignmentId, holdId, reason, liftableBy } = data;
  const office = find(before, consignmentId)?.office;
  if (typeof office !== 'string') throw new Error(`The declaration ${declarationId} was not lodged before.`);
  const hold: HoldRow = {
    declaration_id: declarationId,
    hold_id: holdId,
    consignment_id: consignmentId,
    office,
    reason,
    liftable_by: liftableBy ?? null,
    placed_at: utcInstant(occurredAt),
    placed_position: position,
    placed_ahead: isAhead(event),
    ended_at: null,
    ended_position: null,
    ended_ahead: null,
    ended_by: null,
    ended_by_position: null,
    early_end_at: null,
    early_end_position: null,
    early_end_by: null,
    participants,
    demo,
    last_position: position,
  };
  const held = before.covering
    .filter(({ covers, consignment_id }) => covers || consignment_id === consignmentId)
    .map(({ consignment_id }) => heldFrom(hold, consignment_id, hold.placed_at, position));
  return { ...before, holds: [...before.holds, hold], held: [...before.held, ...held] };
}

/** Ends what `isMeant`; of what has ended already, it says only by what. */
function ended(
  before: DeclarationHolds,
  event: HoldEvent,
  by: HoldEnd,
  isMeant: (row: HoldRow | HeldConsignmentRow) => boolean,
): DeclarationHolds {
  const { position } = event;
  const at = utcInstant(event.occurredAt);
  const named = { ended_by: by, ended_by_position: position };
  return {
    ...before,
    holds: before.holds.map((hold) => {
      if (!isMeant(hold)) return by === 'release' ? hold : endedEarly(hold, { at, by, position });
      const end = {
        ended_at: hold.ended_at ?? at,
        ended_position: hold.ended_position ?? position,
        ended_ahead: hold.ended_ahead ?? isAhead(event),
      };
      return { ...hold, ...named, ...end, last_position: position };
    }),
    held: before.held.map((row) => {
      if (!isMeant(row)) return row;
      const end = { held_until: row.held_until ?? at, until_position: row.until_position ?? position };
      return { ...row, ...named, ...end };
    }),
  };
}

/** What was let go before the declaration was told to be over had ended earlier, as of an instant before its release, where that had happened before. */
function endedEarly(
  hold: HoldRow,
  { at, by, position }: { at: string; by: Exclude<HoldEnd, 'release'>; position: number },
): HoldRow {
  const isEarlier = hold.ended_at !== null && Date.parse(at) < Date.parse(hold.ended_at);
  if (!isEarlier || hold.early_end_at !== null) return hold;
  return { ...hold, early_end_at: at, early_end_position: position, early_end_by: by };
}

function heldFrom(
  { declaration_id, hold_id }: HoldRow,
  consignment_id: string,
  held_from: string,
  from_position: number,
): HeldConsignmentRow {
  const open = { held_until: null, until_position: null, ended_by: null, ended_by_position: null };
  return { declaration_id, hold_id, consignment_id, held_from, from_position, ...open };
}

function isOpen(row: HoldRow | HeldConsignmentRow): boolean {
  return endOf(row) === null;
}

function endedAt(row: HoldRow | HeldConsignmentRow, occurredAt: string): boolean {
  const end = endOf(row);
  return end !== null && Date.parse(end) === Date.parse(occurredAt);
}

function endOf(row: HoldRow | HeldConsignmentRow): string | null {
  return 'held_until' in row ? row.held_until : row.ended_at;
}

/** Whether it is told before the ledger's clock has come to when it happens, to the millisecond. */
function isAhead({ occurredAt, recordedAt }: HoldEvent): boolean {
  return Date.parse(occurredAt) > Date.parse(recordedAt);
}

function find({ covering }: DeclarationHolds, consignmentId: string): HoldDeclarationRow | undefined {
  return covering.find(({ consignment_id }) => consignment_id === consignmentId);
}

function replaced({ covering }: DeclarationHolds, row: HoldDeclarationRow): readonly HoldDeclarationRow[] {
  return [...covering.filter(({ consignment_id }) => consignment_id !== row.consignment_id), row];
}

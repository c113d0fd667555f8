import { randomUUID } from 'node:crypto';
import { consignmentId } from './consignment-rows.js';
import type { FilledLedger } from './filled-ledger.js';

export interface HoldRow {
  /** The consignment that its declaration was lodged for. */
  readonly consignment: number;
  readonly from: string;
  /** Left out, it is open. */
  readonly to?: string;
  readonly by?: 'release' | 'refusal' | 'invalidation';
  readonly office?: string;
  readonly reason?: string;
  readonly liftableBy?: string;
  readonly participants?: readonly string[];
  /** When the ledger knew of its beginning, and of its end. */
  readonly recorded?: readonly [placed: string, ended?: string];
  /** Parts that it holds beside the whole, and from when to when. */
  readonly parts?: readonly { readonly consignment: number; readonly from: string; readonly to?: string }[];
}

export interface AddedHold {
  readonly declarationId: string;
  readonly placed: number;
  /** The last of its events. */
  readonly last: number;
}

/** Places a hold in the log and in the read model, and ends it: the release, then the refusal, each an event of its own. */
export async function addHold(ledger: FilledLedger, row: HoldRow): Promise<AddedHold> {
  const { participants = [], to, by = 'release' } = row;
  const declarationId = randomUUID();
  const streamId = `declaration-${declarationId}`;
  const [placedKnown, endedKnown] = row.recorded ?? [];
  const tell = (type: string, occurredAt: string, recordedAt?: string) =>
    ledger.event({ type, streamId, occurredAt, participants, ...(recordedAt && { recordedAt }) });
  const placed = await tell('HoldPlaced', row.from, placedKnown);
  const ended = to === undefined ? null : await tell('HoldReleased', to, endedKnown);
  const named =
    to === undefined || by === 'release' ? ended : await tell('DeclarationRefused', to, endedKnown);
  const ids = { generation: 1, declaration_id: declarationId, hold_id: 'h' };
  const end = { ended_by: to === undefined ? null : by, ended_by_position: named };
  await ledger.insert('reporting.holds', {
    ...ids,
    ...end,
    consignment_id: consignmentId(row.consignment),
    office: row.office ?? 'PKKHI',
    reason: row.reason ?? 'inspection',
    liftable_by: row.liftableBy ?? null,
    placed_at: row.from,
    placed_position: placed,
    placed_ahead: false,
    ended_at: to ?? null,
    ended_position: ended,
    ended_ahead: ended === null ? null : false,
    participants,
    demo: false,
    last_position: named ?? placed,
  });
  const whole = { consignment: row.consignment, from: row.from, to };
  for (const part of [whole, ...(row.parts ?? [])]) {
    const hasLeft = part.to !== undefined && part.to !== to;
    await ledger.insert('reporting.held_consignments', {
      ...ids,
      ...end,
      consignment_id: consignmentId(part.consignment),
      held_from: part.from,
      from_position: placed,
      held_until: part.to ?? null,
      until_position: part.to === undefined ? null : (ended ?? placed),
      ...(hasLeft && { ended_by: 'detachment', ended_by_position: ended ?? placed }),
    });
  }
  return { declarationId, placed, last: named ?? placed };
}

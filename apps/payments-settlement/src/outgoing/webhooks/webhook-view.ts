import type { EventType } from '@corridor/contracts';

/** How far what is new, or a replay, was sent. */
interface Sending {
  readonly cursor: number;
  /** Of the item that comes next. */
  readonly attempts: number;
  readonly failingSince?: string;
  readonly nextTryAt?: string;
}

/** A webhook as it is told to whoever asks: never with what signs. */
export interface WebhookView extends Sending {
  readonly webhookId: string;
  readonly bank: string;
  readonly url: string;
  readonly types?: readonly EventType[];
  readonly description?: string;
  readonly status: 'active' | 'paused' | 'disabled' | 'ended';
  readonly reason?: string;
  readonly registeredAt: string;
  readonly position: number;
  readonly replays: readonly (Sending & {
    readonly replayId: string;
    readonly from: number;
    readonly to: number;
    readonly isDone: boolean;
  })[];
}

interface LaneJson {
  readonly laneId: string;
  readonly isReplay: boolean;
  readonly cursor: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly isDone: boolean | null;
  readonly attempts: number;
  /** Milliseconds since 1970, as `nextAt`. */
  readonly failingSince: number | null;
  readonly nextAt: number | null;
}

export interface WebhookRow {
  readonly webhook_id: string;
  readonly bank: string;
  readonly url: string;
  readonly types: readonly EventType[] | null;
  readonly description: string | null;
  readonly status: WebhookView['status'];
  readonly reason: string | null;
  readonly registered_at: string;
  readonly first_position: string;
  readonly lanes: readonly LaneJson[];
}

export function webhookOf(row: WebhookRow): WebhookView {
  const { types, description, reason, lanes } = row;
  const live = lanes.find(({ isReplay }) => !isReplay);
  if (!live) throw new Error(`Webhook ${row.webhook_id} has nothing that is sent.`);
  return {
    webhookId: row.webhook_id,
    bank: row.bank,
    url: row.url,
    ...(types && { types }),
    ...(description !== null && { description }),
    status: row.status,
    ...(reason !== null && { reason }),
    registeredAt: row.registered_at,
    position: Number(row.first_position),
    ...sendingOf(live),
    replays: lanes.flatMap((lane) =>
      lane.isReplay
        ? {
            replayId: lane.laneId,
            from: lane.from ?? 0,
            to: lane.to ?? 0,
            isDone: lane.isDone ?? false,
            ...sendingOf(lane),
          }
        : [],
    ),
  };
}

function sendingOf({ cursor, attempts, failingSince, nextAt }: LaneJson): Sending {
  return {
    cursor,
    attempts,
    ...(failingSince !== null && { failingSince: new Date(failingSince).toISOString() }),
    ...(failingSince !== null && nextAt !== null && { nextTryAt: new Date(nextAt).toISOString() }),
  };
}

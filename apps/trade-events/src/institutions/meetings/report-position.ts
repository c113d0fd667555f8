import { setTimeout as pause } from 'node:timers/promises';
import { REPORT_READ_MODELS } from '@corridor/contracts';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';

/** How often read models that lag are looked at, and with which pause: for five seconds. */
const PATIENCE = { times: 50, pauseMs: 100 };

interface StatusRow {
  readonly name: string;
  readonly position: string;
  readonly error: string | null;
}

/**
 * The position that a report is pinned to, once all read models that it shows have come there, and when the ledger came to it: what the report says as of
 * that is the same for ever, also when the event at the position is in a file alone.
 * @param head the last position of the ledger as it was asked for.
 * @throws ProblemError 503 `read-model-not-ready` while one of them is built for the first time, `read-model-behind` where one does not come there in time.
 */
export async function reportPosition(
  pool: Pick<pg.Pool, 'query'>,
  head: number,
  { times, pauseMs } = PATIENCE,
): Promise<{ readonly asOf: number; readonly asOfAt?: string }> {
  for (let asked = 1; ; asked += 1) {
    const behind = await furthestBehind(pool, head);
    if (!behind) break;
    // One that stands still at an event that it cannot apply comes no further by waiting.
    if (asked === times || behind.error !== null) throw lagging(behind, head);
    await pause(pauseMs);
  }
  const { rows } = await pool.query<{ at: string }>(
    `SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at FROM read.events WHERE position = $1`,
    [head],
  );
  const [event] = rows;
  return { asOf: head, ...(event && { asOfAt: event.at }) };
}

async function furthestBehind(pool: Pick<pg.Pool, 'query'>, head: number): Promise<StatusRow | undefined> {
  const { rows } = await pool.query<StatusRow>(
    'SELECT name, position, error FROM read.projection_status WHERE name = ANY ($1) ORDER BY position, name',
    [REPORT_READ_MODELS],
  );
  const missing = REPORT_READ_MODELS.find((name) => rows.every((row) => row.name !== name));
  if (missing) {
    const message = `The read model ${missing}, which the report shows, is being built for the first time. Ask again in a moment.`;
    throw new ProblemError(503, 'read-model-not-ready', message);
  }
  return rows.find(({ position }) => Number(position) < head);
}

function lagging({ name, position, error }: StatusRow, head: number): ProblemError {
  const behind = head - Number(position);
  const what =
    error === null
      ? 'Ask again in a moment.'
      : 'It stands still at an event that it cannot apply: an operator has to see to it.';
  const message = `The meeting is not closed: the read model ${name}, which its report shows, has come to position ${position}, ${behind} behind the ledger, which has come to ${head}. ${what}`;
  return new ProblemError(503, 'read-model-behind', message);
}

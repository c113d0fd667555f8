import type { Command } from 'commander';
import type pg from 'pg';
import type { CommandContext } from './command.js';
import { CommandError } from './command-error.js';
import { withLedger } from './connection.js';

/** Lines that are printed of what is set aside. */
const LINES_MAX = 100;

interface Options {
  readonly list?: string;
  readonly stream?: string;
  readonly applyAgain?: boolean;
}

export function addDeadLettersCommand(program: Command, { env, print }: CommandContext): void {
  program
    .command('dead-letters')
    .description(
      'tell which lists stand still before an event, and which events lists and consumers go on without; what a list goes on without can be applied again',
    )
    .option('--list <list>', 'of one list or consumer alone')
    .option('--stream <stream>', 'of one stream alone')
    .option('--apply-again', 'let payments-settlement apply them again, stream by stream; needs --list')
    .action(async ({ list, stream, applyAgain }: Options) => {
      await withLedger(env, async (pool) => {
        if (applyAgain) print(await askAgain(pool, list, stream));
        else for (const line of await linesOf(pool, list, stream)) print(line);
      });
    });
}

/** A stream is applied from its first event that is set aside, or not at all. */
async function askAgain(pool: pg.Pool, list?: string, stream?: string): Promise<string> {
  if (list === undefined) throw new CommandError('Name the list with --list.');
  const { rows } = await pool.query<{ stream_id: string }>(
    `UPDATE payments.list_dead_letters SET apply_again = true
     WHERE list = $1 AND ($2::text IS NULL OR stream_id = $2) RETURNING stream_id`,
    [list, stream],
  );
  if (rows.length === 0)
    throw new CommandError(
      `Of a list "${list}"${stream === undefined ? '' : ` and a stream "${stream}"`} no event is set aside: "dead-letters" tells which are.`,
    );
  const streams = new Set(rows.map(({ stream_id }) => stream_id)).size;
  return `asked for ${rows.length} events of ${streams} streams: payments-settlement applies them in its next turn, and what still fails stays here with its reason`;
}

async function linesOf(pool: pg.Pool, list?: string, stream?: string): Promise<readonly string[]> {
  const { rows: standing } = await pool.query<{ list: string; at: string; since: Date; reason: string }>(
    `SELECT list, stands_before AS at, stands_since AS since, reason FROM payments.list_checkpoints
     WHERE stands_before IS NOT NULL AND ($1::text IS NULL OR list = $1) ORDER BY 1`,
    [list],
  );
  const { rows: aside } = await pool.query<{
    reader: string;
    position: string | null;
    event: string;
    asked: boolean;
    reason: string;
    total: string;
  }>(
    `SELECT *, count(*) OVER () AS total FROM (
       SELECT list AS reader, position, type || ' of ' || stream_id AS event, apply_again AS asked, reason, stream_id
       FROM payments.list_dead_letters
       UNION ALL
       SELECT 'consumer ' || consumer_group, position, 'an event', false, reason, NULL FROM bus.dead_letters) d
     WHERE ($1::text IS NULL OR reader = $1 OR reader = 'consumer ' || $1) AND ($2::text IS NULL OR stream_id = $2)
     ORDER BY reader, position LIMIT ${LINES_MAX}`,
    [list, stream],
  );
  const left = Number(aside[0]?.total ?? 0) - aside.length;
  const lines = [
    ...standing.map(
      (s) => `${s.list} stands still before position ${s.at} since ${s.since.toISOString()}: ${s.reason}`,
    ),
    ...aside.map(
      ({ reader, position, event, asked, reason }) =>
        `${reader} goes on without ${position === null ? 'a message' : `position ${position}`}, ${event}${asked ? ' (asked for again)' : ''}: ${reason}`,
    ),
    ...(left > 0 ? [`and ${left} more: name a list or a stream`] : []),
  ];
  return lines.length > 0 ? lines : ['nothing stands still, and nothing is set aside'];
}

import { PUBLISHED_CONTRACTS, type RecordedEvent } from '@corridor/contracts';
import { availableOfCredit, isBound, isOpen, type KnownCredit } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { toMoneyJson } from '@corridor/kernel';
import { pause } from '@corridor/messaging';
import type pg from 'pg';
import type { z } from 'zod';
import type { PaymentsAggregates } from '../aggregates.js';
import type { listedCredit } from './letter-of-credit.answers.js';

const BATCH_SIZE = 500;

/** Any event of a credit makes its row anew. */
export const CREDIT_LIST_EVENTS = PUBLISHED_CONTRACTS.newest
  .filter(({ category }) => category === 'lc')
  .map(({ type }) => type);

/**
 * The list of letters of credit, made of the log in the order of positions: a row tells what its stream tells by then, or later. Several processes may build it
 * at once, since the checkpoint moves in the transaction of what it stands for.
 */
export class CreditList {
  private running: Promise<number> | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly credits: PaymentsAggregates['lettersOfCredit'],
    private readonly pool: pg.Pool,
    private readonly batchSize = BATCH_SIZE,
  ) {}

  /** Applies the next batch; says how many events it held. Asked for while one is under way, it is that one. */
  step(): Promise<number> {
    this.running ??= this.applyNext().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Whether the list gets to a position within `waitMaxMs`, helping it along. */
  async waitFor(position: number, waitMaxMs: number): Promise<boolean> {
    const over = new AbortController();
    const arrive = async (): Promise<boolean> => {
      while (!over.signal.aborted) {
        if ((await this.reached()) >= position) return true;
        await this.step();
      }
      return false;
    };
    const late = pause(waitMaxMs, over.signal).then(() => false);
    return Promise.race([arrive(), late]).finally(() => over.abort());
  }

  private async reached(): Promise<number> {
    const { rows } = await this.pool.query<{ position: string }>({
      name: 'payments-credit-checkpoint',
      text: 'SELECT position FROM payments.credit_checkpoint',
    });
    return Number(rows[0]?.position ?? 0);
  }

  private async applyNext(): Promise<number> {
    const after = await this.reached();
    // Read first: what is appended meanwhile lies behind it and is found by the next step.
    const head = await this.store.head();
    if (head === after) return 0;
    const events = await this.store.readAll({ after, limit: this.batchSize, categories: ['lc'] });
    const last = events.at(-1)?.position ?? after;
    const reached = events.length === this.batchSize ? last : Math.max(head, last);
    const rows: object[] = [];
    // The last event of each stream: the row is made of the whole stream.
    for (const event of new Map(events.map((each) => [each.streamId, each])).values()) {
      rows.push(await this.rowOf(event, events));
    }
    await this.apply(rows, after, reached);
    return events.length;
  }

  private async rowOf(event: RecordedEvent, events: readonly RecordedEvent[]): Promise<object> {
    const { streamId, demo, participants } = event;
    const id = streamId.slice(streamId.indexOf('-') + 1);
    const { state, version } = await this.credits.load(id);
    if (state.status === 'unknown') throw new Error(`${streamId} has events and no history.`);
    const first = events.find((each) => each.streamId === streamId && each.version === 1);
    const { number } = state.issued;
    const row = { credit_id: id, version, participants, number, status: state.status, demo };
    return {
      ...row,
      position: first?.position ?? null,
      listed: listedOf(state),
      lapses_after: lapsesAfter(state),
    };
  }

  private async apply(rows: readonly object[], after: number, reached: number): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query(
        'UPDATE payments.credit_checkpoint SET position = $2 WHERE position = $1',
        [after, reached],
      );
      // Another process was faster; it has applied these events.
      if (rowCount === 1 && rows.length > 0) await write(client, rows);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** A row that is there keeps the position of its issue, and what a later event made of it. */
async function write(client: pg.ClientBase, rows: readonly object[]): Promise<void> {
  await client.query(
    `INSERT INTO payments.letters_of_credit AS l
       (credit_id, position, version, participants, number, status, listed, lapses_after, demo)
     SELECT r.credit_id, coalesce(r.position, t.position), r.version, r.participants, r.number, r.status, r.listed, r.lapses_after, r.demo
     FROM json_populate_recordset(NULL::payments.letters_of_credit, $1) r
     LEFT JOIN payments.letters_of_credit t USING (credit_id)
     ON CONFLICT (credit_id) DO UPDATE SET version = excluded.version, status = excluded.status, listed = excluded.listed,
       lapses_after = excluded.lapses_after WHERE excluded.version >= l.version`,
    [JSON.stringify(rows)],
  );
}

function listedOf(state: KnownCredit): z.infer<typeof listedCredit> {
  const { creditId, number, applicant, beneficiary, issuingBank } = state.issued;
  const { amount, expiry } = state.terms;
  return {
    creditId,
    number,
    status: state.status,
    applicant: applicant.participantId,
    beneficiary: beneficiary.participantId,
    issuingBank: issuingBank.participantId,
    amount,
    available: toMoneyJson({ minor: availableOfCredit(state), currency: amount.currency }),
    expiresOn: expiry.on,
    presentations: state.presentations.length,
  };
}

/** The first day behind which something of the credit lapses by itself: its expiry, or the time for a notice of a bank that is bound. */
function lapsesAfter(state: KnownCredit): string | null {
  if (state.status === 'cancelled' || state.status === 'closed') return null;
  const days = state.presentations
    .filter(({ status, made }) => status === 'presented' && isBound(state, made.presentedTo))
    .map(({ made }) => made.examineBy);
  if (isOpen(state)) days.push(state.terms.expiry.on);
  return days.sort()[0] ?? null;
}

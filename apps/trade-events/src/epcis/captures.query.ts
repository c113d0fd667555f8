import type { CaptureFinished } from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../tokens.js';
import { type CaptureJob, jobOf } from './capture-job.query.js';
import type { Page } from './events.query.js';
import { expiryAt, fingerprintOf, readToken, writeToken } from './page-token.js';
import { askReadModel } from './read-model.js';

/** Asks for a page of the jobs that somebody sent, the latest first. */
export class CapturesQuery extends Query<Page<CaptureJob>> {
  constructor(
    readonly perPage: number,
    readonly nextPageToken: string | undefined,
    readonly caller: Caller,
  ) {
    super();
  }
}

interface Row {
  readonly capture: CaptureFinished['data'];
  readonly created_at: string;
  readonly finished_at: string;
  readonly position: string;
}

const QUERY = fingerprintOf({ list: 'captures' });

@QueryHandler(CapturesQuery)
export class CapturesQueryHandler implements IQueryHandler<CapturesQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  execute({ perPage, nextPageToken, caller }: CapturesQuery): Promise<Page<CaptureJob>> {
    const token = nextPageToken === undefined ? undefined : readToken(nextPageToken, QUERY, this.now());
    return askReadModel(this.parts, async (client, reached) => {
      const asOf = token?.asOf ?? reached;
      const values: unknown[] = [asOf, token?.after.position ?? asOf + 1, perPage + 1];
      const own = caller.role === 'operator' ? '' : `AND c.captor = $${values.push(caller.participant)}`;
      const { rows } = await client.query<Row>(
        `SELECT c.capture, c.position,
           to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at,
           to_char(c.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS finished_at
         FROM read.epcis_captures c WHERE c.position <= $1 AND c.position < $2 ${own}
         ORDER BY c.position DESC LIMIT $3`,
        values,
      );
      const page = rows.slice(0, perPage);
      const last = page.at(-1);
      const items = page.map((row) => jobOf(row.capture, row.created_at, row.finished_at));
      if (rows.length <= perPage || !last) return { items };
      const expires = expiryAt(this.now());
      const after = { position: Number(last.position) };
      return { items, next: { token: writeToken({ query: QUERY, asOf, after, expires }), expires } };
    });
  }
}

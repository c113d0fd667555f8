import { type CaseKind, type CaseSubject, isOver, type OngoingCase } from '@corridor/domain';
import { inTransaction, retryOnConflict } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { caseIdOf } from './case-id.js';

/** Cases of a kind on one subject, one behind the other; of what is not shared, those of one firm. */
export interface CaseSeries {
  readonly kind: CaseKind;
  readonly subject: CaseSubject;
  readonly firm: string;
}

/** The series that a case belongs to, whatever kind it turned out to be; `undefined` where it is about nothing that others could be about. */
export function seriesOf({
  openedAs: kind,
  subject,
  openedBy: firm = '',
}: OngoingCase): CaseSeries | undefined {
  return subject.kind === 'none' ? undefined : { kind, subject, firm };
}

/**
 * Opens one of a series, in a transaction of its own, while nobody else opens another one of them, be it for the first time or again: a case's own
 * stream does not show what becomes of the others.
 * @throws ProblemError 409 `case-open` that names the one of them that is open, beside `caseId`.
 */
export function openInTurn<Result>(
  pool: pg.Pool,
  cases: TradeAggregates['cases'],
  series: CaseSeries,
  caseId: string,
  open: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const nthOf = (nth: number) => caseIdOf(series.kind, series.subject, series.firm, nth);
  return retryOnConflict(() =>
    inTransaction(pool, async (client) => {
      await client.query({
        name: 'cases-in-turn',
        text: `SELECT pg_advisory_xact_lock(hashtext('cases on a subject'), hashtext($1))`,
        values: [nthOf(1)],
      });
      const checkOthers = async (): Promise<void> => {
        for (let nth = 1; ; nth += 1) {
          const id = nthOf(nth);
          const { state } = await cases.load(id, client);
          if (state.status === 'unknown') return;
          if (id !== caseId && !isOver(state)) throw caseOpen(id);
        }
      };
      await checkOthers();
      const opened = await open(client);
      // Behind the append, which holds the ledger's lock: what opens by itself waits for no turn.
      await checkOthers();
      return opened;
    }),
  );
}

export function caseOpen(caseId: string, pointer?: string): ProblemError {
  const message = `The case ${caseId} is open on the same subject: go on with that one.`;
  return new ProblemError(409, 'case-open', message, pointer === undefined ? {} : { pointer });
}

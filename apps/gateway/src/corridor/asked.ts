import type { ReadSession } from '../read/read-session.js';
import { type Restated, restated } from '../restatement/restated.js';
import type { RestatedFigure } from '../restatement/restatement.sql.js';
import type { Happened } from './happened/happened.js';

/** The rows that a statement answers with; by what had happened by an instant, where that is asked for. */
export function asked<Row>(
  session: ReadSession,
  sql: string,
  parameters: readonly unknown[],
  happened: Happened | null = null,
): Promise<readonly Row[]> {
  const [statement, values] = happened ? happened.asked(sql, parameters) : [sql, parameters];
  return session.read((manager) => manager.query<Row[]>(statement, [...values]));
}

/** What became of such a figure. @param values the parameters of its question as of a position */
export function restatedBy(
  happened: Happened | null,
  between: Pick<Restated, 'since' | 'asOf' | 'session'>,
  figure: RestatedFigure,
  values: (position: number) => readonly unknown[],
): Restated {
  if (!happened) return restated(between, figure, values);
  const own = values(between.asOf).length;
  return restated(between, happened.restated(figure, own), (position) => [
    ...values(position),
    happened.parameter,
  ]);
}

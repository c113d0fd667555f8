import { type Restated, restated } from '../restatement/restated.js';
import type { RestatedFigure } from '../restatement/restatement.sql.js';
import type { ReadSession } from './read-session.js';

/** What had happened by an instant, as it is known at a position and was at those before it. */
export interface Happened {
  /** A statement of it, and its parameters. */
  asked(sql: string, parameters: readonly unknown[]): readonly [sql: string, parameters: readonly unknown[]];
  /** The same of a figure that is restated. @param parameters how many its own question has */
  restated(figure: RestatedFigure, parameters: number): RestatedFigure;
  /** The parameter behind those of the question. */
  readonly parameter: string;
}

/**
 * What is folded anew goes with each statement, as its last parameter.
 * @param byInstant makes of a statement the same by what had happened, of which `parameter`, such as `$12`, holds what is folded anew
 * @param folded as JSON
 */
export function happenedOf(byInstant: (sql: string, parameter: string) => string, folded: string): Happened {
  return {
    parameter: folded,
    asked: (sql, parameters) => [byInstant(sql, `$${parameters.length + 1}`), [...parameters, folded]],
    restated: (figure, parameters) => {
      const { contributions, counted, events } = figure;
      const by = (sql: string) => byInstant(sql, `$${parameters + 1}`);
      return {
        ...figure,
        contributions: by(contributions),
        ...(counted && { counted: (since: string) => by(counted(since)) }),
        ...(events && { events: by(events) }),
      };
    },
  };
}

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

import { badInput } from '../graphql/errors.js';
import type { ReadSession } from '../read/read-session.js';
import type { RestatedFigure } from './restatement.sql.js';

type Values = readonly unknown[];

/** A statement of `measure`, `unit` and `amount`, with its parameters at either position. */
export interface Totals {
  readonly sql: string;
  readonly before: Values;
  readonly after: Values;
}

/** A restatement under way: its fields are read when they are asked for. */
export interface Restated {
  readonly since: number;
  readonly asOf: number;
  readonly session: ReadSession;
  readonly figure: RestatedFigure;
  /** The parameters of the question at either position: as many. */
  readonly before: Values;
  readonly after: Values;
  /** Where the contributions are only those that changed: what the figure comes to at either position. */
  readonly totals?: Totals;
  /** Whether whoever may ask for the figure may see what it is made of. */
  readonly isOpen?: boolean;
  /** Whether the figure is one of banks, whose parts fewer see. */
  readonly isOfBanks?: boolean;
}

/** @throws GraphQLError for what lies behind the position that it is to be compared with. */
export function checkSince(since: number, asOf: number): void {
  if (since > asOf)
    throw badInput(`since: ${since} lies behind asOf, which is ${asOf}. Give an earlier one.`);
}

/** A question that is asked as of two positions. @param values its parameters as of one of them; `other` is the other one. */
export function restated(
  { since, asOf, session }: Pick<Restated, 'since' | 'asOf' | 'session'>,
  figure: RestatedFigure,
  values: (position: number, other: number) => Values,
): Restated {
  checkSince(since, asOf);
  return { since, asOf, session, figure, before: values(since, asOf), after: values(asOf, since) };
}

import { happenedBy } from '../read/happened.js';

/** What had happened by an instant, in SQL. */
export interface Happened {
  /** Whether an instant is asked for at all. */
  readonly isAsked: string;
  /** The instant: null where none is. */
  readonly instant: string;
  /** Whether something had happened, of what is null: where no instant is asked for, whatever it is. */
  by(at: string): string;
}

/** @param parameter the one that holds the milliseconds since 1970, or null, such as `$6` */
export function happenedIn(parameter: string): Happened {
  const isAsked = `${parameter}::float8 IS NOT NULL`;
  const instant = `to_timestamp(${parameter}::float8 / 1000)`;
  return { isAsked, instant, by: (at) => happenedBy(parameter, at) };
}

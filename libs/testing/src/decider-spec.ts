import { isDeepStrictEqual } from 'node:util';
import { type Decider, fold, Rejection } from '@corridor/kernel';

/** Tells a decider's behaviour: given these events, when this command comes, then those events follow. */
export function specOf<Command, Event, State>(decider: Decider<Command, Event, State>) {
  return {
    given: (...history: readonly Event[]) => ({
      when: (command: Command) => {
        const decide = () => decider.decide(command, fold(decider, history));
        return {
          // Throws by itself rather than through Jest, so that it works wherever a decider is tried out.
          thenEvents: (...expected: readonly Event[]): void => {
            const actual = decide();
            if (!isDeepStrictEqual([...actual], [...expected])) {
              throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
            }
          },
          thenRejected: (code: string, details: Rejection['details'] = {}): void => {
            const rejection = rejectionOf(decide);
            const actual = { code: rejection.code, details: rejection.details };
            if (!isDeepStrictEqual(actual, { code, details })) {
              throw new Error(`expected ${JSON.stringify({ code, details })}, got ${JSON.stringify(actual)}`);
            }
          },
        };
      },
    }),
  };
}

/** The rejection that `run` ends in. @throws Error if it is not rejected. */
export function rejectionOf(run: () => unknown): Rejection {
  let events: unknown;
  try {
    events = run();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error(`expected a rejection, got ${JSON.stringify(events)}`);
}

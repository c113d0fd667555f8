import { ProblemError } from '@corridor/nest-kit';

/** A list does not hold yet what is asked of it: it passes, and the same may be asked again. */
export class ListBehind extends ProblemError {
  /** No fault of the event that somebody asks for: see `isPassing` of `@corridor/messaging`. */
  readonly passes = true;

  constructor(code: 'index-behind' | 'index-incomplete' | 'index-stands', detail: string) {
    super(503, code, detail);
  }
}

/** A list stands still before an event that it cannot apply, until somebody mends it or the release. */
export class ListStands extends ListBehind {
  constructor(name: string, before: number, cause?: unknown) {
    const message = `${name} stands still before position ${before}, which it cannot apply. Ask the operator.`;
    super('index-stands', message);
    if (cause !== undefined) this.cause = cause;
  }
}

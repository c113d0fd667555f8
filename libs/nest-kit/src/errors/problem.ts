/** One fault of a request's content. */
export interface FieldFault {
  /** JSON pointer (RFC 6901) into the body, e.g. `/lines/0/hs6`. */
  readonly pointer: string;
  readonly detail: string;
}

/** An error as RFC 9457 has it: `application/problem+json`. `code` is stable, clients may switch on it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** What was wrong here, and what to do. */
  readonly detail: string;
  /** The field at fault, or the first of them. */
  readonly pointer?: string;
  readonly errors?: readonly FieldFault[];
  /** The consignment that has what the request asked for, where the caller may see it. */
  readonly consignmentId?: string;
  /** How far what was asked for has come, where that is why it was refused. */
  readonly currentState?: string;
  /** The commands that the present state allows. */
  readonly legalNow?: readonly string[];
  /** Of an XML file: the element at fault, by local names. */
  readonly xpath?: string;
  /** Of an XML file: where it was read up to, from 1 and from 0. */
  readonly line?: number;
  readonly column?: number;
}

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'No valid key',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict with the present state',
  413: 'The request is too large',
  414: 'The address is too long',
  415: 'Media type not supported',
  422: 'The content is not valid',
  429: 'Too many requests',
  500: 'The ledger failed',
  502: 'A service cannot be reached',
  503: 'Not possible just now',
  504: 'A service did not answer in time',
};

type Details = Pick<
  Problem,
  'pointer' | 'errors' | 'currentState' | 'legalNow' | 'consignmentId' | 'xpath' | 'line' | 'column'
>;

export function problem(status: number, code: string, detail: string, more: Details = {}): Problem {
  return {
    type: `urn:corridor-ledger:problem:${code}`,
    title: TITLES[status] ?? 'The request failed',
    status,
    code,
    detail,
    ...more,
  };
}

/** Ends a request with a problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(status: number, code: string, detail: string, more: Details = {}) {
    super(detail);
    this.problem = problem(status, code, detail, more);
  }
}

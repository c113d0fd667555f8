interface Told {
  readonly type: string;
  readonly status: number;
  readonly code: string;
}

/** The exceptions of EPCIS 2.0 (ISO/IEC 19987:2024, chapter 12) by the status that they go with. */
const EXCEPTIONS: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  401: 'SecurityException',
  403: 'SecurityException',
  404: 'NoSuchResourceException',
  406: 'NotAcceptableException',
  409: 'ResourceAlreadyExistsException',
  413: 'CaptureLimitExceededException',
  414: 'URITooLongException',
  415: 'UnsupportedMediaTypeException',
  422: 'ValidationException',
};

/** Codes that say more than their status does. */
const BY_CODE: Readonly<Record<string, string>> = {
  'query-parameter-invalid': 'QueryParameterException',
  'query-too-large': 'QueryTooLargeException',
  'query-too-complex': 'QueryTooComplexException',
};

/** A problem below `/epcis` has the type that the standard names; its `code` is the ledger's own, as everywhere. */
export function epcisProblem<Problem extends Told>(problem: Problem, url: string): Problem {
  if (!/^\/epcis(?:[/?]|$)/.test(url)) return problem;
  return { ...problem, type: `epcisException:${exceptionOf(problem)}` };
}

/** The standard's name for a problem. */
export function exceptionOf({ status, code }: Pick<Told, 'status' | 'code'>): string {
  return BY_CODE[code] ?? EXCEPTIONS[status] ?? 'ImplementationException';
}

/** A field that is missing or wrong. It has no stack: it tells of a file, and a file may have very many. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';

  constructor(
    readonly code: string,
    readonly xpath: string,
    message: string,
  ) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

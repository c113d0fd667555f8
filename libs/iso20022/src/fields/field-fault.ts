/** A field that is missing or wrong. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';

  constructor(
    readonly code: string,
    readonly xpath: string,
    message: string,
  ) {
    super(message);
  }
}

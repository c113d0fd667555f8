/** What is wrong with the bytes that are at hand; the reader makes an error with line and column of it. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';

  constructor(
    message: string,
    /** Index of the byte behind what is wrong. */
    readonly at: number,
    readonly code: 'xml-malformed' | 'xml-too-large' = 'xml-malformed',
  ) {
    super(message);
  }
}

/** What can be wrong with a file as a whole. The codes are stable: clients may switch on them. */
export type Iso20022ErrorCode =
  | 'xml-malformed'
  | 'xml-doctype'
  | 'xml-too-deep'
  | 'xml-too-large'
  | 'encoding-unsupported'
  | 'message-unsupported'
  | 'field-missing'
  | 'field-invalid'
  | 'header-differs';

/** Where in the file it is. */
export interface Iso20022Position {
  /** Path of local names, e.g. `/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Acct/Id`; prefixes are left out. */
  readonly xpath?: string;
  /** From 1. */
  readonly line?: number;
  /** From 0, in Unicode characters. */
  readonly column?: number;
}

/** A file that cannot be read; nothing of it may be taken over. */
export class Iso20022Error extends Error {
  override readonly name = 'Iso20022Error';
  readonly xpath?: string;
  readonly line?: number;
  readonly column?: number;

  constructor(
    readonly code: Iso20022ErrorCode,
    message: string,
    at: Iso20022Position = {},
  ) {
    super(message);
    if (at.xpath !== undefined) this.xpath = at.xpath;
    if (at.line !== undefined) this.line = at.line;
    if (at.column !== undefined) this.column = at.column;
  }
}

/** What of a document breaks its schema. */
export interface SchemaFault {
  /** In plain words, without namespaces. */
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  /** The element or attribute at fault, by local names from the root, as the readers tell it. */
  readonly xpath?: string;
}

/** Why a document that could have been held against its schema was not. */
export type SchemaCheckFailure = 'busy' | 'time-out' | 'broken' | 'closed';

/** The check could not be made; nothing is said of the document. */
export class SchemaCheckError extends Error {
  override readonly name = 'SchemaCheckError';

  constructor(
    readonly failure: SchemaCheckFailure,
    message: string,
  ) {
    super(message);
  }
}

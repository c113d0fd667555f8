import { CodeList } from './code-list.js';
import { ROWS } from './tables/document-codes.js';

/** A kind of document by UN/EDIFACT data element 1001. */
export interface DocumentCode {
  /** One to three digits, e.g. `380`. */
  readonly code: string;
  readonly name: string;
}

/** The documents of trade, transport and customs that the corridor uses: a choice from the element's 803 codes. */
export const DOCUMENT_CODES = new CodeList<DocumentCode>(
  ROWS.map(([code, name]) => ({ code, name })),
  {
    code: 'document-code-unknown',
    holds: 'document code of UN/EDIFACT 1001 that is used here, such as "380"',
  },
);

/** @throws Rejection `document-code-unknown` with `pointer`. */
export function checkDocumentCode(code: string, pointer: string): DocumentCode {
  return DOCUMENT_CODES.check(code, pointer);
}

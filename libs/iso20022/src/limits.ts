/** What the caller may set. */
export interface ReadLimits {
  /** Bytes of the whole file (of its UTF-8 form, where strings are given); 5 MiB unless told. */
  readonly bytesMax?: number;
  /** Transactions of the whole file, those with a fault counted too; 500,000 unless told. */
  readonly itemsMax?: number;
}

export const BYTES_MAX_DEFAULT = 5 * 1024 * 1024;
/** The 256 MiB that the service takes hold about 400,000 transactions as banks write them; empty elements would make 30 million. */
export const ITEMS_MAX_DEFAULT = 500_000;
/** Transactions of a file that have a fault: each is told by itself, and a file with more of them is none that a bank has written. */
export const FAULTY_MAX = 50_000;
/** Transactions (`TxDtls`) of one entry, which is held whole until its end has come: so many take about 100 MiB. */
export const ENTRY_TRANSACTIONS_MAX = 20_000;
/** Elements within each other; the messages themselves need fewer than 20. */
export const DEPTH_MAX = 40;
export const TEXT_CHARS_MAX = 10_000;
/** Of elements and attributes; the messages' own have fewer than 40. */
export const NAME_CHARS_MAX = 256;
export const ATTRIBUTE_CHARS_MAX = 1_000;
export const ATTRIBUTES_MAX = 32;
/**
 * Characters of one piece of markup or text as written: the XML parser holds that much. A text of 10,000 characters
 * that are all written as references (`&#x10FFFF;`) still fits.
 */
export const TOKEN_CHARS_MAX = 131_072;
/** Bytes that are parsed before what they brought is handed on. */
export const PIECE_BYTES = 16_384;
/** `Document` is the root, or stands in envelopes no deeper than this. */
export const DOCUMENT_DEPTH_MAX = 5;
/** Remittance texts of one transaction: as many as a settlement's event holds. */
export const REPEATED_TEXTS_MAX = 100;
/** Charges, reasons or balances of one kind beside each other. */
export const RECORDS_MAX = 100;
/** Names of elements that an envelope may hold beside each other, so that its messages can be told apart by a path. */
export const ENVELOPE_NAMES_MAX = 1_000;

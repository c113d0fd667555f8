import type { DomainEvent } from '@corridor/kernel';

interface Ids {
  /** Made of the bank, the message's name without its version, and its id. */
  readonly receiptId: string;
  /** Participant id of the bank that sent it. */
  readonly bank: string;
}

/** A message of ISO 20022 came in and is sound as a whole. */
export type MessageReceived = DomainEvent<
  'MessageReceived',
  Ids & {
    /** Its name with its version. */
    readonly format: string;
    readonly messageId: string;
    readonly businessMessageId?: string;
    /** As written. */
    readonly createdAt?: string;
    /** Hex, of the file that held it. */
    readonly fileSha256: string;
    /** Hex, of what was read of it. */
    readonly contentSha256: string;
    /** Of that file. */
    readonly bytes: number;
    readonly transactions: number;
    readonly possibleDuplicate?: boolean;
    readonly copyDuplicate?: 'CODU' | 'COPY' | 'DUPL';
  }
>;

/** Each transaction of it has had its answer. */
export type MessageProcessed = DomainEvent<
  'MessageProcessed',
  Ids & { readonly accepted: number; readonly duplicates: number; readonly rejected: number }
>;

export type MessageEvent = MessageReceived | MessageProcessed;

interface Commanded<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
}

export type MessageCommand =
  | Commanded<'ReceiveMessage', MessageReceived['data']>
  | Commanded<'FinishMessage', Omit<MessageProcessed['data'], 'receiptId' | 'bank'>>;

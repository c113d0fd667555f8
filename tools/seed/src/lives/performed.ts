import type { ConsignmentCommand, InvoiceRegistered, LetterOfCreditCommand } from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import type { Random } from '../random.js';

/** The event that leads to something: its position, and the correlation id that goes on from it. */
export interface Cause {
  readonly position: number;
  readonly correlationId: string;
}

/** What a process manager does, once the bus has brought it the event that leads to it. */
export type FollowUp = { readonly cause: Cause } & (
  | {
      readonly do: 'raise';
      readonly invoice: InvoiceRegistered['data'];
      readonly termsStartedOn: string;
      /** As a bank told it; by the terms of the invoice where none did. */
      readonly dueOn?: string;
      readonly occurredAt: string;
    }
  | { readonly do: 'match-settlement'; readonly settlementId: string }
  | { readonly do: 'match-obligation'; readonly obligationId: string }
  | { readonly do: 'tell-consignment'; readonly command: ConsignmentCommand }
  | { readonly do: 'take-up'; readonly command: LetterOfCreditCommand }
);

/** One append, as it stands in the log but for its time, and what process managers will make of it. */
export interface Performed {
  readonly streams: readonly StreamAppend[];
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: number;
  /** Whether it is of goods that came to the demo later: what is drawn because of it changes nothing for others. */
  readonly apart?: boolean;
  readonly followUps: readonly FollowUp[];
}

/** How long the bus takes, in milliseconds. */
export function latencyMs(random: Random): number {
  return random.int(25, 900);
}

/** The later of two instants, RFC 3339 with offset; of two equal ones the first. */
export function laterOf(a: string, b: string): string {
  return Date.parse(b) > Date.parse(a) ? b : a;
}

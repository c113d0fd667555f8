import type { EventOf } from '@corridor/contracts';
import { mostOf } from '@corridor/domain';
import { minorText, never } from '@corridor/kernel';
import { utcInstant } from '../utc-instant.js';

/** Every event that tells how a letter of credit is used. */
export const CREDIT_USE_EVENTS = [
  'LetterOfCreditIssued',
  'CreditAmendmentAccepted',
  'PresentationMade',
  'PresentationForwarded',
  'PresentationComplied',
  'PresentationRefused',
  'PresentationWithdrawn',
  'PresentationHonoured',
  'PresentationNegotiated',
  'LetterOfCreditExpired',
  'LetterOfCreditCancelled',
  'LetterOfCreditClosed',
] as const;
export type CreditUseEvent = EventOf<(typeof CREDIT_USE_EVENTS)[number]>;

/** Rows that events add, by table of schema `reporting`, without their generation. Minor units are text: JSON could round them. */
export interface CreditRows {
  readonly credits: readonly object[];
  readonly credit_facts: readonly object[];
}

interface Fact {
  readonly kind:
    | 'issued'
    | 'amended'
    | 'presented'
    | 'forwarded'
    /** Found to comply by a bank, counted as complying since no notice came, or taken with its discrepancies. */
    | 'complied'
    | 'precluded'
    | 'waived'
    | 'refused'
    | 'withdrawn'
    | 'paid'
    | 'expired'
    | 'cancelled'
    | 'closed';
  readonly on_day: string;
  readonly presentation?: number;
  readonly amount_minor?: string;
  readonly most_minor?: string;
}

/** Facts alone, each of one event, and with its instant: a fold without memory, so that what had happened by an instant is the facts up to it. */
export function foldCredits(events: readonly CreditUseEvent[]): CreditRows {
  const rows = { credits: [] as object[], credit_facts: [] as object[] };
  for (const event of events) {
    const { demo } = event;
    const told = { position: event.position, occurred_at: utcInstant(event.occurredAt) };
    const { letterOfCreditId: letter_of_credit_id } = event.data;
    if (event.type === 'LetterOfCreditIssued') {
      const { issuingBank, terms } = event.data;
      const { currency } = terms.amount;
      const issuing_bank = issuingBank.participantId;
      rows.credits.push({ letter_of_credit_id, ...told, issuing_bank, currency, demo });
    }
    const none = { presentation: null, amount_minor: null, most_minor: null };
    rows.credit_facts.push({ ...told, letter_of_credit_id, ...none, ...factOf(event) });
  }
  return rows;
}

function factOf(event: CreditUseEvent): Fact {
  const day = event.occurredAt.slice(0, 10);
  switch (event.type) {
    case 'LetterOfCreditIssued':
    case 'CreditAmendmentAccepted': {
      const { terms } = event.data;
      const kind = event.type === 'LetterOfCreditIssued' ? 'issued' : 'amended';
      return {
        kind,
        on_day: day,
        amount_minor: minorText(terms.amount),
        most_minor: mostOf(terms).toString(),
      };
    }
    case 'PresentationMade': {
      const { presentation, presentedOn, amount } = event.data;
      return { kind: 'presented', on_day: presentedOn, presentation, amount_minor: minorText(amount) };
    }
    case 'PresentationForwarded':
      return { kind: 'forwarded', on_day: event.data.receivedOn, presentation: event.data.presentation };
    case 'PresentationComplied': {
      const { basis, compliedOn, presentation } = event.data;
      return { kind: basis === 'examined' ? 'complied' : basis, on_day: compliedOn, presentation };
    }
    case 'PresentationRefused':
      return { kind: 'refused', on_day: event.data.refusedOn, presentation: event.data.presentation };
    case 'PresentationWithdrawn':
      return { kind: 'withdrawn', on_day: day, presentation: event.data.presentation };
    case 'PresentationHonoured':
    case 'PresentationNegotiated': {
      const { presentation, paidOn, amount } = event.data;
      return { kind: 'paid', on_day: paidOn, presentation, amount_minor: minorText(amount) };
    }
    case 'LetterOfCreditExpired':
      return { kind: 'expired', on_day: event.data.lastDay };
    case 'LetterOfCreditCancelled':
      return { kind: 'cancelled', on_day: day };
    case 'LetterOfCreditClosed':
      return { kind: 'closed', on_day: day };
    default:
      return never(event);
  }
}

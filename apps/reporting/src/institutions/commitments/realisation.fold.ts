import type { EventOf } from '@corridor/contracts';
import { RealisationFold, type RealisationMemory, type RealisationRows } from '@corridor/domain';
import { utcInstant } from '../../utc-instant.js';
import { COMMITMENT_EVENTS, GOODS_EVENTS, LINK_EVENTS, type WordEvent, wordOf } from './realisation-words.js';
import { type WordRow, wordRowOf } from './word-rows.js';

const CREDIT_STATUS = {
  CreditAmendmentAccepted: 'amended',
  LetterOfCreditExpired: 'expired',
  LetterOfCreditCancelled: 'cancelled',
  LetterOfCreditClosed: 'closed',
} as const;
type CreditEvent = EventOf<keyof typeof CREDIT_STATUS>;

export const REALISATION_EVENTS = [
  ...COMMITMENT_EVENTS,
  ...LINK_EVENTS,
  'CreditAmendmentAccepted',
  'LetterOfCreditExpired',
  'LetterOfCreditCancelled',
  'LetterOfCreditClosed',
  ...GOODS_EVENTS,
] as const;
export type RealisationEvent = WordEvent | CreditEvent;

/** A row of `reporting.commitment_credits`, without its generation. */
export interface CreditRow {
  readonly letter_of_credit_id: string;
  readonly position: number;
  readonly status: (typeof CREDIT_STATUS)[keyof typeof CREDIT_STATUS];
  readonly last_day: string | null;
}

export interface RealisationChanges extends RealisationRows {
  /** How letters of credit ended, and which were amended. */
  readonly credits: readonly CreditRow[];
  /** What each event tells, as it is folded. */
  readonly words: readonly WordRow[];
}

/** What events add to what came of commitments, and how letters of credit end that serve them: replaces what is remembered. */
export function foldRealisation(
  events: readonly RealisationEvent[],
  memory: RealisationMemory,
): RealisationChanges {
  const fold = new RealisationFold(memory);
  const credits: CreditRow[] = [];
  const words: WordRow[] = [];
  const instants = [];
  for (const event of events) {
    if (isCredit(event)) {
      credits.push(creditOf(event));
      instants.push({ position: event.position, occurred_at: utcInstant(event.occurredAt) });
      continue;
    }
    const word = wordOf(event);
    fold.apply(word);
    words.push(...wordRowOf(word, memory));
  }
  const { facts, standings, links, parts, versions, disorder } = fold;
  const rows = { facts, standings, links, parts, versions, disorder };
  return { ...rows, credits, words, instants: [...fold.instants, ...instants] };
}

const isCredit = (event: RealisationEvent): event is CreditEvent => event.type in CREDIT_STATUS;

/** Whether a credit that expired was extended is told when it is asked, by its days. */
function creditOf(event: CreditEvent): CreditRow {
  return {
    letter_of_credit_id: event.data.letterOfCreditId,
    position: event.position,
    status: CREDIT_STATUS[event.type],
    last_day: lastDayOf(event),
  };
}

function lastDayOf(event: CreditEvent): string | null {
  if (event.type === 'CreditAmendmentAccepted') return event.data.terms.expiry.on;
  return event.type === 'LetterOfCreditExpired' ? event.data.lastDay : null;
}

import { commitmentsOf, postingsBetween } from './commitments.js';
import type { LetterOfCreditEvent } from './letter-of-credit.events.js';
import { evolve, known } from './letter-of-credit-evolve.js';
import type { LetterOfCreditState } from './letter-of-credit-state.js';

/** An event before it is known what it posts. */
export type Unposted = LetterOfCreditEvent extends infer Event
  ? Event extends { readonly type: infer Type; readonly occurredAt: string; readonly data: infer Data }
    ? { readonly type: Type; readonly occurredAt: string; readonly data: Omit<Data, 'postings'> }
    : never
  : never;

/** Events that change neither undertakings nor margin, and so tell nothing of them. */
const UNPOSTED: ReadonlySet<string> = new Set<LetterOfCreditEvent['type']>([
  'LetterOfCreditAdvised',
  'ConfirmationDeclined',
  'ShipmentTakenUp',
  'TransportDocumentTakenUp',
  'TransportDocumentDropped',
  'PresentationForwarded',
  'DiscrepanciesWaived',
  'DraftAccepted',
  'CreditCancellationAgreed',
]);

/** The same events, each with what it posts: what stands for the credit behind it, less what stands in the accounts. */
export function posted(
  state: LetterOfCreditState,
  events: readonly Unposted[],
): readonly LetterOfCreditEvent[] {
  let before = state;
  return events.map((unposted) => {
    const bare = unposted as LetterOfCreditEvent;
    const after = known(evolve(before, bare));
    const is = commitmentsOf(after);
    if (UNPOSTED.has(bare.type)) {
      const changed = postingsBetween(commitmentsOf(before), is, after);
      if (changed.length > 0) throw new Error(`${bare.type} says nothing of what it posts.`);
      before = after;
      return bare;
    }
    const postings = postingsBetween(after.booked, is, after);
    const event = { ...bare, data: { ...bare.data, postings } } as LetterOfCreditEvent;
    before = evolve(before, event);
    return event;
  });
}

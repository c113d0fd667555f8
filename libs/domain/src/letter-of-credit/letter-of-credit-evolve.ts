import { never, toMoney } from '@corridor/kernel';
import { minorOf } from './article-30.js';
import { bookedThen, confirmedThen, lesser, marginThen, NONE } from './commitments.js';
import type { LetterOfCreditEvent } from './letter-of-credit.events.js';
import type { Amendment, KnownCredit, LetterOfCreditState, Presentation } from './letter-of-credit-state.js';

export function evolve(state: LetterOfCreditState, event: LetterOfCreditEvent): LetterOfCreditState {
  const evolvedTo = evolved(state, event);
  const after = { ...evolvedTo, margin: marginThen(state, evolvedTo) };
  // An event is tried before it is known what it posts.
  const postings = 'postings' in event.data ? event.data.postings : undefined;
  if (!postings) return after;
  const booked = bookedThen(after, postings);
  // What an earlier release gave back by other rules is back, too.
  return { ...after, booked, margin: lesser(after.margin, booked.margin) };
}

function evolved(state: LetterOfCreditState, event: LetterOfCreditEvent): KnownCredit {
  if (event.type === 'LetterOfCreditIssued') {
    return {
      status: 'issued',
      issued: event.data,
      issuedAt: event.occurredAt,
      declined: false,
      terms: event.data.terms,
      amendments: [],
      presentations: [],
      confirmed: 0n,
      margin: event.data.margin ? minorOf(event.data.margin) : 0n,
      booked: NONE,
      shipments: [],
      transportDocuments: [],
      agreedToCancel: [],
    };
  }
  const before = known(state);
  switch (event.type) {
    case 'LetterOfCreditAdvised':
      return { ...before, status: 'advised' };
    case 'LetterOfCreditConfirmed':
      return { ...before, status: 'confirmed', confirmed: toMoney(event.data.undertaking).minor };
    case 'ConfirmationDeclined':
      return { ...before, declined: true };
    case 'CreditAmendmentProposed': {
      const { changes } = event.data;
      return { ...before, amendments: [...before.amendments, { changes, status: 'proposed' }] };
    }
    case 'CreditAmendmentAdvised':
    case 'CreditAmendmentAccepted':
    case 'CreditAmendmentRejected':
      return amendmentEvolved(before, event);
    case 'ShipmentTakenUp':
    case 'TransportDocumentTakenUp':
    case 'TransportDocumentDropped':
      return shipmentEvolved(before, event);
    case 'PresentationMade': {
      const made = event.data;
      const presentation: Presentation = {
        status: 'presented',
        made,
        heldBy: made.presentedTo,
        examineBy: made.examineBy,
        lastAt: event.occurredAt,
        amount: toMoney(made.amount).minor,
        waived: false,
      };
      // Who wants to draw on it does not want it cancelled.
      return { ...before, presentations: [...before.presentations, presentation], agreedToCancel: [] };
    }
    case 'PresentationComplied':
    case 'PresentationRefused':
    case 'PresentationWithdrawn':
    case 'PresentationForwarded':
    case 'DiscrepanciesWaived':
    case 'DraftAccepted':
    case 'PresentationHonoured':
    case 'PresentationNegotiated':
    case 'PresentationReimbursed':
      return presentationEvolved(before, event);
    case 'LetterOfCreditExpired':
      return expired(before, event.data.lastDay);
    case 'CreditCancellationAgreed':
      return { ...before, agreedToCancel: [...before.agreedToCancel, event.data.by] };
    case 'LetterOfCreditCancelled':
      return { ...before, status: 'cancelled' };
    case 'LetterOfCreditClosed':
      return { ...before, status: 'closed' };
    default:
      return never(event);
  }
}

type EventOf<Type extends LetterOfCreditEvent['type']> = Extract<LetterOfCreditEvent, { type: Type }>;

function amendmentEvolved(
  state: KnownCredit,
  event: EventOf<'CreditAmendmentAdvised' | 'CreditAmendmentAccepted' | 'CreditAmendmentRejected'>,
): KnownCredit {
  const { amendment } = event.data;
  switch (event.type) {
    case 'CreditAmendmentAdvised': {
      const { confirmationExtended } = event.data;
      return withAmendment(state, amendment, { confirmationExtended });
    }
    case 'CreditAmendmentAccepted': {
      const { terms } = event.data;
      const extended = state.amendments[amendment - 1]?.confirmationExtended === true;
      const confirmed = confirmedThen(state, terms, extended);
      return reopened({ ...withAmendment(state, amendment, { status: 'accepted' }), terms, confirmed });
    }
    case 'CreditAmendmentRejected':
      return withAmendment(state, amendment, { status: 'rejected' });
    default:
      return never(event);
  }
}

function shipmentEvolved(
  state: KnownCredit,
  event: EventOf<'ShipmentTakenUp' | 'TransportDocumentTakenUp' | 'TransportDocumentDropped'>,
): KnownCredit {
  const { shipments, transportDocuments } = state;
  switch (event.type) {
    case 'ShipmentTakenUp': {
      const { letterOfCreditId: _, ...shipment } = event.data;
      return { ...state, shipments: [...shipments, shipment] };
    }
    case 'TransportDocumentTakenUp': {
      const { consignmentId, document } = event.data;
      return { ...state, transportDocuments: [...transportDocuments, { ...document, consignmentId }] };
    }
    case 'TransportDocumentDropped': {
      const { documentId } = event.data;
      return {
        ...state,
        transportDocuments: transportDocuments.filter((each) => each.documentId !== documentId),
      };
    }
    default:
      return never(event);
  }
}

function presentationEvolved(
  state: KnownCredit,
  event: EventOf<
    | 'PresentationComplied'
    | 'PresentationRefused'
    | 'PresentationWithdrawn'
    | 'PresentationForwarded'
    | 'DiscrepanciesWaived'
    | 'DraftAccepted'
    | 'PresentationHonoured'
    | 'PresentationNegotiated'
    | 'PresentationReimbursed'
  >,
): KnownCredit {
  const { occurredAt: lastAt, data } = event;
  const changed = (change: Partial<Presentation>) =>
    withPresentation(state, data.presentation, { ...change, lastAt });
  switch (event.type) {
    case 'PresentationComplied': {
      const { basis, maturityOn } = event.data;
      return changed({ status: 'complying', basis, ...(maturityOn !== undefined && { maturityOn }) });
    }
    case 'PresentationRefused':
      return changed({ status: 'refused', refusal: refusalOf(event.data) });
    case 'PresentationWithdrawn':
      return changed({ status: 'withdrawn' });
    case 'PresentationForwarded': {
      const { to: heldBy, examineBy } = event.data;
      return changed({ heldBy, examineBy });
    }
    case 'DiscrepanciesWaived':
      return changed({ waived: true });
    case 'DraftAccepted':
      return changed({ status: 'accepted', maturityOn: event.data.maturityOn });
    case 'PresentationHonoured':
    case 'PresentationNegotiated': {
      const { paidBy, uetr } = event.data;
      const status = paidBy === state.issued.issuingBank.participantId ? 'settled' : 'honoured';
      return changed({ status, paidBy, ...(uetr !== undefined && { uetr }) });
    }
    case 'PresentationReimbursed': {
      const { uetr } = event.data;
      return changed({ status: 'settled', ...(uetr !== undefined && { reimbursementUetr: uetr }) });
    }
    default:
      return never(event);
  }
}

function refusalOf({ bank, refusedOn, discrepancies, disposal }: EventOf<'PresentationRefused'>['data']) {
  return { bank, refusedOn, discrepancies, disposal };
}

function expired(state: KnownCredit, lastDay: string): KnownCredit {
  return { ...state, status: 'expired', lapsed: { lastDay, was: state.status } };
}

/** An earlier release marked a credit as expired while an extension of it was not answered; once that is accepted, it is open to its new expiry. */
function reopened({ lapsed, ...state }: KnownCredit): KnownCredit {
  if (!lapsed) return state;
  if (state.terms.expiry.on <= lapsed.lastDay) return { ...state, lapsed };
  return { ...state, status: lapsed.was };
}

function withAmendment(state: KnownCredit, amendment: number, change: Partial<Amendment>): KnownCredit {
  const amendments = state.amendments.map((each, index) =>
    index === amendment - 1 ? { ...each, ...change } : each,
  );
  return { ...state, amendments };
}

function withPresentation(
  state: KnownCredit,
  presentation: number,
  change: Partial<Presentation>,
): KnownCredit {
  const presentations = state.presentations.map((each, index) =>
    index === presentation - 1 ? { ...each, ...change } : each,
  );
  return { ...state, presentations };
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
export function known(state: LetterOfCreditState): KnownCredit {
  if (state.status === 'unknown') {
    throw new Error('The history of a letter of credit begins with LetterOfCreditIssued.');
  }
  return state;
}

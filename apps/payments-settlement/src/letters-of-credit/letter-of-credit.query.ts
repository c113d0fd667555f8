import {
  availableOfCredit,
  type BankCalendar,
  discrepanciesOf,
  drawnOf,
  isInTime,
  type KnownCredit,
  legalForCredit,
  type Presentation,
  shipmentDaysOf,
} from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { toMoney, toMoneyJson } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES, CALENDARS, CLOCK, type Clock } from '../tokens.js';
import type { CalendarsOf } from './calendars.js';
import { creditFor, knowsMargin } from './credit-access.js';
import { countryOf } from './credit-step.js';
import { expiryBy } from './lapsing.js';
import type { creditView } from './letter-of-credit.answers.js';
import { yoursOf } from './whose-step.js';

/** A letter of credit as the log has it. */
export type CreditView = z.infer<typeof creditView>;

/** Asks for one credit. */
export class LetterOfCreditQuery extends Query<CreditView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(LetterOfCreditQuery)
export class LetterOfCreditQueryHandler implements IQueryHandler<LetterOfCreditQuery> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(CALENDARS) private readonly calendarsOf: CalendarsOf,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 404 `letter-of-credit-unknown`. */
  async execute({ id, caller }: LetterOfCreditQuery): Promise<CreditView> {
    const { lettersOfCredit } = this.aggregates;
    const { state, version } = await lettersOfCredit.load(id);
    const known = creditFor(caller, state);
    const events = await this.store.readStream(lettersOfCredit.streamOf(id));
    const presentations = [];
    for (const [index, presentation] of known.presentations.entries()) {
      const calendars = await this.calendarsOf([countryOf(presentation.made.presentedTo, known)]);
      presentations.push(presentationOf(known, presentation, index + 1, calendars));
    }
    const { terms: _, postings: __, margin, undertaking, ...issued } = known.issued;
    const expiry = await expiryBy(new Date(this.now()).toISOString(), known, this.calendarsOf);
    const available = availableOfCredit(known);
    const drawn = drawnOf(known);
    const money = (minor: bigint) => toMoneyJson({ minor, currency: toMoney(undertaking).currency });
    const view = {
      ...issued,
      ...(margin && knowsMargin(caller, known) && { margin }),
      status: known.status,
      terms: known.terms,
      undertaking: money(available + drawn),
      drawn: money(drawn),
      available: money(available),
      amendments: known.amendments.map((each, index) => ({ amendment: index + 1, ...each })),
      presentations,
      shipments: known.shipments,
      transportDocuments: known.transportDocuments,
      agreedToCancel: known.agreedToCancel,
      history: events
        .slice(0, version)
        .map(({ position, type, occurredAt }) => ({ position, type, occurredAt })),
      legalNow: yoursOf(caller, [...legalForCredit(known), ...(expiry ? [expiry.type] : [])], known),
      version,
    };
    // The domain's lists are read-only, those of the schema are not.
    return view as unknown as CreditView;
  }
}

function presentationOf(
  state: KnownCredit,
  { made, amount: _, lastAt: __, heldBy, examineBy, ...told }: Presentation,
  presentation: number,
  calendars: readonly BankCalendar[],
) {
  const { letterOfCreditId: ___, postings: ____, examineBy: _____, ...rest } = made;
  const [shipment, ...others] = shipmentDaysOf(state, presentation);
  const otherwise = others.filter(({ on }) => on !== shipment?.on);
  return {
    ...rest,
    ...told,
    // Who took the documents back has them: no bank does, and none examines them.
    ...(told.status !== 'withdrawn' && { heldBy, examineBy }),
    presentation,
    inTime: isInTime(state, made, calendars),
    ...(shipment && { shipment: { ...shipment, otherwise } }),
    shows: discrepanciesOf(state, presentation, calendars),
  };
}

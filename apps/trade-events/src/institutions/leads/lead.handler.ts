import {
  haveMet,
  type KnownEngagement,
  type LeadCommand,
  type LeadState,
  takingPart,
} from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  ProblemError,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { nothingOf } from '../found.js';
import { leadFor } from './lead-access.js';

export interface LeadAnswer {
  readonly leadId: string;
}

type Recording = Extract<LeadCommand, { readonly type: 'RecordLead' }>;

/** What of a lead is asked for: firms by their ids, as the engagement knows them. */
export type LeadStep =
  | Exclude<LeadCommand, Recording>
  | (Omit<Recording, 'data'> & {
      readonly data: Omit<Recording['data'], 'origin' | 'seller' | 'buyer'> & {
        readonly engagementId: string;
        readonly seller: string;
        readonly buyer: string;
      };
    });

/** A step of one lead, and who asks for it. */
export class LeadRequest extends Command<Answered<LeadAnswer>> {
  constructor(
    readonly step: LeadStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(LeadRequest)
export class LeadHandler implements ICommandHandler<LeadRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 for what is not there; 409 `engagement-not-held`; 403 `not-a-party`; 422 `firm-not-registered`, `firms-not-met`, `lead-before-engagement`. */
  async execute({ step, request }: LeadRequest): Promise<Answered<LeadAnswer>> {
    const { leadId } = step.data;
    return answerOnce(this.store, request, { leadId }, async (context) => {
      const { leads } = this.aggregates;
      const command =
        step.type === 'RecordLead'
          ? await this.recording(step, request.caller)
          : { ...step, occurredAt: await this.byItsClock(leadId, step.occurredAt) };
      const asked = (state: LeadState): LeadCommand => {
        if (command.type !== 'RecordLead') leadFor(request.caller, state);
        return command;
      };
      const { result } = await leads.handle(leadId, asked, context);
      return result ?? leads.known(leadId, command);
    });
  }

  /** What becomes of a lead is told by the clock of the city that it came of; of a match, as it was told. */
  private async byItsClock(leadId: string, occurredAt: string): Promise<string> {
    const { state } = await this.aggregates.leads.load(leadId);
    if (state.status === 'unknown' || !('engagementId' in state.recorded.origin)) return occurredAt;
    const { engagementId } = state.recorded.origin;
    const { state: engagement } = await this.aggregates.engagements.load(engagementId);
    return engagement.status === 'unknown' ? occurredAt : byClockOf(engagement.terms.city, occurredAt);
  }

  /** Who takes part in what is held is never taken off any more, nor whom it met: one look at it is enough. */
  private async recording(
    { type, occurredAt, data }: Extract<LeadStep, { readonly type: 'RecordLead' }>,
    { role, participant }: Caller,
  ): Promise<Recording> {
    const { leadId, engagementId, seller, buyer, ...terms } = data;
    const { state } = await this.aggregates.engagements.load(engagementId);
    if (state.status === 'unknown') throw nothingOf('engagement', '/engagementId');
    if (role === 'trader' && seller !== participant && buyer !== participant) {
      const message = `A firm records leads of its own; your key is of "${participant}", neither the seller nor the buyer.`;
      throw new ProblemError(403, 'not-a-party', message, { pointer: '/seller' });
    }
    if (state.status !== 'held') {
      const message = `The engagement is ${state.status}: leads come of one that is held.`;
      throw new ProblemError(409, 'engagement-not-held', message, { pointer: '/engagementId' });
    }
    const { city, startsOn } = state.terms;
    const told = byClockOf(city, occurredAt);
    if (told.slice(0, 10) < startsOn) {
      const message = `The engagement began on ${startsOn}, by the clock of ${city}. Tell an instant from that day on.`;
      throw new ProblemError(422, 'lead-before-engagement', message, { pointer: '/occurredAt' });
    }
    if (role === 'trader')
      checkMet(
        state,
        participant,
        participant === seller ? ['/seller', buyer, '/buyer'] : ['/buyer', seller, '/seller'],
      );
    return {
      type,
      occurredAt: told,
      data: {
        leadId,
        origin: { engagementId },
        seller: partyIn(state, seller, '/seller'),
        buyer: partyIn(state, buyer, '/buyer'),
        ...terms,
      },
    };
  }
}

/**
 * A firm records a lead with whom it met: one answer, whether the other one takes part or not, which is not for the firm to know.
 * @param pointers of the firm's own field, the other one, and its field.
 */
function checkMet(
  engagement: KnownEngagement,
  own: string,
  [ownPointer, other, otherPointer]: readonly [string, string, string],
): void {
  partyIn(engagement, own, ownPointer);
  if (own === other || haveMet(engagement, own, other)) return;
  const message = `No meeting of your firm with "${other}" is recorded for the engagement. Ask whoever organises it to record the meeting, or the lead.`;
  throw new ProblemError(422, 'firms-not-met', message, { pointer: otherPointer });
}

function partyIn(engagement: KnownEngagement, participantId: string, pointer: string) {
  const found = takingPart(engagement, participantId);
  if (found) return found.firm;
  const message = `"${participantId}" is not registered for the engagement. Register the firm first.`;
  throw new ProblemError(422, 'firm-not-registered', message, { pointer });
}

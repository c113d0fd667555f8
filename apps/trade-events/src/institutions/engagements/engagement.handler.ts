import { derivedId } from '@corridor/contracts';
import { checkNotOver, type EngagementCommand, type EngagementState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, withLegalNow } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { checkRegisteredCountry } from '../firms/registered-country.js';
import { nothingOf } from '../found.js';
import { checkSpeaksFor, isFor } from './engagement-access.js';

export interface EngagementAnswer {
  readonly engagementId: string;
  /** Of a meeting that was recorded. */
  readonly meetingId?: string;
}

/** A command to one engagement, and who asks for it. */
export class EngagementRequest extends Command<Answered<EngagementAnswer>> {
  constructor(
    readonly command: EngagementCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(EngagementRequest)
export class EngagementHandler implements ICommandHandler<EngagementRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 404 `engagement-unknown`, 403 `not-a-party` where a firm speaks for another one, 422 `country-differs`. */
  async execute({ command, request }: EngagementRequest): Promise<Answered<EngagementAnswer>> {
    checkSpeaksFor(request.caller, command);
    const { engagementId } = command.data;
    const answer = {
      engagementId,
      ...(command.type === 'RecordMeeting' && { meetingId: command.data.meetingId }),
    };
    return answerOnce(this.store, request, answer, async (context) => {
      const { engagements } = this.aggregates;
      if (command.type === 'RegisterParticipation') {
        const { participantId, country } = command.data.firm;
        await checkRegisteredCountry(this.aggregates, participantId, country, '/firm/country');
      }
      let seen: EngagementState = { status: 'unknown' };
      const asked = (state: EngagementState) => {
        seen = state;
        const told = byItsClock(command, state);
        if (told.type === 'RegisterParticipation' && request.caller.role === 'trader')
          this.checkGoesOn(state);
        return told;
      };
      try {
        const { result, state } = await engagements.handle(engagementId, asked, context);
        return result ?? engagements.known(engagementId, byItsClock(command, state));
      } catch (error) {
        throw withLegalNow(error, (type) => isFor(request.caller, seen, type));
      }
    });
  }

  /** A firm registers itself while there is something to come to, whenever it says that it did: who came unannounced is registered by a secretariat. */
  private checkGoesOn(state: EngagementState): void {
    if (state.status === 'unknown') return;
    const now = byClockOf(state.terms.city, new Date(this.now()).toISOString());
    checkNotOver(state, now.slice(0, 10));
  }
}

/** The id of a meeting: sent again, under whatever key, it is the same one. */
export function meetingIdOf(engagementId: string, firms: readonly string[], occurredAt: string): string {
  const instant = new Date(occurredAt).toISOString();
  return derivedId('corridor-ledger meeting at engagement v1', engagementId, ...[...firms].sort(), instant);
}

/** The command as the clock of the city tells it: its days are days of that clock. */
function byItsClock(command: EngagementCommand, state: EngagementState): EngagementCommand {
  if (command.type === 'PlanEngagement') {
    return { ...command, occurredAt: byClockOf(command.data.city, command.occurredAt) };
  }
  if (state.status === 'unknown') throw nothingOf('engagement');
  return { ...command, occurredAt: byClockOf(state.terms.city, command.occurredAt) };
}

import type { NeedCommand, NeedState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
  ProblemError,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { checkRegisteredCountry } from '../firms/registered-country.js';
import { nothingOf } from '../found.js';
import { matchSeenBy } from '../matches/match-access.js';
import { needFor } from './need-access.js';

/** So many needs of a firm stand at once. */
export const OPEN_NEEDS_MAX = 200;

export interface NeedAnswer {
  readonly needId: string;
}

/** A command to one need, and who asks for it. */
export class NeedRequest extends Command<Answered<NeedAnswer>> {
  constructor(
    readonly command: NeedCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(NeedRequest)
export class NeedHandler implements ICommandHandler<NeedRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 404 `need-unknown`, or `match-unknown` for one that is not of the need; 403 `not-a-party`; 422 `country-differs`; 409 `too-many-needs`, `match-not-introduced`. */
  execute({ command, request }: NeedRequest): Promise<Answered<NeedAnswer>> {
    const { needId } = command.data;
    const { caller } = request;
    return answerOnce(this.store, request, { needId }, async (context) => {
      const { needs } = this.aggregates;
      if (command.type === 'PostNeed') {
        const { participantId, country } = command.data.firm;
        await this.checkRoom(participantId);
        await checkRegisteredCountry(this.aggregates, participantId, country, '/firm/country');
      }
      if (command.type === 'FulfilNeed') await this.checkMatch(command.data, caller);
      const asked = (state: NeedState) => askedBy(caller, command, state);
      const { result, state } = await needs.handle(needId, asked, context);
      return result ?? needs.known(needId, askedBy(caller, command, state));
    });
  }

  /** As far as the ledger has looked at what was posted: what comes within a moment is not held against each other. */
  private async checkRoom(firm: string): Promise<void> {
    const { rows } = await this.parts.pool.query<{ needs: number }>(
      'SELECT count(*)::int AS needs FROM market.open_needs WHERE firm = $1',
      [firm],
    );
    if ((rows[0]?.needs ?? 0) < OPEN_NEEDS_MAX) return;
    const message = `"${firm}" has ${OPEN_NEEDS_MAX} needs that stand. Withdraw one that it has no more, or amend it.`;
    throw new ProblemError(409, 'too-many-needs', message, { pointer: '/firm/participantId' });
  }

  /** What a match is of never changes, nor that it introduced both firms. */
  private async checkMatch(
    { needId, matchId }: { readonly needId: string; readonly matchId?: string },
    caller: Caller,
  ): Promise<void> {
    if (matchId === undefined) return;
    const { state } = await this.aggregates.matches.load(matchId);
    const { proposed, status } = matchSeenBy(caller, state, '/matchId');
    if (![proposed.offer.needId, proposed.seek.needId].includes(needId)) throw nothingOf('match', '/matchId');
    if (status === 'introduced') return;
    const message = `The match is ${status}: a need is fulfilled by one that introduced both firms. Leave it out where something else fulfilled the need.`;
    throw new ProblemError(409, 'match-not-introduced', message, { pointer: '/matchId' });
  }
}

/** The command as the need stands, told by the clock of its country. */
function askedBy(caller: Caller, command: NeedCommand, state: NeedState): NeedCommand {
  if (command.type !== 'PostNeed') {
    const { subject } = needFor(caller, state);
    return { ...command, occurredAt: byClockOf(subject.country, command.occurredAt) };
  }
  const { firm, country } = command.data;
  if (caller.role === 'trader' && firm.participantId !== caller.participant) {
    const message = `A firm tells what it needs itself; your key is of "${caller.participant}", not of "${firm.participantId}".`;
    throw new ProblemError(403, 'not-a-party', message, { pointer: '/firm/participantId' });
  }
  return { ...command, occurredAt: byClockOf(country, command.occurredAt) };
}

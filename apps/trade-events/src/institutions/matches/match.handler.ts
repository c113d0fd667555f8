import { derivedId } from '@corridor/contracts';
import type { KnownMatch, KnownNeed, MatchCommand, MatchEvent } from '@corridor/domain';
import { type AppendContext, EventStore, inTransaction, retryOnConflict } from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
  ProblemError,
} from '@corridor/nest-kit';
import { byClockOf, sectorOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { nothingOf } from '../found.js';
import { matchSeenBy, speakingSide } from './match-access.js';

type Declining = Extract<MatchCommand, { readonly type: 'DeclineMatch' }>['data'];

/** An answer to a match; whose it is tells the key, or `side`. */
export type MatchStep = { readonly occurredAt: string; readonly side?: Declining['side'] } & (
  | { readonly type: 'ShowInterest' }
  | ({ readonly type: 'DeclineMatch' } & Pick<Declining, 'reason' | 'note'>)
);

export interface MatchAnswer {
  readonly matchId: string;
}

/** Asks to answer a match. */
export class MatchRequest extends Command<Answered<MatchAnswer>> {
  constructor(
    readonly matchId: string,
    readonly step: MatchStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(MatchRequest)
export class MatchHandler implements ICommandHandler<MatchRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 404 `match-unknown`; 409 `need-over` where one of the needs stands no more. */
  execute({ matchId, step, request }: MatchRequest): Promise<Answered<MatchAnswer>> {
    return answerOnce(this.store, request, { matchId }, (context) =>
      retryOnConflict(() => this.answer(matchId, step, request, context)),
    );
  }

  /** Where the second side is interested, the lead is recorded in the same append: no match is introduced without one, and none of a need that is over. */
  private async answer(matchId: string, step: MatchStep, { caller }: CommandRequest, context: AppendContext) {
    const { matches } = this.aggregates;
    const loaded = await matches.load(matchId);
    const before = matchSeenBy(caller, loaded.state);
    const side = speakingSide(caller, before, step.side);
    const occurredAt = byClockOf(before.proposed[side].country, step.occurredAt);
    const command = commandOf(matchId, side, { ...step, occurredAt });
    const { append, events } = matches.decide(matchId, command, loaded);
    if (!append) return matches.known(matchId, command);
    const lead = step.type === 'ShowInterest' ? await this.leadOf(before, events, occurredAt) : undefined;
    if (!lead) return this.store.append({ ...context, streams: [append] });
    return inTransaction(this.parts.pool, async (client) => {
      const result = await this.store.appendIn(client, { ...context, streams: [append, lead] });
      // Behind the ledger's lock, which the append took: whoever ends a need now comes behind the introduction.
      for (const { needId } of [before.proposed.offer, before.proposed.seek])
        await this.standing(needId, client);
      return result;
    });
  }

  private async leadOf({ proposed }: KnownMatch, events: readonly MatchEvent[], occurredAt: string) {
    const [offer, seek] = await Promise.all([
      this.standing(proposed.offer.needId),
      this.standing(proposed.seek.needId),
    ]);
    const introduced = events.find((event) => event.type === 'MatchIntroduced');
    if (!introduced) return undefined;
    const { leadId, matchId } = introduced.data;
    // The narrower of the two codes says more.
    const [hs = ''] = [offer.subject.hs, seek.subject.hs].sort((a, b) => b.length - a.length);
    const data = {
      leadId,
      origin: { matchId },
      seller: offer.subject.firm,
      buyer: seek.subject.firm,
      sector: sectorOf(hs.padEnd(6, '0')),
      hs: [hs],
    };
    const { leads } = this.aggregates;
    return leads.decide(leadId, { type: 'RecordLead', occurredAt, data }, await leads.load(leadId)).append;
  }

  private async standing(needId: string, client?: pg.ClientBase): Promise<KnownNeed> {
    const { state } = await this.aggregates.needs.load(needId, client);
    if (state.status === 'unknown') throw nothingOf('need');
    if (state.status === 'open') return state;
    const message = `One of the needs behind the match is ${state.status}: there is nothing to be interested in any more.`;
    throw new ProblemError(409, 'need-over', message);
  }
}

function commandOf(matchId: string, side: Declining['side'], step: MatchStep): MatchCommand {
  const { occurredAt } = step;
  if (step.type === 'ShowInterest') {
    return { type: step.type, occurredAt, data: { matchId, side, leadId: leadIdOf(matchId) } };
  }
  const { reason, note } = step;
  const data = { matchId, side, reason, ...(note !== undefined && { note }) };
  return { type: step.type, occurredAt, data };
}

/** A match leads to one lead, once. */
function leadIdOf(matchId: string): string {
  return derivedId('corridor-ledger lead of match v1', matchId);
}

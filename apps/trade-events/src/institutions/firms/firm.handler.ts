import { derivedId } from '@corridor/contracts';
import type { FirmCommand, FirmIdCommand, FirmState, NationalId } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  retryOnConflict,
  type StreamAppend,
} from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { takenIf } from '../taken.js';

export interface FirmAnswer {
  readonly participantId: string;
}

/** A command to one firm. */
export class FirmRequest extends Command<Answered<FirmAnswer>> {
  constructor(
    readonly command: FirmCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(FirmRequest)
export class FirmHandler implements ICommandHandler<FirmRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({ command, request }: FirmRequest): Promise<Answered<FirmAnswer>> {
    const { participantId } = command.data;
    return answerOnce(this.store, request, { participantId }, (context) =>
      retryOnConflict(() => this.append(command, context)),
    );
  }

  /**
   * One append, with the numbers that the firm has from now on and those that it has no more: no two firms ever have one.
   * @throws ProblemError 404 `firm-unknown`, 409 `firm-taken` or `national-id-used`.
   */
  private async append(
    command: FirmCommand,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { firms } = this.aggregates;
    const { participantId } = command.data;
    const before = await firms.load(participantId);
    if (before.state.status === 'unknown' && command.type !== 'RegisterFirm') throw firmUnknown();
    const { append, state } = this.decide(command, before);
    if (!append) return firms.known(participantId, command);
    const had = idsOf(before.state);
    const has = idsOf(state);
    const without = (ids: readonly NationalId[], others: readonly NationalId[]) =>
      ids.filter((id) => !others.some((other) => streamIdOf(other) === streamIdOf(id)));
    const numbers: StreamAppend[] = [];
    for (const id of without(had, has))
      numbers.push(...(await this.number('ReleaseNationalId', id, command)));
    for (const id of without(has, had)) {
      const pointer = `/nationalIds/${has.indexOf(id)}/number`;
      numbers.push(...(await this.number('ClaimNationalId', id, command, pointer)));
    }
    // The firm last: what is sent again is told the position of that event.
    return this.store.append({ ...context, streams: [...numbers, append] });
  }

  private decide(command: FirmCommand, before: Awaited<ReturnType<TradeAggregates['firms']['load']>>) {
    const { participantId } = command.data;
    try {
      return this.aggregates.firms.decide(participantId, command, before);
    } catch (error) {
      throw takenIf(command.type === 'RegisterFirm', error, 'firm', participantId);
    }
  }

  private async number(
    type: FirmIdCommand['type'],
    { scheme, number }: NationalId,
    { occurredAt, data: { participantId } }: FirmCommand,
    pointer = '/nationalIds',
  ): Promise<readonly StreamAppend[]> {
    const { firmIds } = this.aggregates;
    const id = streamIdOf({ scheme, number });
    const before = await firmIds.load(id);
    if (
      type === 'ClaimNationalId' &&
      before.state.status === 'claimed' &&
      before.state.participantId !== participantId
    ) {
      const message = `${scheme} ${number} is of the firm "${before.state.participantId}".`;
      throw new ProblemError(409, 'national-id-used', message, { pointer });
    }
    const command: FirmIdCommand = { type, occurredAt, data: { scheme, number, participantId } };
    const { append } = firmIds.decide(id, command, before);
    return append ? [append] : [];
  }
}

function idsOf(state: FirmState): readonly NationalId[] {
  return state.status === 'unknown' ? [] : state.nationalIds;
}

/** Of a number, whatever firm has it. */
function streamIdOf({ scheme, number }: NationalId): string {
  return derivedId('corridor-ledger national id v1', scheme, number);
}

export function firmUnknown(): ProblemError {
  return new ProblemError(404, 'firm-unknown', 'The register has no firm with this id.');
}

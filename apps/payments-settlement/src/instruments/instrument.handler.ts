import { derivedId } from '@corridor/contracts';
import { countryOfInstrument, type InstrumentCommand, type KnownInstrument } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  inTransaction,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
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
import type { PaymentsAggregates } from '../aggregates.js';
import { Supervision } from '../supervision/supervision.js';
import { AGGREGATES } from '../tokens.js';
import { instrumentFor } from './instrument-access.js';
import { keepTie } from './instrument-rows.js';
import { checkGoods, checkNotTied } from './tied-goods.js';

/** What a request on an instrument asks for; the rest follows from what happens. */
export type InstrumentStep = Extract<
  InstrumentCommand,
  {
    readonly type:
      | 'RegisterInstrument'
      | 'TieInstrument'
      | 'AmendInstrumentAmount'
      | 'ExtendRepatriationTerm'
      | 'CancelInstrument';
  }
>;

export interface InstrumentAnswer {
  readonly instrumentId: string;
}

/** A step of one instrument, and who asks for it. */
export class InstrumentRequest extends Command<Answered<InstrumentAnswer>> {
  constructor(
    readonly id: string,
    readonly step: InstrumentStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(InstrumentRequest)
export class InstrumentHandler implements ICommandHandler<InstrumentRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(Supervision) private readonly supervision: Supervision,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  execute({ id, step, request }: InstrumentRequest): Promise<Answered<InstrumentAnswer>> {
    return answerOnce(this.store, request, { instrumentId: id }, (context) =>
      retryOnConflict(() =>
        step.type === 'TieInstrument'
          ? this.tie(id, step, request.caller, context)
          : this.decide(id, step, request.caller, context),
      ),
    );
  }

  private async decide(
    id: string,
    step: InstrumentStep,
    caller: Caller,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { instruments } = this.aggregates;
    const before = await instruments.load(id);
    const kind =
      step.type === 'RegisterInstrument'
        ? step.data.kind
        : instrumentFor(caller, before.state).registered.kind;
    if (step.type === 'RegisterInstrument' && before.state.status !== 'unknown') {
      const message = `"${step.data.number}" is the number of an earlier instrument of this kind.`;
      throw new ProblemError(409, 'instrument-number-used', message, { pointer: '/number' });
    }
    const told = toldThere(step, kind);
    const { append } = instruments.decide(id, told, before);
    return append ? this.store.append({ ...context, streams: [append] }) : instruments.known(id, told);
  }

  /** Together with the row that others are held against: nobody ties the same goods between. */
  private async tie(
    id: string,
    step: Extract<InstrumentStep, { type: 'TieInstrument' }>,
    caller: Caller,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { instruments } = this.aggregates;
    const known: KnownInstrument = instrumentFor(caller, (await instruments.load(id)).state);
    const data = await checkGoods(this.store, known.registered, step.data);
    // What was split, and what is tied no longer, has to be known.
    await this.supervision.atHead();
    return inTransaction(this.parts.pool, async (client) => {
      await checkNotTied(client, known.registered, step.data);
      const before = await instruments.load(id, client);
      const told = toldThere({ ...step, data }, known.registered.kind);
      const { append } = instruments.decide(id, told, before);
      if (!append) return instruments.known(id, told, client);
      const result = await this.store.appendIn(client, { ...context, streams: [append] });
      await keepTie(client, step.data);
      return result;
    });
  }
}

/** The step by the clock of the country whose regulator follows it. */
function toldThere(step: InstrumentStep, kind: Parameters<typeof countryOfInstrument>[0]): InstrumentStep {
  return { ...step, occurredAt: byClockOf(countryOfInstrument(kind), step.occurredAt) };
}

/** The id of an instrument. Its number is the regulator's alone, for good, however it is spaced and in capitals or not. */
export function instrumentIdOf(kind: string, number: string): string {
  return derivedId('corridor-ledger instrument v1', kind, number.toLowerCase().replace(/\s+/g, ' '));
}

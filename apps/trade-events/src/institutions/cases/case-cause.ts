import { type EventOf, type RecordedEvent, upcast } from '@corridor/contracts';
import type { CaseKind, CaseOutcome, CaseSubject, ForeseenSubject, ReturnedPayment } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';

type Told = Pick<RecordedEvent, 'position' | 'occurredAt' | 'recordedAt' | 'correlationId' | 'demo'>;

/** What a case is foreseen for, as the log has it: from the event that began it to the one that ended it. */
export interface CaseCause {
  readonly kind: CaseKind;
  readonly subject: ForeseenSubject;
  readonly firms: readonly string[];
  readonly text: string;
  readonly began: Told;
  /** What came about again before it ended, in the order of the log. */
  readonly again: readonly (Pick<CaseCause, 'text' | 'began'> & { readonly subject: ReturnedPayment })[];
  readonly ended?: Told & { readonly outcome: CaseOutcome; readonly text: string };
}

/** Reads the causes of cases from the streams of holds and of what is owed, which no order of the bus can turn. */
export class CaseCauses {
  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly aggregates: Pick<TradeAggregates, 'consignments'>,
  ) {}

  /** @returns `undefined` where there is no such hold. */
  async ofHold(
    declarationId: string,
    holdId: string,
    client?: pg.ClientBase,
  ): Promise<CaseCause | undefined> {
    const history = await this.history(`declaration-${declarationId}`, client);
    const lodged = find(history, 'DeclarationLodged');
    const placed = find(history, 'HoldPlaced', ({ data }) => data.holdId === holdId);
    if (!lodged || !placed) return undefined;
    const { consignmentId, reason } = placed.data;
    const released = find(history, 'HoldReleased', ({ data }) => data.holdId === holdId);
    const began = {
      kind: 'customs-hold',
      subject: { kind: 'hold', consignmentId, declarationId, holdId },
      firms: [...new Set([lodged.data.exporter, lodged.data.importer])].sort(),
      text: `Customs holds the goods: ${reason}.`,
      began: placed,
      again: [],
    } as const;
    if (!released) return began;
    // A refusal lifts what is open in its own append: the goods are not free.
    const refused = find(
      history,
      'DeclarationRefused',
      ({ correlationId, position }) =>
        correlationId === released.correlationId && position > released.position,
    );
    const end = refused
      ? ({ outcome: 'rejected', text: 'Customs refused the declaration.' } as const)
      : ({ outcome: 'released', text: 'Customs lifted the hold.' } as const);
    return { ...began, ended: { ...toldOf(released), ...end } };
  }

  /**
   * Of what is owed, one cause from each return to where all is paid: what is returned meanwhile belongs to it.
   * @returns in the order of the log.
   */
  async ofObligation(obligationId: string, client?: pg.ClientBase): Promise<readonly CaseCause[]> {
    const history = await this.history(`obligation-${obligationId}`, client);
    const causes: CaseCause[] = [];
    for (const event of history) {
      const last = causes.at(-1);
      if (event.type === 'PaymentReturned') {
        const cause = await this.returned(event as EventOf<'PaymentReturned'>, client);
        if (cause && (!last || last.ended)) causes.push(cause);
        else if (cause && last) causes.splice(-1, 1, { ...last, again: [...last.again, cause] });
        continue;
      }
      if (!last || last.ended) continue;
      if (event.type === 'ObligationSettled') {
        const end = { outcome: 'paid', text: 'What is owed was paid in full.' } as const;
        causes.splice(-1, 1, { ...last, ended: { ...toldOf(event), ...end } });
      } else if (event.type === 'InvoiceWithdrawn') {
        const end = { outcome: 'corrected', text: 'The creditor took the invoice back.' } as const;
        causes.splice(-1, 1, { ...last, ended: { ...toldOf(event), ...end } });
      }
    }
    return causes;
  }

  /** The cause that a subject belongs to; `undefined` for what is not foreseen. */
  async of(subject: CaseSubject, client?: pg.ClientBase): Promise<CaseCause | undefined> {
    const { kind, declarationId = '', holdId = '', obligationId = '', returnId } = subject;
    if (kind === 'hold') return this.ofHold(declarationId, holdId, client);
    if (kind !== 'returned-payment') return undefined;
    return (await this.ofObligation(obligationId, client)).find((cause) =>
      [cause, ...cause.again].some((each) => each.subject.returnId === returnId),
    );
  }

  private async returned(
    event: EventOf<'PaymentReturned'>,
    client: pg.ClientBase | undefined,
  ): Promise<(CaseCause & { readonly subject: ReturnedPayment }) | undefined> {
    const { obligationId, consignmentId, returnId, amount } = event.data;
    const { state } = await this.aggregates.consignments.load(consignmentId, client);
    if (state.status === 'unknown') return undefined;
    return {
      kind: 'payment-stuck',
      subject: { kind: 'returned-payment', consignmentId, obligationId, returnId },
      firms: [...new Set([state.exporter.participantId, state.importer.participantId])].sort(),
      text: `A payment of ${amount.amount} ${amount.currency} was returned.`,
      began: event,
      again: [],
    };
  }

  private async history(
    streamId: string,
    client: pg.ClientBase | undefined,
  ): Promise<readonly RecordedEvent[]> {
    return (await this.store.readStream(streamId, client ? { client } : {})).map(upcast);
  }
}

function toldOf({ position, occurredAt, recordedAt, correlationId, demo }: RecordedEvent): Told {
  return { position, occurredAt, recordedAt, correlationId, demo };
}

function find<Type extends 'DeclarationLodged' | 'HoldPlaced' | 'HoldReleased' | 'DeclarationRefused'>(
  history: readonly RecordedEvent[],
  type: Type,
  isIt: (event: EventOf<Type>) => boolean = () => true,
): EventOf<Type> | undefined {
  return history.find((event) => event.type === type && isIt(event as EventOf<Type>)) as
    | EventOf<Type>
    | undefined;
}

import type { KnownVisa, VisaCommand, VisaInvitationRequested, VisaState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { checkCause } from './known-cause.js';
import { blinded, type Person, personSealed } from './sealed-person.js';
import { subjectKeysOf } from './subject-keys.js';
import { toldWithTrace } from './told-with-trace.js';
import { subjectOfFirm, visaFor } from './visa-access.js';

/** A step of an application that stands already. */
export type VisaStep = Exclude<VisaCommand, { readonly type: 'RequestVisaInvitation' }>;

export interface VisaAnswer {
  readonly visaId: string;
}

export interface VisaRequestAnswer extends VisaAnswer {
  readonly subjectId: string;
}

/** Asks for an invitation, for somebody who is new or known by an id. */
export class VisaInvitationRequest extends Command<Answered<VisaRequestAnswer>> {
  constructor(
    readonly occurredAt: string,
    readonly data: VisaInvitationRequested['data'],
    /** Absent for a subject of an earlier application. */
    readonly traveller: Person | undefined,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(VisaInvitationRequest)
export class VisaInvitationHandler implements ICommandHandler<VisaInvitationRequest> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({
    occurredAt,
    data,
    traveller,
    request,
  }: VisaInvitationRequest): Promise<Answered<VisaRequestAnswer>> {
    const { visaId, subjectId, firm } = data;
    const { store } = this.parts;
    const keys = subjectKeysOf(this.parts);
    const asked = traveller ? blinded(request, keys) : request;
    return answerOnce(store, asked, { visaId, subjectId }, async (context) => {
      const { visas, subjects } = this.aggregates;
      await checkCause(this.aggregates, data, occurredAt.slice(0, 10));
      const command: VisaCommand = { type: 'RequestVisaInvitation', occurredAt, data };
      const application = visas.decide(visaId, command, await visas.load(visaId));
      const known = await subjects.load(subjectId);
      if (!traveller) {
        subjectOfFirm(firm, known.state);
        return store.append({ ...context, streams: application.append ? [application.append] : [] });
      }
      // Decided before its key is made, which stands before its event does.
      const person = personSealed(traveller, await keys.create(subjectId));
      const registering = { type: 'RegisterSubject', occurredAt, data: { subjectId, firm, person } } as const;
      const registered = subjects.decide(subjectId, registering, known);
      const streams = [registered.append, application.append].flatMap((append) => append ?? []);
      return toldWithTrace(this.parts, { subjectId, person: traveller }, { ...context, streams });
    });
  }
}

/** A step of one application, and who asks for it. */
export class VisaRequest extends Command<Answered<VisaAnswer>> {
  constructor(
    readonly step: VisaStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(VisaRequest)
export class VisaHandler implements ICommandHandler<VisaRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({ step, request }: VisaRequest): Promise<Answered<VisaAnswer>> {
    const { visaId } = step.data;
    return answerOnce(this.store, request, { visaId }, async (context) => {
      const { visas } = this.aggregates;
      const asked = (state: VisaState) => commandOf(step, request.caller, state);
      if (step.type === 'SubmitVisa') await this.checkConsulate(step.data.consulate);
      const { result, state } = await visas.handle(visaId, asked, context);
      return result ?? visas.known(visaId, asked(state));
    });
  }

  /** What is submitted to nobody, nobody would decide. @throws Rejection `consulate-unknown`. */
  private async checkConsulate(consulate: string): Promise<void> {
    const { rows } = await this.parts.pool.query(
      `SELECT FROM access.api_keys WHERE role = 'consulate' AND revoked_at IS NULL AND participant = $1 LIMIT 1`,
      [consulate],
    );
    if (rows.length > 0) return;
    const message = `No consulate has the id "${consulate}"; the operator knows those that do.`;
    throw new Rejection('consulate-unknown', message, { pointer: '/consulate' });
  }
}

/** The step by the clock of the consulate, once there is one. */
function commandOf(step: VisaStep, caller: Caller, state: VisaState): VisaCommand {
  const { submission }: KnownVisa = visaFor(caller, state);
  const place = step.type === 'SubmitVisa' ? step.data.place : submission?.place;
  return place === undefined ? step : { ...step, occurredAt: byClockOf(place, step.occurredAt) };
}

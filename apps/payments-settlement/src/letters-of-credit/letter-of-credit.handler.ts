import {
  type CreditCommandOf,
  findPresented,
  type KnownCredit,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  type LetterOfCreditState,
} from '@corridor/domain';
import { type AppendContext, EventStore, retryOnConflict } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
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
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES, CALENDARS, CLOCK, type Clock } from '../tokens.js';
import type { CalendarsOf } from './calendars.js';
import { checkYourPart, creditFor } from './credit-access.js';
import { type CreditStep, commandOf } from './credit-step.js';
import { presentationOf, yoursOf } from './whose-step.js';

export interface LetterOfCreditAnswer {
  readonly letterOfCreditId: string;
  /** The number that the credit gave it. */
  readonly amendment?: number;
  readonly presentation?: number;
}

type Issue = CreditCommandOf<'IssueCredit'>;

/** A step of one credit, and who asks for it. */
export class LetterOfCreditRequest extends Command<Answered<LetterOfCreditAnswer>> {
  constructor(
    readonly id: string,
    readonly step: Issue | CreditStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(LetterOfCreditRequest)
export class LetterOfCreditHandler implements ICommandHandler<LetterOfCreditRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(CALENDARS) private readonly calendarsOf: CalendarsOf,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async execute({ id, step, request }: LetterOfCreditRequest): Promise<Answered<LetterOfCreditAnswer>> {
    const { lettersOfCredit } = this.aggregates;
    let answer: LetterOfCreditAnswer = { letterOfCreditId: id };
    const answered = await answerOnce(this.store, request, answer, (context) =>
      retryOnConflict(async () => {
        const before = await lettersOfCredit.load(id);
        const command =
          step.type === 'IssueCredit'
            ? issueOf(step, request.caller, before.state.status !== 'unknown')
            : await this.asked(step, request.caller, creditFor(request.caller, before.state));
        const { append, events, state } = toldTo(request.caller, step, before.state, () =>
          lettersOfCredit.decide(id, command, before),
        );
        answer = { letterOfCreditId: id, ...numbersOf(events, command, state as KnownCredit) };
        return append
          ? this.store.append({ ...answeredWith(context, answer), streams: [append] })
          : lettersOfCredit.known(id, command);
      }),
    );
    return answered.duplicate ? answered : { ...answered, answer };
  }

  private asked(step: CreditStep, caller: Caller, state: KnownCredit): Promise<LetterOfCreditCommand> {
    checkThere(step, state);
    checkYourPart(caller, step, state);
    return commandOf(step, caller, state, this.calendarsOf, this.now);
  }
}

/** A refusal names as legal what whoever asks may do. */
function toldTo<Made>(
  caller: Caller,
  step: Issue | CreditStep,
  state: LetterOfCreditState,
  decide: () => Made,
): Made {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Rejection) || state.status === 'unknown' || step.type === 'IssueCredit')
      throw error;
    const { legalNow = [], ...details } = error.details;
    const legal = legalNow as readonly LetterOfCreditCommand['type'][];
    const yours = yoursOf(caller, legal, state, presentationOf(step, state));
    throw new Rejection(error.code, error.message, { ...details, legalNow: yours });
  }
}

/** What is kept for a repeated request is what this one is answered with. */
function answeredWith(context: AppendContext, answer: LetterOfCreditAnswer): AppendContext {
  const { idempotency } = context;
  return idempotency ? { ...context, idempotency: { ...idempotency, answer } } : context;
}

/** The number of what a command made, or had made before. */
function numbersOf(
  events: readonly LetterOfCreditEvent[],
  command: LetterOfCreditCommand,
  state: KnownCredit,
): Omit<LetterOfCreditAnswer, 'letterOfCreditId'> {
  for (const { type, data } of events) {
    if (type === 'CreditAmendmentProposed') return { amendment: data.amendment };
    if (type === 'PresentationMade') return { presentation: data.presentation };
  }
  if (command.type !== 'PresentDocuments') return {};
  const presentation = findPresented(state, command.data, command.data.today);
  return presentation === undefined ? {} : { presentation };
}

function issueOf(step: Issue, { participant }: Caller, isThere: boolean): LetterOfCreditCommand {
  const { number, issuingBank } = step.data;
  if (issuingBank.participantId !== participant) {
    const message = `A credit comes from its issuing bank, "${issuingBank.participantId}"; your key is of "${participant}".`;
    throw new ProblemError(403, 'not-the-issuing-bank', message, { pointer: '/issuingBank/participantId' });
  }
  if (isThere) {
    const message = `"${number}" is the number of an earlier credit of ${participant}.`;
    throw new ProblemError(409, 'letter-of-credit-number-used', message, { pointer: '/number' });
  }
  return { ...step, occurredAt: byClockOf(issuingBank.country, step.occurredAt) };
}

/** An amendment and a presentation are named by the path. @throws ProblemError 404 for one that the credit has not. */
function checkThere({ data }: CreditStep, { amendments, presentations }: KnownCredit): void {
  if ('amendment' in data && data.amendment > amendments.length) {
    throw new ProblemError(404, 'amendment-unknown', `The credit has no amendment ${data.amendment}.`);
  }
  if ('presentation' in data && data.presentation > presentations.length) {
    throw new ProblemError(
      404,
      'presentation-unknown',
      `The credit has no presentation ${data.presentation}.`,
    );
  }
}

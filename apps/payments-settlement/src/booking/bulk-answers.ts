import { hash } from 'node:crypto';
import { type AppendContext, type EventStore, IdempotencyKeyReused } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import {
  aboutLine,
  actorOf,
  BULK_ITEMS_MAX,
  type BulkItem,
  type CommandRequest,
  failedLine,
  keyOfReference,
  type LineAnswer,
  lineReferenceSchema,
  malformedLine,
  oneLineTooMany,
} from '@corridor/nest-kit';
import { checkIban } from '@corridor/reference-data';
import { z } from 'zod';
import { noted, type ValueNote, type ValueNotes } from '../bank-calendars/value-notes.js';
import { bankDay } from '../dates/day-limits.js';
import type { Clock } from '../tokens.js';
import type { AnsweredKey, AnsweredKeys } from './answered-keys.js';
import { creditOfBody, type ToldCredit } from './credit.js';
import type { Credits } from './credits.js';
import { BOOKED_IN_SUM, type Booking, type NotBooked } from './outcomes.js';
import { settlementBody } from './settlement.body.js';

/** What became of one settlement. */
export interface BulkAnswer extends LineAnswer {
  readonly settlementId?: string;
  /** `PDNG` while a person has to look at its parties. */
  readonly isoStatus?: 'ACTC' | 'PDNG';
  /** Of its value date, where it is booked. */
  readonly notes?: readonly ValueNote[];
}

export interface BulkWorld {
  readonly store: EventStore;
  readonly credits: Credits;
  readonly answeredKeys: AnsweredKeys;
  readonly valueNotes: Pick<ValueNotes, 'of'>;
  readonly now: Clock;
  readonly request: CommandRequest;
}

export const bulkBody = z.compile(settlementBody.extend({ reference: lineReferenceSchema }));
type BulkBody = z.infer<typeof bulkBody>;

/** Lines that are claimed and booked together. */
const CHUNK = 250;

/** A line that can be booked. */
interface Line {
  readonly item: BulkItem;
  readonly key: string;
  readonly requestHash: string;
  readonly told: ToldCredit;
}

/** Answers line by line, in their order; what is not asked for yet is not read. */
export async function* bulkAnswers(
  items: AsyncIterable<BulkItem>,
  world: BulkWorld,
): AsyncGenerator<BulkAnswer, void> {
  let chunk: (Line | BulkAnswer)[] = [];
  let references = new Set<string | undefined>();
  let count = 0;
  for await (const item of items) {
    count += 1;
    if (count > BULK_ITEMS_MAX) {
      chunk.push(oneLineTooMany(item.line, 'settlements'));
      break;
    }
    const { reference } = aboutLine(item);
    // Of two lines under one reference, the first counts.
    if (chunk.length >= CHUNK || (reference !== undefined && references.has(reference))) {
      yield* await answersOf(chunk, world);
      chunk = [];
      references = new Set();
    }
    references.add(reference);
    chunk.push(read(item, world));
  }
  yield* await answersOf(chunk, world);
}

function read(item: BulkItem, { now, request }: BulkWorld): Line | BulkAnswer {
  if (item.fault !== undefined) return malformedLine(item, item.fault);
  try {
    const body: BulkBody = bulkBody.parse(item.value);
    const { reference, ...settlement } = body;
    const credit = creditOfBody(settlement, request.caller.participant, bankDay(now()));
    const requestHash = hash('sha256', JSON.stringify(body));
    return { item, key: keyOfReference(reference), requestHash, told: { credit, occurrence: 1 } };
  } catch (error) {
    return failedLine(item, error);
  }
}

const isLine = (each: Line | BulkAnswer): each is Line => 'told' in each;

async function answersOf(
  chunk: readonly (Line | BulkAnswer)[],
  world: BulkWorld,
): Promise<readonly BulkAnswer[]> {
  const lines = chunk.filter(isLine);
  const answers = new Map<Line, BulkAnswer>();
  const notesOf = new Map<Line, readonly ValueNote[] | undefined>();
  try {
    const notes = await world.valueNotes.of(lines.map(({ told }) => told.credit));
    for (const [at, line] of lines.entries()) notesOf.set(line, notes[at]);
    const bank = world.request.caller.participant;
    const before = await world.answeredKeys.findAll(
      bank,
      lines.map(({ key }) => key),
    );
    const open: Line[] = [];
    for (const line of lines) {
      const known = before.get(line.key);
      if (known) answers.set(line, answeredBefore(line, known));
      else if (passes(line, answers)) open.push(line);
    }
    await book(open, world, answers);
  } catch (error) {
    for (const line of lines) if (!answers.has(line)) answers.set(line, failedLine(line.item, error));
  }
  return chunk.map((each) => {
    if (!isLine(each)) return each;
    const answer = answers.get(each) as BulkAnswer;
    return answer.settlementId === undefined ? answer : { ...answer, ...noted(notesOf.get(each)) };
  });
}

/** In a file the bank reports on an account of its own. Behind the look for its key: what was taken before stays taken. */
function passes(line: Line, answers: Map<Line, BulkAnswer>): boolean {
  try {
    checkIban(line.told.credit.account, '/account');
    return true;
  } catch (error) {
    answers.set(line, failedLine(line.item, error));
    return false;
  }
}

async function book(
  lines: readonly Line[],
  { store, credits, answeredKeys, request }: BulkWorld,
  answers: Map<Line, BulkAnswer>,
): Promise<void> {
  if (lines.length === 0) return;
  const { caller, correlationId } = request;
  const actor = actorOf(caller);
  const contexts = lines.map(({ key, requestHash, told }): AppendContext => {
    const answer = { settlementId: told.credit.settlementId, status: 'accepted' };
    return { actor, correlationId, idempotency: { key, requestHash, answer } };
  });
  const outcomes = await credits.takeEach(
    lines.map(({ told }) => told),
    contexts,
  );
  const known: { readonly line: Line; readonly answered: AnsweredKey }[] = [];
  for (const [index, line] of lines.entries()) {
    const outcome = outcomes[index] as Booking | NotBooked;
    if (outcome.outcome !== 'known') {
      answers.set(line, answerOf(line, outcome));
      continue;
    }
    const { settlementId, position, held = false, inSum } = outcome;
    // Its key may be that of a settlement which the log has under it.
    const first = await store.answerOf(actor, line.key);
    if (!first) {
      const answered = { requestHash: line.requestHash, settlementId, position, held };
      known.push({ line, answered: { ...answered, ...(inSum && { inSum }) } });
      answers.set(line, answerOf(line, outcome));
    } else if (first.requestHash === line.requestHash) {
      // What was held then may be released by now: the first answer stands.
      const { isoStatus } = first.answer as Pick<BulkAnswer, 'isoStatus'>;
      answers.set(line, answerOf(line, { ...outcome, held: isoStatus === 'PDNG' }));
    } else {
      answers.set(line, answerOf(line, used(line)));
    }
  }
  const kept = await answeredKeys.keepAll(
    caller.participant,
    known.map(({ line, answered }) => ({ key: line.key, ...answered })),
  );
  for (const { line } of known) {
    const now = kept.get(line.key);
    if (now && now.requestHash !== line.requestHash) answers.set(line, answerOf(line, used(line)));
  }
}

function answeredBefore(line: Line, { requestHash, ...known }: AnsweredKey): BulkAnswer {
  return answerOf(line, requestHash === line.requestHash ? { outcome: 'known', ...known } : used(line));
}

function answerOf(line: Line, outcome: Booking | NotBooked): BulkAnswer {
  if (outcome.outcome === 'rejected') {
    const { error } = outcome;
    return failedLine(line.item, error instanceof IdempotencyKeyReused ? used(line).error : error);
  }
  const { settlementId, position, held, inSum } = outcome;
  const told = inSum && { code: BOOKED_IN_SUM.reason, detail: BOOKED_IN_SUM.message };
  const status = outcome.outcome === 'appended' ? 'accepted' : 'duplicate';
  return {
    ...aboutLine(line.item),
    status,
    settlementId,
    position,
    isoStatus: held ? 'PDNG' : 'ACTC',
    ...told,
  };
}

function used({ item }: Line): { readonly outcome: 'rejected'; readonly error: Rejection } {
  const { reference } = aboutLine(item);
  const message = `Another settlement was sent under the reference "${reference}"; use a new one.`;
  return {
    outcome: 'rejected',
    error: new Rejection('reference-used', message, { pointer: '/reference' }),
  };
}

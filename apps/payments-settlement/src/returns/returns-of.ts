import type { SettlementEvent } from '@corridor/domain';
import { type MoneyJson, toMoney } from '@corridor/kernel';
import type { Return } from './return.js';

/** A return of a settlement as the log has it, and the messages that told of it. */
export interface BookedReturn {
  readonly data: Extract<SettlementEvent, { type: 'SettlementReturned' }>['data'];
  readonly position: number;
  readonly toldBy: readonly Pick<Return, 'format' | 'messageId' | 'references'>[];
  /** As whichever of them told it first. */
  readonly reason?: string;
  /** The return of which it undid what banks kept: the two are one. */
  readonly restOf?: string;
}

/** The returns on a settlement's stream, in their order. */
export function returnsOf(
  events: readonly (SettlementEvent & { readonly position: number })[],
): readonly BookedReturn[] {
  const returns = new Map<string, BookedReturn>();
  for (const event of events) {
    if (event.type === 'SettlementReturned') {
      const { data, position } = event;
      const { returnId, reason } = data;
      returns.set(returnId, { data, position, toldBy: [data], ...(reason !== undefined && { reason }) });
    } else if (event.type === 'SettlementConfirmed' && event.data.returnId !== undefined) {
      const { returnId, restId, ...told } = event.data;
      const before = returns.get(returnId);
      if (!before) continue;
      const { reason = told.reason } = before;
      const toldBy = [...before.toldBy, told];
      returns.set(returnId, { ...before, toldBy, ...(reason !== undefined && { reason }) });
      const rest = restId === undefined ? undefined : returns.get(restId);
      if (rest) returns.set(rest.data.returnId, { ...rest, restOf: returnId });
    }
  }
  tieRests(returns);
  return [...returns.values()];
}

/** Older releases booked the rest that an advice undoes without saying of which return: it came behind that, and nothing went back by it. */
function tieRests(returns: Map<string, BookedReturn>): void {
  for (const rest of returns.values()) {
    const { data, position, restOf } = rest;
    if (restOf !== undefined || minorOf(data.returnedAmount) !== 0n) continue;
    const whole = [...returns.values()].findLast(
      (each) => each.position < position && each.toldBy.every(({ format }) => !isAdvice(format)),
    );
    if (!whole) continue;
    const { returnId } = whole.data;
    const { reason = data.reason } = whole;
    const toldBy = [...whole.toldBy, data];
    returns.set(returnId, { ...whole, toldBy, ...(reason !== undefined && { reason }) });
    returns.set(data.returnId, { ...rest, restOf: returnId });
  }
}

/**
 * The return that was told of before, if any: the same id; or else
 *
 * - of the bank's advice (pacs.004) and of the entry on the account the one that comes second: what went back is what the other
 *   tells of;
 * - of two entries those of one amount and value date, where not both have a servicer's reference of their own, be it told by an entry that confirmed it, in two messages:
 *   one message tells of each return once;
 * - one that this very entry confirmed before, be it sent again or stated behind its notification.
 *
 * @param occurrence which of the entries of its message that are alike tells of it, from 1.
 */
export function sameReturn(
  returns: readonly BookedReturn[],
  told: Return,
  creditsReference: string | undefined,
  occurrence = 1,
): BookedReturn | undefined {
  const same = returns.find(({ data }) => data.returnId === told.returnId);
  if (same) return same;
  const again = toldAgain(returns, told, creditsReference, occurrence);
  if (again) return again;
  return returns.find((booked) => {
    if (booked.restOf !== undefined || isToldBy(booked, told)) return false;
    const advised = booked.toldBy.some(({ format }) => isAdvice(format));
    const entered = booked.toldBy.some(({ format }) => !isAdvice(format));
    if (isAdvice(told.format)) return entered && !advised && isSameMoney(booked, told);
    if (!entered) return isSameMoney(booked, told);
    // Two bodies in JSON are two returns, unless their references say otherwise.
    if (told.messageId === undefined && booked.toldBy.every(({ messageId }) => messageId === undefined)) {
      return false;
    }
    const own = (reference: string | undefined): boolean =>
      reference !== undefined && reference !== creditsReference;
    const had = booked.toldBy.some(({ references }) => own(references.accountServicerReference));
    if (had && own(told.references.accountServicerReference)) return false;
    return booked.data.valueDate === told.valueDate && isSameMoney(booked, told);
  });
}

/** A return has the id of what told of it first: of the entry that comes behind an advice, only what it said tells that it was here before. */
function toldAgain(
  returns: readonly BookedReturn[],
  told: Return,
  creditsReference: string | undefined,
  occurrence: number,
): BookedReturn | undefined {
  if (isAdvice(told.format)) return undefined;
  const { accountServicerReference: reference, endToEndId, uetr } = told.references;
  const entries = ({ toldBy }: BookedReturn) => toldBy.filter(({ format }) => !isAdvice(format));
  const alike = returns.filter((booked) => isSameMoney(booked, told));
  if (reference !== undefined && reference !== creditsReference) {
    return alike.find((booked) =>
      entries(booked).some(({ references }) => references.accountServicerReference === reference),
    );
  }
  return alike.filter((booked) =>
    entries(booked).some(
      ({ format, messageId, references }) =>
        messageId !== undefined &&
        messageId === told.messageId &&
        format === told.format &&
        references.accountServicerReference === reference &&
        references.endToEndId === endToEndId &&
        references.uetr === uetr,
    ),
  )[occurrence - 1];
}

export function isAdvice(format: string): boolean {
  return format.startsWith('pacs.004');
}

function isToldBy({ toldBy }: BookedReturn, { format, messageId }: Return): boolean {
  if (messageId === undefined) return false;
  return toldBy.some((each) => each.format === format && each.messageId === messageId);
}

/** What went back is the same, or what of the credit is undone. */
function isSameMoney({ data }: BookedReturn, told: Return): boolean {
  const had = [data.amount, data.returnedAmount].map(minorOf);
  const has = [told.amount, told.returnedAmount ?? told.amount].map(minorOf);
  return data.amount.currency === told.amount.currency && has.some((minor) => had.includes(minor));
}

const minorOf = (money: MoneyJson): bigint => toMoney(money).minor;

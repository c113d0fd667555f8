import { type Decider, minorUnitDigits, never, Rejection } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkPositiveDecimal, checkStep, refuse } from '../checks.js';
import type { RateCommand } from './rate.commands.js';
import type { PostedRate, RateCorrected, RateEvent } from './rate.events.js';
import { RATE_DIGITS, rateUnits } from './rate-decimal.js';

/** The rates of one pair by one source. */
export type RateState =
  | { readonly status: 'unknown' }
  /** Day → the rate that stands for it, as it was told last. */
  | { readonly status: 'posted'; readonly source: string; readonly rates: Readonly<Record<string, string>> };

/** Types of commands that are legal. */
export function legalForRate({ status }: Pick<RateState, 'status'>): readonly RateCommand['type'][] {
  return STEPS[status];
}

const STEPS: Readonly<Record<RateState['status'], readonly RateCommand['type'][]>> = {
  unknown: ['PostRate'],
  posted: ['PostRate', 'CorrectRate'],
};

/** Posted once for each day; what was wrong is corrected, by whoever names the rate that it takes for wrong. */
export const rate: Decider<RateCommand, RateEvent, RateState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    checkStep(command.type, `rate is ${state.status}`, STEPS[state.status]);
    checkRate(command.data);
    const { occurredAt } = command;
    const { on, rate: told } = command.data;
    const standing = state.status === 'posted' ? state.rates[on] : undefined;
    if (standing !== undefined && isSameRate(standing, told)) return [];
    switch (command.type) {
      case 'PostRate': {
        if (standing === undefined) return [{ type: 'RatePosted', occurredAt, data: command.data }];
        const message = `For ${on} the source has posted ${standing} already; another rate corrects that one, and says why.`;
        // What may be done for this day, not for others.
        throw new Rejection('rate-posted-already', message, { pointer: '/rate', legalNow: ['CorrectRate'] });
      }
      case 'CorrectRate':
        checkWrong(command.data, standing);
        return [{ type: 'RateCorrected', occurredAt, data: command.data }];
      default:
        return never(command);
    }
  },
  evolve(state, { data }) {
    const rates = state.status === 'posted' ? state.rates : {};
    return { status: 'posted', source: data.source, rates: { ...rates, [data.on]: data.rate } };
  },
};

/** `base-quote` of a source: its stream. */
export function rateIdOf({ source, base, quote }: Pick<PostedRate, 'source' | 'base' | 'quote'>): string {
  return `${source}-${base}-${quote}`;
}

function checkRate({ base, quote, rate: told, on }: PostedRate): void {
  for (const [currency, pointer] of [
    [base, '/base'],
    [quote, '/quote'],
  ] as const) {
    if (minorUnitDigits(currency) === undefined) {
      refuse('unknown-currency', `"${currency}" is no ISO 4217 currency in use.`, pointer);
    }
  }
  if (base === quote) refuse('currencies-same', 'A rate is between two currencies.', '/quote');
  checkPositiveDecimal(told, RATE_DIGITS, '/rate');
  checkLocalDate(on, '/on');
}

function checkWrong({ on, wrong }: RateCorrected['data'], standing: string | undefined): void {
  if (standing === undefined) {
    const message = `The source has posted no rate for ${on}.`;
    throw new Rejection('rate-not-posted', message, { pointer: '/on', legalNow: ['PostRate'] });
  }
  checkPositiveDecimal(wrong, RATE_DIGITS, '/wrong');
  if (isSameRate(standing, wrong)) return;
  const message = `For ${on} the rate that stands is ${standing}, not ${wrong}: it was corrected meanwhile.`;
  throw new Rejection('rate-differs', message, { pointer: '/wrong', legalNow: ['CorrectRate'] });
}

function isSameRate(one: string, other: string): boolean {
  return rateUnits(one) === rateUnits(other);
}

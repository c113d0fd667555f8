import { type Money, type MoneyJson, Rejection, toMoney } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkPositive, checkPositiveDecimal, refuse } from '../../checks.js';
import { asMoneyJson, checkRateIsOf, toUsd } from '../../usd.js';
import type { TermsAsked } from './commitment.commands.js';
import type { CommitmentTerms, Rated, SaleContract } from './commitment.events.js';
import { isInvestment, type KnownCommitment } from './commitment-state.js';

/** The value in USD at the rate of the day of the announcement. @throws Rejection `rate-missing`, or `amount-too-large` where it has more digits than money has. */
export function inUsd(value: MoneyJson, rates: readonly Rated[], pointer: string): MoneyJson {
  const money = toMoney(value, pointer);
  return asMoneyJson(usdOf(money, rates) ?? lacksRate(value.currency, pointer), pointer);
}

/** The same, `undefined` where no rate of the currency was told. */
export function usdOf(money: Money, rates: readonly Rated[]): Money | undefined {
  if (money.currency === 'USD') return money;
  const rate = rates.find(({ currency }) => currency === money.currency);
  return rate && toUsd(money, rate.usdPerUnit);
}

function lacksRate(currency: string, pointer: string): never {
  const message = `What one ${currency} was worth in USD on the day of the announcement is not told: tell it in /rates of the announcement, or, once it is announced, by POST /v1/commitments/{id}/rates.`;
  return refuse('rate-missing', message, `${pointer}/currency`);
}

/** @throws Rejection naming the field of a rate that is malformed, of another day than the announcement, or told twice. */
export function checkRates(rates: readonly Rated[], on: string): void {
  for (const [index, rate] of rates.entries()) {
    checkRate(rate, on, `/rates/${index}`);
    if (rates.findIndex(({ currency }) => currency === rate.currency) < index) {
      refuse('rate-twice', `The rate of ${rate.currency} is told twice.`, `/rates/${index}/currency`);
    }
  }
}

export function checkRate(rate: Rated, on: string, pointer: string): void {
  const { currency, usdPerUnit } = rate;
  checkPositiveDecimal(usdPerUnit, 12, `${pointer}/usdPerUnit`);
  if (currency === 'USD' && usdPerUnit !== '1') {
    refuse('rate-not-one', `A dollar is "1" dollar, not "${usdPerUnit}".`, `${pointer}/usdPerUnit`);
  }
  checkRateIsOf(rate, { day: on, what: 'the commitment was announced', pointer });
}

/** @throws Rejection naming what of the terms cannot be. */
export function checkTerms(terms: TermsAsked, announcedOn: string): void {
  checkValue(terms);
  const needed = isInvestment(terms) ? (['investor'] as const) : (['seller', 'buyer'] as const);
  if (!terms.parties.some(({ part }) => (needed as readonly string[]).includes(part))) {
    const message = `A ${terms.kind} is promised by ${needed.join(' or ')}: name one.`;
    refuse('party-missing', message, '/terms/parties');
  }
  const traders = terms.parties.filter(({ part }) => part === 'seller' || part === 'buyer');
  const countries = new Set(traders.map(({ country }) => country));
  if (countries.size === 1 && new Set(traders.map(({ part }) => part)).size === 2) {
    const message = `All of them are of ${[...countries]}: trade is promised between two countries.`;
    refuse('parties-of-one-country', message, '/terms/parties');
  }
  for (const [index, code] of terms.hsCodes.entries()) {
    const other = terms.hsCodes.findIndex((each, at) => at !== index && code.startsWith(each));
    if (other >= 0) {
      const message = `${code} is told by ${terms.hsCodes[other]} already.`;
      refuse('hs-code-twice', message, `/terms/hsCodes/${index}`);
    }
  }
  if (terms.dueOn === undefined) return;
  checkLocalDate(terms.dueOn, '/terms/dueOn');
  if (terms.dueOn < announcedOn) {
    refuse(
      'due-before-announcement',
      `${terms.dueOn} lies before the announcement on ${announcedOn}.`,
      '/terms/dueOn',
    );
  }
}

/** Where jobs are promised there may be no value beside them. */
function checkValue({ value, jobs }: TermsAsked): void {
  if (jobs === undefined || toMoney(value, '/terms/value').minor !== 0n) checkPositive(value, '/terms/value');
}

/** @throws Rejection where a revision would make another promise of it. */
export function checkRevision(
  terms: TermsAsked,
  { terms: before }: KnownCommitment,
  occurredOn: string,
): void {
  if (terms.kind !== before.kind && (isInvestment(terms) || isInvestment(before))) {
    const message = `A ${before.kind} does not become a ${terms.kind}: announce that by itself.`;
    refuse('kind-differs', message, '/terms/kind');
  }
  if (terms.value.currency !== before.value.currency) {
    const message = `The commitment is in ${before.value.currency}, whose rate of that day stays.`;
    refuse('currency-differs', message, '/terms/value/currency');
  }
  if (terms.dueOn !== undefined && terms.dueOn < occurredOn) {
    const message = `${terms.dueOn} has passed on ${occurredOn}.`;
    refuse('due-passed', message, '/terms/dueOn');
  }
}

/** @throws Rejection naming what of a contract cannot be. */
export function checkSaleContract(
  contract: Omit<SaleContract, 'valueUsd'>,
  { contracts, terms, occasion }: KnownCommitment,
): void {
  const { exporter, importer, signedOn, deliverBy, value, prices } = contract;
  if (contracts.some(({ contractId }) => contractId === contract.contractId)) {
    const message = `The contract ${contract.contractNumber} of these two serves the commitment already, with other terms: release it first.`;
    refuse('contract-known', message, '/contractNumber');
  }
  if (exporter.participantId === importer.participantId) {
    refuse('importer-is-exporter', 'A contract of sale is between two firms.', '/importer/participantId');
  }
  checkSide(terms, 'seller', exporter, '/exporter');
  checkSide(terms, 'buyer', importer, '/importer');
  checkPositive(value, '/value');
  if (signedOn < occasion.on) {
    const message = `${signedOn} lies before the announcement on ${occasion.on}: what was agreed before is no fruit of it.`;
    refuse('signed-before-announcement', message, '/signedOn');
  }
  if (deliverBy !== undefined && deliverBy < signedOn) {
    const message = `${deliverBy} lies before the signing on ${signedOn}.`;
    refuse('deliver-by-before-signing', message, '/deliverBy');
  }
  for (const [index, { hs6, unit, price }] of prices.entries()) {
    checkPositive(price, `/prices/${index}/price`);
    if (price.currency !== value.currency) {
      const message = `The contract is in ${value.currency}.`;
      refuse('currency-differs', message, `/prices/${index}/price/currency`);
    }
    if (prices.findIndex((each) => each.hs6 === hs6 && each.unit === unit) < index) {
      refuse('price-twice', `The price of ${hs6} by ${unit} is told twice.`, `/prices/${index}`);
    }
  }
}

/** So many times what was promised, contracts under it may come to together. */
const CONTRACTED_TIMES_MAX = 10n;

/**
 * A contract far beyond its promise is one that was mistyped, or fruit of another promise: the Commission or the Business Council confirms it by revising
 * the promise to what it has become. Where jobs alone were promised there is nothing to hold it against.
 */
export function checkContracted(valueUsd: MoneyJson, { contracts, terms }: KnownCommitment): void {
  const promised = toMoney(terms.valueUsd).minor;
  const together = [valueUsd, ...contracts.map((each) => each.valueUsd)].reduce(
    (sum, each) => sum + toMoney(each).minor,
    0n,
  );
  if (promised === 0n || together <= CONTRACTED_TIMES_MAX * promised) return;
  const message = `With it, contracts would come to more than ${CONTRACTED_TIMES_MAX} times the ${terms.valueUsd.amount} USD that were promised: see whether it is right, and have the Commission or the Business Council revise the promise first.`;
  refuse('contract-beyond-promise', message, '/value/amount');
}

/** A contract is made by those who promised: by a firm that was named, or, where only what one is called was told, by one of its country. */
function checkSide(
  { parties }: CommitmentTerms,
  part: 'seller' | 'buyer',
  { participantId, country }: SaleContract['exporter'],
  pointer: string,
): void {
  const promised = parties.filter((each) => each.part === part);
  const isOne = promised.some((each) =>
    each.participantId === undefined ? each.country === country : each.participantId === participantId,
  );
  if (promised.length === 0 || isOne) return;
  const message = `"${participantId}" of ${country} is no ${part} of what was promised: the contract serves another promise, or the terms have to be revised first.`;
  refuse('party-not-of-promise', message, `${pointer}/participantId`);
}

/** Who looks at a report is neither who made it nor one of those who promised. @throws Rejection `not-a-second-party`. */
export function checkSecondParty(who: string, reportedBy: string, { terms }: KnownCommitment): void {
  const isOwn =
    who === reportedBy ||
    terms.parties.some(({ participantId }) => participantId !== undefined && participantId === who);
  if (!isOwn) return;
  const message = `"${who}" made the report, or is one of those who promised: a second party looks at it.`;
  throw new Rejection('not-a-second-party', message);
}

/** What a second party verified of it: USD cents of an investment, and jobs. */
export function verifiedOf({ realisations }: Pick<KnownCommitment, 'realisations'>): {
  readonly cents: bigint;
  readonly jobs: number;
} {
  const verified = realisations.filter(({ status }) => status === 'verified');
  const cents = verified.reduce(
    (sum, { amountUsd }) => sum + (amountUsd ? toMoney(amountUsd).minor : 0n),
    0n,
  );
  return { cents, jobs: verified.reduce((sum, each) => sum + (each.jobs ?? 0), 0) };
}

/** Whether all was verified that reports show: the jobs, and the money of an investment. */
export function isVerified({ terms, realisations }: KnownCommitment): boolean {
  const { cents, jobs } = verifiedOf({ realisations });
  const isInvested = !isInvestment(terms) || cents >= toMoney(terms.valueUsd).minor;
  return isInvested && jobs >= (terms.jobs ?? 0);
}

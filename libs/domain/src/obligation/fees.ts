import { divideHalfEven, type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type {
  AllocatedPart,
  Charge,
  ChargeBearer,
  SettlementBooked,
} from '../settlement/settlement.events.js';
import { smaller } from './purse.js';
import { smallSumOf } from './small-sums.js';

type Told = Pick<SettlementBooked['data'], 'amount' | 'instructedAmount' | 'chargeBearer' | 'charges'>;

/** What an instruction of the payment tells of its money and of what banks take; `amount`: what they settle. */
export type InstructedMoney = Told;

/** Another credit that the same bank booked under the UETR of a credit: the payment came in parts. */
export interface OtherCredit extends Pick<Told, 'amount'> {
  readonly allocations: readonly AllocatedPart[];
  readonly returned?: MoneyJson;
}

/**
 * What banks on the way took of a credit that the debtor has paid none the less: with charges on the creditor (`CRED`) or shared
 * (`SHAR`) what is missing is the creditor's to bear. With charges on the debtor (`DEBT`) it is not: he owes what did not arrive.
 *
 * Charges that the message tells count as told. What only lies between the amount that he had his bank pay and what came counts where it is a
 * {@link smallSumOf small sum}: no bank takes more and says nothing. Of either, no more than a half of what was instructed counts,
 * else a cent would settle what somebody says to have instructed. Beyond, what came pays, and the rest stays owed.
 * What a credit does not tell, an instruction of its payment does: each by itself, so that it is the same in whatever order they come.
 * That is told of the payment, not of the credit: all that came of it is held against what was instructed, and what counts for one
 * credit counts for no other. Of one that came in parts only charges that are told count: what is missing besides may come yet.
 * What a match has counted before counts no more, nor the part, in proportion, of what was returned: it is the same whether the return came
 * before the match or behind it.
 * @returns in the currency of the credit; `undefined` where it is nothing.
 */
export function feesForDebtor(
  told: Told,
  allocations: readonly AllocatedPart[],
  returned?: MoneyJson,
  instructions: readonly InstructedMoney[] = [],
  others: readonly OtherCredit[] = [],
): MoneyJson | undefined {
  const { amount } = told;
  const ofCredit = withoutReturned(takenOf(told), [{ amount, returned }]);
  const ofPayment = takenOfPayment({ ...told, returned }, instructions, others);
  const taken = larger(ofCredit, ofPayment);
  const minor = taken - countedIn(allocations, taken);
  return minor > 0n ? toMoneyJson({ minor, currency: amount.currency }) : undefined;
}

/** By what its instructions tell of the payment, less what its other credits count; nothing where it came in several currencies. */
function takenOfPayment(
  credit: Told & CameBack,
  instructions: readonly InstructedMoney[],
  others: readonly OtherCredit[],
): bigint {
  const { currency } = credit.amount;
  if (others.some(({ amount }) => amount.currency !== currency)) return 0n;
  const credits = [credit, ...others];
  const amount = toMoneyJson({ minor: sumOf(credits.map((each) => each.amount)), currency });
  const inParts = others.length > 0;
  const whole = instructions
    .map((each) => takenOf(toldWith({ ...credit, amount }, each), inParts))
    .reduce(larger, 0n);
  const taken = withoutReturned(whole, credits);
  return others.reduce((left, { allocations }) => left - countedIn(allocations, taken), taken);
}

/** What of credits was given back, by their amounts. */
interface CameBack extends Pick<Told, 'amount'> {
  readonly returned?: MoneyJson | undefined;
}

function withoutReturned(taken: bigint, credits: readonly CameBack[]): bigint {
  const came = sumOf(credits.map(({ amount }) => amount));
  const back = sumOf(credits.flatMap(({ returned }) => returned ?? []));
  return taken - divideHalfEven(taken * back, came);
}

function sumOf(all: readonly MoneyJson[]): bigint {
  return all.reduce((total, each) => total + toMoney(each).minor, 0n);
}

/** Fees that matches count. Of a part that was converted, they are too: they were counted whole. */
function countedIn(allocations: readonly AllocatedPart[], whole: bigint): bigint {
  return allocations.reduce((total, { amount, fees }) => {
    if (!fees) return total;
    return total + (fees.currency === amount.currency ? toMoney(fees).minor : whole);
  }, 0n);
}

/** A credit tells first. What banks were to settle is what was instructed where the instruction says no more, and less came. */
function toldWith(credit: Told, instruction: InstructedMoney): Told {
  const { amount } = credit;
  const isLess =
    instruction.amount.currency === amount.currency &&
    toMoney(amount).minor < toMoney(instruction.amount).minor;
  const settled = isLess ? instruction.amount : undefined;
  const instructedAmount = credit.instructedAmount ?? instruction.instructedAmount ?? settled;
  const chargeBearer = credit.chargeBearer ?? instruction.chargeBearer;
  const charges = credit.charges ?? instruction.charges;
  return {
    amount,
    ...(instructedAmount && { instructedAmount }),
    ...(chargeBearer && { chargeBearer }),
    ...(charges && { charges }),
  };
}

function takenOf(
  { amount, instructedAmount, chargeBearer, charges = [] }: Told,
  asToldAlone = false,
): bigint {
  const { minor: came, currency } = toMoney(amount);
  const charged = chargesOfCreditor(charges, chargeBearer, currency);
  // What was instructed in another currency tells nothing of what is missing.
  if (instructedAmount?.currency !== currency) return charged <= came ? charged : 0n;
  const instructed = toMoney(instructedAmount).minor;
  const missing = instructed - came;
  if (missing <= 0n) return 0n;
  const told = smaller(charged, missing);
  const untold = missing - told;
  const isSmall =
    !asToldAlone && isOfCreditor(chargeBearer) && untold <= smallSumOf({ minor: instructed, currency });
  const taken = isSmall ? missing : told;
  return taken * 2n <= instructed ? taken : 0n;
}

function chargesOfCreditor(
  charges: readonly Charge[],
  chargeBearer: ChargeBearer | undefined,
  currency: string,
): bigint {
  return charges
    .filter(({ amount, bearer = chargeBearer }) => amount.currency === currency && isOfCreditor(bearer))
    .reduce((total, { amount }) => total + toMoney(amount).minor, 0n);
}

function isOfCreditor(bearer: ChargeBearer | undefined): boolean {
  return bearer === 'CRED' || bearer === 'SHAR';
}

function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

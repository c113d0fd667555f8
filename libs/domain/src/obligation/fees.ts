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

/**
 * What banks on the way took of a credit that the debtor has paid none the less: with charges on the creditor (`CRED`) or shared
 * (`SHAR`) what is missing is the creditor's to bear. With charges on the debtor (`DEBT`) it is not: he owes what did not arrive.
 *
 * Charges that the message tells count as told. What only lies between the amount that he had his bank pay and what came counts where it is a
 * {@link smallSumOf small sum}: no bank takes more and says nothing. Of either, no more than a half of what was instructed counts,
 * else a cent would settle what somebody says to have instructed. Beyond, what came pays, and the rest stays owed.
 * What a credit does not tell, an instruction of its payment does: each by itself, so that it is the same in whatever order they come.
 * What a match has counted before counts no more, nor the part, in proportion, of what was returned: it is the same whether the return came
 * before the match or behind it.
 * @returns in the currency of the credit; `undefined` where it is nothing.
 */
export function feesForDebtor(
  told: Told,
  allocations: readonly AllocatedPart[],
  returned?: MoneyJson,
  instructions: readonly InstructedMoney[] = [],
): MoneyJson | undefined {
  const { minor: came, currency } = toMoney(told.amount);
  const whole = instructions.map((each) => takenOf(toldWith(told, each))).reduce(larger, takenOf(told));
  const back = returned ? toMoney(returned).minor : 0n;
  const taken = whole - divideHalfEven(whole * back, came);
  const counted = allocations.reduce((total, { amount: part, fees }) => {
    // Of a part that was converted, the fees are too: they were counted whole.
    if (!fees) return total;
    return fees.currency === part.currency ? total + toMoney(fees).minor : total + taken;
  }, 0n);
  const minor = taken - counted;
  return minor > 0n ? toMoneyJson({ minor, currency }) : undefined;
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

function takenOf({ amount, instructedAmount, chargeBearer, charges = [] }: Told): bigint {
  const { minor: came, currency } = toMoney(amount);
  const charged = chargesOfCreditor(charges, chargeBearer, currency);
  // What was instructed in another currency tells nothing of what is missing.
  if (instructedAmount?.currency !== currency) return charged <= came ? charged : 0n;
  const instructed = toMoney(instructedAmount).minor;
  const missing = instructed - came;
  if (missing <= 0n) return 0n;
  const told = smaller(charged, missing);
  const untold = missing - told;
  const isSmall = isOfCreditor(chargeBearer) && untold <= smallSumOf({ minor: instructed, currency });
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

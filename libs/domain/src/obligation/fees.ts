import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type {
  AllocatedPart,
  Charge,
  ChargeBearer,
  SettlementBooked,
} from '../settlement/settlement.events.js';

/**
 * What banks on the way took of a credit that the debtor has paid none the less: with charges on the creditor (`CRED`) or shared
 * (`SHAR`) what is missing is the creditor's to bear. With charges on the debtor (`DEBT`) it is not: he owes what did not arrive.
 * It is what he had his bank pay less what came, where both are told in one currency, else the charges that are told.
 * What a match has counted before counts no more.
 * @returns in the currency of the credit; `undefined` where it is nothing.
 */
export function feesForDebtor(
  {
    amount,
    instructedAmount,
    chargeBearer,
    charges = [],
  }: Pick<SettlementBooked['data'], 'amount' | 'instructedAmount' | 'chargeBearer' | 'charges'>,
  allocations: readonly AllocatedPart[],
): MoneyJson | undefined {
  const { minor: came, currency } = toMoney(amount);
  const taken =
    instructedAmount?.currency === currency
      ? isOfCreditor(chargeBearer)
        ? toMoney(instructedAmount).minor - came
        : 0n
      : chargesOfCreditor(charges, chargeBearer, currency);
  const counted = allocations.reduce((total, { amount: part, fees }) => {
    // Of a part that was converted, the fees are too: they were counted whole.
    if (!fees) return total;
    return fees.currency === part.currency ? total + toMoney(fees).minor : total + taken;
  }, 0n);
  const minor = taken - counted;
  return minor > 0n ? toMoneyJson({ minor, currency }) : undefined;
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

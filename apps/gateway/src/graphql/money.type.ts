import { toMoneyJson } from '@corridor/kernel';
import { Field, ObjectType } from '@nestjs/graphql';
import { CurrencyCode, Decimal } from './scalars.js';

@ObjectType('Money', {
  description: 'An amount of money with all digits of its currency, such as "1234.50" USD.',
})
export class MoneyType {
  @Field(() => Decimal, { description: 'The amount in major units, as text.' })
  amount!: string;

  @Field(() => CurrencyCode, { description: 'Its currency.' })
  currency!: string;
}

export function usd(cents: bigint): MoneyType {
  return toMoneyJson({ minor: cents, currency: 'USD' });
}

/** @param minor Minor units, as PostgreSQL writes a bigint. */
export function money(minor: string, currency: string): MoneyType {
  return toMoneyJson({ minor: BigInt(minor), currency });
}

import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type { ListedMatch } from './listed.js';

type TakenBack = NonNullable<ListedMatch['takenBack']>[number];

interface Match {
  readonly obligationId: string;
  readonly position: number;
  readonly amountMinor: string;
  readonly unmatched: { readonly position: number } | null;
}

interface Return {
  readonly returnId: string;
  readonly position: number;
  readonly reason: string | null;
  readonly takenBack: readonly { readonly obligationId: string; readonly amount: MoneyJson }[];
}

/**
 * What returns took back of the matches of a settlement in this currency: as its decider takes it, of one debt the last match first.
 * @param matches and
 * @param returns oldest first.
 */
export function takenBackOf<Of extends Match>(
  matches: readonly Of[],
  returns: readonly Return[],
  currency: string,
): ReadonlyMap<Of, readonly TakenBack[]> {
  const found = new Map<Of, TakenBack[]>();
  const rests = new Map(matches.map((match) => [match, BigInt(match.amountMinor)]));
  for (const { returnId, position, reason, takenBack } of returns) {
    for (const { obligationId, amount } of takenBack) {
      let left = toMoney(amount).minor;
      const paid = matches.filter(
        (match) =>
          match.obligationId === obligationId &&
          match.position < position &&
          (match.unmatched === null || match.unmatched.position > position),
      );
      for (const match of paid.toReversed()) {
        const rest = rests.get(match) ?? 0n;
        const minor = rest < left ? rest : left;
        if (minor === 0n) continue;
        left -= minor;
        rests.set(match, rest - minor);
        const taken = { returnId, amount: toMoneyJson({ minor, currency }), position };
        found.set(match, [...(found.get(match) ?? []), { ...taken, ...(reason !== null && { reason }) }]);
      }
    }
  }
  return found;
}

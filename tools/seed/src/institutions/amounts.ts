import { createHash } from 'node:crypto';
import { GOODS } from '../corridor/goods.js';

export function dollars(usd: number) {
  return { amount: usd.toFixed(2), currency: 'USD' };
}

/** What the contract asks for a unit of each kind of goods under its codes. */
export function pricesOf(hs: readonly string[]) {
  const variants = Object.values(GOODS).flatMap(({ variants }) => [...variants]);
  const found = new Map<string, { hs6: string; unit: string; price: { amount: string; currency: string } }>();
  for (const { hs6, unit, usdPerTonne, kgPerUnit } of variants) {
    if (!hs.some((code) => hs6.startsWith(code)) || found.has(hs6)) continue;
    found.set(hs6, { hs6, unit, price: dollars((usdPerTonne * kgPerUnit) / 1_000) });
  }
  return [...found.values()];
}

/** The hash of a paper that does not exist. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

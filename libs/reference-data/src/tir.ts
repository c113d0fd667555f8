import { type MoneyJson, Rejection, toMoney } from '@corridor/kernel';

const EURO = 1_00n;

/**
 * What the guaranteeing association of a country answers for with one TIR carnet, at most, in cents of a euro (TIR Convention,
 * 1975, article 8, paragraph 3: each country fixes its own). Sources: for China, Iran, Kazakhstan, Kyrgyzstan, Tajikistan and Uzbekistan
 * the IRU's list of countries with 100,000 euros, of February 2020, as CESMAD Slovakia published it; for Pakistan the note of the
 * Italian customs agency of 13 April 2018 on the admission of the association PNC-ICC. Of Afghanistan and Turkmenistan no figure was
 * found: nothing is held against one there.
 */
const CEILINGS_CENTS: Readonly<Record<string, bigint>> = {
  CN: 100_000n * EURO,
  IR: 100_000n * EURO,
  KG: 100_000n * EURO,
  KZ: 100_000n * EURO,
  PK: 60_000n * EURO,
  TJ: 100_000n * EURO,
  UZ: 100_000n * EURO,
};

/** The ceiling of a carnet in a country (ISO 3166-1 alpha-2), in cents of a euro; `undefined` where we know none. */
export function tirCeilingCents(country: string): bigint | undefined {
  return CEILINGS_CENTS[country];
}

/**
 * Checks what a carnet is to stand for in each of some countries: it is in euros, and within the ceiling of every one of them.
 * @throws Rejection `carnet-not-in-euro` or `carnet-above-ceiling` with the pointer of the field below `pointer`.
 */
export function checkTirCeiling(amount: MoneyJson, countries: Iterable<string>, pointer: string): void {
  if (amount.currency !== 'EUR') {
    const message = `The ceilings of TIR carnets are in euros, not in ${amount.currency}.`;
    throw new Rejection('carnet-not-in-euro', message, { pointer: `${pointer}/currency` });
  }
  const cents = toMoney(amount, pointer).minor;
  for (const country of countries) {
    const ceiling = tirCeilingCents(country);
    if (ceiling === undefined || cents <= ceiling) continue;
    const message = `In ${country} one carnet stands for ${ceiling / EURO} euros at most, not for ${amount.amount}.`;
    throw new Rejection('carnet-above-ceiling', message, { pointer: `${pointer}/amount` });
  }
}

import { toMoney } from '@corridor/kernel';
import { z } from 'zod';

/** Text of one line, neither empty nor padded: control characters and halves of a surrogate pair are no text. */
export function textSchema(lengthMax: number) {
  return z
    .string()
    .min(1)
    .max(lengthMax)
    .regex(
      /^[^\s\p{Cc}\p{Cs}](?:[^\p{Cc}\p{Cs}]*[^\s\p{Cc}\p{Cs}])?$/u,
      'is one line of text without spaces around it',
    );
}

/** A UUID of any version in lower case: as part of a stream's name it has one spelling only. */
export const uuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is a UUID in lower case');

/** A name for machines: lower-case letters, digits and single hyphens, at most 64. A UUID is one, too. */
const slugSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'has lower-case letters, digits and single hyphens');

/** A firm, bank or office that takes part, e.g. `demo-bank-karachi`. */
export const participantIdSchema = slugSchema;

/** A target's id, e.g. `pk-kz-yearly`. */
export const targetIdSchema = slugSchema;

/** A route's id, e.g. `karachi-almaty-torkham`. */
export const routeIdSchema = slugSchema;

/** UN/LOCODE: the country's two letters and three characters of the place, never `0` or `1`. */
export const locodeSchema = z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'is a UN/LOCODE such as "PKKHI"');

/** ISO 3166-1 alpha-2, by its form. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'is an ISO 3166-1 alpha-2 code such as "PK"');

/** A day of the calendar, `YYYY-MM-DD`. */
export const localDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'is a day such as "2026-03-01"', abort: true })
  .refine(isCalendarDay, 'is no day of the calendar');

const TIMESTAMP =
  /^(?<day>\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** RFC 3339 with its offset, e.g. `2026-03-01T10:00:00+05:00`, on a day of the calendar; no leap seconds. */
export const timestampSchema = z
  .string()
  .regex(TIMESTAMP, { error: ({ input }) => timestampWords(input), abort: true })
  .refine((text) => isCalendarDay(text.slice(0, 10)), 'is no day of the calendar');

/** A plus in an address is read as a space. */
function timestampWords(input: unknown): string {
  const isPlusLost = typeof input === 'string' && TIMESTAMP.test(input.replace(/ (?=\d\d:\d\d$)/, '+'));
  const words = 'is RFC 3339 with an offset, such as "2026-03-01T10:00:00+05:00"';
  return isPlusLost ? `${words}; in an address a "+" is written "%2B"` : words;
}

/** A decimal in major units with at most 18 digits before and behind the point; the domain knows each currency's digits. */
export const amountSchema = z
  .string()
  .regex(/^-?\d{1,18}(?:\.\d{1,18})?$/, 'is a decimal amount such as "1234.50"');

/** ISO 4217, by its form. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'is an ISO 4217 code such as "USD"');

/** An amount and its ISO 4217 currency, by their form. */
export const moneySchema = z.strictObject({ amount: amountSchema, currency: currencySchema });

/** A rate of exchange: a positive decimal of at most 12 digits before the point and 12 behind it. */
export const rateSchema = z
  .string()
  .regex(/^(?=.*[1-9])\d{1,12}(?:\.\d{1,12})?$/, 'is a positive rate such as "278.5"');

/** The ledger's accounts; [docs/accounts.md](../../../docs/accounts.md) tells what each holds. */
export const accountCodeSchema = z.enum([
  'nostro',
  'vostro',
  'suspense',
  'fx-clearing',
  'fees',
  'lc-margin',
  'guarantee',
  'guarantee-contra',
]);

/** One side of an entry by double entry. */
export const postingSchema = z.strictObject({
  account: accountCodeSchema,
  of: participantIdSchema,
  side: z.enum(['debit', 'credit']),
  amount: moneySchema,
});

/** What an event posts by double entry: amounts above 0, and debits equal to credits in each currency. */
export const postingsSchema = z
  .array(postingSchema)
  .max(1_000)
  .refine(
    (postings) => postings.every(({ amount }) => minorOf(amount) > 0n),
    'has an amount that is not above 0',
  )
  .refine(isBalanced, 'has debits that are not equal to its credits in each currency');

function isBalanced(postings: readonly z.infer<typeof postingSchema>[]): boolean {
  const balances = new Map<string, bigint>();
  for (const { side, amount } of postings) {
    const minor = minorOf(amount);
    const before = balances.get(amount.currency) ?? 0n;
    balances.set(amount.currency, side === 'debit' ? before + minor : before - minor);
  }
  return [...balances.values()].every((minor) => minor === 0n);
}

/** 0 for what is no amount of its currency: the form is checked before, and no posting is 0. */
function minorOf(money: z.infer<typeof moneySchema>): bigint {
  try {
    return toMoney(money).minor;
  } catch {
    return 0n;
  }
}

/**
 * A text that was encrypted under the key of the person whom it tells of, and bound to both that person and its field. The bytes of the tag stand behind those
 * of the ciphertext; both and the nonce are base64.
 */
export const sealedTextSchema = sealedTextOf(1_024);

/** @param max digits of base64 that the ciphertext has. */
export function sealedTextOf(max: number) {
  return z.strictObject({
    algorithm: z.literal('AES-256-GCM'),
    keyId: uuidSchema,
    nonce: z.string().regex(/^[A-Za-z0-9+/]{16}$/, 'is base64 of 12 bytes'),
    ciphertext: z
      .string()
      .max(max)
      .regex(
        /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
        'is base64 of a ciphertext and its tag',
      ),
  });
}

/** A text as it stands in the log, which a key that stands elsewhere opens. */
export type SealedText = z.infer<typeof sealedTextSchema>;

/** One published rate that a conversion went by: `rate` is what one unit of `base` costs in `quote`. */
const exchangeLegSchema = z.strictObject({
  base: currencySchema,
  quote: currencySchema,
  rate: rateSchema,
  on: localDateSchema,
  source: participantIdSchema,
  inverse: z.boolean(),
});

/** How an amount was converted: one unit of `from` is `rate` of `to`, by one published rate, or by two through a third currency. */
export const exchangeSchema = z.strictObject({
  from: currencySchema,
  to: currencySchema,
  rate: rateSchema,
  legs: z.array(exchangeLegSchema).min(1).max(2),
});

/** A bank by its BIC (ISO 9362): 8 or 11 characters, by their form. */
export const bicSchema = z
  .string()
  .regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/, 'is a BIC such as "HABBPKKA"');

/** An unsigned decimal of at most 12 digits before the point. */
export function decimalSchema(digitsBehindPointMax: number) {
  return z
    .string()
    .regex(
      new RegExp(`^\\d{1,12}(?:\\.\\d{1,${digitsBehindPointMax}})?$`),
      `is a decimal such as "12.5" with at most ${digitsBehindPointMax} digits behind the point`,
    );
}

/** Units of one currency for one of another. */
export const rateDecimalSchema = decimalSchema(10);

/** What one unit of `base` is worth in `quote` on a day, by a central bank (`sbp`) or a bank. */
export const postedRateSchema = z.strictObject({
  base: currencySchema,
  quote: currencySchema,
  rate: rateDecimalSchema,
  on: localDateSchema,
  source: participantIdSchema,
});

export const hs6Schema = z.string().regex(/^\d{6}$/, 'is a six-digit HS code');

/** UN/ECE Recommendation 20, by its form: `KGM`, `NAR`, `MTK`, `4L`. */
export const unitSchema = z
  .string()
  .regex(/^[A-Z0-9]{2,3}$/, 'is a UN/ECE Recommendation 20 unit such as "KGM"');

export const lineNumberSchema = z.int().min(1).max(9999);

/** As it was published first; a published form never changes. */
export const partyV1Schema = z.strictObject({
  participantId: participantIdSchema,
  name: textSchema(140),
  country: countrySchema,
});

/** A firm by its id, its name as it was given, and in Latin letters where it was given in others. */
export const partySchema = z.strictObject({
  ...partyV1Schema.shape,
  nameLatin: textSchema(280).exactOptional(),
});

/** As it was published first. */
const goodsLineV1Schema = z.strictObject({
  lineNumber: lineNumberSchema,
  hs6: hs6Schema,
  description: textSchema(512),
  countryOfOrigin: countrySchema,
  netMassKg: decimalSchema(6),
  quantity: decimalSchema(6),
  unit: unitSchema,
  value: moneySchema,
});

/** As many lines as the customs unions of the corridor take in one declaration. */
const LINES_MAX = 999;

export const goodsLinesV1Schema = z.array(goodsLineV1Schema).min(1).max(LINES_MAX);

export const goodsLineSchema = z.strictObject({
  ...goodsLineV1Schema.shape,
  nationalCode: z
    .string()
    .regex(/^\d{8,12}$/, 'has 8 to 12 digits, those of the HS code first')
    .exactOptional(),
  grossMassKg: decimalSchema(6).exactOptional(),
  supplementary: z.strictObject({ quantity: decimalSchema(6), unit: unitSchema }).exactOptional(),
});

export const goodsLinesSchema = z.array(goodsLineSchema).min(1).max(LINES_MAX);

/** Some of the goods of a line. */
export const linePartSchema = z.strictObject({
  lineNumber: lineNumberSchema,
  quantity: decimalSchema(6),
  netMassKg: decimalSchema(6),
});
export const linePartsSchema = z.array(linePartSchema).min(1).max(LINES_MAX);

/** What customs was told of a line, or of a part of it, with the units and the currency that it was told in. */
export const declaredLinesSchema = z
  .array(
    z.strictObject({
      ...linePartSchema.shape,
      unit: unitSchema.exactOptional(),
      supplementary: z.strictObject({ quantity: decimalSchema(6), unit: unitSchema }).exactOptional(),
      value: moneySchema.exactOptional(),
    }),
  )
  .min(1)
  .max(LINES_MAX);

export const transportModeSchema = z.enum(['road', 'rail', 'sea', 'air']);

/** A container, truck, wagon or air waybill by its number, with what is in it. */
export const transportUnitSchema = z.strictObject({
  kind: z.enum(['container', 'truck', 'wagon', 'air-waybill']),
  number: textSchema(20),
  seals: z.array(textSchema(35)).max(20),
  contents: linePartsSchema,
});
export const transportUnitsSchema = z.array(transportUnitSchema).min(1).max(500);

/** Unique consignment reference of the World Customs Organization, by its length. */
export const ucrSchema = textSchema(35);

/** The edition of the Harmonized System that codes are of. */
export const hsEditionSchema = z.literal('2022');

/** UN/EDIFACT 1001, by its form. */
export const documentCodeSchema = z
  .string()
  .regex(/^\d{1,3}$/, 'is a UN/EDIFACT document code such as "380"');

/** A paper that goes with goods. */
export const documentSchema = z.strictObject({
  documentId: uuidSchema,
  typeCode: documentCodeSchema,
  number: textSchema(70),
  issuer: textSchema(140),
  issuedOn: localDateSchema,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is a SHA-256 of 64 hexadecimal digits in lower case'),
});

/** A rule of Incoterms 2020 and the place it names. */
export const incotermSchema = z.strictObject({
  rule: z.enum(['EXW', 'FCA', 'FAS', 'FOB', 'CFR', 'CIF', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP']),
  place: textSchema(140),
});

export const chargesSchema = z.strictObject({ freight: moneySchema, insurance: moneySchema });

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Of the form `YYYY-MM-DD`. By its numbers: each event has several, and the parser of dates takes 31 February for 3 March. */
function isCalendarDay(day: string): boolean {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const isLeapDay = month === 2 && date === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  // PostgreSQL knows no year 0.
  return year > 0 && date > 0 && (date <= (DAYS_OF_MONTH[month - 1] ?? 0) || isLeapDay);
}

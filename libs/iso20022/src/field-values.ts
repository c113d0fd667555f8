import { type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { type FieldCapture, FieldFault, type FieldValue } from './field-capture.js';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** There is no year 0, neither in the standard nor in the ledger's database. */
const DAY = '(?!0000)\\d{4}-\\d{2}-\\d{2}';
const ZONE = '(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)?';
const DATE = new RegExp(`^(${DAY})${ZONE}$`);
const DATE_TIME = new RegExp(`^(${DAY})T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?${ZONE}$`);
/** What banks write where a reference is mandatory and there is none. */
const NO_REFERENCE: ReadonlySet<string> = new Set(['NOTPROVIDED', 'NONREF']);

/** Whether a reference only says that there is none: `NOTPROVIDED`, `NONREF`. */
export function saysNoReference(text: string): boolean {
  return NO_REFERENCE.has(text.toUpperCase());
}

const invalid = (value: FieldValue, message: string): FieldFault =>
  new FieldFault('field-invalid', value.xpath, message);

/** The reference as written, or nothing where it only says that there is none. */
export function reference(capture: FieldCapture, path: string): string | undefined {
  const text = capture.first(path)?.text;
  return text === undefined || saysNoReference(text) ? undefined : text;
}

/** @throws FieldFault unless the value is one of `codes`. */
export function code<Code extends string>(value: FieldValue, codes: readonly Code[]): Code {
  const found = codes.find((each) => each === value.text);
  if (found) return found;
  throw invalid(value, `"${shown(value.text)}" is none of ${codes.join(', ')}.`);
}

/** A code of a list that ISO 20022 keeps outside the message, by its form. @throws FieldFault for anything else. */
export function externalCode(value: FieldValue): string {
  if (/^[A-Z0-9]{4}$/.test(value.text)) return value.text;
  throw invalid(value, `"${shown(value.text)}" is no code of four characters such as "AC04".`);
}

/** `xs:boolean`. @throws FieldFault for anything else. */
export function indicator(value: FieldValue): boolean {
  const text = code(value, ['true', 'false', '1', '0']);
  return text === 'true' || text === '1';
}

/** @throws FieldFault unless it is a UUID version 4; letters may be of either case. */
export function uetr(value: FieldValue): string {
  const text = value.text.toLowerCase();
  if (UUID_V4.test(text)) return text;
  throw invalid(value, `"${shown(value.text)}" is no UUID of version 4.`);
}

/**
 * The local date of a choice of `Dt` and `DtTm`, as written.
 * @throws FieldFault where it is no day of the calendar, or both stand there.
 */
export function localDate(capture: FieldCapture, path: string): string | undefined {
  const [date, dateTime] = [capture.first(`${path}/Dt`), capture.first(`${path}/DtTm`)];
  if (date && dateTime)
    throw invalid(dateTime, `${path} holds Dt and DtTm; the standard allows one of them.`);
  if (date) return day(date, DATE, '2026-03-01');
  if (dateTime) return day(dateTime, DATE_TIME, '2026-03-01T09:30:00+05:00');
  return undefined;
}

function day(value: FieldValue, pattern: RegExp, example: string): string {
  const text = pattern.exec(value.text)?.[1];
  const ms = text === undefined ? Number.NaN : Date.parse(`${text}T00:00:00Z`);
  // The parser takes 31 February for 3 March: only a real day comes back as it went in.
  if (text !== undefined && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)) return text;
  throw invalid(value, `"${shown(value.text)}" is no day of the calendar, written such as "${example}".`);
}

/**
 * An amount of 0 or more with its currency, in all digits of its minor unit.
 * @throws FieldFault `field-missing` without `Ccy`, `amount-not-positive` below 0, or what the kernel finds.
 */
export function money(value: FieldValue): MoneyJson {
  const at = `${value.xpath}/@Ccy`;
  if (value.currency === undefined)
    throw new FieldFault('field-missing', at, 'Ccy is missing; it is required.');
  try {
    const read = toMoney({ amount: plainDecimal(value.text), currency: value.currency });
    if (read.minor >= 0n) return toMoneyJson(read);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const xpath = error.code === 'unknown-currency' ? at : value.xpath;
    throw new FieldFault(error.code, xpath, error.message);
  }
  throw notPositive(value, 'CdtDbtInd says which way it goes');
}

/** @throws FieldFault as {@link money}, and `amount-not-positive` for 0. */
export function positiveMoney(value: FieldValue): MoneyJson {
  const read = money(value);
  if (toMoney(read).minor > 0n) return read;
  throw notPositive(value, 'nothing was paid');
}

const notPositive = (value: FieldValue, why: string): FieldFault =>
  new FieldFault('amount-not-positive', value.xpath, `"${shown(value.text)}" is not above 0: ${why}.`);

/** `xs:decimal` also writes 5 as `+5`, `5.`, `005` and `5.000`, and a half as `.5`. */
function plainDecimal(text: string): string {
  const match = /^\+?0*(\d*)\.?(\d*?)0*$/.exec(text);
  if (!match || !/\d/.test(text)) return text;
  const [, whole = '', fraction = ''] = match;
  return `${whole || '0'}${fraction && '.'}${fraction}`;
}

/** Enough of a text to find it again, not more. */
const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

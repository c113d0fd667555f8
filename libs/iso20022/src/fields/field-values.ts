import { type FieldCapture, type FieldValue } from './field-capture.js';
import { FieldFault } from './field-fault.js';
import { plainDecimal } from './money-values.js';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** There is no year 0, neither in the standard nor in the ledger's database. */
const DAY = '(?!0000)\\d{4}-\\d{2}-\\d{2}';
const ZONE = '(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)?';
const DATE = new RegExp(`^(${DAY})${ZONE}$`);
const DATE_TIME = new RegExp(`^(${DAY})T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?${ZONE}$`);
/** As ISO 20022 has it since 2014; the older pattern is a part of it. */
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;
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

/** The first reference there is of several fields. */
export function firstReference(capture: FieldCapture, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const found = reference(capture, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A reference that the standard requires, which may say that there is none. @throws FieldFault `field-missing`. */
export function requiredReference(capture: FieldCapture, path: string): string | undefined {
  capture.required(path);
  return reference(capture, path);
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

/** The BIC, or nothing where it says that there is none. @throws FieldFault for anything else. */
export function bic(value: FieldValue): string | undefined {
  if (saysNoReference(value.text)) return undefined;
  if (BIC.test(value.text)) return value.text;
  throw invalid(value, `"${shown(value.text)}" is no BIC of 8 or 11 characters.`);
}

/** Two letters; whether there is such a country is for the caller to say. @throws FieldFault for anything else. */
export function country(value: FieldValue): string {
  if (/^[A-Z]{2}$/.test(value.text)) return value.text;
  throw invalid(value, `"${shown(value.text)}" is no country of two letters.`);
}

/** Three letters. @throws FieldFault for anything else. */
export function currencyCode(value: FieldValue): string {
  if (/^[A-Z]{3}$/.test(value.text)) return value.text;
  throw invalid(value, `"${shown(value.text)}" is no currency of three letters.`);
}

/** A whole number of at most 15 digits. @throws FieldFault for anything else. */
export function wholeNumber(value: FieldValue): number {
  if (/^\d{1,15}$/.test(value.text)) return Number(value.text);
  throw invalid(value, `"${shown(value.text)}" is no whole number of at most 15 digits.`);
}

/** A decimal number without zeros that say nothing. @throws FieldFault for anything else. */
export function decimal(value: FieldValue): string {
  const [, sign, digits] = /^([+-]?)(\d*\.?\d*)$/.exec(value.text) ?? [];
  if (digits === undefined || !/\d/.test(digits)) {
    throw invalid(value, `"${shown(value.text)}" is no decimal number such as 12.5.`);
  }
  const plain = plainDecimal(digits);
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}

/** A decimal number above 0. @throws FieldFault for anything else. */
export function positiveDecimal(value: FieldValue): string {
  const text = decimal(value);
  if (text !== '0' && !text.startsWith('-')) return text;
  throw invalid(value, `"${shown(value.text)}" is not above 0.`);
}

/** An instant as written, with its offset where it says one. @throws FieldFault for anything else. */
export function dateTime(value: FieldValue): string {
  day(value, DATE_TIME, '2026-03-01T09:30:00+05:00');
  return value.text;
}

/** A day as written, without an offset. @throws FieldFault for anything else. */
export function plainDate(value: FieldValue): string {
  return day(value, DATE, '2026-03-01');
}

/**
 * The local date of a choice of `Dt` and `DtTm`, as written.
 * @throws FieldFault where it is no day of the calendar, or both stand there.
 */
export function localDate(capture: FieldCapture, path: string): string | undefined {
  const [date, dateTime] = [capture.first(`${path}/Dt`), capture.first(`${path}/DtTm`)];
  if (date && dateTime)
    throw invalid(dateTime, `${path} holds Dt and DtTm; the standard allows one of them.`);
  if (date) return plainDate(date);
  if (dateTime) return day(dateTime, DATE_TIME, '2026-03-01T09:30:00+05:00');
  return undefined;
}

function day(value: FieldValue, pattern: RegExp, example: string): string {
  const text = pattern.exec(value.text)?.[1];
  if (text !== undefined && isDay(text)) return text;
  throw invalid(value, `"${shown(value.text)}" is no day of the calendar, written such as "${example}".`);
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** @param text of digits, in the form of a day. */
function isDay(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)].map(Number) as [
    number,
    number,
    number,
  ];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** Enough of a text to find it again, not more. */
export const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const ABSENT = Object.freeze({});

/** The field, or none at all: an absent field is not there, rather than `undefined`. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined ? ABSENT : ({ [name]: value } as { readonly [name in Name]: Value });
}

/** The same of an object that is being made; for one with many fields, quicker than one of each put together. */
export function put<T, Name extends keyof T>(target: T, name: Name, value: T[Name] | undefined): void {
  if (value !== undefined) target[name] = value;
}

/** What a field says, read; nothing where it is not there. */
export function maybe<T>(value: FieldValue | undefined, read: (value: FieldValue) => T): T | undefined {
  return value && read(value);
}

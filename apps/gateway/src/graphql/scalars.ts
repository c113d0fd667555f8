import { minorUnitDigits } from '@corridor/kernel';
import { isCountry } from '@corridor/reference-data';
import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import { isMonth } from '../calendar/month.js';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  /** What a value has to be, to go on "… has to be". */
  readonly wanted: string;
  readonly accepts: (text: string) => boolean;
}

/** A scalar that is text, checked where it comes in; what goes out was checked before it was recorded. */
function textScalar({ name, description, specifiedByURL, wanted, accepts }: TextScalar): GraphQLScalarType {
  const refused = (shown: string) => new GraphQLError(`${name} has to be ${wanted}, not ${shown}.`);
  const read = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw refused(JSON.stringify(value));
  };
  return new GraphQLScalarType({
    name,
    description,
    ...(specifiedByURL && { specifiedByURL }),
    serialize: (value) => String(value),
    parseValue: read,
    parseLiteral: (node) => {
      // Without quotes PK would be the value of an enum.
      if (node.kind === Kind.STRING) return read(node.value);
      throw refused(print(node));
    },
  });
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

export const YearMonth = textScalar({
  name: 'YearMonth',
  description: 'A month of the calendar, `YYYY-MM`, such as "2026-03".',
  wanted: 'a month such as "2026-03"',
  accepts: isMonth,
});

export const LocalDate = textScalar({
  name: 'Date',
  description:
    'A day of the calendar where it happened, `YYYY-MM-DD` (RFC 3339 full-date), such as "2026-03-01".',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  wanted: 'a day such as "2026-03-01"',
  // PostgreSQL knows no year 0.
  accepts: (text) => isDay(text) && text >= '0001',
});

export const DateTime = textScalar({
  name: 'DateTime',
  description:
    'An instant with its offset from UTC (RFC 3339), such as "2026-03-01T10:00:00+05:00"; what happened somewhere keeps the offset of that place.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  wanted: 'an instant with its offset such as "2026-03-01T10:00:00+05:00"',
  accepts: (text) =>
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/.test(text) &&
    isDay(text.slice(0, 10)),
});

export const CountryCode = textScalar({
  name: 'CountryCode',
  description: 'A country: ISO 3166-1 alpha-2 in capitals, such as "PK" (Pakistan) or "KZ" (Kazakhstan).',
  specifiedByURL: 'https://www.iso.org/iso-3166-country-codes.html',
  wanted: 'an ISO 3166-1 alpha-2 code in capitals such as "PK"',
  accepts: isCountry,
});

export const CurrencyCode = textScalar({
  name: 'CurrencyCode',
  description: 'A currency: ISO 4217 in capitals, such as "USD", "PKR" or "KZT".',
  specifiedByURL: 'https://www.iso.org/iso-4217-currency-codes.html',
  wanted: 'an ISO 4217 code in capitals such as "USD"',
  accepts: (text) => minorUnitDigits(text) !== undefined,
});

export const HSCode = textScalar({
  name: 'HSCode',
  description:
    'Goods by the Harmonized System 2022: two digits for a chapter, four for a heading, six for a subheading, such as "620342".',
  specifiedByURL: 'https://www.wcoomd.org/en/topics/nomenclature/overview.aspx',
  wanted: 'two, four or six digits such as "620342"',
  accepts: (text) => /^(\d\d){1,3}$/.test(text),
});

export const UNLOCODE = textScalar({
  name: 'UNLOCODE',
  description:
    'A place by its UN/LOCODE: two letters of the country and three characters of the place, such as "PKKHI" (Karachi).',
  specifiedByURL: 'https://unece.org/trade/uncefact/unlocode',
  wanted: 'a UN/LOCODE such as "PKKHI"',
  accepts: (text) => /^[A-Z]{2}[A-Z2-9]{3}$/.test(text),
});

export const Decimal = textScalar({
  name: 'Decimal',
  description:
    'A decimal number as text, so that no digit is lost, such as "1234.50"; a ratio has four digits, rounded half to even.',
  wanted: 'a decimal number in text such as "1234.50"',
  accepts: (text) => /^-?\d+(\.\d+)?$/.test(text),
});

export const Position = new GraphQLScalarType({
  name: 'Position',
  description:
    'A place in the ledger: how many events it holds up to there. 0 lies before the first. A figure as of a position never changes.',
  serialize: (value) => Number(value),
  parseValue: (value) => readPosition(value, JSON.stringify(value)),
  parseLiteral: (node) =>
    readPosition(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : undefined, print(node)),
});

export const Json = new GraphQLScalarType({
  name: 'JSON',
  description: 'The data of an event as it was recorded; docs/events describes each type.',
  serialize: (value) => value,
});

function readPosition(value: unknown, shown: string): number {
  const position = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof position === 'number' && Number.isSafeInteger(position) && position >= 0) return position;
  throw new GraphQLError(`Position has to be a whole number from 0, not ${shown}.`);
}

import { textSchema } from '@corridor/contracts';
import type { OfficialStatisticsPublished, StatisticLine } from '@corridor/domain';
import { decimalOf } from '@corridor/domain';
import { divideHalfEven } from '@corridor/kernel';
import { COUNTRIES } from '@corridor/reference-data';
import type { Column } from './comtrade-columns.js';

/** Why a row is left out: with it, a total would be counted many times, or no two countries would be told. */
export const LEFT_OUT = [
  'services',
  'other-classification',
  'other-customs-procedure',
  'one-mode-of-transport',
  'second-partner',
  'other-flow',
  'not-a-country',
  'national-code',
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

type Told = OfficialStatisticsPublished['data'];
export type StatisticOf = Pick<Told, 'reporter' | 'partner' | 'flow' | 'period' | 'classification'>;

/** A cell that cannot be read. */
export class CellFault extends Error {
  constructor(
    readonly column: Column,
    message: string,
  ) {
    super(message);
  }
}

export type Cell = (column: Column) => string;

const FLOWS: Readonly<Record<string, Told['flow']>> = {
  M: 'import',
  X: 'export',
  RX: 're-export',
  RM: 're-import',
  // As the site before 2023 numbers them.
  1: 'import',
  2: 'export',
  3: 're-export',
  4: 're-import',
};
const BY_ISO = new Map([...COUNTRIES].map(({ alpha3, code }) => [alpha3, code]));
const BY_NUMBER = new Map([...COUNTRIES].map(({ numeric, code }) => [Number(numeric), code]));
/** In the older flag, 4 says that the mass is estimated, and 6 that the quantity is, too. */
const MASS_ESTIMATED: readonly string[] = ['4', '6'];
/** How the source writes that it counts the goods by nothing but their mass. */
const NO_UNIT: readonly string[] = ['', '-1', 'N/A'];
const unitText = textSchema(16);

/** What a row tells, or why it is left out. @throws CellFault. */
export function rowOf(cell: Cell): { readonly of: StatisticOf; readonly line: StatisticLine } | LeftOut {
  const reason = reasonOf(cell);
  if (reason !== undefined) return reason;
  const flow = FLOWS[cell('flow').toUpperCase()];
  if (flow === undefined) return 'other-flow';
  const reporter = countryOf(cell('reporterIso'), cell('reporterCode'));
  const partner = countryOf(cell('partnerIso'), cell('partnerCode'));
  if (reporter === undefined || partner === undefined) return 'not-a-country';
  const code = codeOf(cell('code'));
  if (code === undefined) return 'national-code';
  const of = {
    reporter,
    partner,
    flow,
    period: periodOf(cell('period')),
    classification: cell('classification'),
  };
  return { of, line: lineOf(code, cell) };
}

/** A column that a file does not have, or leaves empty, tells nothing apart. */
function reasonOf(cell: Cell): LeftOut | undefined {
  if (!['', 'C'].includes(cell('type').toUpperCase())) return 'services';
  if (!/^H\d$/.test(cell('classification'))) return 'other-classification';
  if (!['', 'C00'].includes(cell('customs').toUpperCase())) return 'other-customs-procedure';
  if (!['', '0'].includes(cell('transport'))) return 'one-mode-of-transport';
  if (!['', '0'].includes(cell('partner2'))) return 'second-partner';
  return undefined;
}

/** By ISO 3166-1 alpha-3 where it is told: some of the numbers are the UN's own. Groups such as the world are no country. */
function countryOf(iso: string, number: string): string | undefined {
  if (iso !== '') return BY_ISO.get(iso.toUpperCase());
  return /^\d{1,3}$/.test(number) ? BY_NUMBER.get(Number(number)) : undefined;
}

function codeOf(text: string): string | undefined {
  if (/^(?:TOTAL|\d{2}|\d{4}|\d{6})$/.test(text)) return text;
  if (/^\d{7,12}$/.test(text)) return undefined;
  const hint = /^\d+$/.test(text)
    ? ' A spreadsheet may have dropped a zero in front: send the file as downloaded.'
    : '';
  throw new CellFault('code', `"${text}" is neither TOTAL nor an HS code of two, four or six digits.${hint}`);
}

function periodOf(text: string): string {
  if (/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])?$/.test(text))
    return [text.slice(0, 4), text.slice(4)].filter(Boolean).join('-');
  throw new CellFault('period', `"${text}" is neither a year such as "2025" nor a month such as "202503".`);
}

function lineOf(code: string, cell: Cell): StatisticLine {
  const cents = scaled('value', cell('value'), 2);
  /** 0 beside a value is how the source writes that nothing was told. */
  const told = (column: Column, digits: number): bigint | undefined => {
    const text = cell(column);
    if (text === '') return undefined;
    const amount = scaled(column, text, digits);
    return amount === 0n && cents > 0n ? undefined : amount;
  };
  const cif = told('cif', 2);
  const fob = told('fob', 2);
  const netKg = told('netKg', 6);
  const unit = unitOf(cell);
  const quantity = unit === undefined ? undefined : told('quantity', 6);
  const isEstimated =
    ['true', '1'].includes(cell('netKgEstimated').toLowerCase()) ||
    MASS_ESTIMATED.includes(cell('estimation'));
  return {
    code,
    value: usdOf(cents),
    ...(cif !== undefined && { cif: usdOf(cif) }),
    ...(fob !== undefined && { fob: usdOf(fob) }),
    ...(netKg !== undefined && { netKg: decimalOf(netKg) }),
    netKgEstimated: netKg !== undefined && isEstimated,
    ...(unit !== undefined && quantity !== undefined && { quantity: { amount: decimalOf(quantity), unit } }),
  };
}

/** By its code, which all files have alike; by its abbreviation where a file has no column of codes. */
function unitOf(cell: Cell): string | undefined {
  const code = cell('unitCode');
  const [column, text]: [Column, string] = code === '' ? ['unit', cell('unit')] : ['unitCode', code];
  if (NO_UNIT.includes(text)) return undefined;
  if (!unitText.safeParse(text).success)
    throw new CellFault(column, `"${text}" is no unit of at most 16 characters.`);
  return text;
}

/** A decimal as a whole number of its `digits`th parts, rounded half to even. */
function scaled(column: Column, text: string, digits: number): bigint {
  const match = /^(\d{1,12})(?:\.(\d{1,20}))?$/.exec(text);
  if (!match) throw new CellFault(column, `"${text}" is no decimal from 0 such as "1234.5".`);
  const [, whole = '', fraction = ''] = match;
  const padded = fraction.padEnd(digits, '0');
  return divideHalfEven(BigInt(whole + padded), 10n ** BigInt(padded.length - digits));
}

function usdOf(cents: bigint): string {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

import {
  bareTerm,
  claimsStandard,
  EVENT_TYPES,
  namespacesOf,
  normalIdentifier,
  normalTerm,
  timeSchema,
  transactionKey,
  uriSchema,
  type VocabularyName,
} from '@corridor/epcis';
import { parameterInvalid } from './epcis-problem.js';

/** What is asked for of the SimpleEventQuery of EPCIS 2.0 (ISO/IEC 19987:2024, 8.2.7.1), in the form in which it is compared. */
export interface EventFilter {
  readonly eventTypes?: readonly string[];
  readonly fromEventTime?: string;
  readonly toEventTime?: string;
  readonly fromRecordTime?: string;
  readonly toRecordTime?: string;
  readonly actions?: readonly string[];
  readonly bizSteps?: readonly string[];
  readonly dispositions?: readonly string[];
  readonly readPoints?: readonly string[];
  readonly bizLocations?: readonly string[];
  /** Each list has to be met by one of its transactions, as `transactionKey` writes them. */
  readonly bizTransactions?: readonly (readonly string[])[];
  readonly epcs?: readonly string[];
  readonly parentIds?: readonly string[];
  readonly anyEpcs?: readonly string[];
  readonly eventIds?: readonly string[];
  readonly onlyErrorDeclarations?: true;
}

export interface EventOrder {
  readonly by: 'eventTime' | 'recordTime';
  readonly direction: 'ASC' | 'DESC';
}

export interface EventParameters {
  readonly filter: EventFilter;
  readonly order: EventOrder;
  /** Not more than these of all pages together. */
  readonly eventCountLimit?: number;
  /** More than these are an error. */
  readonly maxEventCount?: number;
  readonly perPage: number;
  readonly nextPageToken?: string;
}

/** Parameters of a request by name; one that comes several times is a list. */
export type RawParameters = Readonly<Record<string, unknown>>;

const PER_PAGE_DEFAULT = 30;
export const PER_PAGE_MAX = 1_000;
const COUNT_MAX = 100_000;
/** Values of one parameter. */
const VALUES_MAX = 100;
const NAMESPACES = namespacesOf();

/** Reads the parameters of a query. @throws ProblemError 400 `query-parameter-invalid` naming the first that is not as it should be. */
export function readEventParameters(raw: RawParameters): EventParameters {
  const filter: Record<string, unknown> = {};
  const rest: Record<string, string> = {};
  for (const [name, given] of Object.entries(raw)) {
    if (typeof given !== 'string')
      throw parameterInvalid(name, 'comes once; several values are separated by "|"');
    const reader = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    const [, transactionType] = /^EQ_bizTransaction_(.+)$/s.exec(name) ?? [];
    if (reader) {
      Object.assign(filter, reader(name, given));
    } else if (transactionType !== undefined) {
      const ids = transactionsOf(name, transactionType, given);
      filter.bizTransactions = [...((filter.bizTransactions as string[][] | undefined) ?? []), ids];
    } else if (OTHERS.has(name)) {
      rest[name] = given;
    } else {
      throw parameterInvalid(name, 'is no parameter of the queries that are answered here');
    }
  }
  return { filter, ...orderAndCount(rest) };
}

type Reader = (name: string, given: string) => Partial<EventFilter>;

const FILTERS: Readonly<Record<string, Reader>> = {
  eventType: (name, given) => ({ eventTypes: oneOf(name, given, EVENT_TYPES) }),
  GE_eventTime: (name, given) => ({ fromEventTime: time(name, given) }),
  LT_eventTime: (name, given) => ({ toEventTime: time(name, given) }),
  GE_recordTime: (name, given) => ({ fromRecordTime: time(name, given) }),
  LT_recordTime: (name, given) => ({ toRecordTime: time(name, given) }),
  EQ_action: (name, given) => ({ actions: oneOf(name, given, ['ADD', 'OBSERVE', 'DELETE']) }),
  EQ_bizStep: (name, given) => ({ bizSteps: terms(name, given, 'bizStep') }),
  EQ_disposition: (name, given) => ({ dispositions: terms(name, given, 'disposition') }),
  EQ_readPoint: (name, given) => ({ readPoints: identifiers(name, given) }),
  EQ_bizLocation: (name, given) => ({ bizLocations: identifiers(name, given) }),
  MATCH_epc: (name, given) => ({ epcs: patterns(name, given) }),
  MATCH_parentID: (name, given) => ({ parentIds: patterns(name, given) }),
  MATCH_anyEPC: (name, given) => ({ anyEpcs: patterns(name, given) }),
  EQ_eventID: (name, given) => ({ eventIds: uris(name, given) }),
  EXISTS_errorDeclaration: (name, given) => {
    if (given !== 'true' && given !== 'false') throw parameterInvalid(name, 'is "true" or "false"');
    // By the standard, false asks for nothing.
    return given === 'true' ? { onlyErrorDeclarations: true } : {};
  },
};

const OTHERS: ReadonlySet<string> = new Set([
  'orderBy',
  'orderDirection',
  'eventCountLimit',
  'maxEventCount',
  'perPage',
  'nextPageToken',
]);

function orderAndCount(given: Readonly<Record<string, string>>): Omit<EventParameters, 'filter'> {
  const { orderBy, orderDirection = 'DESC', nextPageToken } = given;
  if (orderBy !== undefined && orderBy !== 'eventTime' && orderBy !== 'recordTime') {
    throw parameterInvalid('orderBy', 'is "eventTime" or "recordTime"');
  }
  if (orderDirection !== 'ASC' && orderDirection !== 'DESC') {
    throw parameterInvalid('orderDirection', 'is "ASC" or "DESC"');
  }
  const eventCountLimit = count('eventCountLimit', given.eventCountLimit, COUNT_MAX);
  const maxEventCount = count('maxEventCount', given.maxEventCount, COUNT_MAX);
  if (eventCountLimit !== undefined && maxEventCount !== undefined) {
    throw parameterInvalid('maxEventCount', 'excludes eventCountLimit');
  }
  if (eventCountLimit !== undefined && orderBy === undefined) {
    throw parameterInvalid('eventCountLimit', 'needs orderBy, which says what the first events are');
  }
  return {
    order: { by: orderBy ?? 'recordTime', direction: orderDirection },
    ...(eventCountLimit !== undefined && { eventCountLimit }),
    ...(maxEventCount !== undefined && { maxEventCount }),
    perPage: count('perPage', given.perPage, PER_PAGE_MAX) ?? PER_PAGE_DEFAULT,
    ...(nextPageToken !== undefined && { nextPageToken }),
  };
}

/** A whole number from 1 on. */
export function count(name: string, given: string | undefined, max: number): number | undefined {
  if (given === undefined) return undefined;
  const value = /^[1-9]\d{0,8}$/.test(given) ? Number(given) : Number.NaN;
  if (value <= max) return value;
  throw parameterInvalid(name, `is a whole number from 1 to ${max}`);
}

function valuesOf(name: string, given: string): readonly string[] {
  const values = given.split('|');
  if (values.some((value) => value === ''))
    throw parameterInvalid(name, 'has values separated by "|", none empty');
  if (values.length > VALUES_MAX) throw parameterInvalid(name, `has at most ${VALUES_MAX} values`);
  return values;
}

function oneOf(name: string, given: string, allowed: readonly string[]): readonly string[] {
  const values = valuesOf(name, given);
  if (values.every((value) => allowed.includes(value))) return values;
  throw parameterInvalid(name, `has values of ${allowed.join(', ')}`);
}

function time(name: string, given: string): string {
  // A plus sign that was not escaped comes as a space.
  const text = given.replace(/ (?=\d\d:\d\d$)/, '+');
  if (timeSchema.safeParse(text).success) return text;
  throw parameterInvalid(name, 'is a time with an offset, such as "2026-03-01T10:00:00.000+05:00"');
}

function terms(name: string, given: string, vocabulary: VocabularyName): readonly string[] {
  return valuesOf(name, given).map((value) => {
    const known = bareTerm(vocabulary, value) !== undefined;
    if (!known && (claimsStandard(value) || !uriSchema.safeParse(value).success)) {
      throw parameterInvalid(
        name,
        `has "${value.slice(0, 100)}", which is neither a term of CBV 2.0 nor a URI`,
      );
    }
    return normalTerm(vocabulary, value);
  });
}

function uris(name: string, given: string): readonly string[] {
  const values = valuesOf(name, given);
  if (values.every((value) => uriSchema.safeParse(value).success)) return values;
  throw parameterInvalid(name, 'has URIs for its values');
}

function identifiers(name: string, given: string): readonly string[] {
  return uris(name, given).map((value) => normalIdentifier(value, NAMESPACES));
}

/** EPCs, or patterns of all serial numbers of one kind. */
function patterns(name: string, given: string): readonly string[] {
  return identifiers(name, given).map((value) => {
    if (!value.startsWith('urn:epc:idpat:')) return value;
    throw parameterInvalid(
      name,
      'takes patterns for the serial number only, such as "urn:epc:idpat:sgtin:4012345.011111.*"',
    );
  });
}

function transactionsOf(name: string, type: string, given: string): readonly string[] {
  const [normal = ''] = terms(name, type, 'bizTransactionType');
  return identifiers(name, given).map((id) => transactionKey(normal, id));
}

import type { EpcisEvent } from './event.js';
import { locodeOf, type PlaceTable } from './places.js';
import { bareTerm } from './vocabulary.js';

/** Goods of consignments that came to a place on the way, or left it. */
export interface Scan {
  /** UN/LOCODE. */
  readonly location: string;
  readonly movement: 'arrived' | 'departed';
}

/** Why an event tells of no such scan. */
export type NoScan =
  /** It names no consignment of the ledger. */
  | 'no-consignment'
  /** It names more than one event may move. */
  | 'too-many-consignments'
  /** It declares another event wrong. */
  | 'error-declaration'
  /** It is of another type or action, or its business step is none of those that move goods from or to a place. */
  | 'not-a-scan'
  /** `entering_exiting`: through a gate, to one side or the other. */
  | 'direction-unknown'
  /** Neither its readPoint nor its bizLocation is a place of the corridor. */
  | 'place-unknown';

/**
 * Which business steps are a movement, by their definitions in CBV 2.0, 7.1: `shipping` is the whole of sending goods off and `receiving` that
 * of taking them in; `loading`, `accepting` and the like happen at a place without arriving there or leaving it.
 */
const MOVEMENTS: Readonly<Record<string, Scan['movement']>> = {
  arriving: 'arrived',
  receiving: 'arrived',
  departing: 'departed',
  shipping: 'departed',
};

/** So many consignments one event may move. */
export const CONSIGNMENTS_MAX = 100;

/** The scan that an event tells of, or why it tells of none. */
export function scanOf(event: EpcisEvent, places: PlaceTable): Scan | NoScan {
  const consignments = consignmentsOf(event).length + ucrsOf(event).length;
  if (consignments === 0) return 'no-consignment';
  if (consignments > CONSIGNMENTS_MAX) return 'too-many-consignments';
  if (event.errorDeclaration !== undefined) return 'error-declaration';
  if (event.type !== 'ObjectEvent' && event.type !== 'AggregationEvent') return 'not-a-scan';
  const step = event.bizStep === undefined ? undefined : bareTerm('bizStep', event.bizStep);
  if (step === 'entering_exiting') return 'direction-unknown';
  const movement = MOVEMENTS[step ?? ''];
  // What is taken out of use, or apart, does not travel.
  if (movement === undefined || event.action === 'DELETE') return 'not-a-scan';
  const location = placeOf(event.readPoint?.id, places) ?? placeOf(event.bizLocation?.id, places);
  return location === undefined ? 'place-unknown' : { location, movement };
}

/** The ids of the consignments that an event names, as a business transaction or as an object: `urn:corridor-ledger:consignment:<uuid>`. */
export function consignmentsOf(event: EpcisEvent): readonly string[] {
  const ids = urisOf(event).flatMap((uri) => {
    const [, id] =
      /^urn:corridor-ledger:consignment:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(uri) ?? [];
    return id === undefined ? [] : [id.toLowerCase()];
  });
  return [...new Set(ids)];
}

/** Says of a business transaction that its id is a UCR: CBV 2.0 has no type for one. */
const UCR_TYPE = 'urn:corridor-ledger:btt:ucr';
/** The WCO's bound. */
const UCR_MAX = 35;

/**
 * The unique consignment references (WCO) that an event names, as they are written there: `urn:corridor-ledger:ucr:<UCR>`, where a consignment's id
 * may stand, too; or a business transaction of the type `urn:corridor-ledger:btt:ucr` in the CBV's form, `urn:epcglobal:cbv:bt:<GLN>:<UCR>`.
 * What a URN cannot hold is escaped with `%`.
 */
export function ucrsOf(event: EpcisEvent): readonly string[] {
  const typed = (event.bizTransactionList ?? []).flatMap(({ type, bizTransaction }) =>
    type === UCR_TYPE ? [/^urn:epcglobal:cbv:bt:\d{13}:(.+)$/i.exec(bizTransaction)?.[1]] : [],
  );
  const named = urisOf(event).map((uri) => /^urn:corridor-ledger:ucr:(.+)$/i.exec(uri)?.[1]);
  const ucrs = [...named, ...typed].flatMap((escaped) => {
    const ucr = escaped === undefined ? '' : unescaped(escaped);
    return ucr === '' || ucr.length > UCR_MAX ? [] : [ucr];
  });
  return [...new Set(ucrs)];
}

/** Where an event may name a consignment: as a business transaction or as an object. */
function urisOf(event: EpcisEvent): readonly string[] {
  const fields: Readonly<Record<string, unknown>> = event;
  return [
    ...(event.bizTransactionList ?? []).map(({ bizTransaction }) => bizTransaction),
    ...['parentID', 'epcList', 'childEPCs'].flatMap((name) => fields[name] ?? []).map(String),
  ];
}

/** Empty where an escape is none of UTF-8. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return '';
  }
}

function placeOf(id: string | undefined, places: PlaceTable): string | undefined {
  return id === undefined ? undefined : locodeOf(id, places);
}

const MINUTE_MS = 60_000;

/** When an event happened, by the clock whose offset it tells, to the millisecond: `2026-03-01T10:00:00.000+05:00`. */
export function localTimeOf({ eventTime, eventTimeZoneOffset }: EpcisEvent): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(eventTimeZoneOffset) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const local = new Date(Date.parse(eventTime) + ahead * MINUTE_MS).toISOString();
  return local.slice(0, -1) + eventTimeZoneOffset;
}

import type { z } from 'zod';
import { CALENDAR_CONTRACTS } from './calendar.js';
import { COLLECTION_CONTRACTS } from './collection.js';
import { CONSIGNMENT_CONTRACTS } from './consignment.js';
import type { Contract, DataOf, Newest } from './contract.js';
import { ContractRegistry, type OnUnknownEvent } from './contract-registry.js';
import { ContractViolation } from './contract-violation.js';
import { DECLARATION_CONTRACTS } from './declaration.js';
import { EPCIS_CONTRACTS } from './epcis.js';
import { INSTRUMENT_CONTRACTS } from './financial-instrument.js';
import { GUARANTEE_CONTRACTS } from './guarantee.js';
import { INSTITUTION_CONTRACTS } from './institutions/institution-contracts.js';
import { INVOICE_CONTRACTS } from './invoice.js';
import { LC_CONTRACTS } from './lc.js';
import { MESSAGE_CONTRACTS } from './message.js';
import { OBLIGATION_CONTRACTS } from './obligation.js';
import { PAYMENT_CONTRACTS } from './payment.js';
import { RATE_CONTRACTS } from './rate.js';
import type { RecordedEvent } from './recorded-event.js';
import { RED_FLAG_CONTRACTS } from './red-flag.js';
import { ROUTE_CONTRACTS } from './route.js';
import { SERVICE_CONTRACT_CONTRACTS } from './service-contract.js';
import { SETTLEMENT_CONTRACTS } from './settlement.js';
import { STATEMENT_CONTRACTS } from './statement.js';
import { TRANSIT_CONTRACTS } from './transit.js';
import { TRANSPORT_COST_CONTRACTS } from './transport-cost.js';
import { UCR_CONTRACTS } from './ucr.js';
import { WEBHOOK_CONTRACTS } from './webhook.js';

const CONTRACTS = [
  ...CONSIGNMENT_CONTRACTS,
  ...DECLARATION_CONTRACTS,
  ...INVOICE_CONTRACTS,
  ...ROUTE_CONTRACTS,
  ...EPCIS_CONTRACTS,
  ...COLLECTION_CONTRACTS,
  ...OBLIGATION_CONTRACTS,
  ...SETTLEMENT_CONTRACTS,
  ...RATE_CONTRACTS,
  ...CALENDAR_CONTRACTS,
  ...PAYMENT_CONTRACTS,
  ...MESSAGE_CONTRACTS,
  ...STATEMENT_CONTRACTS,
  ...GUARANTEE_CONTRACTS,
  ...TRANSIT_CONTRACTS,
  ...UCR_CONTRACTS,
  ...WEBHOOK_CONTRACTS,
  ...INSTRUMENT_CONTRACTS,
  ...RED_FLAG_CONTRACTS,
  ...LC_CONTRACTS,
  ...INSTITUTION_CONTRACTS,
  ...TRANSPORT_COST_CONTRACTS,
  ...SERVICE_CONTRACT_CONTRACTS,
] as const;

type PublishedContract = (typeof CONTRACTS)[number];

export type EventType = PublishedContract['type'];

/** The data of an event type in its newest version, as its schema has it. */
export type EventDataOf<Type extends EventType> = DataOf<Newest<PublishedContract>, Type>;

/** An event of the log whose type is known, and with it the form of its data: that of the newest version. */
export type EventOf<Type extends EventType> = Type extends EventType
  ? Omit<RecordedEvent, 'type' | 'data'> & { readonly type: Type; readonly data: EventDataOf<Type> }
  : never;

/** Any contract, where the type of event is known at run time only. */
export type EventContract = Contract<EventType, z.ZodType>;

/** Every event that the ledger publishes, in every version. */
export const EVENT_CONTRACTS: readonly EventContract[] = CONTRACTS;

/** The same by type and version, each older version with its way to the newest. */
export const PUBLISHED_CONTRACTS = new ContractRegistry<EventType>(EVENT_CONTRACTS);

/** @throws ContractViolation where no such type and version were published. */
export function contractOf(type: string, schemaVersion: number): EventContract {
  return PUBLISHED_CONTRACTS.contractOf(type, schemaVersion);
}

/**
 * The version in which events of a type are appended.
 * @throws ContractViolation where no such type was published.
 */
export function currentVersionOf(type: string): number {
  return PUBLISHED_CONTRACTS.currentVersionOf(type);
}

/**
 * Checks the data of an event and returns it.
 * @throws ContractViolation naming every field at fault.
 */
export function validateEventData<Type extends EventType, Version extends number>(
  type: Type,
  schemaVersion: Version,
  data: unknown,
): DataOf<PublishedContract, Type, Version>;
export function validateEventData(type: string, schemaVersion: number, data: unknown): unknown;
export function validateEventData(type: string, schemaVersion: number, data: unknown): unknown {
  return PUBLISHED_CONTRACTS.validate(type, schemaVersion, data);
}

/**
 * The version in which a new event is appended.
 * @throws ContractViolation where the event does not keep to it.
 */
export function versionToAppend({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): number {
  const version = currentVersionOf(type);
  validateEventData(type, version, data);
  return version;
}

/**
 * The same event with its data in the newest version of its type; the event itself where it is in that one.
 * @throws ContractViolation for a type or version that this build does not know: what it says could be misread.
 */
export function upcast(event: RecordedEvent): RecordedEvent {
  return PUBLISHED_CONTRACTS.upcast(event);
}

/** Whether this build knows the type, and the version of it that the event is in: if not, a newer service appended it. */
export function knows(event: Pick<RecordedEvent, 'type' | 'schemaVersion'>): boolean {
  return PUBLISHED_CONTRACTS.knows(event);
}

/**
 * The data of an event of a type, checked and in the newest version.
 * @throws ContractViolation where the event is malformed, of another type, or in a version that this build does not know.
 */
export function readEventData<Type extends EventType>(type: Type, event: RecordedEvent): EventDataOf<Type> {
  if (event.type !== type) throw new ContractViolation(`${event.type} stands where ${type} is expected.`);
  return PUBLISHED_CONTRACTS.read(event).data as EventDataOf<Type>;
}

/** {@link ContractRegistry.reader} of what is published. */
export function readerOf<Type extends EventType>(
  handles: readonly Type[],
  onUnknown: OnUnknownEvent,
): (event: RecordedEvent) => EventOf<Type> | undefined {
  const read = PUBLISHED_CONTRACTS.reader(handles, onUnknown);
  // What it reads is of one of these types, and its data keep to the contract of the newest version.
  return (event) => read(event) as EventOf<Type> | undefined;
}

/**
 * The participants that an event belongs to: those its data, in the newest version, names, and `others` that its stream is
 * known to belong to, since most events behind the first name nobody. Sorted by code units, each once.
 * @throws ContractViolation for an unknown type, or data that is not what its contract says.
 */
export function participantsOf(
  type: string,
  data: unknown,
  others: readonly string[] = [],
): readonly string[] {
  const version = currentVersionOf(type);
  const valid = validateEventData(type, version, data);
  const named = contractOf(type, version).participants(valid);
  return [...new Set([...named, ...others])].sort();
}

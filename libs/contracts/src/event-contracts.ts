import { z } from 'zod';
import { CONSIGNMENT_CONTRACTS } from './consignment.js';
import type { Contract } from './contract.js';
import { DECLARATION_CONTRACTS } from './declaration.js';
import { INVOICE_CONTRACTS } from './invoice.js';
import { OBLIGATION_CONTRACTS } from './obligation.js';
import { SETTLEMENT_CONTRACTS } from './settlement.js';
import { TARGET_CONTRACTS } from './target.js';

const CONTRACTS = [
  ...CONSIGNMENT_CONTRACTS,
  ...DECLARATION_CONTRACTS,
  ...INVOICE_CONTRACTS,
  ...TARGET_CONTRACTS,
  ...OBLIGATION_CONTRACTS,
  ...SETTLEMENT_CONTRACTS,
] as const;

type PublishedContract = (typeof CONTRACTS)[number];

export type EventType = PublishedContract['type'];

/** The data of an event type, as its schema has it. */
export type EventDataOf<Type extends EventType> = z.infer<
  Extract<PublishedContract, { type: Type }>['schema']
>;

/** Any contract, where the type of event is known at run time only. */
export type EventContract = Contract<EventType, z.ZodType>;

/** Every event that the ledger publishes, in every version. */
export const EVENT_CONTRACTS: readonly EventContract[] = CONTRACTS;

const BY_NAME: ReadonlyMap<string, EventContract> = new Map(
  EVENT_CONTRACTS.map((contract) => [nameOf(contract.type, contract.schemaVersion), contract]),
);

/** An event that does not keep to what was published for its type. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';

  constructor(
    message: string,
    /** JSON pointers to the fields at fault, with what each should be. */
    readonly issues: readonly ContractIssue[] = [],
  ) {
    super(message);
  }
}

export interface ContractIssue {
  /** JSON pointer (RFC 6901) within the value. */
  readonly pointer: string;
  readonly message: string;
}

/** @throws ContractViolation where no such type and version were published. */
export function contractOf(type: string, schemaVersion: number): EventContract {
  const contract = BY_NAME.get(nameOf(type, schemaVersion));
  if (contract) return contract;
  throw new ContractViolation(`No contract was published for ${nameOf(type, schemaVersion)}.`);
}

/**
 * Checks the data of an event and returns it.
 * @throws ContractViolation naming every field at fault.
 */
export function validateEventData<Type extends EventType>(
  type: Type,
  schemaVersion: number,
  data: unknown,
): EventDataOf<Type>;
export function validateEventData(type: string, schemaVersion: number, data: unknown): unknown;
export function validateEventData(type: string, schemaVersion: number, data: unknown): unknown {
  return parse(contractOf(type, schemaVersion).schema, data, nameOf(type, schemaVersion));
}

/**
 * The participants that an event belongs to: those its data names, and `others` that its stream is known to belong to,
 * since most events behind the first name nobody. Sorted by code units, each once.
 * @throws ContractViolation for an unknown type, or data that is not what its contract says.
 */
export function participantsOf(
  type: string,
  data: unknown,
  others: readonly string[] = [],
): readonly string[] {
  const { schema, participants } = contractOf(type, 1);
  const named = participants(parse(schema, data, nameOf(type, 1)));
  return [...new Set([...named, ...others])].sort();
}

/** @throws ContractViolation saying what `name` is and which of its fields are at fault. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), message }));
  const list = issues.map(({ pointer, message }) => `${pointer || '/'}: ${message}`).join('; ');
  throw new ContractViolation(`${name} is malformed. ${list}`, issues);
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

function nameOf(type: string, schemaVersion: number): string {
  return `${type} v${schemaVersion}`;
}

import type { z } from 'zod';
import type { Contract } from './contract.js';
import { ContractViolation, check } from './contract-violation.js';
import type { RecordedEvent } from './recorded-event.js';

/** What is done about an event whose type or version this build does not know: a newer service appended it. */
export type OnUnknownEvent = (event: RecordedEvent) => void;

/**
 * Every version of every type that may stand in a log. The newest version is what is appended; older ones are kept for
 * ever, and brought to the newest on reading, by one upcaster for each step.
 */
export class ContractRegistry<Type extends string> {
  /** The contracts of each type, oldest first: version n stands at n - 1. */
  private readonly versions: ReadonlyMap<string, readonly Contract<Type, z.ZodType>[]>;

  /** @throws RangeError where a type has a version twice, lacks one, or lacks the upcaster that leads to one. */
  constructor(contracts: readonly Contract<Type, z.ZodType>[]) {
    this.versions = new Map(
      [...new Set(contracts.map(({ type }) => type))].map((type) => [
        type,
        contracts
          .filter((contract) => contract.type === type)
          .sort((a, b) => a.schemaVersion - b.schemaVersion),
      ]),
    );
    for (const versions of this.versions.values()) expectChain(versions);
  }

  /** Every version of a type, oldest first; none where the type is not known. */
  versionsOf(type: string): readonly Contract<Type, z.ZodType>[] {
    return this.versions.get(type) ?? [];
  }

  /** The newest contract of each type. */
  get newest(): readonly Contract<Type, z.ZodType>[] {
    return [...this.versions.values()].flatMap((versions) => versions.slice(-1));
  }

  /** @throws ContractViolation where no such type and version were published. */
  contractOf(type: string, schemaVersion: number): Contract<Type, z.ZodType> {
    const contract = this.versions.get(type)?.[schemaVersion - 1];
    if (contract) return contract;
    throw new ContractViolation(`No contract was published for ${nameOf(type, schemaVersion)}.`);
  }

  /**
   * The version in which events of a type are appended.
   * @throws ContractViolation where no such type was published.
   */
  currentVersionOf(type: string): number {
    const versions = this.versions.get(type);
    if (versions) return versions.length;
    throw new ContractViolation(`No contract was published for ${type}.`);
  }

  /** The category of the streams that events of a type stand in. @throws ContractViolation for a type that this build does not know. */
  categoryOf(type: string): string {
    return this.contractOf(type, 1).category;
  }

  /** Whether this build knows the type, and the version of it that the event is in. */
  knows({ type, schemaVersion }: Pick<RecordedEvent, 'type' | 'schemaVersion'>): boolean {
    return this.versions.get(type)?.[schemaVersion - 1] !== undefined;
  }

  /**
   * Checks the data of an event and returns it.
   * @throws ContractViolation naming every field at fault.
   */
  validate(type: string, schemaVersion: number, data: unknown): unknown {
    // What it is, it stays: no contract changes what it is given.
    check(this.contractOf(type, schemaVersion).schema, data, nameOf(type, schemaVersion));
    return data;
  }

  /**
   * The same event with its data in the newest version; the event itself where it is in that one. Its data are not checked:
   * they kept to their contract when they were appended.
   * @throws ContractViolation for a type or version that this build does not know: what it says could be misread.
   */
  upcast(event: RecordedEvent): RecordedEvent {
    const { type, schemaVersion } = event;
    this.contractOf(type, schemaVersion);
    const steps = this.versionsOf(type).slice(schemaVersion);
    if (steps.length === 0) return event;
    const data = steps.reduce((before: unknown, step) => step.upcast?.(before), event.data);
    return { ...event, schemaVersion: schemaVersion + steps.length, data };
  }

  /**
   * Checks the data of an event, and {@link upcast}s it.
   * @throws ContractViolation naming every field at fault, or for a type or version that this build does not know.
   */
  read(event: RecordedEvent): RecordedEvent {
    // Before it is upcast: an upcaster may trust the data that it is given.
    this.validate(event.type, event.schemaVersion, event.data);
    return this.upcast(event);
  }

  /**
   * Makes a function that {@link read}s, of all events, those of the types that are handled. It gives nothing for others,
   * and tells `onUnknown` of those that this build does not know.
   * @returns a function that throws ContractViolation for an event of a handled type that is malformed, or in a version that
   *   this build does not know.
   */
  reader(
    handles: readonly Type[],
    onUnknown: OnUnknownEvent,
  ): (event: RecordedEvent) => RecordedEvent | undefined {
    const handled: ReadonlySet<string> = new Set(handles);
    return (event) => {
      if (handled.has(event.type)) return this.read(event);
      if (!this.knows(event)) onUnknown(event);
      return undefined;
    };
  }
}

/**
 * Passes on one event of each type and version, so that a log full of them is told of once.
 * @param kindsMax How many are remembered: the one told of longest ago is forgotten first, and may be told of again.
 */
export function oncePerVersion(tell: OnUnknownEvent, kindsMax = 1_000): OnUnknownEvent {
  const told = new Set<string>();
  return (event) => {
    const name = nameOf(event.type, event.schemaVersion);
    if (told.has(name)) return;
    for (const oldest of told) {
      if (told.size < kindsMax) break;
      told.delete(oldest);
    }
    told.add(name);
    tell(event);
  };
}

/** A type and its version, as people write them. */
export function nameOf(type: string, schemaVersion: number): string {
  return `${type} v${schemaVersion}`;
}

/** @param versions All of one type, in the order of their versions. */
function expectChain(versions: readonly Contract<string, z.ZodType>[]): void {
  for (const [index, { type, schemaVersion, supersedes, category, upcast }] of versions.entries()) {
    const name = nameOf(type, schemaVersion);
    if (schemaVersion === versions[index - 1]?.schemaVersion) throw new RangeError(`${name} is there twice.`);
    if (schemaVersion !== index + 1) throw new RangeError(`${nameOf(type, index + 1)} is missing.`);
    if (supersedes !== index) throw new RangeError(`${name} supersedes version ${supersedes}, not ${index}.`);
    if (index > 0 && !upcast) throw new RangeError(`Nothing brings ${nameOf(type, index)} to ${name}.`);
    if (category !== versions[0]?.category) throw new RangeError(`${name} stands in another category.`);
  }
}

import type { z } from 'zod';
import type { Category } from './recorded-event.js';

/** The published form of one version of an event type. A version never changes; a change is a new version. */
export interface Contract<
  Type extends string,
  Schema extends z.ZodType,
  Version extends number = number,
  Supersedes extends number = number,
> {
  readonly type: Type;
  readonly schemaVersion: Version;
  /** The version before, which `upcast` starts from; 0 for the first. To the compiler, what nothing supersedes is the newest. */
  readonly supersedes: Supersedes;
  /** The streams it stands in. */
  readonly category: Category;
  /** What happened, in a sentence. */
  readonly summary: string;
  readonly schema: Schema;
  /** Participant ids that the data itself names; other events of the stream may name more. */
  participants(data: z.infer<Schema>): readonly string[];
  /** Brings data of the version before to this one: pure, and never undefined but for the first version. */
  upcast?(superseded: unknown): z.infer<Schema>;
}

/** Makes the contracts of version 1 of one category. */
export function contractsOf(category: Category) {
  return <Type extends string, Schema extends z.ZodType>(
    type: Type,
    summary: string,
    schema: Schema,
    participants: (data: z.infer<Schema>) => readonly string[] = () => [],
  ): Contract<Type, Schema, 1, 0> => ({
    type,
    schemaVersion: 1,
    supersedes: 0,
    category,
    summary,
    schema,
    participants,
  });
}

/** What a new version of a type says anew. */
export interface NewVersion<Old extends z.ZodType, New extends z.ZodType, Version extends number> {
  readonly schemaVersion: Version;
  readonly schema: New;
  /** What the event would have said, had it been appended in the new version; pure, and made of `superseded` alone. */
  readonly upcast: (superseded: z.infer<Old>) => z.infer<New>;
  /** Has to be told again, since the fields may have other names. */
  readonly participants: (data: z.infer<New>) => readonly string[];
}

/** Makes the contract of the version behind `superseded`, which stays published for ever. */
export function newVersionOf<
  Type extends string,
  Old extends z.ZodType,
  Superseded extends number,
  New extends z.ZodType,
  Version extends number,
>(
  superseded: Contract<Type, Old, Superseded>,
  change: NewVersion<Old, New, Version>,
): Contract<Type, New, Version, Superseded> {
  const { type, category, summary, schemaVersion } = superseded;
  return { type, category, summary, supersedes: schemaVersion, ...change };
}

type AnyContract = Contract<string, z.ZodType>;

/** A type and a version of it that another one supersedes, as text: `Weighed v1`. */
type Superseded<Contracts extends AnyContract> = Contracts extends AnyContract
  ? `${Contracts['type']} v${Contracts['supersedes']}`
  : never;

/** The contracts that no other one supersedes: of each type the newest version. Told contract by contract, it is known before the type is. */
export type Newest<
  Contracts extends AnyContract,
  Old extends string = Superseded<Contracts>,
> = Contracts extends AnyContract
  ? `${Contracts['type']} v${Contracts['schemaVersion']}` extends Old
    ? never
    : Contracts
  : never;

/** The data of a type in one version, as its schema has it. */
export type DataOf<
  Contracts extends AnyContract,
  Type extends string,
  Version extends number = number,
> = z.infer<Extract<Contracts, { type: Type; schemaVersion: Version }>['schema']>;

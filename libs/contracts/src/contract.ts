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

/** The versions of a type that some contract has, e.g. `1 | 2`. */
export type VersionOf<Contracts extends Contract<string, z.ZodType>, Type extends string> = Extract<
  Contracts,
  { type: Type }
>['schemaVersion'];

/** The version of a type that no other supersedes. */
export type NewestVersionOf<Contracts extends Contract<string, z.ZodType>, Type extends string> = Exclude<
  VersionOf<Contracts, Type>,
  Extract<Contracts, { type: Type }>['supersedes']
>;

/** The data of a type in one version, as its schema has it; in the newest where none is named. */
export type DataOf<
  Contracts extends Contract<string, z.ZodType>,
  Type extends string,
  Version extends number = NewestVersionOf<Contracts, Type>,
> = z.infer<Extract<Contracts, { type: Type; schemaVersion: Version }>['schema']>;

import type { z } from 'zod';
import type { Category } from './recorded-event.js';

/** The published form of one version of an event type. A version never changes; a change is a new version. */
export interface Contract<Type extends string, Schema extends z.ZodType> {
  readonly type: Type;
  readonly schemaVersion: 1;
  /** The streams it stands in. */
  readonly category: Category;
  /** What happened, in a sentence. */
  readonly summary: string;
  readonly schema: Schema;
  /** Participant ids that the data itself names; other events of the stream may name more. */
  participants(data: z.infer<Schema>): readonly string[];
}

/** Makes the contracts of version 1 of one category. */
export function contractsOf(category: Category) {
  return <Type extends string, Schema extends z.ZodType>(
    type: Type,
    summary: string,
    schema: Schema,
    participants: (data: z.infer<Schema>) => readonly string[] = () => [],
  ): Contract<Type, Schema> => ({ type, schemaVersion: 1, category, summary, schema, participants });
}

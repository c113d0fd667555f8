import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, Json, Position } from '../graphql/scalars.js';

@ObjectType({
  description:
    'An event as it stands in the ledger: what every figure is made from. What tells of people is sealed, and stays so.',
})
export class LedgerEvent {
  @Field(() => Position, { description: 'Its place in the ledger.' })
  position!: number;

  @Field(() => String, {
    description: 'What happened, such as `CommitmentAnnounced`; docs/events describes each type.',
  })
  type!: string;

  @Field(() => Int, { description: 'The version of the type that its data has.' })
  schemaVersion!: number;

  @Field(() => String, { description: 'What it tells of, such as `commitment`.' })
  category!: string;

  @Field(() => ID, { description: 'The one that it tells of: its category and its id.' })
  streamId!: string;

  @Field(() => Int, { description: 'Its number among the events of that, from 1.' })
  streamVersion!: number;

  @Field(() => DateTime, { description: 'When it happened, with the offset of the place.' })
  occurredAt!: string;

  @Field(() => DateTime, { description: 'When the ledger knew.' })
  recordedAt!: string;

  @Field(() => String, {
    description:
      'Who told it: `<role of the key>:<participant>`; `process:<service>` is the ledger by itself.',
  })
  actor!: string;

  @Field(() => [String], { description: 'The firms, banks and offices that take part in it.' })
  participants!: readonly string[];

  @Field(() => Position, {
    nullable: true,
    description: 'The event that led to it; null where a request did.',
  })
  causePosition!: number | null;

  @Field(() => ID, { description: 'What all events have in common that one request led to.' })
  correlationId!: string;

  @Field(() => Boolean, { description: 'Whether it is of the demo.' })
  demo!: boolean;

  @Field(() => Json, { description: 'What was recorded, as `docs/events` describes it for the type.' })
  data!: unknown;

  @Field(() => String, {
    description:
      'The hash of the chain up to it, hex: SHA-256 over `hashBefore` and the hash of the event, which `line` tells.',
  })
  hash!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The hash of the chain before it; null where the event before is in an archived file.',
  })
  hashBefore!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its line as `npm run ledger -- export` writes it, to the byte: what is hashed, as docs/log.md tells. Null to a firm of an event of a promise: the line names firms of the contracts of others.',
  })
  line!: string | null;
}

import { z } from 'zod';
import { locodeSchema, participantIdSchema, timestampSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const epcis = contractsOf('epcis');
const capture = contractsOf('capture');

const uriSchema = z
  .string()
  .max(2_048)
  .regex(/^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$/, 'is a URI of visible ASCII characters');
const hashSchema = z
  .string()
  .regex(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/, 'is an event hash of CBV 2.0');
const codeSchema = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is a code in lower case');
const countSchema = z.int().min(0).max(10_000);
const lineSchema = z.string().max(512);

/** Most of the consignments that one event names. */
const CONSIGNMENTS_MAX = 100;

const checkpointSchema = z.strictObject({
  consignmentId: uuidSchema,
  location: locodeSchema,
  movement: z.enum(['arrived', 'departed']),
});

const unmappedSchema = z.strictObject({ code: codeSchema, consignmentId: uuidSchema.exactOptional() });

/** Who brought an event, and what it led to in the ledger. */
const captureFields = {
  eventKey: uuidSchema,
  eventId: uriSchema,
  captureId: uuidSchema.exactOptional(),
  captor: participantIdSchema,
  consignmentIds: z.array(uuidSchema).max(CONSIGNMENTS_MAX),
  parties: z.array(participantIdSchema).max(2 * CONSIGNMENTS_MAX),
  checkpoints: z.array(checkpointSchema).max(CONSIGNMENTS_MAX),
  unmapped: z.array(unmappedSchema).max(CONSIGNMENTS_MAX),
};

const participants = ({ captor, parties }: { captor: string; parties: readonly string[] }) => [
  captor,
  ...parties,
];

export const EPCIS_CONTRACTS = [
  epcis(
    'EpcisEventCaptured',
    'An event of GS1 EPCIS 2.0 was captured, kept as it was given, with the checkpoints that it led to.',
    z.strictObject({
      ...captureFields,
      identifiedBy: z.enum(['event-id', 'hash']),
      errorDeclaration: z.boolean(),
      hash: hashSchema,
      eventType: z.string().max(64),
      event: z.record(z.string(), z.unknown()),
      context: z.unknown(),
    }),
    participants,
  ),
  epcis(
    'EpcisEventCapturedAgain',
    'The same event was captured by another participant, who sees it from then on.',
    z.strictObject(captureFields),
    participants,
  ),
  epcis(
    'EpcisEventDeclaredWrong',
    'An error declaration says that an event is wrong, captured or still to come: it moves these consignments no more.',
    z.strictObject({
      eventKey: uuidSchema,
      declaredBy: uuidSchema,
      captor: participantIdSchema,
      consignmentIds: z
        .array(uuidSchema)
        .min(1)
        .max(2 * CONSIGNMENTS_MAX),
      parties: z.array(participantIdSchema).max(4 * CONSIGNMENTS_MAX),
    }),
    participants,
  ),
  epcis(
    'EpcisEventUpheldCheckpoints',
    'An event corrects one that was declared wrong, and tells of the same checkpoints: they stand as what this one led to.',
    z.strictObject({
      eventKey: uuidSchema,
      wrongKey: uuidSchema,
      declaredBy: uuidSchema,
      captor: participantIdSchema,
      checkpoints: z
        .array(z.strictObject({ ...checkpointSchema.shape, seenAt: timestampSchema }))
        .min(1)
        .max(2 * CONSIGNMENTS_MAX),
      parties: z.array(participantIdSchema).max(4 * CONSIGNMENTS_MAX),
    }),
    participants,
  ),
  capture(
    'CaptureFinished',
    'A document of EPCIS events was captured, or refused: how many, and what was wrong with which.',
    z.strictObject({
      captureId: uuidSchema,
      captor: participantIdSchema,
      errorBehaviour: z.enum(['rollback', 'proceed']),
      success: z.boolean(),
      events: countSchema,
      captured: countSchema,
      duplicates: countSchema,
      checkpoints: z.int().min(0).max(1_000_000),
      errors: z
        .array(
          z.strictObject({
            pointer: lineSchema,
            code: codeSchema,
            detail: lineSchema,
          }),
        )
        .max(1_000),
      unmapped: z
        .array(
          z.strictObject({
            pointer: lineSchema,
            code: codeSchema,
            consignmentId: uuidSchema.exactOptional(),
          }),
        )
        .max(1_000),
    }),
    ({ captor }) => [captor],
  ),
] as const;

import { z } from 'zod';
import {
  ACTION,
  CHILDREN,
  CONTEXT_FIELDS,
  EVERY_EVENT,
  extensible,
  ILMD,
  OBJECTS,
  PERSISTENT_DISPOSITION,
  TRANSFORMED,
  uriSchema,
} from './event-fields.js';

/**
 * The events of EPCIS 2.0 (ISO/IEC 19987:2024, chapter 7) as JSON, as strict as the standard's JSON Schema; terms may stand in their full
 * form, too. What a rule of the standard asks of several fields together is checked behind them.
 */
const objectEvent = event('ObjectEvent', {
  ...OBJECTS,
  ...ACTION,
  ...CONTEXT_FIELDS,
  ...PERSISTENT_DISPOSITION,
  ...ILMD,
}).superRefine((value, context) => {
  const sensed = some(value.sensorElementList) && value.readPoint !== undefined;
  if (value.epcList === undefined && !some(value.quantityList) && !sensed) {
    fault(context, 'epcList', 'is needed, or a quantityList, or what a sensor reports at a readPoint');
  }
  if (value.ilmd !== undefined && value.action !== 'ADD') {
    fault(context, 'ilmd', 'goes with the action ADD only');
  }
});

const aggregationEvent = event('AggregationEvent', {
  parentID: uriSchema.exactOptional(),
  ...CHILDREN,
  ...ACTION,
  ...CONTEXT_FIELDS,
}).superRefine((value, context) => {
  needChildren(value, context);
  if (value.parentID === undefined && value.action !== 'OBSERVE') {
    fault(context, 'parentID', 'is needed with the actions ADD and DELETE');
  }
});

const associationEvent = event('AssociationEvent', {
  parentID: uriSchema,
  ...CHILDREN,
  ...ACTION,
  ...CONTEXT_FIELDS,
}).superRefine(needChildren);

const transactionEvent = event('TransactionEvent', {
  parentID: uriSchema.exactOptional(),
  ...OBJECTS,
  ...ACTION,
  ...CONTEXT_FIELDS,
}).superRefine((value, context) => {
  if (!some(value.bizTransactionList)) fault(context, 'bizTransactionList', 'is needed');
  if (value.epcList === undefined && !some(value.quantityList) && value.action !== 'DELETE') {
    fault(context, 'epcList', 'is needed, or a quantityList, unless the action is DELETE');
  }
});

const transformationEvent = event('TransformationEvent', {
  ...TRANSFORMED,
  transformationID: uriSchema.exactOptional(),
  ...CONTEXT_FIELDS,
  ...PERSISTENT_DISPOSITION,
  ...ILMD,
}).superRefine((value, context) => {
  const input = some(value.inputEPCList) || some(value.inputQuantityList);
  const output = some(value.outputEPCList) || some(value.outputQuantityList);
  const whole = value.transformationID === undefined ? input && output : input || output;
  if (!whole) {
    fault(
      context,
      input ? 'outputEPCList' : 'inputEPCList',
      'is needed: something goes in and something comes out',
    );
  }
});

const EVENTS = [
  objectEvent,
  aggregationEvent,
  transactionEvent,
  transformationEvent,
  associationEvent,
] as const;

export const eventSchema = z.discriminatedUnion('type', EVENTS, {
  error: 'is one of ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent, AssociationEvent',
});

/** An event as it was given. */
export type EpcisEvent = z.infer<typeof eventSchema>;

export const EVENT_TYPES = [
  'ObjectEvent',
  'AggregationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'AssociationEvent',
] as const satisfies readonly EpcisEvent['type'][];

function event<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return extensible(`an ${type}`.replace(/^an T/, 'a T'), {
    type: z.literal(type),
    ...EVERY_EVENT,
    ...shape,
  });
}

function some(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

function needChildren(
  value: { childEPCs?: string[]; childQuantityList?: unknown[]; action: string },
  context: z.RefinementCtx,
): void {
  if (some(value.childEPCs) || some(value.childQuantityList) || value.action === 'DELETE') return;
  fault(context, 'childEPCs', 'is needed, or a childQuantityList, unless the action is DELETE');
}

function fault(context: z.RefinementCtx, field: string, message: string): void {
  context.addIssue({ code: 'custom', path: [field], message });
}

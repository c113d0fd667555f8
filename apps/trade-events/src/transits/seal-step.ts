import { never } from '@corridor/kernel';
import type { z } from 'zod';
import type { sealBody } from './transit.bodies.js';
import type { TransitStep } from './transit-step.js';

/** What a request on seals asks for. */
export function sealStepOf(body: z.infer<typeof sealBody>): TransitStep {
  switch (body.action) {
    case 'affixed': {
      const { action: _, occurredAt, ...data } = body;
      return { type: 'AffixSeal', occurredAt, data };
    }
    case 'broken': {
      const { action: _, occurredAt, ...data } = body;
      return { type: 'BreakSeal', occurredAt, data };
    }
    case 'replaced': {
      const { action: _, occurredAt, ...data } = body;
      return { type: 'ReplaceSeal', occurredAt, data };
    }
    default:
      return never(body);
  }
}

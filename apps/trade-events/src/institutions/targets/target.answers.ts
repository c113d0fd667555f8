import { countrySchema, localDateSchema, targetIdSchema, targetTermsSchema } from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageInOrder } from '../in-order.js';

export const targetAnswer = z.object({ targetId: targetIdSchema, ...recorded }).meta({ id: 'TargetAnswer' });

const view = {
  targetId: targetIdSchema,
  reporter: countrySchema.describe('Whose statistics it is measured by.'),
  partner: countrySchema,
  ...targetTermsSchema.shape,
};

export const targetView = z.object({ ...view, ...standingForAsker }).meta({ id: 'Target' });

export const targetPage = pageInOrder({
  ...view,
  toldOn: localDateSchema.describe('The day on which it was set, or revised last.'),
  reason: z.string().exactOptional().describe('Why it was revised; absent of what was set first.'),
}).meta({ id: 'TargetPage' });

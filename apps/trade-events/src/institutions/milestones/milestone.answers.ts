import { localDateSchema, milestoneIdSchema, milestonePlanSchema } from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageInOrder } from '../in-order.js';

export const milestoneAnswer = z
  .object({ milestoneId: milestoneIdSchema, ...recorded })
  .meta({ id: 'MilestoneAnswer' });

const view = {
  milestoneId: milestoneIdSchema,
  ...milestonePlanSchema.shape,
  status: z.enum(['planned', 'done', 'cancelled']),
  firstPlannedOn: localDateSchema.describe(
    'The day of the first plan; `plannedOn` is that of the one that holds.',
  ),
  promisedOn: localDateSchema.describe('The day on which the first plan was told.'),
  doneOn: localDateSchema.exactOptional(),
  evidenceSha256: z.string().exactOptional(),
  completionWithdrawnFor: z.string().exactOptional(),
  cancelledFor: z.string().exactOptional(),
};

export const milestoneView = z.object({ ...view, ...standingForAsker }).meta({ id: 'Milestone' });

export const milestonePage = pageInOrder(view).meta({ id: 'MilestonePage' });

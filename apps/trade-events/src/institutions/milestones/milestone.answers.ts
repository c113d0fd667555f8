import { localDateSchema, milestoneIdSchema, milestonePlanSchema } from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

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

export const milestoneView = z.object({ ...view, ...standing }).meta({ id: 'Milestone' });

export const milestonePage = z
  .object({
    items: z.array(
      z.object({ ...view, demo: z.boolean().describe('Whether it is invented, for the demo.') }),
    ),
    next: z.int().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('The position that the list is as of.'),
  })
  .meta({ id: 'MilestonePage' });

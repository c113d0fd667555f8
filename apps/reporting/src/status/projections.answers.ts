import { z } from 'zod';

const position = z.int().min(0);

export const projectionsAnswer = z
  .object({
    head: position.describe('The last position of the log.'),
    items: z.array(
      z.object({
        name: z.string(),
        generation: z.int().min(1),
        live: z.boolean().describe('Whether readers see it.'),
        state: z
          .enum(['building', 'live', 'stopped'])
          .describe(
            '`stopped`: an event cannot be applied; what it holds is right up to `position`, and nothing behind it is in.',
          ),
        position,
        lag: z.int().describe('Events that are still to be applied.'),
        updatedAt: z.string(),
        error: z.string().exactOptional(),
      }),
    ),
  })
  .meta({ id: 'Projections' });

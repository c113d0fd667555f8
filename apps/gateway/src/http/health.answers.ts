import { z } from 'zod';

export const liveAnswer = z.object({ status: z.literal('live') }).meta({ id: 'Live' });

export const readyAnswer = z
  .object({
    status: z.literal('ready'),
    database: z.literal('ready'),
    services: z.record(z.string(), z.literal('ready')).describe('Each service behind this address.'),
    reporting: z
      .object({
        status: z
          .enum(['ready', 'stands still', 'not ready', 'unreachable', 'unknown'])
          .describe('`unknown` where the gateway was not told its address.'),
        behind: z
          .int()
          .describe(
            'Events of the log that one of the figures does not have yet; some are always on their way.',
          ),
      })
      .describe('Of which the figures are made. Without it they stand where they are, and all else works.'),
  })
  .meta({ id: 'Ready' });

export const welcomeAnswer = z
  .object({
    name: z.string(),
    graphql: z.string(),
    rest: z.array(z.string()).describe('Paths; what stands below each is in the document of the interface.'),
    document: z.string(),
    health: z.array(z.string()),
    key: z.string(),
  })
  .meta({ id: 'Welcome' });

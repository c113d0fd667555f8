import { z } from 'zod';

export const liveAnswer = z.object({ status: z.literal('live') }).meta({ id: 'Live' });

export const readyAnswer = z
  .object({
    status: z.literal('ready'),
    database: z.literal('ready'),
    services: z.record(z.string(), z.literal('ready')).describe('Each service behind this address.'),
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

import { targetIdSchema } from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';

export const targetAnswer = z.object({ targetId: targetIdSchema, ...recorded }).meta({ id: 'TargetAnswer' });

import { targetIdSchema } from '@corridor/contracts';
import { z } from 'zod';
import { recorded } from '../requests/answers.js';

export const targetAnswer = z.object({ targetId: targetIdSchema, ...recorded }).meta({ id: 'TargetAnswer' });

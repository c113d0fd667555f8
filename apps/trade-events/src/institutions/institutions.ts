import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [TargetController];
export const INSTITUTION_HANDLERS = [TargetHandler];

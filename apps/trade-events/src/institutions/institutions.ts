import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';
import { CorrectionHandler } from './visas/correction.handler.js';
import { ErasureHandler } from './visas/erasure.handler.js';
import { VisaController } from './visas/visa.controller.js';
import { VisaHandler, VisaInvitationHandler } from './visas/visa.handler.js';
import { VisaQueryHandler } from './visas/visa.query.js';
import { VisaListQueryHandler } from './visas/visa-list.query.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [TargetController, VisaController];
export const INSTITUTION_HANDLERS = [
  TargetHandler,
  VisaInvitationHandler,
  VisaHandler,
  CorrectionHandler,
  ErasureHandler,
  VisaQueryHandler,
  VisaListQueryHandler,
];

import { CaseController } from './cases/case.controller.js';
import { CaseOpeningHandler, CaseStepHandler } from './cases/case.handler.js';
import { CaseQueryHandler } from './cases/case.query.js';
import { CaseListQueryHandler } from './cases/case-list.query.js';
import { CommitmentController } from './commitments/commitment.controller.js';
import { CommitmentHandler } from './commitments/commitment.handler.js';
import { CommitmentListQueryHandler, CommitmentQueryHandler } from './commitments/commitment.query.js';
import { LinkHandler } from './commitments/link.handler.js';
import { RealisationController } from './commitments/realisation.controller.js';
import { ActionController } from './meetings/action.controller.js';
import { MeetingController } from './meetings/meeting.controller.js';
import { ActionHandler, MeetingHandler } from './meetings/meeting.handler.js';
import { ActionQueryHandler, MeetingQueryHandler } from './meetings/meeting.query.js';
import { ServiceLevelController } from './service-levels/service-level.controller.js';
import { ServiceLevelHandler } from './service-levels/service-level.handler.js';
import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';
import { CorrectionHandler } from './visas/correction.handler.js';
import { ErasureHandler } from './visas/erasure.handler.js';
import { VisaController } from './visas/visa.controller.js';
import { VisaHandler, VisaInvitationHandler } from './visas/visa.handler.js';
import { VisaQueryHandler } from './visas/visa.query.js';
import { VisaListQueryHandler } from './visas/visa-list.query.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [
  TargetController,
  CommitmentController,
  RealisationController,
  MeetingController,
  ActionController,
  CaseController,
  ServiceLevelController,
  VisaController,
];
export const INSTITUTION_HANDLERS = [
  TargetHandler,
  CommitmentHandler,
  CommitmentQueryHandler,
  CommitmentListQueryHandler,
  LinkHandler,
  MeetingHandler,
  ActionHandler,
  MeetingQueryHandler,
  ActionQueryHandler,
  CaseOpeningHandler,
  CaseStepHandler,
  CaseQueryHandler,
  CaseListQueryHandler,
  ServiceLevelHandler,
  VisaInvitationHandler,
  VisaHandler,
  CorrectionHandler,
  ErasureHandler,
  VisaQueryHandler,
  VisaListQueryHandler,
];

import { CaseController } from './cases/case.controller.js';
import { CaseOpeningHandler, CaseStepHandler } from './cases/case.handler.js';
import { CaseQueryHandler } from './cases/case.query.js';
import { CaseListQueryHandler } from './cases/case-list.query.js';
import { ServiceLevelController } from './service-levels/service-level.controller.js';
import { ServiceLevelHandler } from './service-levels/service-level.handler.js';
import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [TargetController, CaseController, ServiceLevelController];
export const INSTITUTION_HANDLERS = [
  TargetHandler,
  CaseOpeningHandler,
  CaseStepHandler,
  CaseQueryHandler,
  CaseListQueryHandler,
  ServiceLevelHandler,
];

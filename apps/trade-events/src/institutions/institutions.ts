import { FirmController } from './firms/firm.controller.js';
import { FirmHandler } from './firms/firm.handler.js';
import { FirmListQueryHandler, FirmQueryHandler } from './firms/firm.query.js';
import { MilestoneController } from './milestones/milestone.controller.js';
import { MilestoneHandler } from './milestones/milestone.handler.js';
import { MilestoneListQueryHandler, MilestoneQueryHandler } from './milestones/milestone.query.js';
import { CarriageHandler } from './services/carriage.handler.js';
import { ServiceController } from './services/service.controller.js';
import { ServiceHandler } from './services/service.handler.js';
import { ServiceListQueryHandler, ServiceQueryHandler } from './services/service.query.js';
import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [
  TargetController,
  FirmController,
  ServiceController,
  MilestoneController,
];
export const INSTITUTION_HANDLERS = [
  TargetHandler,
  FirmHandler,
  FirmQueryHandler,
  FirmListQueryHandler,
  ServiceHandler,
  CarriageHandler,
  ServiceQueryHandler,
  ServiceListQueryHandler,
  MilestoneHandler,
  MilestoneQueryHandler,
  MilestoneListQueryHandler,
];

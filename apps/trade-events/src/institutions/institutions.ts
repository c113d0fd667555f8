import { CommitmentController } from './commitments/commitment.controller.js';
import { CommitmentHandler } from './commitments/commitment.handler.js';
import { CommitmentListQueryHandler, CommitmentQueryHandler } from './commitments/commitment.query.js';
import { LinkHandler } from './commitments/link.handler.js';
import { RealisationController } from './commitments/realisation.controller.js';
import { ActionController } from './meetings/action.controller.js';
import { MeetingController } from './meetings/meeting.controller.js';
import { ActionHandler, MeetingHandler } from './meetings/meeting.handler.js';
import { ActionQueryHandler, MeetingQueryHandler } from './meetings/meeting.query.js';
import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [
  TargetController,
  CommitmentController,
  RealisationController,
  MeetingController,
  ActionController,
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
];

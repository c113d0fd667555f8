import { EngagementController } from './engagements/engagement.controller.js';
import { EngagementHandler } from './engagements/engagement.handler.js';
import { EngagementListQueryHandler, EngagementQueryHandler } from './engagements/engagement.query.js';
import { LeadController } from './leads/lead.controller.js';
import { LeadHandler } from './leads/lead.handler.js';
import { LeadListQueryHandler, LeadQueryHandler } from './leads/lead.query.js';
import { MatchController } from './matches/match.controller.js';
import { MatchHandler } from './matches/match.handler.js';
import { MatchListQueryHandler, MatchQueryHandler } from './matches/match.query.js';
import { NeedController } from './needs/need.controller.js';
import { NeedHandler } from './needs/need.handler.js';
import { NeedListQueryHandler, NeedQueryHandler } from './needs/need.query.js';
import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [
  TargetController,
  EngagementController,
  LeadController,
  NeedController,
  MatchController,
];
export const INSTITUTION_HANDLERS = [
  TargetHandler,
  EngagementHandler,
  EngagementQueryHandler,
  EngagementListQueryHandler,
  LeadHandler,
  LeadQueryHandler,
  LeadListQueryHandler,
  NeedHandler,
  NeedQueryHandler,
  NeedListQueryHandler,
  MatchHandler,
  MatchQueryHandler,
  MatchListQueryHandler,
];

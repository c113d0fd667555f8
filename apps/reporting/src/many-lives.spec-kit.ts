import { caseOf } from './institutions/case-story.spec-kit.js';
import { commissionSteps } from './institutions/commission-story.spec-kit.js';
import { engagementSteps, needSteps } from './institutions/engagement-story.spec-kit.js';
import { promiseSteps } from './institutions/promise-story.spec-kit.js';
import { firmSteps, milestoneSteps, serviceSteps } from './institutions/register-story.spec-kit.js';
import { visaSteps } from './institutions/visa-story.spec-kit.js';
import { guaranteeSteps, routeSteps, stepsOf, transitOf } from './lives.spec-kit.js';
import { statisticSteps } from './official-trade/official-trade.spec-kit.js';
import type { Plan } from './plan.spec-kit.js';
import { servicesTradeSteps } from './services-trade/services-trade-story.spec-kit.js';
import { Story } from './story.spec-kit.js';
import { costSteps } from './transport-costs/transport-cost-story.spec-kit.js';

/** Tells several lives at once; `turns` says whose step is next. */
export function storyOf(firstId: number, plans: readonly Plan[], turns: readonly number[]): Story {
  const told = new Story();
  const lives = plans.flatMap((plan, index) => [
    stepsOf(told, firstId + 10 * index, plan),
    transitOf(told, firstId + 10 * index + 9, plan),
    routeSteps(told, firstId + 10 * index, plan),
    promiseSteps(told, firstId + 10 * index, plan),
    caseOf(told, firstId + 10 * index, plan),
    visaSteps(told, firstId + 10 * index + 500, plan),
    engagementSteps(told, firstId + 10 * index, plan),
    needSteps(told, firstId + 10 * index, plan),
    firmSteps(told, firstId + 10 * index, plan),
    serviceSteps(told, firstId + 10 * index, plan),
    milestoneSteps(told, firstId + 10 * index, plan),
    commissionSteps(told, firstId + 10 * index, plan),
    statisticSteps(told, firstId + 10 * index, plan),
    costSteps(told, firstId + 10 * index, plan),
    servicesTradeSteps(told, firstId + 10 * index, plan),
    guaranteeSteps(told, firstId + 10 * index, plan),
  ]);
  for (let turn = 0; lives.some((life) => life.length > 0); turn += 1) {
    const waiting = lives.filter((life) => life.length > 0);
    waiting[(turns[turn % turns.length] ?? 0) % waiting.length]?.shift()?.();
  }
  return told;
}

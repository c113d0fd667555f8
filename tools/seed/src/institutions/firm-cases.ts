import { type CaseSubject, SERVICE_LEVELS } from '@corridor/domain';
import { DAY_MS, HOUR_MS } from '../corridor/local-time.js';
import type { Random } from '../random.js';
import { type CaseFile, type Cases, caseIdOf } from './cases.js';
import { FIRM_CASES, type FirmCasePlan } from './tables/firm-cases.js';
import type { Visas } from './visas.js';
import { ACTORS, type Part, type Seen, type World } from './world.js';

interface Traded {
  readonly consignmentId: string;
  readonly exporter: string;
  readonly importer: string;
}

/** Whom a case is about, once it is opened. */
interface Matter {
  readonly subject: CaseSubject;
  readonly firm: string;
  readonly other?: string;
}

const KEPT = 12;
const ROLES: Readonly<Record<NonNullable<FirmCasePlan['assignee']>, string>> = {
  'demo-council': ACTORS.council,
  'demo-customs': ACTORS.customs,
  'demo-bank-karachi': 'bank:demo-bank-karachi',
  'demo-consulate-islamabad': 'consulate:demo-consulate-islamabad',
};

/** Problems that firms tell the Council of by themselves. */
export class FirmCases implements Part {
  private readonly random: Random;
  private readonly dispatched: Traded[] = [];
  private readonly delivered: Traded[] = [];

  constructor(
    private readonly world: World,
    private readonly cases: Cases,
    private readonly visas: Visas,
  ) {
    this.random = world.random(13);
    for (const plan of FIRM_CASES) this.open(plan);
  }

  see(event: Seen): void {
    if (event.type !== 'ConsignmentDispatched' && event.type !== 'ConsignmentDelivered') return;
    // Two parties take part, and the exporter dispatches, the importer takes the goods in.
    const list = event.type === 'ConsignmentDispatched' ? this.dispatched : this.delivered;
    const [one = '', other = ''] = event.participants;
    const isOther = event.actor === `trader:${other}`;
    const [acting, opposite] = isOther ? [other, one] : [one, other];
    const [exporter, importer] =
      event.type === 'ConsignmentDispatched' ? [acting, opposite] : [opposite, acting];
    list.push({ consignmentId: event.data.consignmentId, exporter, importer });
    if (list.length > KEPT) list.shift();
  }

  private open(plan: FirmCasePlan): void {
    const { world } = this;
    const askedMs = world.at(plan.at);
    const own = this.random.uuid();
    // Who tells of it is known once the goods are.
    world.when(askedMs, () => {
      const matter = this.matterOf(plan);
      if (!matter) return undefined;
      const { subject, firm, other } = matter;
      const caseId = subject.kind === 'none' ? own : caseIdOf(plan.kind, subject, firm);
      if (this.cases.file(caseId)) return undefined;
      const file = this.cases.begin(caseId);
      const openedMs = world.say(askedMs, `trader:${firm}`, (occurredAt) => {
        const about = { kind: plan.kind, subject, firms: [firm], openedBy: firm, text: plan.text };
        const against = plan.kind === 'dispute' && other !== undefined ? { against: other } : {};
        const data = { caseId, ...about, ...against, serviceLevel: SERVICE_LEVELS[plan.kind] };
        return file.stream.decide(this.cases.written({ type: 'OpenCase', occurredAt, data }));
      });
      this.goOn(plan, file, matter, openedMs);
      return undefined;
    });
  }

  private goOn(plan: FirmCasePlan, file: CaseFile, { firm, other }: Matter, openedMs: number): void {
    const { cases } = this;
    const { caseId } = file;
    const { kind, priority, assignee, answer, resolved, reopened } = plan;
    const after = (days: number): number => openedMs + days * DAY_MS + 2 * HOUR_MS;
    const triagedMs = cases.step(file, openedMs + plan.triagedAfterHours * HOUR_MS, {
      type: 'TriageCase',
      data: { caseId, kind, priority },
    });
    if (assignee) cases.step(file, triagedMs + HOUR_MS, { type: 'AssignCase', data: { caseId, assignee } });
    if (assignee && answer !== undefined && plan.answeredAfterDays !== undefined) {
      const told = { type: 'AnswerCase', data: { caseId, assignee, text: answer } } as const;
      cases.step(file, after(plan.answeredAfterDays), told, ROLES[assignee]);
    }
    if (plan.withdrawnAfterDays !== undefined) {
      const data = { caseId, text: 'There is nothing more to be done about it.' };
      cases.step(file, after(plan.withdrawnAfterDays), { type: 'WithdrawCase', data }, `trader:${firm}`);
    }
    if (!resolved) return;
    const { outcome, text, agrees, isLostByOther } = resolved;
    const lostBy = kind === 'dispute' ? (isLostByOther ? other : firm) : undefined;
    const ended = {
      caseId,
      outcome,
      text,
      ...(agrees !== undefined && { firmAgrees: agrees }),
      ...(lostBy !== undefined && { lostBy }),
    };
    cases.step(file, after(resolved.afterDays), { type: 'ResolveCase', data: ended });
    if (!reopened) return;
    const { afterDays, reason, resolvedAfterDays } = reopened;
    const again = { caseId, reopenedBy: firm, reason, serviceLevel: SERVICE_LEVELS[kind] };
    cases.step(file, after(afterDays), { type: 'ReopenCase', data: again }, `trader:${firm}`);
    if (resolvedAfterDays === undefined) return;
    const words = { caseId, outcome, text: `${text} This was looked at once more.`, firmAgrees: true };
    cases.step(file, after(afterDays + resolvedAfterDays), { type: 'ResolveCase', data: words });
  }

  private matterOf({ about, kind, firm }: FirmCasePlan): Matter | undefined {
    if (about === 'none') return { subject: { kind: 'none' }, firm: `demo-${firm}` };
    if (about === 'refused-visa') {
      const found = this.visas.refused.findLast(
        (each) => !this.cases.file(caseIdOf(kind, visaOf(each.visaId), each.firm)),
      );
      return found && { subject: visaOf(found.visaId), firm: found.firm };
    }
    const found = (about === 'dispatched' ? this.dispatched : this.delivered).at(-1);
    if (!found) return undefined;
    const { consignmentId, exporter, importer } = found;
    return { subject: { kind: 'consignment', consignmentId }, firm: exporter, other: importer };
  }
}

const visaOf = (applicationId: string): CaseSubject => ({ kind: 'visa-application', applicationId });

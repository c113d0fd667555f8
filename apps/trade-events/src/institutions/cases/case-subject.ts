import type { RecordedEvent } from '@corridor/contracts';
import { type CaseSubject, SUBJECT_IDS } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { never, Rejection } from '@corridor/kernel';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';
import { consignmentSeenBy } from '../../consignments/consignment-access.js';
import { CaseCauses } from './case-cause.js';
import { isShared } from './case-id.js';

/** A subject as the log has it, and the firms whose case it is. */
export interface CheckedSubject {
  readonly subject: CaseSubject;
  readonly firms: readonly string[];
}

/** Looks in the log for what a firm says that its case is about. */
export class CaseSubjects {
  private readonly causes: CaseCauses;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly aggregates: Pick<TradeAggregates, 'consignments' | 'declarations' | 'visas'>,
  ) {
    this.causes = new CaseCauses(store, aggregates);
  }

  /**
   * @param firm that has to take part in it.
   * @throws ProblemError 404 `subject-unknown` for what is not in the log, or not the firm's; Rejection `subject-id-needless`, `subject-incomplete`.
   */
  async of(firm: string, told: CaseSubject): Promise<CheckedSubject> {
    checkIds(told);
    const { kind, declarationId = '', holdId = '', obligationId = '', settlementId = '' } = told;
    switch (kind) {
      case 'consignment':
        return this.ofGoods(firm, told, told.consignmentId, '/subject/consignmentId');
      case 'hold': {
        const { state } = await this.aggregates.declarations.load(declarationId);
        const isThere = 'holds' in state && state.holds.some((hold) => hold.holdId === holdId);
        // A declaration that is refused or cleared has no hold that one could ask for.
        if (!isThere) throw subjectUnknown('hold', '/subject/holdId');
        return this.ofGoods(firm, told, state.lodged.consignmentId, '/subject/declarationId');
      }
      case 'obligation':
      case 'returned-payment': {
        const history = await this.store.readStream(`obligation-${obligationId}`);
        const isThere =
          kind === 'obligation' ||
          history.some(
            ({ type, data }) => type === 'PaymentReturned' && idIn(data, 'returnId') === told.returnId,
          );
        if (!isThere) throw subjectUnknown('returned payment', '/subject/returnId');
        // Of several returns of one debt, all are the first one's case: it ends where all is paid.
        const first = kind === 'obligation' ? undefined : await this.causes.of(told);
        return this.ofGoods(
          firm,
          first ? { ...told, returnId: first.subject.returnId ?? '' } : told,
          consignmentOf(history),
          '/subject/obligationId',
        );
      }
      case 'settlement': {
        const history = await this.store.readStream(`settlement-${settlementId}`);
        if (!history.some(({ participants }) => participants.includes(firm))) {
          throw subjectUnknown('settlement', '/subject/settlementId');
        }
        const consignmentId = consignmentOf(history);
        return { subject: { ...told, ...(consignmentId && { consignmentId }) }, firms: [firm] };
      }
      case 'visa-application': {
        const { state } = await this.aggregates.visas.load(told.applicationId ?? '');
        const isOfFirm = state.status !== 'unknown' && state.firm === firm;
        if (!isOfFirm) throw subjectUnknown('visa application', '/subject/applicationId');
        return { subject: told, firms: [firm] };
      }
      case 'none':
        return { subject: told, firms: [firm] };
      default:
        return never(kind);
    }
  }

  private async ofGoods(
    firm: string,
    told: CaseSubject,
    consignmentId: string | undefined,
    pointer: string,
  ): Promise<CheckedSubject> {
    if (consignmentId === undefined) throw subjectUnknown(told.kind, pointer);
    const { state } = await this.aggregates.consignments.load(consignmentId);
    const asFirm: Caller = { role: 'trader', participant: firm };
    const { exporter, importer } = seen(() => consignmentSeenBy(asFirm, state), told.kind, pointer);
    const both = [...new Set([exporter.participantId, importer.participantId])].sort();
    return { subject: { ...told, consignmentId }, firms: isShared(told) ? both : [firm] };
  }
}

function seen<Result>(look: () => Result, kind: string, pointer: string): Result {
  try {
    return look();
  } catch (error) {
    if (error instanceof ProblemError) throw subjectUnknown(kind, pointer);
    throw error;
  }
}

/** The goods that the events of a stream name last. */
function consignmentOf(history: readonly RecordedEvent[]): string | undefined {
  return history.map(({ data }) => idIn(data, 'consignmentId')).findLast((id) => id !== undefined);
}

function idIn(data: unknown, field: 'consignmentId' | 'returnId'): string | undefined {
  const { [field]: id } = data as { readonly [Field in typeof field]?: unknown };
  return typeof id === 'string' ? id : undefined;
}

function checkIds(told: CaseSubject): void {
  const { kind, ...ids } = told;
  const wanted: readonly string[] = SUBJECT_IDS[kind];
  for (const id of wanted) {
    if (Object.hasOwn(ids, id)) continue;
    throw new Rejection('subject-incomplete', `A ${kind} is named by its ${id}.`, {
      pointer: `/subject/${id}`,
    });
  }
  for (const id of Object.keys(ids)) {
    if (wanted.includes(id)) continue;
    throw new Rejection('subject-id-needless', `A ${kind} has no ${id} of its own: leave it out.`, {
      pointer: `/subject/${id}`,
    });
  }
}

function subjectUnknown(kind: string, pointer: string): ProblemError {
  const message = `There is no such ${kind.replace('-', ' ')} among what the firm takes part in.`;
  return new ProblemError(404, 'subject-unknown', message, { pointer });
}

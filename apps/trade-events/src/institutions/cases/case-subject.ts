import type { RecordedEvent } from '@corridor/contracts';
import { type CaseKind, type CaseSubject, isSharedCase, SUBJECT_IDS } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { never, Rejection } from '@corridor/kernel';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';
import { consignmentSeenBy } from '../../consignments/consignment-access.js';
import { type CaseCause, CaseCauses } from './case-cause.js';

/** A subject as the log has it, and the firms whose case it is. */
export interface CheckedSubject {
  readonly subject: CaseSubject;
  readonly firms: readonly string[];
  /** Exporter and importer of the goods that it is about, where there are any. */
  readonly parties?: readonly string[];
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
   * @throws ProblemError 404 `subject-unknown` for what is not in the log, or not the firm's, 409 `subject-over` for a hold or a returned payment
   * that is over; Rejection `subject-id-needless`, `subject-incomplete`.
   */
  async of(firm: string, caseKind: CaseKind, told: CaseSubject): Promise<CheckedSubject> {
    checkIds(told);
    const { kind, declarationId = '', holdId = '', obligationId = '', settlementId = '' } = told;
    switch (kind) {
      case 'consignment':
        return this.ofGoods(firm, caseKind, told, told.consignmentId, '/subject/consignmentId');
      case 'hold': {
        const { state } = await this.aggregates.declarations.load(declarationId);
        const isThere = 'holds' in state && state.holds.some((hold) => hold.holdId === holdId);
        // A declaration that is refused or cleared has no hold that one could ask for.
        if (!isThere) throw subjectUnknown('hold', '/subject/holdId');
        const found = await this.ofGoods(
          firm,
          caseKind,
          told,
          state.lodged.consignmentId,
          '/subject/declarationId',
        );
        checkStands(await this.causes.of(told));
        return found;
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
        const found = await this.ofGoods(
          firm,
          caseKind,
          first ? { ...told, returnId: first.subject.returnId ?? '' } : told,
          consignmentOf(history),
          '/subject/obligationId',
        );
        // Two firms may dispute about what is over; nobody is stuck by it.
        if (caseKind !== 'dispute') checkStands(first);
        return found;
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
    caseKind: CaseKind,
    told: CaseSubject,
    consignmentId: string | undefined,
    pointer: string,
  ): Promise<CheckedSubject> {
    if (consignmentId === undefined) throw subjectUnknown(told.kind, pointer);
    const { state } = await this.aggregates.consignments.load(consignmentId);
    const asFirm: Caller = { role: 'trader', participant: firm };
    const { exporter, importer } = seen(() => consignmentSeenBy(asFirm, state), told.kind, pointer);
    const both = [...new Set([exporter.participantId, importer.participantId])].sort();
    const firms = isSharedCase(caseKind, told) ? both : [firm];
    return { subject: { ...told, consignmentId }, firms, parties: both };
  }
}

/** @throws ProblemError 409 `subject-over`: nothing that could end would end the case. */
function checkStands(cause: CaseCause | undefined): void {
  if (!cause?.ended) return;
  const message = `${cause.ended.text} That was at ${cause.ended.occurredAt}: nobody is stuck by it any more.`;
  throw new ProblemError(409, 'subject-over', message, { pointer: '/subject' });
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

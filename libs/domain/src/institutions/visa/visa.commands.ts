import type {
  VisaDocumentsRequested,
  VisaDocumentsSupplied,
  VisaGranted,
  VisaInvitationDeclined,
  VisaInvitationIssued,
  VisaInvitationRequested,
  VisaRefused,
  VisaSubmissionCorrected,
  VisaSubmitted,
  VisaWithdrawn,
} from './visa.events.js';

/** A command asks for an event: it carries what the event will say, and the aggregate checks it. */
type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset; from the submission on by the clock of the consulate's place, whose days count. */
  readonly occurredAt: string;
  readonly data: Data;
};

/** The days of a decision follow from when it was made. */
type Deciding<Decided> = Omit<Decided, 'decidedOn' | 'daysTaken'>;

export type VisaCommand =
  | Asking<'RequestVisaInvitation', VisaInvitationRequested['data']>
  | Asking<'IssueVisaInvitation', VisaInvitationIssued['data']>
  | Asking<'DeclineVisaInvitation', VisaInvitationDeclined['data']>
  | Asking<'SubmitVisa', Omit<VisaSubmitted['data'], 'submittedOn'>>
  | Asking<'CorrectVisaSubmission', Omit<VisaSubmissionCorrected['data'], 'replaced'>>
  | Asking<'RequestVisaDocuments', VisaDocumentsRequested['data']>
  | Asking<'SupplyVisaDocuments', VisaDocumentsSupplied['data']>
  | Asking<'GrantVisa', Deciding<VisaGranted['data']>>
  | Asking<'RefuseVisa', Deciding<VisaRefused['data']>>
  | Asking<'WithdrawVisa', VisaWithdrawn['data']>;

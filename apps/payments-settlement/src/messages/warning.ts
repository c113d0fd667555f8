/** What of a message is to be looked after by its sender, and hinders nothing. */
export interface Warning {
  readonly code: string;
  /** The same by ISO 20022's external list of status reasons, where that has one for it. */
  readonly isoCode?: string;
  readonly message: string;
  readonly messageId?: string;
  readonly xpath?: string;
  readonly line?: number;
}

import { canonicalAccount } from './account.js';
import { type FieldCapture, FieldFault } from './field-capture.js';
import { code } from './field-values.js';

/** What the entries of a notification share. */
export interface NotificationFacts {
  readonly messageId: string;
  /** IBAN or other identification of the account that is reported on. */
  readonly account: string;
  readonly copyDuplicate?: string;
}

const IBAN = /^[A-Z]{2}\d{2}[A-Za-z0-9]{1,30}$/;

/** @throws FieldFault, which is one of the whole file: no entry of it has an account. */
export function notificationFacts(messageId: string, fields: FieldCapture): NotificationFacts {
  fields.check();
  const copy = fields.first('CpyDplctInd');
  return {
    messageId,
    account: accountOf(fields),
    ...(copy ? { copyDuplicate: code(copy, ['CODU', 'COPY', 'DUPL']) } : {}),
  };
}

function accountOf(fields: FieldCapture): string {
  const [iban, other] = [fields.first('Acct/Id/IBAN'), fields.first('Acct/Id/Othr/Id')];
  const at = `${fields.xpath}/Acct/Id`;
  if (iban && other) {
    throw new FieldFault('field-invalid', at, 'Acct/Id holds IBAN and Othr; one is allowed.');
  }
  if (iban && !IBAN.test(iban.text)) {
    throw new FieldFault('field-invalid', iban.xpath, `"${iban.text}" is no IBAN, written without spaces.`);
  }
  const account = iban ?? other;
  if (account) return canonicalAccount(account.text);
  const message = 'Acct/Id has neither IBAN nor Othr/Id; one is required, before the first Ntry.';
  throw new FieldFault('field-missing', at, message);
}

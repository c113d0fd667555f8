/** Country, check digits, and 11 characters (Norway's) to 30. */
const LIKE_IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/**
 * An account in the one spelling that tells it from others: what looks like an IBAN without spaces and in upper case (ISO
 * 13616, electronic format), everything else as it is, for in other schemes a space or a small letter may count.
 * Check digits are not looked at: an account that a bank reports on is there, however it came by its number.
 */
export function canonicalAccount(account: string): string {
  const electronic = account.replace(/\s+/g, '').toUpperCase();
  return LIKE_IBAN.test(electronic) ? electronic : account;
}

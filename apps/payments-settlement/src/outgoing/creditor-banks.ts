/**
 * SQL: the instructions between banks (an order of a customer names nobody's account) that banks were told of a payment, as `i`.
 * @param stream expression for the stream of the payment.
 */
export const instructionsOf = (stream: string): string => `payments.outgoing i
  WHERE i.stream_id = ${stream} AND (i.end_to_end_id IS NOT NULL OR i.uetr IS NOT NULL)
    AND i.type = 'PaymentInstructed' AND i.message_format NOT LIKE 'pain.%'`;

/**
 * SQL: whether an instruction `i` names another bank than one's own as the creditor's, by the BICs that stand with its keys now. Where
 * none do, no bank is known to be another.
 * @param bank expression for the participant id of the bank.
 */
export const namesOtherThan = (bank: string): string =>
  `coalesce(i.data -> 'creditor' ->> 'agent', i.data ->> 'instructedAgent') IS NOT NULL
    AND (SELECT bool_and(left(own.bic, 8) <> left(coalesce(i.data -> 'creditor' ->> 'agent', i.data ->> 'instructedAgent'), 8))
      FROM access.api_keys, unnest(bics) AS own (bic) WHERE participant = ${bank} AND role = 'bank' AND revoked_at IS NULL)`;

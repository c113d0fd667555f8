-- What a request was answered that told of a payment whose entry is booked as one amount.
ALTER TABLE payments.answered_keys ADD COLUMN in_sum boolean NOT NULL DEFAULT false;

-- What banks are told names the message that it is of, and says how that stands as a whole.
ALTER TABLE payments.outgoing
  ADD COLUMN message_id text,
  ADD COLUMN message_format text,
  DROP CONSTRAINT outgoing_iso_status_check,
  ADD CONSTRAINT outgoing_iso_status_check CHECK (iso_status IN ('RCVD', 'ACTC', 'PDNG', 'PART', 'RJCT'));
UPDATE payments.outgoing SET message_id = data ->> 'messageId', message_format = data ->> 'format'
  WHERE data ->> 'messageId' IS NOT NULL;
CREATE INDEX outgoing_of_message ON payments.outgoing (stream_id, position) WHERE type = 'MessageReceived';

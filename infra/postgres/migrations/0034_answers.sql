-- What a request was answered that told of a payment whose entry is booked as one amount.
ALTER TABLE payments.answered_keys ADD COLUMN in_sum boolean NOT NULL DEFAULT false;

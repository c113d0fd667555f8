-- The secretariats of the Joint Intergovernmental Commission and of the Business Council, and consulates.
ALTER TABLE access.api_keys
  DROP CONSTRAINT api_keys_role_check,
  ADD CONSTRAINT api_keys_role_check
    CHECK (role IN ('bank', 'trader', 'customs', 'reporter', 'operator', 'commission', 'council', 'consulate'));

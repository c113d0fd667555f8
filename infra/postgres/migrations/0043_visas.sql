-- Visas, and the people who apply for them: what tells who they are stands in the log as ciphertext alone, under a key for each person.
INSERT INTO ledger.category_owner VALUES ('subject', 'trade_events'), ('visa', 'trade_events');

CREATE SCHEMA privacy;

-- The key of each person, and of each text that somebody wrote in a case, itself encrypted under the master key of the service, so that the database alone
-- opens nothing. To erase somebody's data is to delete this row.
CREATE TABLE privacy.subject_keys (
  -- Of a text, the id of its key.
  subject_id  uuid PRIMARY KEY,
  -- Of a text, the case in which it was written, and the person whose application that is about: it goes with that person.
  of_case     uuid,
  of_subject  uuid REFERENCES privacy.subject_keys ON DELETE CASCADE,
  -- Nonce, ciphertext and tag of AES-256-GCM: 12, 32 and 16 bytes.
  wrapped_key bytea NOT NULL CHECK (length(wrapped_key) = 60),
  -- Which master key wrapped it, by the first digits of a hash.
  wrapped_by  text NOT NULL CHECK (wrapped_by ~ '^[0-9a-f]{16}$'),
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX subject_keys_of_case ON privacy.subject_keys (of_case) WHERE of_case IS NOT NULL;
CREATE INDEX subject_keys_of_subject ON privacy.subject_keys (of_subject) WHERE of_subject IS NOT NULL;

-- Whose key was destroyed, when, by whom and why: for good.
CREATE TABLE privacy.erasures (
  subject_id uuid PRIMARY KEY,
  erased_at  timestamptz NOT NULL DEFAULT now(),
  erased_by  text NOT NULL,
  reason     text NOT NULL,
  -- The subject whose erasure took it along, as the same person.
  taken_with uuid
);
CREATE INDEX erasures_taken_with ON privacy.erasures (taken_with) WHERE taken_with IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON privacy.erasures
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON privacy.erasures
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE FUNCTION privacy.keep_keys() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM privacy.erasures e WHERE e.subject_id IN (OLD.subject_id, OLD.of_subject)) THEN
    RAISE EXCEPTION 'the key of % is not deleted before its erasure is noted', OLD.subject_id USING ERRCODE = 'LG004';
  ELSIF TG_OP = 'INSERT' AND EXISTS (SELECT FROM privacy.erasures e WHERE e.subject_id = NEW.subject_id) THEN
    RAISE EXCEPTION 'the data of % was erased: it gets no key again', NEW.subject_id USING ERRCODE = 'LG004';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER kept BEFORE INSERT OR DELETE ON privacy.subject_keys
  FOR EACH ROW EXECUTE FUNCTION privacy.keep_keys();
CREATE TRIGGER never_changed BEFORE UPDATE ON privacy.subject_keys
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON privacy.subject_keys
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- By which passports and days of birth a subject was told, blinded under the master key: so the ids of one person are found together. They go with the key.
CREATE TABLE privacy.subject_traces (
  subject_id uuid NOT NULL REFERENCES privacy.subject_keys ON DELETE CASCADE,
  trace      text NOT NULL CHECK (trace ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (trace, subject_id)
);
CREATE INDEX subject_traces_of_subject ON privacy.subject_traces (subject_id);

GRANT USAGE ON SCHEMA privacy TO trade_events;
GRANT SELECT, INSERT, DELETE ON privacy.subject_keys TO trade_events;
GRANT SELECT, INSERT ON privacy.erasures, privacy.subject_traces TO trade_events;

-- What applications are now. Nothing here tells who the traveller is, nor by which id he or she is known.
CREATE TABLE reporting.visa_applications (
  generation     integer NOT NULL,
  visa_id        uuid NOT NULL,
  firm           text NOT NULL,
  purpose        text NOT NULL,
  nationality    text NOT NULL,
  destination    text NOT NULL,
  intended_from  date NOT NULL,
  intended_until date NOT NULL,
  delegation_id  uuid,
  case_id        uuid,
  status         text NOT NULL,
  consulate      text,
  -- UN/LOCODE of the consulate.
  place          text,
  submitted_on   date,
  decided_on     date,
  days_taken     integer,
  -- Of a refusal by the consulate, or of the Council that declined to invite.
  reason         text,
  demo           boolean NOT NULL,
  first_position bigint NOT NULL,
  last_position  bigint NOT NULL,
  PRIMARY KEY (generation, visa_id)
);
CREATE INDEX visa_applications_of_firm ON reporting.visa_applications (generation, firm, visa_id);
CREATE INDEX visa_applications_of_consulate ON reporting.visa_applications (generation, consulate, visa_id);
CREATE INDEX visa_applications_by_status ON reporting.visa_applications (generation, status, visa_id);
CREATE INDEX visa_applications_of_delegation ON reporting.visa_applications (generation, delegation_id, visa_id)
  WHERE delegation_id IS NOT NULL;
CREATE INDEX visa_applications_of_delegations_by_day ON reporting.visa_applications (generation, intended_from)
  WHERE delegation_id IS NOT NULL;

-- What happened to each, of which the figures are sums.
CREATE TABLE reporting.visa_facts (
  generation integer NOT NULL,
  position   bigint NOT NULL,
  visa_id    uuid NOT NULL,
  kind       text NOT NULL,
  -- The local day of it.
  on_day     date NOT NULL,
  -- When the ledger recorded it.
  told_at    timestamptz NOT NULL,
  days_taken integer,
  reason     text,
  PRIMARY KEY (generation, position)
);
CREATE INDEX visa_facts_of_visa ON reporting.visa_facts (generation, visa_id, position);
CREATE INDEX visa_facts_submitted ON reporting.visa_facts (generation, on_day) WHERE kind = 'submitted';

CREATE VIEW read.visa_applications AS
  SELECT t.* FROM reporting.visa_applications t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'visa-applications' AND state = 'live');
CREATE VIEW read.visa_facts AS
  SELECT t.* FROM reporting.visa_facts t
  WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = 'visa-applications' AND state = 'live');
GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.visa_applications, reporting.visa_facts TO reporting;
GRANT SELECT ON read.visa_applications, read.visa_facts TO reporting, gateway;
GRANT SELECT ON read.visa_applications TO trade_events;

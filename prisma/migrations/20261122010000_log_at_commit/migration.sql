-- Entries that the transaction under way will add to the log. None outlives its transaction, so nothing of it is
-- worth writing to the WAL.
CREATE UNLOGGED TABLE "LogPending" (
    "id" BIGSERIAL NOT NULL,
    "company" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "project" TEXT,
    "approvalId" TEXT,
    "body" TEXT NOT NULL,

    CONSTRAINT "LogPending_pkey" PRIMARY KEY ("id")
);

-- Every decision of every project passes through the end of the chain, one at a time. Linked while the transaction
-- commits, an entry holds the others up for that commit alone, and never while the program is busy elsewhere.
CREATE OR REPLACE FUNCTION "append_log_entry"(
  p_company text, p_at text, p_actor text, p_type text, p_project text, p_approval text, p_body text
) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO "LogPending" ("company", "at", "actor", "type", "project", "approvalId", "body")
  VALUES (p_company, p_at, p_actor, p_type, p_project, p_approval, p_body) RETURNING "id";
$$;

CREATE FUNCTION "link_log_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash text;
  content text := encode(sha256(convert_to(NEW."body", 'UTF8')), 'hex');
BEGIN
  PERFORM pg_advisory_xact_lock(7210002);
  SELECT "seq", "hash" INTO last_seq, last_hash FROM "LogEntry" ORDER BY "seq" DESC LIMIT 1;
  last_seq := COALESCE(last_seq, 0) + 1;
  last_hash := COALESCE(last_hash, repeat('0', 64));
  INSERT INTO "LogEntry" ("seq", "company", "at", "actor", "type", "project", "approvalId", "body",
                          "contentHash", "previousHash", "hash")
  VALUES (last_seq, NEW."company", NEW."at", NEW."actor", NEW."type", NEW."project", NEW."approvalId", NEW."body",
          content, last_hash,
          encode(sha256(convert_to(last_hash || E'\n' || last_seq || E'\n' || content, 'UTF8')), 'hex'));
  DELETE FROM "LogPending" WHERE "id" = NEW."id";
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER "LogPending_link" AFTER INSERT ON "LogPending"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "link_log_entry"();

-- CreateTable
CREATE TABLE "Approval" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "company" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "requestKey" TEXT NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "channel" TEXT NOT NULL,
    "messageTs" TEXT,
    "sheetMark" TEXT,
    "cardRevision" INTEGER NOT NULL DEFAULT 1,
    "cardShown" INTEGER NOT NULL DEFAULT 0,
    "rule" JSONB NOT NULL,
    "posting" JSONB,
    "trouble" JSONB,
    "decidedAt" TIMESTAMP(3),
    "doneAt" TIMESTAMP(3),
    "dueAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "approvalId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "company" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "basis" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "author" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("approvalId","version")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" TEXT NOT NULL,
    "company" TEXT NOT NULL,
    "approvalId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "reason" TEXT,
    "draftHash" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Step" (
    "approvalId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "company" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "intentAt" TIMESTAMP(3),
    "outcome" JSONB,
    "outcomeAt" TIMESTAMP(3),
    "lastError" JSONB,
    "nextAttemptAt" TIMESTAMP(3),

    CONSTRAINT "Step_pkey" PRIMARY KEY ("approvalId","version","key")
);

-- CreateTable
CREATE TABLE "RowClaim" (
    "company" TEXT NOT NULL,
    "sheetId" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "approvalId" TEXT NOT NULL,

    CONSTRAINT "RowClaim_pkey" PRIMARY KEY ("company","sheetId","rowId")
);

-- CreateTable
CREATE TABLE "LogEntry" (
    "seq" BIGINT NOT NULL,
    "company" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "project" TEXT,
    "approvalId" TEXT,
    "body" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "LogEntry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Connection" (
    "company" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "realm" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("company","service","realm")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "company" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("company","source","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Approval_number_key" ON "Approval"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Approval_requestKey_key" ON "Approval"("requestKey");

-- CreateIndex
CREATE INDEX "Approval_company_status_idx" ON "Approval"("company", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_approvalId_version_who_verb_key" ON "Decision"("approvalId", "version", "who", "verb");

-- CreateIndex
CREATE INDEX "RowClaim_approvalId_idx" ON "RowClaim"("approvalId");

-- CreateIndex
CREATE INDEX "LogEntry_approvalId_idx" ON "LogEntry"("approvalId");

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "Approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "Approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Step" ADD CONSTRAINT "Step_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "Approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RowClaim" ADD CONSTRAINT "RowClaim_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "Approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The decision log cannot be changed, only added to.
CREATE FUNCTION "refuse_log_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the decision log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END;
$$;

CREATE TRIGGER "LogEntry_no_change" BEFORE UPDATE OR DELETE ON "LogEntry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_log_change"();

CREATE TRIGGER "LogEntry_no_truncate" BEFORE TRUNCATE ON "LogEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_log_change"();

-- Links an entry to the one before it. One round trip, and the lock is held from here to the commit only, because
-- every decision of every project passes through it.
CREATE FUNCTION "append_log_entry"(
  p_company text, p_at text, p_actor text, p_type text, p_project text, p_approval text, p_body text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash text;
  content text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
BEGIN
  PERFORM pg_advisory_xact_lock(7210002);
  SELECT "seq", "hash" INTO last_seq, last_hash FROM "LogEntry" ORDER BY "seq" DESC LIMIT 1;
  last_seq := COALESCE(last_seq, 0) + 1;
  last_hash := COALESCE(last_hash, repeat('0', 64));
  INSERT INTO "LogEntry" ("seq", "company", "at", "actor", "type", "project", "approvalId", "body",
                          "contentHash", "previousHash", "hash")
  VALUES (last_seq, p_company, p_at, p_actor, p_type, p_project, p_approval, p_body, content, last_hash,
          encode(sha256(convert_to(last_hash || E'\n' || last_seq || E'\n' || content, 'UTF8')), 'hex'));
  RETURN last_seq;
END;
$$;

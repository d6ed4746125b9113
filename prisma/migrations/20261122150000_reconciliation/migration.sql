-- AlterTable
ALTER TABLE "Approval" ADD COLUMN     "assignedTo" TEXT,
ADD COLUMN     "ended" TEXT;

-- CreateTable
CREATE TABLE "Reconciliation" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "company" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "periodFrom" TEXT NOT NULL,
    "periodTo" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "requestKey" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "messageTs" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),
    "summary" JSONB,
    "document" BYTEA,
    "reviewRow" TEXT,

    CONSTRAINT "Reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Variance" (
    "company" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "run" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "weightMinor" BIGINT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "approvalId" TEXT,
    "snoozedUntil" TIMESTAMP(3),
    "foundAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Variance_pkey" PRIMARY KEY ("company","project","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Reconciliation_number_key" ON "Reconciliation"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Reconciliation_requestKey_key" ON "Reconciliation"("requestKey");

-- CreateIndex
CREATE INDEX "Reconciliation_company_project_number_idx" ON "Reconciliation"("company", "project", "number");

-- CreateIndex
CREATE INDEX "Variance_approvalId_idx" ON "Variance"("approvalId");

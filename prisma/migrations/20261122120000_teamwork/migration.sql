-- AlterTable
ALTER TABLE "Approval" ADD COLUMN     "amountMinor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "approvers" JSONB,
ADD COLUMN     "auto" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "escalatedAt" TIMESTAMP(3),
ADD COLUMN     "mode" TEXT NOT NULL DEFAULT 'propose',
ADD COLUMN     "question" JSONB,
ADD COLUMN     "remindedAt" TIMESTAMP(3),
ADD COLUMN     "undoUntil" TIMESTAMP(3),
ADD COLUMN     "waitingSince" TIMESTAMP(3),
ADD COLUMN     "watched" JSONB;

-- CreateTable
CREATE TABLE "Stop" (
    "company" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Stop_pkey" PRIMARY KEY ("company","scope")
);

-- CreateTable
CREATE TABLE "Absence" (
    "company" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "delegate" TEXT,
    "setAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("company","person")
);

-- CreateTable
CREATE TABLE "Lesson" (
    "id" TEXT NOT NULL,
    "company" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "approvalId" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lesson_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Lesson_company_customerId_at_idx" ON "Lesson"("company", "customerId", "at");

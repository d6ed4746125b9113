-- CreateTable
CREATE TABLE "Occasion" (
    "company" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "whose" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "claimedAt" TIMESTAMP(3) NOT NULL,
    "content" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "messageTs" TEXT,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "Occasion_pkey" PRIMARY KEY ("company","what","whose","date")
);

-- CreateTable
CREATE TABLE "Told" (
    "company" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "saidAs" TEXT NOT NULL,
    "saidAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Told_pkey" PRIMARY KEY ("company","project","key")
);

-- CreateIndex
CREATE INDEX "Occasion_company_status_idx" ON "Occasion"("company", "status");

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "doneAt" TIMESTAMP(3),
ADD COLUMN     "payload" JSONB;

-- AlterTable
ALTER TABLE "Approval" ADD COLUMN     "trace" JSONB;

-- CreateTable
CREATE TABLE "SheetWatch" (
    "company" TEXT NOT NULL,
    "sheetId" TEXT NOT NULL,
    "webhookId" TEXT,
    "since" TIMESTAMP(3) NOT NULL,
    "checkedAt" TIMESTAMP(3),
    "firstDirtyAt" TIMESTAMP(3),
    "dirtyAt" TIMESTAMP(3),
    "readyRows" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "SheetWatch_pkey" PRIMARY KEY ("company", "sheetId")
);

-- CreateIndex
CREATE INDEX "SheetWatch_webhookId_idx" ON "SheetWatch"("webhookId");

-- What is taken and not worked off yet: a handful among the deliveries of months.
CREATE INDEX "Delivery_open_idx" ON "Delivery"("at") WHERE "payload" IS NOT NULL AND "doneAt" IS NULL;

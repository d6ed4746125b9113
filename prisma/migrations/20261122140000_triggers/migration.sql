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

-- CreateIndex
CREATE INDEX "Delivery_source_doneAt_at_idx" ON "Delivery"("source", "doneAt", "at");

-- Never written: what was decided is the approval's own, and its report reads it there.
ALTER TABLE "Variance" DROP COLUMN "decidedAs";

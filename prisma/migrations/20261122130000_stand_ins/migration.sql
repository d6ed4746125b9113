-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "standsFor" TEXT[] DEFAULT ARRAY[]::TEXT[];

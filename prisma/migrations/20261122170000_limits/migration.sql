-- How often each vendor was asked lately, over all processes: rate-limiter-flexible's own table, in its own columns.
-- What is lost with a crash of the server is a minute's counting, so nothing of it is worth writing to the WAL.
CREATE UNLOGGED TABLE "RateCount" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateCount_pkey" PRIMARY KEY ("key")
);

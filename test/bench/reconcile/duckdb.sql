-- The opponent: what a person who is good at SQL writes in an afternoon. Canonical keys, candidates by hash joins on
-- several keys, evidence in bits a field, and two rounds of mutual best. It pairs one to one and sums nothing.

CREATE MACRO inv_key(s) AS ltrim(translate(
  regexp_replace(regexp_replace(upper(s), '[^A-Z0-9]', '', 'g'), '^(INVOICE|INV|IN)', ''), 'OILSBGZ', '0115862'), '0');
CREATE MACRO vendor_key(s) AS trim(regexp_replace(regexp_replace(regexp_replace(lower(s), '[^a-z0-9 ]', ' ', 'g'),
  '\b(llc|inc|incorporated|corp|corporation|co|company|ltd|limited|lp|gmbh|ag|bv|b v|sa|s a|pty|the|and)\b', ' ', 'g'),
  '\s+', ' ', 'g'));
CREATE MACRO from_memo(s) AS regexp_replace(upper(s),
  '(POS|DEBIT|ACH|CHECKCARD|PURCHASE|PAYMENT|[0-9]{2}/[0-9]{2}|#?[0-9]+)', ' ', 'g');
CREATE MACRO code(s) AS coalesce(nullif(regexp_extract(s, '^\d+'), ''), lower(trim(s)));

CREATE MACRO said_in(s) AS regexp_extract(s, '(?i)inv\w*[ #.:]*([A-Z0-9-]*\d[A-Z0-9-]*)', 1);

CREATE TABLE sheet_raw AS SELECT id, coalesce(vendor, '') AS vendor, coalesce(invoice, '') AS invoice,
  coalesce(description, '') AS text, coalesce(po, '') AS po, CAST(amount AS DECIMAL(18, 4)) AS amount,
  CAST(date AS DATE) - DATE '1970-01-01' AS day, coalesce(nullif(upper(currency), ''), 'USD') AS cur,
  upper(trim(coalesce(project, ''))) AS project, coalesce(account, '') AS account
FROM read_csv(getvariable('sheet'), header = true, all_varchar = true);

CREATE TABLE ledger_raw AS SELECT id, coalesce(nullif(vendor, ''), from_memo(memo), '') AS vendor,
  coalesce(number, '') AS invoice, coalesce(memo, '') AS text, coalesce(po, '') AS po,
  CAST(amount AS DECIMAL(18, 4)) AS amount, CAST(date AS DATE) - DATE '1970-01-01' AS day,
  coalesce(nullif(upper(currency), ''), 'USD') AS cur, upper(trim(coalesce(project, ''))) AS project,
  coalesce(account, '') AS account
FROM read_csv(getvariable('ledger'), header = true, all_varchar = true);

-- Words are made canonical once a distinct spelling and are numbers from there on.
CREATE TABLE spellings AS
SELECT vendor, v, CAST(dense_rank() OVER (ORDER BY v) AS INTEGER) AS n
FROM (SELECT vendor, vendor_key(vendor) AS v FROM (SELECT vendor FROM sheet_raw UNION SELECT vendor FROM ledger_raw));
CREATE TABLE accounts AS
SELECT account, code(account) AS code FROM (SELECT account FROM sheet_raw UNION SELECT account FROM ledger_raw);

CREATE MACRO canonical(rel) AS TABLE
SELECT CAST(row_number() OVER () AS INTEGER) AS r, id, CAST(amount * 100 AS BIGINT) AS cents, day, cur,
  inv_key(CASE WHEN invoice <> '' THEN invoice WHEN text ILIKE '%inv%' THEN said_in(text) ELSE '' END) AS inv,
  inv_key(CASE WHEN po <> '' THEN po WHEN text LIKE '%PO%' THEN regexp_extract(text, '\bPO[- #]*\d+') ELSE '' END) AS po,
  v, substr(v, 1, 4) AS v4, n AS vn, project, code AS account
FROM query_table(rel) JOIN spellings USING (vendor) JOIN accounts USING (account);

CREATE TABLE s AS FROM canonical('sheet_raw');
CREATE TABLE l AS FROM canonical('ledger_raw');

-- How much an equal amount says: little where many rows have it.
CREATE TABLE freq AS
SELECT cents, log2(greatest(2, (SELECT count(*) FROM l) / count(*))) AS bits FROM l GROUP BY cents;

CREATE TABLE candidates AS
SELECT DISTINCT sr, lr FROM (
  SELECT s.r AS sr, l.r AS lr FROM s JOIN l ON s.inv = l.inv AND s.inv <> '' AND s.v4 = l.v4
  UNION ALL
  SELECT s.r, l.r FROM s JOIN l ON s.inv = l.inv AND length(s.inv) > 2 AND s.cents = l.cents
  UNION ALL
  SELECT s.r, l.r FROM s JOIN l ON s.po = l.po AND s.po <> '' AND abs(s.day - l.day) <= 45
  UNION ALL
  SELECT s.r, l.r FROM s JOIN l ON s.cents = l.cents AND s.v4 = l.v4
    AND s.v <> '' AND abs(s.day - l.day) <= 45
  UNION ALL
  SELECT s.r, l.r FROM s JOIN l ON s.cents = l.cents AND s.project = l.project AND abs(s.day - l.day) <= 45
  UNION ALL
  SELECT s.r, l.r FROM s JOIN l ON s.cents = l.cents JOIN freq f ON f.cents = s.cents
    WHERE f.bits > 14 AND abs(s.day - l.day) <= 20
  UNION ALL
  SELECT s.r, l.r FROM s JOIN l ON s.project = l.project AND s.project <> ''
    AND s.v4 = l.v4 AND s.v <> '' AND abs(s.day - l.day) <= 12
);

-- Names are compared once a pair of names, not once a pair of rows.
CREATE TABLE names AS
SELECT sn, ln, CASE WHEN sv = lv AND sv <> '' THEN 9.0 WHEN sv = '' OR lv = '' THEN 0.0
    WHEN jw > 0.93 THEN 7.0 WHEN starts_with(sv, lv) OR starts_with(lv, sv) THEN 6.5 WHEN jw > 0.85 THEN 4.0
    WHEN split_part(sv, ' ', 1) = split_part(lv, ' ', 1) THEN 2.0 WHEN jw > 0.7 THEN -2.0 ELSE -4.0 END AS bits
FROM (SELECT sn, ln, a.v AS sv, b.v AS lv, jaro_winkler_similarity(a.v, b.v) AS jw
  FROM (SELECT DISTINCT s.vn AS sn, l.vn AS ln FROM candidates c JOIN s ON s.r = c.sr JOIN l ON l.r = c.lr)
  JOIN (SELECT DISTINCT n, v FROM spellings) a ON a.n = sn JOIN (SELECT DISTINCT n, v FROM spellings) b ON b.n = ln);

CREATE TABLE scored AS
SELECT sr, lr, n.bits - 17.5
    + CASE WHEN s.cur <> l.cur THEN -1.0
        WHEN s.cents = l.cents THEN f.bits
        WHEN sign(s.cents) <> sign(l.cents) THEN -20.0
        WHEN abs(l.cents - s.cents) <= 5 THEN 9.0
        WHEN abs(ln(l.cents / s.cents)) < 0.12 THEN 1.0
        WHEN abs(ln(l.cents / s.cents)) < 0.25 THEN -1.0
        ELSE -8.0 END
    + CASE WHEN s.inv = '' OR l.inv = '' THEN 0.0 WHEN s.inv = l.inv THEN 12.0
        WHEN ends_with(s.inv, l.inv) OR ends_with(l.inv, s.inv) THEN 6.0
        WHEN length(s.inv) > 3 AND damerau_levenshtein(s.inv, l.inv) = 1 THEN 3.5 ELSE -5.0 END
    + CASE WHEN s.po = '' OR l.po = '' THEN 0.0 WHEN s.po = l.po THEN 6.0 ELSE -5.0 END
    + CASE WHEN s.project = '' OR l.project = '' THEN 0.0 WHEN s.project = l.project THEN 4.0 ELSE -4.0 END
    + CASE WHEN s.account = '' OR l.account = '' THEN 0.0 WHEN s.account = l.account THEN 1.0 ELSE -1.5 END
    + CASE WHEN abs(l.day - s.day) <= 1 THEN 5.0 WHEN abs(l.day - s.day) <= 4 THEN 4.0
        WHEN abs(l.day - s.day) <= 10 THEN 2.0 WHEN abs(l.day - s.day) <= 20 THEN 0.5
        WHEN abs(l.day - s.day) <= 35 THEN -1.5 ELSE -5.0 END
    - abs(l.day - s.day) * 0.01 AS score
FROM candidates c JOIN s ON s.r = c.sr JOIN l ON l.r = c.lr
  JOIN names n ON n.sn = s.vn AND n.ln = l.vn LEFT JOIN freq f ON f.cents = s.cents
WHERE score > 0;

CREATE MACRO best_of(rel) AS TABLE
  SELECT sr, lr, score FROM query_table(rel)
  QUALIFY row_number() OVER (PARTITION BY sr ORDER BY score DESC, lr) = 1
    AND row_number() OVER (PARTITION BY lr ORDER BY score DESC, sr) = 1;

CREATE TABLE first_round AS FROM best_of('scored');
CREATE TABLE remaining AS
SELECT * FROM scored WHERE sr NOT IN (SELECT sr FROM first_round) AND lr NOT IN (SELECT lr FROM first_round);
CREATE TABLE second_round AS FROM best_of('remaining');

COPY (
  SELECT s.id AS sheet, l.id AS ledger, round(1 / (1 + pow(2, -score)), 6) AS confidence
  FROM (FROM first_round UNION ALL FROM second_round) m JOIN s ON s.r = m.sr JOIN l ON l.r = m.lr
) TO 'OUT_FILE' (HEADER, DELIMITER ',');

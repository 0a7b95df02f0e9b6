-- The comparison of platforms and kinds of work as one would write it by hand; the parameter: the files.
WITH own AS (
  SELECT quarter, platform, role, seat,
    CAST(substr(quarter, 1, 4) AS INT) * 4 + CAST(substr(quarter, 6, 1) AS INT) AS number,
    sum(kept * w) / sum(w) FILTER (kept IS NOT NULL) AS kept,
    sum(headline * w) / sum(w) FILTER (headline IS NOT NULL) AS headline,
    sum(kept * w) FILTER (headline IS NOT NULL) / sum(headline * w) FILTER (kept IS NOT NULL) AS of_headline,
    sum(unpaid_share * w) / sum(w) FILTER (unpaid_share IS NOT NULL) AS unpaid,
    sum(CASE due WHEN '0' THEN 0 WHEN '1-3' THEN 2 WHEN '4-6' THEN 5 WHEN '7-13' THEN 10 ELSE 18 END)::DOUBLE AS due_sum,
    sum(CASE on_time WHEN '0' THEN 0 WHEN '1-3' THEN 2 WHEN '4-6' THEN 5 WHEN '7-13' THEN 10 ELSE 18 END)::DOUBLE AS on_time_sum,
    sum(started)::DOUBLE AS started_sum, sum(ended_platform_30)::DOUBLE AS ended_sum,
    sum(w) FILTER (drift <> 'too_short') AS told, sum(w) FILTER (drift = 'drop') AS dropped,
    max(CASE region WHEN 'world' THEN 15.0 END) AS wage
  FROM (SELECT *, greatest(hours, 1) AS w FROM read_parquet(?)) GROUP BY ALL
), placed AS (
  SELECT *,
    CASE WHEN number - lag(number) OVER life = 1 THEN lag(kept) OVER life END AS earlier,
    row_number() OVER (PARTITION BY quarter, platform, role ORDER BY kept NULLS LAST, seat) AS kept_place,
    row_number() OVER (PARTITION BY quarter, platform, role ORDER BY headline NULLS LAST, seat) AS headline_place,
    row_number() OVER (PARTITION BY quarter, platform, role ORDER BY on_time NULLS LAST, seat) AS on_time_place,
    row_number() OVER (PARTITION BY quarter, platform, role ORDER BY ended NULLS LAST, seat) AS ended_place,
    count(kept) OVER (PARTITION BY quarter, platform, role) AS kept_known,
    count(headline) OVER (PARTITION BY quarter, platform, role) AS headline_known,
    count(on_time) OVER (PARTITION BY quarter, platform, role) AS on_time_known,
    count(ended) OVER (PARTITION BY quarter, platform, role) AS ended_known,
    floor((kept_known - 1.6448536269514722 * sqrt(kept_known)) / 2)::BIGINT AS kept_first,
    floor((headline_known - 1.6448536269514722 * sqrt(headline_known)) / 2)::BIGINT AS headline_first,
    ceil(on_time_known / 20)::BIGINT AS on_time_out, ceil(ended_known / 20)::BIGINT AS ended_out
  FROM (SELECT *, on_time_sum / nullif(due_sum, 0) AS on_time, ended_sum / nullif(started_sum, 0) AS ended FROM own)
  WINDOW life AS (PARTITION BY platform, role, seat ORDER BY number)
)
SELECT quarter, platform, role, count(*) AS contributors, count(kept) AS kept_n, median(kept) AS kept,
  quantile_cont(kept, .25) AS kept_q1, quantile_cont(kept, .75) AS kept_q3,
  max(kept) FILTER (kept_place = kept_first) AS kept_low,
  max(kept) FILTER (kept_place = kept_known - kept_first + 1) AS kept_high,
  count(headline) AS headline_n, median(headline) AS headline,
  max(headline) FILTER (headline_place = headline_first) AS headline_low,
  max(headline) FILTER (headline_place = headline_known - headline_first + 1) AS headline_high,
  count(of_headline) AS of_headline_n,
  median(of_headline) AS of_headline, count(unpaid) AS unpaid_n, median(unpaid) AS unpaid,
  count(on_time) AS on_time_n, avg(on_time) AS on_time,
  sum(on_time) FILTER (on_time_place <= on_time_known - on_time_out) AS on_time_least,
  sum(on_time) FILTER (on_time_place > on_time_out AND on_time_place <= on_time_known) AS on_time_most,
  min(on_time) AS on_time_min, max(on_time) AS on_time_max,
  count(ended) AS ended_n, avg(ended) AS ended,
  sum(ended) FILTER (ended_place <= ended_known - ended_out) AS ended_least,
  sum(ended) FILTER (ended_place > ended_out AND ended_place <= ended_known) AS ended_most,
  min(ended) AS ended_min, max(ended) AS ended_max,
  count(told) AS fell_n, sum(CASE WHEN told > 0 THEN (2 * coalesce(dropped, 0) > told)::INT END) AS fell,
  count(CASE WHEN wage IS NOT NULL THEN kept END) AS below_n, sum((kept < wage)::INT) AS below,
  count(*) FILTER (earlier > 0 AND kept IS NOT NULL) AS both,
  count(*) FILTER (earlier > 0 AND kept < earlier) AS lost,
  median((earlier - kept) / earlier) FILTER (earlier > 0 AND kept < earlier) AS loss
FROM placed GROUP BY ALL

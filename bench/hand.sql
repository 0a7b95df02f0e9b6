-- The comparison of platforms and kinds of work as one would write it by hand; the parameter: the files.
WITH own AS (
  SELECT quarter, platform, role, seat,
    CAST(substr(quarter, 1, 4) AS INT) * 4 + CAST(substr(quarter, 6, 1) AS INT) AS number,
    sum(kept * w) / sum(w) FILTER (kept IS NOT NULL) AS kept,
    sum(headline * w) / sum(w) FILTER (headline IS NOT NULL) AS headline,
    sum(kept * w) FILTER (headline IS NOT NULL) / sum(headline * w) FILTER (kept IS NOT NULL) AS of_headline,
    sum(unpaid_share * w) / sum(w) FILTER (unpaid_share IS NOT NULL) AS unpaid,
    sum(CASE due WHEN '0' THEN 0 WHEN '1-3' THEN 2 WHEN '4-6' THEN 5 WHEN '7-13' THEN 10 ELSE 18 END)::DOUBLE AS due,
    sum(CASE on_time WHEN '0' THEN 0 WHEN '1-3' THEN 2 WHEN '4-6' THEN 5 WHEN '7-13' THEN 10 ELSE 18 END)::DOUBLE AS on_time,
    sum(started)::DOUBLE AS started, sum(ended_platform_30)::DOUBLE AS ended,
    sum(w) FILTER (drift <> 'too_short') AS told, sum(w) FILTER (drift = 'drop') AS dropped,
    max(CASE region WHEN 'world' THEN 15.0 END) AS wage
  FROM (SELECT *, greatest(hours, 1) AS w FROM read_parquet(?)) GROUP BY ALL
), placed AS (
  SELECT *,
    CASE WHEN number - lag(number) OVER life = 1 THEN lag(kept) OVER life END AS earlier,
    row_number() OVER (PARTITION BY quarter, platform, role ORDER BY kept NULLS LAST, seat) AS place,
    count(kept) OVER (PARTITION BY quarter, platform, role) AS known,
    floor((known - 1.6448536269514722 * sqrt(known)) / 2)::BIGINT AS low
  FROM own WINDOW life AS (PARTITION BY platform, role, seat ORDER BY number)
)
SELECT quarter, platform, role, count(*) AS contributors, count(kept) AS kept_n, median(kept) AS kept,
  quantile_cont(kept, .25) AS kept_q1, quantile_cont(kept, .75) AS kept_q3,
  max(kept) FILTER (place = low) AS kept_low, max(kept) FILTER (place = known - low + 1) AS kept_high,
  count(headline) AS headline_n, median(headline) AS headline, count(of_headline) AS of_headline_n,
  median(of_headline) AS of_headline, count(unpaid) AS unpaid_n, median(unpaid) AS unpaid,
  count(*) FILTER (due > 0) AS paid_n, sum(on_time) FILTER (due > 0) AS paid_part, sum(due) FILTER (due > 0) AS paid_whole,
  sum(on_time * on_time) FILTER (due > 0) AS paid_pp, sum(on_time * due) FILTER (due > 0) AS paid_pw,
  sum(due * due) FILTER (due > 0) AS paid_ww,
  count(*) FILTER (started > 0) AS began_n, sum(ended) FILTER (started > 0) AS began_part,
  sum(started) FILTER (started > 0) AS began_whole, sum(ended * ended) FILTER (started > 0) AS began_pp,
  sum(ended * started) FILTER (started > 0) AS began_pw, sum(started * started) FILTER (started > 0) AS began_ww,
  count(told) AS fell_n, sum(CASE WHEN told > 0 THEN (2 * coalesce(dropped, 0) > told)::INT END) AS fell,
  count(CASE WHEN wage IS NOT NULL THEN kept END) AS below_n, sum((kept < wage)::INT) AS below,
  count(*) FILTER (earlier > 0 AND kept IS NOT NULL) AS both,
  count(*) FILTER (earlier > 0 AND kept < earlier) AS lost,
  median((earlier - kept) / earlier) FILTER (earlier > 0 AND kept < earlier) AS loss
FROM placed GROUP BY ALL

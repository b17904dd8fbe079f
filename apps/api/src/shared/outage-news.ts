// None overlaps with another of its kind, and one that begins when all before it were over begins a piece of news.
const PIECES = `select what, since, until, count(*) filter (where apart) over (order by since, what) as piece
  from (select what, since, until, since >= max(until) over (order by since, what
      rows between unbounded preceding and 1 preceding) as apart from platform.outage) each_one`;

const MUTE = `coalesce(sum(until - since) filter (where what = 'recording'), interval '0')`;

/**
 * The outages that are over as they are news to people, as SQL; see ADR 0016. Those that overlap are one, from the first
 * instant to the last: nobody could record in it, but for a minute at either end, which is no outage; else reminders
 * waited, and for so much of that nobody could record.
 */
export const OUTAGE_NEWS = `(select min(since) as since, max(until) as until, ${MUTE} as mute,
    case when bool_or(what = 'recording') and max(until) - min(since) - ${MUTE} <= interval '2 minutes'
      then 'recording' else 'reminders' end as what
  from (${PIECES}) pieces group by piece)`;

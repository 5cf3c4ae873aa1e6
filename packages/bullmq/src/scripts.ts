/** A lane that nobody touched for so long is forgotten, in seconds; its jobs are not. */
export const LANE_SECONDS = 30 * 24 * 60 * 60;

/** Takes those off the front of a lane that are done, dead or gone, and gives the first of the others. */
export const FIND_HEAD = `
local function findHead(lane, prefix, failed, completed)
  while true do
    local head = redis.call('ZRANGE', lane, 0, 0)[1]
    if not head then return nil end
    local finished = redis.call('ZSCORE', failed, head) or redis.call('ZSCORE', completed, head)
    if redis.call('EXISTS', prefix .. head) == 1 and not finished then return head end
    redis.call('ZREM', lane, head)
  end
end
`;

/**
 * What Redis does in one step, by name. The keys are those of `QueueKeys`; of BullMQ's own data they read jobs and the sets of those
 * that failed or completed, and change only what is dead.
 */
export const SCRIPTS = {
  /**
   * How many are before a job; 0 when it is its turn. One that its lane does not know becomes the last. The one after it wakes by
   * itself soon, should nobody wake it.
   */
  simotelClaim: {
    numberOfKeys: 5,
    lua: `${FIND_HEAD}
local lane, failed, completed, counter, delayed = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local prefix, id, soon = ARGV[1], ARGV[2], tonumber(ARGV[3])
findHead(lane, prefix, failed, completed)
if redis.call('EXISTS', prefix .. id) == 0 then return -1 end
if not redis.call('ZSCORE', lane, id) then redis.call('ZADD', lane, redis.call('INCR', counter), id) end
redis.call('EXPIRE', lane, ${LANE_SECONDS})
local before = redis.call('ZRANK', lane, id)
if before == 0 then
  redis.call('HDEL', prefix .. id, 'parked')
  local next = redis.call('ZRANGE', lane, 1, 1)[1]
  if next and redis.call('HEXISTS', prefix .. next, 'parked') == 1 then
    -- As BullMQ scores delayed jobs.
    redis.call('ZADD', delayed, 'XX', 'LT', string.format('%.0f', soon * 4096), next)
  end
else
  redis.call('HSET', prefix .. id, 'parked', 1)
end
return before`,
  },
  /** Whose turn it is, where that one was told to wait. */
  simotelNext: {
    numberOfKeys: 3,
    lua: `${FIND_HEAD}
local prefix = ARGV[1]
local head = findHead(KEYS[1], prefix, KEYS[2], KEYS[3])
if head and redis.call('HEXISTS', prefix .. head, 'parked') == 1 then return head end
return false`,
  },
  /** Numbers a job that is about to be dead: BullMQ knows only the millisecond. */
  simotelDying: {
    numberOfKeys: 2,
    lua: `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
return redis.call('HSET', KEYS[1], 'died', redis.call('INCR', KEYS[2]))`,
  },
  /** Dead jobs in the order in which they died: when the last of them did, then their ids. All of a millisecond or none. */
  simotelDead: {
    numberOfKeys: 1,
    lua: `
local failed, prefix, after, newest, size = KEYS[1], ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local last = redis.call('ZRANGEBYSCORE', failed, after, newest, 'WITHSCORES', 'LIMIT', size - 1, 1)[2] or newest
local found = redis.call('ZRANGEBYSCORE', failed, after, last, 'WITHSCORES')
local jobs = {}
for at = 1, #found, 2 do
  local died = tonumber(redis.call('HGET', prefix .. found[at], 'died')) or 0
  jobs[#jobs + 1] = { id = found[at], score = tonumber(found[at + 1]), died = died }
end
table.sort(jobs, function(one, other)
  if one.score ~= other.score then return one.score < other.score end
  return one.died < other.died
end)
local answer = { last }
for at, job in ipairs(jobs) do answer[at + 1] = job.id end
return answer`,
  },
  /** Forgets a dead job. */
  simotelDrop: {
    numberOfKeys: 2,
    lua: `
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[2])
return 1`,
  },
};

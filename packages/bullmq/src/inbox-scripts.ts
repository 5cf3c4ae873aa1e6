import { FIND_HEAD, LANE_SECONDS } from './scripts.js';

/** How much longer a repeat is known while the first waits in the inbox, in milliseconds: as good as for ever. */
const INBOX_MS = 30 * 24 * 60 * 60_000;

/**
 * Puts items at the end of the inbox, except repeats. Answers for each whether it is new.
 *
 * Sent as text each time: a script that Redis turns out not to know is sent again, and would come behind what was sent after it.
 */
export const PUT = `
local inbox, job, known = KEYS[1], ARGV[1], ARGV[2]
local answers = {}
for at = 3, #ARGV, 3 do
  local id, ttl, item = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local isNew = ttl == ''
  if not isNew and redis.call('EXISTS', job .. id) == 0 then
    isNew = redis.call('SET', known .. id, '', 'NX', 'PX', tonumber(ttl) + ${INBOX_MS})
  end
  if isNew then redis.call('RPUSH', inbox, item) end
  answers[#answers + 1] = isNew and 1 or 0
end
return answers`;

/**
 * Touches a counter that is watched where it is not what it was, so that the transaction that follows is not carried out. Sent as
 * text: a script that Redis does not know would stop nothing.
 */
export const CHECK = `
if (redis.call('GET', KEYS[1]) or '') == ARGV[1] then return 1 end
redis.call('EXPIRE', KEYS[1], 1000)
redis.call('PERSIST', KEYS[1])
return 0`;

/** What Redis does in one step with what is in the inbox, by name. */
export const INBOX_SCRIPTS = {
  /** The counter of moves, how many are in the inbox, and the first of them: none where somebody else moved, or many jobs wait. */
  simotelLook: {
    numberOfKeys: 3,
    lua: `
local inbox, wait = KEYS[1], KEYS[3]
local moved, length = redis.call('GET', KEYS[2]) or '', redis.call('LLEN', inbox)
local answer = { moved, length }
local known, mostItems, mostBytes, mostWaiting = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
if moved ~= known or redis.call('LLEN', wait) > mostWaiting then return answer end
local bytes = 0
for at = 0, math.min(length, mostItems) - 1 do
  local item = redis.call('LINDEX', inbox, at)
  bytes = bytes + #item
  if at > 0 and bytes > mostBytes then break end
  answer[#answer + 1] = item
end
return answer`,
  },
  /** How many are in each of some lanes, also of those that are done and still there. */
  simotelCrowds: {
    numberOfKeys: 1,
    lua: `
local answer = {}
for at, call in ipairs(ARGV) do answer[at] = redis.call('ZCARD', KEYS[1] .. call) end
return answer`,
  },
  /**
   * Takes items out of the inbox that are jobs now, and puts those into their lanes. All of them, or none. The counter of moves comes
   * back, then those that were put aside and whose turn it is.
   */
  simotelSettle: {
    numberOfKeys: 5,
    lua: `${FIND_HEAD}
local inbox, moved, counter, failed, completed = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local job, lanes, known = ARGV[2], ARGV[3], ARGV[4]
if (redis.call('GET', moved) or '') ~= ARGV[1] then return redis.error_reply('Somebody else moved them.') end
for at = 5, #ARGV, 4 do
  if redis.call('EXISTS', job .. ARGV[at]) == 0 then return redis.error_reply('Not all became jobs.') end
end
local count = 0
-- The first of each lane: no other can be the head.
local parked = {}
for at = 5, #ARGV, 4 do
  local id, ttl, lane, isParked = ARGV[at], ARGV[at + 1], lanes .. ARGV[at + 2], ARGV[at + 3] == '1'
  -- One that was there before has its place.
  if lane ~= lanes and redis.call('ZADD', lane, 'NX', redis.call('INCR', counter), id) == 1 then
    redis.call('EXPIRE', lane, ${LANE_SECONDS})
    if isParked then
      redis.call('HSET', job .. id, 'parked', 1)
      parked[lane] = parked[lane] or id
    end
  end
  if ttl ~= '' then redis.call('SET', known .. id, '', 'PX', ttl) end
  count = count + 1
end
redis.call('LTRIM', inbox, count, -1)
local answer = { redis.call('INCR', moved) }
for lane, id in pairs(parked) do
  if findHead(lane, job, failed, completed) == id then answer[#answer + 1] = id end
end
return answer`,
  },
  /** Puts a dead job back into the inbox: it becomes a new one. */
  simotelReplay: {
    numberOfKeys: 4,
    lua: `
local failed, job, lane, inbox = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
if redis.call('ZREM', failed, ARGV[1]) == 0 then return 0 end
redis.call('ZREM', lane, ARGV[1])
local data = redis.call('HGET', job, 'data')
redis.call('DEL', job)
if not data then return 0 end
redis.call('RPUSH', inbox, ARGV[2] .. data .. '}')
return 1`,
  },
  /** How many wait, are handled, and are dead. */
  simotelCounts: {
    numberOfKeys: 6,
    lua: `
local waiting = redis.call('LLEN', KEYS[1]) + redis.call('LLEN', KEYS[2])
waiting = waiting + redis.call('ZCARD', KEYS[3]) + redis.call('ZCARD', KEYS[4])
return { waiting, redis.call('LLEN', KEYS[5]), redis.call('ZCARD', KEYS[6]) }`,
  },
};

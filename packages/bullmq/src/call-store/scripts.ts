import { createHash } from 'node:crypto';

/*
 * A call is kept under an id that is new with every write: a key that still leads to the same id says that its call is still the
 * same. Replies are flat lists of text.
 */

/** A script in Lua, which Redis runs as a whole or not at all. */
export interface Script {
  readonly text: string;
  /** What Redis knows it by, once it had the text. */
  readonly sha: string;
}

const scriptOf = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') });

/**
 * Finds calls. KEYS: data, keys. ARGV: what to find them by. Replies with an id and a call for each, empty where there is none; the
 * call only where its id comes first.
 */
export const READ = scriptOf(`
local reply, seen = {}, {}
for _, key in ipairs(ARGV) do
  local id = redis.call('HGET', KEYS[2], key) or ''
  local call = ''
  if id ~= '' and not seen[id] then
    seen[id] = true
    call = redis.call('HGET', KEYS[1], id) or ''
  end
  reply[#reply + 1] = id
  reply[#reply + 1] = call
end
return reply
`);

/**
 * Lists calls. KEYS: data, a sorted set. ARGV: what ZRANGE takes. Replies with an id and a call for each. An id whose call
 * somebody deleted by hand is forgotten.
 */
export const LIST = scriptOf(`
local reply = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], unpack(ARGV))) do
  local call = redis.call('HGET', KEYS[1], id)
  if call then
    reply[#reply + 1] = id
    reply[#reply + 1] = call
  else
    redis.call('ZREM', KEYS[2], id)
  end
end
return reply
`);

/**
 * Puts calls in the place of others, unless somebody else was first. KEYS: data, keys, due, open, ended. ARGV: see `commit.ts`.
 * Replies with `stored`, with `changed`, or with `taken` and the key that another call has.
 */
export const COMMIT = scriptOf(`
local data, keys, due, open, ended = unpack(KEYS)
local at = 0
local function text()
  at = at + 1
  return ARGV[at]
end
local function list()
  local items = {}
  for item = 1, tonumber(text()) do items[item] = text() end
  return items
end

local lookedUp, owners = list(), list()
local gone, freed = list(), list()
local calls = {}
for number = 1, tonumber(text()) do
  calls[number] = { id = text(), json = text(), due = text(), set = KEYS[tonumber(text())], from = list(), keys = list() }
end

-- It was made before, and the answer was lost.
if calls[1] and redis.call('HEXISTS', data, calls[1].id) == 1 then return { 'stored' } end

for number, key in ipairs(lookedUp) do
  if (redis.call('HGET', keys, key) or '') ~= owners[number] then return { 'changed' } end
end
local isGone, claimed = {}, {}
for _, id in ipairs(gone) do isGone[id] = true end
for _, call in ipairs(calls) do
  for _, key in ipairs(call.keys) do
    local owner = redis.call('HGET', keys, key)
    local isFree = not owner or isGone[owner] or redis.call('HEXISTS', data, owner) == 0
    if claimed[key] or not isFree then return { 'taken', key } end
    claimed[key] = true
  end
end

local last = {}
for _, set in ipairs({ open, ended }) do
  last[set] = tonumber(redis.call('ZREVRANGE', set, 0, 0, 'WITHSCORES')[2] or 0)
end
for _, call in ipairs(calls) do
  for _, id in ipairs(call.from) do
    local place = tonumber(redis.call('ZSCORE', call.set, id))
    if place then call.place = math.min(place, call.place or place) end
  end
end

for _, id in ipairs(gone) do
  redis.call('HDEL', data, id)
  for _, set in ipairs({ due, open, ended }) do redis.call('ZREM', set, id) end
end
for _, key in ipairs(freed) do redis.call('HDEL', keys, key) end
for _, call in ipairs(calls) do
  if not call.place then
    last[call.set] = last[call.set] + 1
    call.place = last[call.set]
  end
  redis.call('HSET', data, call.id, call.json)
  redis.call('ZADD', due, call.due, call.id)
  redis.call('ZADD', call.set, call.place, call.id)
  for _, key in ipairs(call.keys) do redis.call('HSET', keys, key, call.id) end
end
return { 'stored' }
`);

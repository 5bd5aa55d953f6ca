-- Accepts orders of one partition, those of one turn of the store's event loop: announces each for payment, writes it as
-- pending and adds it to the indexes. Under an idempotency key it does so once, and returns the same order to later calls
-- with the key, in this batch too. First all is read, so that a key that cannot be used fails here and not half-way.
--
-- KEYS  1 index of all orders   2 order-placed
--       then for each order: the order, the index of the customer's orders, the customer's session
--       then the idempotency records of those that have one
-- ARGV  1 lifetime of an idempotency record, ms   2 how many orders
--       then for each order: order id, what the order keeps of its trace (see packages/contracts/src/order-trace.ts),
--         index in KEYS of its idempotency record or 0, digest of the request, how many arguments are fields of the order,
--         how many are fields of its event, then those of the order and those of the event, name and value in turn
-- Returns  for each order: { outcome, order id }, or for 'refused' the refusal in place of the id; the outcome is
--          'placed'
--          'replayed' when the same request came under this key before (the id is that of its order), or when this order
--                     was written before; nothing was changed
--          'refused' when the same request was refused under this key before; nothing was changed
--          'conflict' when another request came under this key before; nothing was changed
--          'session-ended' when the customer has logged out; nothing was changed
-- Emits  order-placed for each placed order
local all_orders, order_placed = KEYS[1], KEYS[2]
local record_ttl_ms, count = ARGV[1], tonumber(ARGV[2])

-- Where the arguments of each order begin, whether its customer is logged in, and whether it was written before.
local begins, sessions, written = {}, {}, {}
-- What each idempotency key stands for, kept up to date here: two orders of a batch may have the same one.
local records = {}

local function read(i, begin)
  local key, record = 3 * i, tonumber(ARGV[begin + 2])
  begins[i] = begin
  sessions[i] = redis.call('GET', KEYS[key + 2])
  written[i] = redis.call('HEXISTS', KEYS[key], 'status')
  redis.call('ZCARD', KEYS[key + 1])
  if record > 0 and not records[record] then
    records[record] = redis.call('HMGET', KEYS[record], 'order_id', 'digest', 'refusal')
  end
  return begin + 6 + ARGV[begin + 4] + ARGV[begin + 5]
end

local function place(i)
  local begin, key = begins[i], 3 * i
  local order_id = ARGV[begin]
  if not sessions[i] then return { 'session-ended', order_id } end
  local index = tonumber(ARGV[begin + 2])
  local record = records[index]
  if record and record[2] then
    if record[2] ~= ARGV[begin + 3] then return { 'conflict', order_id } end
    if record[1] then return { 'replayed', record[1] } end
    return { 'refused', record[3] }
  end
  if written[i] == 1 then return { 'replayed', order_id } end

  local last_field = begin + 5 + ARGV[begin + 4]
  local event_id = redis.call('XADD', order_placed, '*', unpack(ARGV, last_field + 1, last_field + ARGV[begin + 5]))
  redis.call('HSET', KEYS[key], 'trace', ARGV[begin + 1] .. event_id, unpack(ARGV, begin + 6, last_field))
  -- With equal scores Redis sorts the set by id, and a UUIDv7 sorts by creation time.
  redis.call('ZADD', all_orders, 0, order_id)
  redis.call('ZADD', KEYS[key + 1], 0, order_id)
  if record then
    redis.call('HSET', KEYS[index], 'order_id', order_id, 'digest', ARGV[begin + 3])
    redis.call('PEXPIRE', KEYS[index], record_ttl_ms)
    records[index] = {order_id, ARGV[begin + 3]}
  end
  return { 'placed', order_id }
end

redis.call('ZCARD', all_orders)
redis.call('XLEN', order_placed)
local next_begin = 3
for i = 1, count do next_begin = read(i, next_begin) end
-- A missing right fails here too. Any key of a kind stands for all of them.
local record = KEYS[3 * count + 3]
local may_write = redis.acl_check_cmd('HSET', KEYS[3], 'status', 'pending') and redis.acl_check_cmd('ZADD', all_orders, '0', ARGV[3])
if not may_write or (record and not redis.acl_check_cmd('PEXPIRE', record, record_ttl_ms)) then
  return redis.error_reply('NOPERM this user may not write ' .. KEYS[3])
end

local outcomes = {}
for i = 1, count do outcomes[i] = place(i) end
return outcomes

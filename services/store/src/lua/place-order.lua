-- Accepts orders of one partition, those of one turn of the store's event loop: announces each for payment, writes it as
-- pending and adds it to the indexes. Under an idempotency key it does so once, and returns the same order to later calls
-- with the key, in this batch too. Everything is read first, so that an unusable key makes the script fail before it writes anything.
--
-- KEYS  1 index of all orders   2 order-placed
--       then for each order: the order, the index of the customer's orders, the customer's session
--       then the idempotency records of those that have one
-- ARGV  1 lifetime of an idempotency record, ms   2 how many orders
--       then for each order: order id, what was placed, when, ms since 1970, what the order keeps of its trace (see
--         packages/contracts/src/order-trace.ts), its event, index in KEYS of its idempotency record or 0,
--         digest of the request
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

local KEYS_PER_ORDER, ARGS_PER_ORDER = 3, 7

-- What each idempotency key stands for, kept up to date here: two orders of a batch may have the same one.
local records = {}

-- Which orders exist already, by key, updated here too.
local is_written = {}

local function read(order, customers_orders, session, record_index)
  local index = tonumber(record_index)
  if index > 0 and not records[index] then
    records[index] = redis.call('HMGET', KEYS[index], 'order_id', 'digest', 'refusal')
  end
  redis.call('ZCARD', customers_orders)
  is_written[order] = redis.call('HEXISTS', order, 'status') == 1
  return redis.call('GET', session)
end

local function place(is_logged_in, order, customers_orders, order_id, placed, now_ms, trace, event, record_index, digest)
  if not is_logged_in then return { 'session-ended', order_id } end
  local index = tonumber(record_index)
  local record = records[index]
  if record and record[2] then
    if record[2] ~= digest then return { 'conflict', order_id } end
    if record[1] then return { 'replayed', record[1] } end
    return { 'refused', record[3] }
  end
  if is_written[order] then return { 'replayed', order_id } end

  local event_id = redis.call('XADD', order_placed, '*', 'subject', order_id, 'event', event)
  redis.call('HSET', order, 'status', 'pending', 'created_at', now_ms, 'placed', placed, 'trace', trace .. event_id)
  is_written[order] = true
  -- Before the indexes: an order that an index lacks can be added later, an order that was placed twice cannot be taken back.
  if record then
    redis.call('HSET', KEYS[index], 'order_id', order_id, 'digest', digest)
    redis.call('PEXPIRE', KEYS[index], record_ttl_ms)
    records[index] = {order_id, digest}
  end
  -- With equal scores Redis sorts the set by id, and a UUIDv7 sorts by creation time.
  redis.call('ZADD', all_orders, 0, order_id)
  redis.call('ZADD', customers_orders, 0, order_id)
  return { 'placed', order_id }
end

redis.call('ZCARD', all_orders)
redis.call('XLEN', order_placed)
local is_logged_in = {}
for i = 1, count do
  local key, arg = 2 + (i - 1) * KEYS_PER_ORDER, 2 + (i - 1) * ARGS_PER_ORDER
  is_logged_in[i] = read(KEYS[key + 1], KEYS[key + 2], KEYS[key + 3], ARGV[arg + 6])
end
-- So does a missing permission. One key of each kind stands for all of that kind.
local first_order, customers_orders, record = KEYS[3], KEYS[4], KEYS[3 + KEYS_PER_ORDER * count]
local may_write = redis.acl_check_cmd('HSET', first_order, 'status', 'pending')
  and redis.acl_check_cmd('ZADD', all_orders, '0', '') and redis.acl_check_cmd('ZADD', customers_orders, '0', '')
local may_record = not record
  or redis.acl_check_cmd('HSET', record, 'digest', '') and redis.acl_check_cmd('PEXPIRE', record, record_ttl_ms)
if not (may_write and may_record) then return redis.error_reply('NOPERM this user may not write ' .. first_order) end

local outcomes = {}
for i = 1, count do
  local key, arg = 2 + (i - 1) * KEYS_PER_ORDER, 2 + (i - 1) * ARGS_PER_ORDER
  outcomes[i] = place(is_logged_in[i], KEYS[key + 1], KEYS[key + 2], unpack(ARGV, arg + 1, arg + ARGS_PER_ORDER))
end
return outcomes

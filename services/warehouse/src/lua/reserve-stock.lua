-- Decides a batch of paid orders: each is reserved whole, or rejected whole and announced for refund. In a shop of several
-- partitions an order that is short here may have to wait until pieces have been looked for elsewhere. The fence only
-- reads. Then the script takes each order's stock or writes its event, and after that its reservation; one XACK for all
-- settled entries comes last. If the script is stopped before that, the entries are delivered again and checked against
-- the reservations.
--
-- KEYS  1 order-completed   2 refund-initiated   3… reservations of the orders and stocks of their products
-- ARGV  1 group   2 now, ms since 1970   3 now, ISO 8601
--       4 type, 5 source and 6 version of the event refund-initiated
--       7 first and 8 last of the entry ids   9 how many orders
--       10 'reject' or 'wait': what becomes of those that are short
--       then for each order: entry id, order id, customer id, total in minor units, currency, traceparent or '',
--         id for the event, index in KEYS of its reservation, number of lines,
--         and for each line, at most one per product: index in KEYS of its stock, product id, quantity
-- Returns  for each order: 'reserved', 'rejected', or
--   'duplicate'  this delivery was settled before, or the order was decided before; no stock was changed
--   'short'      it is to wait: nothing was changed, and the entry stays pending
-- Emits  refund-initiated for each rejected order
local order_completed, refund_initiated = KEYS[1], KEYS[2]
local group, now_ms, now_iso, event_type, event_source, event_version, first_id, last_id, orders, if_short = unpack(ARGV, 1, 10)

-- One XPENDING for the batch. Other entries may lie in between, so an entry that it does not show is looked up by
-- itself.
local pending, settled = {}, {}
for _, entry in ipairs(redis.call('XPENDING', order_completed, group, first_id, last_id, 2 * orders)) do pending[entry[1]] = true end
local function is_pending(id) return pending[id] or #redis.call('XPENDING', order_completed, group, id, id, 1) > 0 end

local next_arg = 11
local function take()
  next_arg = next_arg + 1
  return ARGV[next_arg - 1]
end

-- A product's stock is read once per batch and kept up to date here.
local stocks = {}
local function stock_at(index)
  if not stocks[index] then
    local available, reserved = unpack(redis.call('HMGET', KEYS[index], 'available', 'reserved'))
    stocks[index] = {key = KEYS[index], available = tonumber(available) or 0, reserved = tonumber(reserved) or 0}
  end
  return stocks[index]
end

local function take_order()
  local order = {entry_id = take(), id = take(), customer_id = take(), total = take(), currency = take(), traceparent = take(),
    event_id = take(), reservation = KEYS[tonumber(take())], lines = {}, in_stock = true}
  for i = 1, tonumber(take()) do
    local line = {stock = stock_at(tonumber(take())), product_id = take(), quantity = tonumber(take())}
    if line.stock.available < line.quantity then order.in_stock = false end
    order.lines[i] = line
  end
  return order
end

local function reserve(order)
  for _, line in ipairs(order.lines) do
    local stock = line.stock
    stock.available = stock.available - line.quantity
    stock.reserved = stock.reserved + line.quantity
    redis.call('HSET', stock.key, 'available', string.format('%.0f', stock.available), 'reserved', string.format('%.0f', stock.reserved))
  end
end

local function ask_for_refund(order)
  local lines = {}
  for i, line in ipairs(order.lines) do
    lines[i] = {product_id = line.product_id, requested = line.quantity, available = line.stock.available}
  end
  local data = {order_id = order.id, customer_id = order.customer_id, total = tonumber(order.total), currency = order.currency,
    reason = 'insufficient_stock', lines = lines}
  local fields = {'id', order.event_id, 'type', event_type, 'source', event_source, 'time', now_iso, 'subject', order.id,
    'version', event_version, 'data', cjson.encode(data)}
  if order.traceparent ~= '' then
    fields[#fields + 1] = 'traceparent'
    fields[#fields + 1] = order.traceparent
  end
  redis.call('XADD', refund_initiated, '*', unpack(fields))
end

local function decide(order)
  local decided = redis.call('HEXISTS', order.reservation, 'outcome') == 1
  if not is_pending(order.entry_id) then return 'duplicate' end
  if not decided and not order.in_stock and if_short == 'wait' then return 'short' end
  settled[#settled + 1] = order.entry_id
  if decided then return 'duplicate' end

  local outcome = order.in_stock and 'reserved' or 'rejected'
  if order.in_stock then reserve(order) else ask_for_refund(order) end

  local lines = {}
  for i, line in ipairs(order.lines) do
    lines[i] = {product_id = line.product_id, quantity = line.quantity}
    -- So that it can be told later why the order was rejected.
    if not order.in_stock then lines[i].available = line.stock.available end
  end
  redis.call('HSET', order.reservation, 'order_id', order.id, 'customer_id', order.customer_id, 'outcome', outcome,
    'lines', cjson.encode(lines), 'at', now_ms)
  return outcome
end

-- A key of another type, or a missing right to write a decision, fails here and not half-way.
redis.call('XLEN', refund_initiated)
local first_reservation = KEYS[tonumber(ARGV[18])]
if not redis.acl_check_cmd('HSET', first_reservation, 'outcome', 'reserved') then
  return redis.error_reply('NOPERM this user may not write ' .. first_reservation)
end

local outcomes = {}
while next_arg <= #ARGV do outcomes[#outcomes + 1] = decide(take_order()) end
if #settled > 0 then redis.call('XACK', order_completed, group, unpack(settled)) end
return outcomes
